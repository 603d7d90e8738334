//! The values: what is written how large, in which colour, how far apart, and how things move.

use leptos::prelude::*;

/// Sizes of text by token, with what each is for.
const SIZES: [(&str, &str); 6] = [
    ("--text-title", "The heading of a page"),
    ("--text-heading", "The heading of a dialog, the brand"),
    ("--text-large", "The heading of a section"),
    ("--text", "Everything else"),
    ("--text-small", "Hints, headings of columns, badges"),
    ("--text-tiny", "A secret, which has to fit into a line"),
];

/// Text colours by token, each to be read on every surface.
const INKS: [(&str, &str); 7] = [
    ("--ink", "What is said"),
    ("--ink-soft", "What is said beside it"),
    ("--ink-faint", "What is only hinted at"),
    ("--accent", "Links, and what one came for"),
    ("--danger", "What went wrong, and what destroys"),
    ("--warning", "What needs care"),
    ("--success", "What is well"),
];

/// What text stands on.
const SURFACES: [&str; 5] = ["--page", "--surface", "--raised", "--sunken", "--hover"];

/// Faces with the text that stands on them.
const PAIRS: [(&str, &str); 6] = [
    ("--on-accent", "--accent"),
    ("--on-danger", "--danger"),
    ("--accent-strong", "--accent-soft"),
    ("--danger", "--danger-soft"),
    ("--warning", "--warning-soft"),
    ("--success", "--success-soft"),
];

const SPACES: [&str; 13] = [
    "--space-half",
    "--space-1",
    "--space-1-half",
    "--space-2",
    "--space-2-half",
    "--space-3",
    "--space-4",
    "--space-5",
    "--space-6",
    "--space-8",
    "--space-10",
    "--space-12",
    "--space-16",
];

const CORNERS: [&str; 5] =
    ["--radius-small", "--radius", "--radius-float", "--radius-large", "--radius-round"];

const HEIGHTS: [&str; 6] =
    ["--control-small", "--control", "--control-large", "--row-head", "--row", "--bar"];

/// Type.
#[component]
pub fn Type() -> impl IntoView {
    let lines = SIZES.map(|(token, use_)| {
        view! {
            <dt><code>{token}</code></dt>
            <dd data-size=token>{use_}</dd>
        }
    });
    view! {
        <dl class="properties design-type">
            {lines.into_iter().collect_view()}
            <dt><code>"--mono"</code></dt>
            <dd><code>"lk_0O1lI"</code>" for what is copied letter by letter"</dd>
            <dt><code>"--weight-medium"</code></dt>
            <dd><span data-weight="medium">"Labels, names, what is chosen"</span></dd>
            <dt><code>"--weight-bold"</code></dt>
            <dd><strong>"Headings"</strong></dd>
        </dl>
    }
}

/// Colours: every ink on every surface, so that a test which measures contrast measures all of them.
#[component]
pub fn Colours() -> impl IntoView {
    let inks = INKS.map(|(ink, use_)| {
        let on = SURFACES
            .map(|surface| view! { <span data-ink=ink data-surface=surface>{ink}" on "{surface}</span> });
        view! {
            <dt>{use_}</dt>
            <dd class="design-swatches">{on.into_iter().collect_view()}</dd>
        }
    });
    let pairs = PAIRS
        .map(|(ink, surface)| view! { <span data-ink=ink data-surface=surface>{ink}" on "{surface}</span> });
    view! {
        <dl class="properties">
            {inks.into_iter().collect_view()}
            <dt>"Faces of their own"</dt>
            <dd class="design-swatches">{pairs.into_iter().collect_view()}</dd>
        </dl>
    }
}

/// Distances, corners, heights.
#[component]
pub fn Spacing() -> impl IntoView {
    let bars = |tokens: &'static [&'static str]| {
        let bar = |token: &'static str| view! { <li><span data-token=token></span><code>{token}</code></li> };
        tokens.iter().copied().map(bar).collect_view()
    };
    view! {
        <ul class="design-bars">{bars(&SPACES)}</ul>
        <ul class="design-bars" data-of="corners">{bars(&CORNERS)}</ul>
        <ul class="design-bars" data-of="heights">{bars(&HEIGHTS)}</ul>
    }
}

/// Motion.
#[component]
pub fn Motion() -> impl IntoView {
    view! {
        <dl class="properties">
            <dt><code>"--quick"</code></dt>
            <dd>"What answers the hand: a button under the pointer."</dd>
            <dt><code>"--enter"</code></dt>
            <dd>"What comes in: a dialog, a toast."</dd>
            <dt><code>"--patience"</code></dt>
            <dd>"How long something may take before it is seen to wait."</dd>
            <dt><code>"prefers-reduced-motion"</code></dt>
            <dd>"Nothing moves."</dd>
        </dl>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_that_is_shown_is_a_token_and_has_a_look() {
        let tokens = include_str!("../../../style/tokens.css");
        let looks = include_str!("../../../style/pages/design.css");
        let sizes = SIZES.iter().map(|(token, _)| *token);
        let inks = INKS.iter().map(|(token, _)| *token).chain(PAIRS.iter().map(|(token, _)| *token));
        let faces = SURFACES.iter().copied().chain(PAIRS.iter().map(|(_, token)| *token));
        let bars = SPACES.iter().chain(&CORNERS).chain(&HEIGHTS).copied();
        for (token, attribute) in sizes
            .map(|token| (token, "size"))
            .chain(inks.map(|token| (token, "ink")))
            .chain(faces.map(|token| (token, "surface")))
            .chain(bars.map(|token| (token, "token")))
        {
            assert!(tokens.contains(&format!("  {token}:")), "{token}");
            assert!(looks.contains(&format!("[data-{attribute}=\"{token}\"]")), "{attribute} {token}");
        }
    }

    #[test]
    fn every_step_of_the_scales_is_shown() {
        let tokens = include_str!("../../../style/tokens.css");
        let shown: Vec<_> =
            SPACES.iter().chain(&CORNERS).chain(SIZES.iter().map(|(token, _)| token)).collect();
        for line in tokens.lines().map(str::trim) {
            let Some((token, _)) = line.split_once(':') else { continue };
            if ["--space-", "--radius", "--text"].iter().any(|scale| token.starts_with(scale)) {
                assert!(shown.contains(&&token), "{token}");
            }
        }
    }
}
