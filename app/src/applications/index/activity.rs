//! The section **Activity**: what the application did in the last 24 hours or 30 days, as charts, and the same as tables.

mod chart;
mod failures;
mod networks;
mod table;
mod words;

use super::rpc::{ActivityDetails, find_activity};
use crate::text::text;
use chart::{Chart, Series};
use failures::Failures;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use model::{Activity, ActivityBucket, ActivitySpan, ApplicationId, SecretChoice, SecretId};
use networks::Networks;
use table::Numbers;

/// The parameters of the page's address that are of this section.
const SPAN: &str = "activity";
const SECRET: &str = "secret";

/// The section. It says nothing where the application cannot be seen: the page above does.
#[component]
pub fn ActivitySection(
    /// Of which application.
    id: ApplicationId,
    /// The address of its page.
    path: String,
    /// Counts what was done on this page.
    changes: RwSignal<u32>,
) -> impl IntoView {
    let query = use_query_map();
    let wanted = Memo::new(move |_| {
        query.with(|query| {
            let read = |name| query.get_str(name);
            let span: Option<ActivitySpan> = read(SPAN).and_then(|word| word.parse().ok());
            let secret: Option<SecretId> = read(SECRET).and_then(|id| id.parse().ok());
            (span.unwrap_or_default(), secret)
        })
    });
    let found = Resource::new(
        move || (changes.get(), wanted.get()),
        move |(_, (span, secret))| find_activity(id, span, secret),
    );
    let body = move || {
        let path = path.clone();
        Suspend::new(async move { found.await.ok().map(|found| view! { <Shown found path/> }) })
    };
    view! { <Transition>{body}</Transition> }
}

#[component]
fn Shown(found: ActivityDetails, path: String) -> impl IntoView {
    let ActivityDetails { activity, command } = found;
    let quiet = activity.issued() + activity.refused() + activity.requests() == 0;
    let (span, secret) = (activity.span, activity.secret);
    let secrets = activity.secrets.clone();
    let body = if quiet {
        view! { <Quiet span command/> }.into_any()
    } else {
        view! { <Charts activity=activity.clone()/> }.into_any()
    };
    view! {
        <section class="section activity" aria-labelledby="activity-title">
            <div class="section-head">
                <h2 id="activity-title">{text!(activity.title)}</h2>
                <SpanChoice span secret path=path.clone()/>
            </div>
            <SecretFilter span secret secrets path/>
            {body}
            <Networks networks=activity.networks/>
        </section>
    }
}

/// Which span, as links, so that it works without scripts.
#[component]
fn SpanChoice(span: ActivitySpan, secret: Option<SecretId>, path: String) -> impl IntoView {
    let links = ActivitySpan::ALL.map(|one| {
        let label = match one {
            ActivitySpan::Day => text!(activity.day),
            ActivitySpan::Month => text!(activity.month),
        };
        let secret = secret.map_or_else(String::new, |secret| format!("&{SECRET}={secret}"));
        let href = format!("{path}?{SPAN}={}{secret}#activity-title", one.as_str());
        let current = (one == span).then_some("true");
        view! { <a href=href aria-current=current>{label}</a> }
    });
    view! {
        <nav class="choice" aria-label=text!(activity.span)>
            <div>{links.collect_view()}</div>
        </nav>
    }
}

/// With which secret. Where there is only one, there is nothing to choose.
#[component]
fn SecretFilter(
    span: ActivitySpan,
    secret: Option<SecretId>,
    secrets: Vec<SecretChoice>,
    path: String,
) -> impl IntoView {
    (secrets.len() > 1).then(|| {
        let options = secrets.into_iter().map(|one| {
            let label = if one.label.is_empty() { one.hint } else { format!("{} ({})", one.hint, one.label) };
            view! { <option value=one.id.to_string() selected={secret == Some(one.id)}>{label}</option> }
        });
        view! {
            <form method="get" action=format!("{path}#activity-title") class="activity-filter">
                <input type="hidden" name=SPAN value=span.as_str()/>
                <div class="filter">
                    <label for="activity-secret">{text!(activity.secret)}</label>
                    <select id="activity-secret" name=SECRET>
                        <option value="">{text!(activity.all_secrets)}</option>
                        {options.collect_view()}
                    </select>
                </div>
                <button type="submit" class="button" data-kind="secondary">{text!(activity.show)}</button>
            </form>
        }
    })
}

/// Nothing happened: how to get a first token.
#[component]
fn Quiet(
    span: ActivitySpan,
    /// None where people have to let it in first.
    command: Option<String>,
) -> impl IntoView {
    let title = match span {
        ActivitySpan::Day => text!(activity.empty_day),
        ActivitySpan::Month => text!(activity.empty_month),
    };
    let how = match command {
        Some(command) => view! {
            <p>{text!(activity.empty_own)}</p>
            <div class="code">
                <pre tabindex="0" role="group" aria-label=text!(activity.command)>{command}</pre>
            </div>
        }
        .into_any(),
        None => view! { <p>{text!(activity.empty_people)}</p> }.into_any(),
    };
    view! {
        <div class="empty">
            <p class="title">{title}</p>
            {how}
        </div>
    }
}

#[component]
fn Charts(activity: Activity) -> impl IntoView {
    let of = |value: fn(&ActivityBucket) -> u64| activity.buckets.iter().map(value).collect::<Vec<_>>();
    let tokens = vec![
        Series { label: text!(activity.issued), fill: chart::Fill::Solid, values: of(|one| one.issued) },
        Series { label: text!(activity.refused), fill: chart::Fill::Stripes, values: of(|one| one.refused) },
    ];
    let requests = vec![
        Series {
            label: text!(activity.succeeded),
            fill: chart::Fill::Solid,
            values: of(|one| one.succeeded),
        },
        Series {
            label: text!(activity.client_errors),
            fill: chart::Fill::Stripes,
            values: of(|one| one.client_errors),
        },
        Series {
            label: text!(activity.server_errors),
            fill: chart::Fill::Dots,
            values: of(|one| one.server_errors),
        },
    ];
    let starts: Vec<_> = activity.buckets.iter().map(|one| one.starts_at).collect();
    let span = activity.span;
    let requests = if activity.secret.is_some() {
        // They are of the application, whatever secret its tokens were made with.
        view! { <p class="hint">{text!(activity.requests_of_all)}</p> }.into_any()
    } else {
        let starts = starts.clone();
        view! { <Chart id="requests" title=text!(activity.requests_chart) span starts series=requests/> }
            .into_any()
    };
    view! {
        <dl class="activity-facts">
            <div>
                <dt>{text!(activity.p95)}</dt>
                <dd>{words::slowness(activity.p95)}</dd>
                <dd class="hint">{text!(activity.p95_hint)}</dd>
            </div>
        </dl>
        <Chart id="tokens" title=text!(activity.tokens_chart) span starts series=tokens/>
        {requests}
        <Numbers span buckets=activity.buckets/>
        <Failures failures=activity.failures/>
    }
}
