//! The columns of the grid of mail templates.

use super::{
    record::HOME,
    words::{kind, origin},
};
use crate::{
    grid::{Choice, Column},
    parts::Time,
    records::ListFacts,
    text::text,
};
use leptos::prelude::*;
use model::{EmailTemplate, Language, TemplateField, TemplateKind};

/// All of them; the organization where there are several.
pub fn columns(facts: &ListFacts) -> Vec<Column<TemplateField, EmailTemplate>> {
    let name = Column::new(TemplateField::Name, text!(templates.name), |template: &EmailTemplate| {
        view! { <a href=format!("{HOME}/{}", template.id)>{template.name.clone()}</a> }.into_any()
    });
    let about = Column::new(TemplateField::Kind, text!(templates.kind), |template: &EmailTemplate| {
        kind(template.kind).into_any()
    });
    let shipped = Column::new(TemplateField::Shipped, text!(templates.origin), |template: &EmailTemplate| {
        origin(template.shipped).into_any()
    });
    let languages =
        Column::new(TemplateField::Languages, text!(templates.own_words), |template: &EmailTemplate| {
            template
                .languages
                .iter()
                .map(|language| Language::own_name(*language))
                .collect::<Vec<_>>()
                .join(", ")
                .into_any()
        });
    let updated =
        Column::new(TemplateField::Updated, text!(templates.updated), |template: &EmailTemplate| {
            view! { <Time at=template.updated_at/> }.into_any()
        });
    let origins =
        [("shipped", true), ("own", false)].map(|(word, shipped)| Choice::new(word, origin(shipped)));
    let mut columns = vec![
        name.naming().filtered(),
        about.choices(TemplateKind::ALL.map(|one| Choice::new(one.as_str(), kind(one)))).filtered(),
        shipped.choices(origins).filtered_further(),
        languages,
        updated.filtered_further(),
    ];
    if facts.organizations.len() > 1 {
        let choices = facts.organizations.iter().map(|one| Choice::new(one.id, one.name.as_str()));
        let organization = Column::new(
            TemplateField::Organization,
            text!(templates.organization),
            |template: &EmailTemplate| template.organization.name.clone().into_any(),
        );
        columns.insert(1, organization.choices(choices).filtered());
    }
    columns
}
