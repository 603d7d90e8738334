//! One finding, as a row of its profile.

use super::words::{check, demand, excuse, remedy, verdict_badge};
use crate::{
    records::{Link, links},
    text::{counted, text},
};
use leptos::prelude::*;
use model::{Finding, Offender, Side, Subject};

/// The row.
pub fn row(finding: Finding) -> impl IntoView {
    let more = finding.excuse.map(|why| view! { <p>{excuse(why)}</p> });
    let todo = remedy(&finding).map(|todo| view! { <p class="remedy">{todo}</p> });
    let offenders = (finding.offenders > 0).then(|| offenders(&finding));
    let evidence = finding.evidence.into_iter().map(|line| view! { <li><code>{line}</code></li> });
    view! {
        <tr>
            <td data-label=text!(conformance.result)>{verdict_badge(finding.verdict)}</td>
            <td data-label=text!(conformance.section)>{finding.section}</td>
            <th scope="row" class="name" data-label=text!(conformance.demanded)>
                <p>
                    <strong>{demand(finding.point)}</strong>
                </p>
                {more}
                {todo}
                {offenders}
            </th>
            <td data-label=text!(conformance.seen)>
                <p class="muted">{check(finding.point.check())}</p>
                <ul class="evidence">{evidence.collect_view()}</ul>
            </td>
        </tr>
    }
}

/// How many applications do not do it, and the first of them by name.
fn offenders(finding: &Finding) -> impl IntoView + use<> {
    let more = finding.offenders > finding.first_offenders.len() as u64;
    let of = |side| finding.first_offenders.iter().filter(move |one| one.side == side);
    let link = |home, one: &Offender| Link::new(home, &one.id, one.name.as_str());
    let own: Vec<_> = of(Side::BackOffice).map(|one| link("/oauth-applications", one)).collect();
    let theirs: Vec<_> = of(Side::Customer).map(|one| link("/customer-oauth-applications", one)).collect();
    let between = (!own.is_empty() && !theirs.is_empty()).then_some(", ");
    let own = (!own.is_empty()).then(|| links(Subject::Applications, own));
    let theirs = (!theirs.is_empty()).then(|| links(Subject::CustomerApplications, theirs));
    view! {
        <p>
            {counted!(conformance.offenders, finding.offenders)}
            " "
            {own}
            {between}
            {theirs}
            {more.then_some(" …")}
        </p>
    }
}
