//! The addresses of mail templates, and of the dialogs above their pages.

use super::{
    editor::TemplateEditor,
    list::TemplatesPage,
    new::NewTemplate,
    page::{TemplatePage, use_language},
    record::HOME,
};
use crate::later::later;
use crate::records::{Deed, confirm, form_page, use_id};
use leptos::prelude::*;
use leptos_router::{
    any_nested_route::IntoAnyNestedRoute,
    components::{ParentRoute, Route},
    hooks::{use_params_map, use_query_map},
    path,
};
use model::EmailTemplate;

/// The routes.
#[component(transparent)]
pub fn TemplateRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("email-templates/new") view=later!(mail, new_template)/>
        <Route path=path!("email-templates/:id/edit") view=later!(mail, edit_template)/>
        <ParentRoute path=path!("email-templates/:id") view=later!(mail, TemplatePage)>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("delete") view=later!(mail, || confirm::<EmailTemplate>(Deed::Delete, HOME))/>
            <Route path=path!("reset/:language") view=later!(mail, reset_template)/>
        </ParentRoute>
        <ParentRoute path=path!("email-templates") view=later!(mail, TemplatesPage)>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("delete/:id") view=later!(mail, || confirm::<EmailTemplate>(Deed::Delete, HOME))/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}

/// The form of a new template; the address says what it begins as a copy of.
fn new_template() -> AnyView {
    form_page(Ok(NewTemplate(use_query_map().with_untracked(|query| query.get("from")))))
}

/// The editor; the address says of which language.
fn edit_template() -> AnyView {
    let language = use_language();
    form_page(use_id().map(|id| TemplateEditor { id, language }))
}

fn reset_template() -> impl IntoView {
    let language = use_params_map().with_untracked(|parameters| parameters.get("language"));
    let language = language.and_then(|language| language.parse().ok()).unwrap_or_default();
    confirm::<EmailTemplate>(Deed::Reset(language), HOME)
}
