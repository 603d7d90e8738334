//! **History**: what was done last with a record, beside the record itself.

use super::{
    record::HOME,
    rpc::find_history,
    value::{label, value},
    who::who,
    words::action,
};
use crate::{parts::Time, text::text};
use leptos::prelude::*;
use model::{AuditChange, AuditKind, AuditRecord, AuditedId, History};

/// The section. It says nothing where the record cannot be seen: the page above does.
#[component]
pub fn HistorySection(
    /// The kind of record.
    kind: AuditKind,
    /// Which one.
    id: AuditedId,
    /// Counts what was done on this page.
    changes: RwSignal<u32>,
) -> impl IntoView {
    let history = Resource::new(move || changes.get(), move |_| find_history(kind, id));
    let body =
        move || Suspend::new(async move { history.await.ok().map(|history| view! { <Shown history id/> }) });
    view! { <Transition>{body}</Transition> }
}

#[component]
fn Shown(history: History, id: AuditedId) -> impl IntoView {
    let History { records, more, sees_audit } = history;
    let all = sees_audit.then(|| view! { <a href=format!("{HOME}?record={id}")>{text!(audit.show_all)}</a> });
    let rows = if records.is_empty() {
        view! { <div class="empty"><p>{text!(audit.history_empty)}</p></div> }.into_any()
    } else {
        table(records, sees_audit)
    };
    let more = more.then(|| view! { <p class="muted">{text!(audit.history_more)}</p> });
    view! {
        <section class="section" aria-labelledby="history-title">
            <div class="section-head">
                <h2 id="history-title">{text!(audit.history)}</h2>
                {all}
            </div>
            {rows}
            {more}
        </section>
    }
}

fn table(records: Vec<AuditRecord>, sees_audit: bool) -> AnyView {
    let rows = records.into_iter().map(|record| row(record, sees_audit)).collect_view();
    view! {
        <div class="grid-wrap" tabindex="0" role="region" aria-label=text!(grid.scrolls, caption = text!(audit.history)).to_string()>
            <table class="grid">
                <caption class="visually-hidden">{text!(audit.history)}</caption>
                <thead>
                    <tr>
                        <th scope="col">{text!(audit.time)}</th>
                        <th scope="col">{text!(audit.who)}</th>
                        <th scope="col">{text!(audit.action)}</th>
                        <th scope="col">{text!(audit.changes)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(record: AuditRecord, sees_audit: bool) -> impl IntoView {
    let at = view! { <Time at=record.created_at/> };
    let at = if sees_audit {
        view! { <a href=format!("{HOME}/{}", record.id)>{at}</a> }.into_any()
    } else {
        at.into_any()
    };
    // How long a text was says the page of the record.
    let changes = record.changes.iter().map(told).collect_view();
    view! {
        <tr>
            <th scope="row" data-label=text!(audit.time)>{at}</th>
            <td data-label=text!(audit.who)>{who(&record.actor)}</td>
            <td data-label=text!(audit.action)>{action(record.action)}</td>
            <td data-label=text!(audit.changes)><ul class="audit-list">{changes}</ul></td>
        </tr>
    }
}

fn told(change: &AuditChange) -> impl IntoView + use<> {
    let (before, after) = (
        value(&change.field, &change.before, &change.after),
        value(&change.field, &change.after, &change.before),
    );
    view! {
        <li class="audit-change">
            <span class="audit-field">{label(&change.field)}": "</span>
            <span class="audit-before">
                <span class="visually-hidden">{text!(audit.before)}": "</span>
                {before}
            </span>
            <span aria-hidden="true">" → "</span>
            <span class="audit-after">
                <span class="visually-hidden">{text!(audit.after)}": "</span>
                {after}
            </span>
        </li>
    }
}
