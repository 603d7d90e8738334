//! The section **Settings**: each key with its value and where that comes from.

use crate::text::text;
use leptos::prelude::*;
use model::{EffectiveSetting, SettingSource};

/// The section.
#[component]
pub fn SettingsSection(
    /// Every setting.
    settings: Vec<EffectiveSetting>,
) -> impl IntoView {
    let rows = settings.into_iter().map(|setting| view! { <Row setting/> }).collect_view();
    view! {
        <section class="section">
            <div class="section-head">
                <h2 id="settings-title">{text!(configuration.settings)}</h2>
            </div>
            <p class="hint">{text!(configuration.settings_hint)}</p>
            <div class="grid-wrap" tabindex="0" role="region" aria-labelledby="settings-title">
                <table class="grid">
                    <caption class="visually-hidden">{text!(configuration.settings)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{text!(configuration.key)}</th>
                            <th scope="col">{text!(configuration.value)}</th>
                            <th scope="col">{text!(configuration.source)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

#[component]
fn Row(setting: EffectiveSetting) -> impl IntoView {
    let EffectiveSetting { key, value, source } = setting;
    let value = if value.is_empty() {
        view! { <span class="muted">{text!(configuration.none)}</span> }.into_any()
    } else {
        view! { <span class="value">{value}</span> }.into_any()
    };
    // What somebody chose stands out from what is as it always was.
    let source = if source == SettingSource::Default {
        view! { <span class="muted">{words(source)}</span> }.into_any()
    } else {
        view! { <span class="badge" data-kind="active">{words(source)}</span> }.into_any()
    };
    view! {
        <tr>
            <th scope="row" class="name" data-label=text!(configuration.key)><code>{key}</code></th>
            <td data-label=text!(configuration.value)>{value}</td>
            <td data-label=text!(configuration.source)>{source}</td>
        </tr>
    }
}

fn words(source: SettingSource) -> &'static str {
    match source {
        SettingSource::Default => text!(configuration.source_default),
        SettingSource::File => text!(configuration.source_file),
        SettingSource::Environment => text!(configuration.source_environment),
    }
}
