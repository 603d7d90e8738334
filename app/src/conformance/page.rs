//! The page. Opening it checks, so *Check Again* only opens it anew; the filters are a plain form.

use super::{finding::row, rpc::check_conformance, words::verdict};
use crate::{
    parts::{Failure, Icon, Time},
    text::text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{Conformance, Finding, Profile, Verdict};

const PATH: &str = "/configuration/conformance";

/// What the address asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Asked {
    profile: Option<Profile>,
    result: Option<Verdict>,
}

/// The page.
#[component]
pub fn ConformancePage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        let query = query.read();
        let word = |name: &str| query.get(name).unwrap_or_default();
        Asked { profile: word("profile").parse().ok(), result: word("result").parse().ok() }
    });
    let report = Resource::new(|| (), |()| check_conformance());
    let body = move || {
        let asked = asked.get();
        Suspend::new(async move {
            match report.await {
                Ok(report) => shown(report, asked).into_any(),
                Err(error) => {
                    let retry = Callback::new(move |()| report.refetch());
                    view! { <Failure error retry/> }.into_any()
                }
            }
        })
    };
    view! {
        <Title text=text!(conformance.title)/>
        <div class="page-head">
            <h1>{text!(conformance.title)}</h1>
            <p>{text!(conformance.hint)}</p>
            <div class="page-actions">
                // Not followed by scripts: the page is checked on the server, and comes whole.
                <a class="button" data-kind="secondary" rel="external" href=move || address(asked.get())>
                    <Icon name="rotate"/>
                    <span>{text!(conformance.again)}</span>
                </a>
            </div>
        </div>
        <Transition fallback=|| view! { <p>{text!(common.loading)}</p> }>{body}</Transition>
    }
}

/// The page that asks for this.
fn address(asked: Asked) -> String {
    let profile = asked.profile.map(|profile| format!("profile={}", profile.as_str()));
    let result = asked.result.map(|result| format!("result={}", result.as_str()));
    let pairs: Vec<_> = profile.into_iter().chain(result).collect();
    if pairs.is_empty() { PATH.to_owned() } else { format!("{PATH}?{}", pairs.join("&")) }
}

fn shown(report: Conformance, asked: Asked) -> impl IntoView {
    let profiles = Profile::ALL.into_iter().filter(|profile| asked.profile.is_none_or(|one| one == *profile));
    let sections = profiles.map(|profile| section(profile, &report, asked.result)).collect_view();
    view! {
        <p class="muted">
            {text!(conformance.checked_at)} " " <Time at=report.checked_at/> " · " {report.issuer.clone()}
        </p>
        {filters(asked)}
        {sections}
    }
}

fn filters(asked: Asked) -> impl IntoView {
    let option = |value: &'static str, label: &'static str, chosen: bool| {
        view! { <option value=value selected=chosen>{label}</option> }
    };
    let profiles = Profile::ALL.map(|one| option(one.as_str(), one.name(), asked.profile == Some(one)));
    let results = Verdict::ALL.map(|one| option(one.as_str(), verdict(one), asked.result == Some(one)));
    view! {
        <form class="filters conformance-filters" method="get" action=PATH>
            <div class="filter">
                <label for="conformance-profile">{text!(conformance.profile)}</label>
                <select id="conformance-profile" name="profile">
                    <option value="">{text!(conformance.any)}</option>
                    {profiles.collect_view()}
                </select>
            </div>
            <div class="filter">
                <label for="conformance-result">{text!(conformance.result)}</label>
                <select id="conformance-result" name="result">
                    <option value="">{text!(conformance.any)}</option>
                    {results.collect_view()}
                </select>
            </div>
            <button type="submit" class="button" data-kind="secondary">{text!(conformance.show)}</button>
        </form>
    }
}

fn section(profile: Profile, report: &Conformance, result: Option<Verdict>) -> impl IntoView + use<> {
    let count = |verdict| report.count(profile, verdict);
    let summary = text!(
        conformance.summary,
        failed = count(Verdict::Failed),
        choice = count(Verdict::ByChoice),
        passed = count(Verdict::Passed),
        other = count(Verdict::NotApplicable)
    )
    .to_string();
    let wanted = |finding: &&Finding| result.is_none_or(|result| finding.verdict == result);
    let rows: Vec<_> = report.of(profile).filter(wanted).cloned().map(row).collect();
    let id = format!("conformance-{}", profile.as_str());
    let body = if rows.is_empty() {
        view! { <p class="muted">{text!(conformance.none)}</p> }.into_any()
    } else {
        view! {
            <div class="grid-wrap" tabindex="0" role="region" aria-label=profile.name()>
                <table class="grid findings">
                    <caption class="visually-hidden">{profile.name()}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{text!(conformance.result)}</th>
                            <th scope="col">{text!(conformance.section)}</th>
                            <th scope="col">{text!(conformance.demanded)}</th>
                            <th scope="col">{text!(conformance.seen)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="section">
            <div class="section-head">
                <h2 id=id>{profile.name()}</h2>
                <p>{summary}</p>
            </div>
            {body}
        </section>
    }
}
