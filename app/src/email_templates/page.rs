//! The page of a mail template.

use super::{
    preview::PreviewPane,
    record::{HOME, edit_page},
    rpc::find_template,
    words::{kind, origin, words_of},
};
use crate::{
    audit::HistorySection,
    parts::Time,
    records::{Missing, Place, RecordPage, use_id},
    text::text,
};
use leptos::{context::Provider, prelude::*};
use leptos_router::{components::Outlet, hooks::use_query_map};
use model::{AuditKind, EmailTemplate, Language, TemplateId};
use std::sync::Arc;

/// The page; its dialogs are nested routes.
#[component]
pub fn TemplatePage() -> impl IntoView {
    let id = match use_id::<TemplateId>() {
        Ok(id) => id,
        Err(error) => return view! { <Missing error=error.answered()/> }.into_any(),
    };
    let place = Place::new(format!("{HOME}/{id}"));
    let changes = place.changes;
    let template = Resource::new(move || changes.get(), move |_| find_template(id));
    view! {
        <Provider value=place>
            <RecordPage record=template properties=Arc::new(properties)/>
            <HistorySection kind=AuditKind::EmailTemplate id=id.0.into() changes/>
            <Outlet/>
        </Provider>
    }
    .into_any()
}

/// The language that the address names.
pub fn use_language() -> Language {
    let named = use_query_map().with_untracked(|query| query.get("language"));
    named.and_then(|named| named.parse().ok()).unwrap_or_default()
}

fn properties(template: &EmailTemplate) -> AnyView {
    view! {
        <section class="card" aria-label=template.name.clone()>
            <dl class="properties">
                <dt>{text!(templates.kind)}</dt>
                <dd>{kind(template.kind)}</dd>
                <dt>{text!(templates.origin)}</dt>
                <dd>{origin(template.shipped)}</dd>
                <dt>{text!(templates.organization)}</dt>
                <dd>{template.organization.name.clone()}</dd>
                <dt>{text!(templates.updated)}</dt>
                <dd><Time at=template.updated_at/></dd>
            </dl>
        </section>
        <section class="section" aria-labelledby="languages-title">
            <div class="section-head">
                <h2 id="languages-title">{text!(templates.languages)}</h2>
            </div>
            <ul class="card languages">{Language::ALL.map(|language| said_in(template, language))}</ul>
        </section>
        <PreviewPane id=template.id language=use_language()/>
    }
    .into_any()
}

/// A language: whose words are said in it, and what can be done with them.
fn said_in(template: &EmailTemplate, language: Language) -> impl IntoView + use<> {
    let own = template.languages.contains(&language);
    let may_remove = template.may.edit && own && (template.shipped || template.languages.len() > 1);
    let edit = template.may.edit.then(|| {
        view! { <a href=edit_page(template.id, language)>{text!(records.edit)}</a> }
    });
    let reset = may_remove.then(|| {
        let href = format!("{HOME}/{}/reset/{}", template.id, language.as_str());
        let label = if template.shipped { text!(templates.reset) } else { text!(templates.remove) };
        view! {
            <a href=href id=format!("reset-{}", language.as_str()) data-noscroll="">
                {label}
            </a>
        }
    });
    let shown = format!("{HOME}/{}?language={}", template.id, language.as_str());
    view! {
        <li>
            <a href=shown rel="external" lang=language.as_str()>
                {language.own_name()}
            </a>
            <span class="muted">{words_of(template, language)}</span>
            {edit}
            {reset}
        </li>
    }
}
