//! `GET /api/me` and `GET /customer-api/me`: who this token acts as, in which organization, for which customer, and what it
//! opens.

use super::{
    caller::Caller,
    document,
    document::Answer,
    error::Refusal,
    kind::{COLLEAGUES, Kind, ORGANIZATIONS, OWN_CUSTOMER, USERS},
    parameters::Parameters,
    records::own_customer,
    view::View,
};
use crate::AppState;
use axum::extract::State;
use domain::Via;
use model::Side;
use serde_json::{Value, json};

/// Answers it.
pub(super) async fn me(
    Caller { actor, base }: Caller,
    parameters: Parameters,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    let (kinds, includable) = told(actor.viewer.side);
    let view = View::of(&parameters, kinds, View::new(includable).with_all())?;
    let mut included = Vec::new();
    if view.includes("organization") {
        included.push(document::organization(&actor.viewer.organization, &view));
    }
    if view.includes("customer") {
        let customer = state.office.own_customer(&actor).await?;
        included.extend(customer.map(|customer| own_customer(&customer, &view, &base)));
    }
    let mut answer =
        Answer::new(document::person(&actor, &view)).with("links", json!({ "self": format!("{base}/me") }));
    if let Via::Application { apis, .. } = &actor.via {
        let apis = apis.iter().map(|api| api.scope()).collect::<Vec<_>>();
        answer = answer.with("meta", json!({ "apis": apis }));
    }
    if includable.iter().any(|name| view.includes(name)) {
        answer = answer.with("included", Value::Array(included));
    }
    Ok(answer)
}

/// The types that the answer holds, that of the person first, and the relationships whose resources come along.
pub(super) const fn told(side: Side) -> (&'static [&'static Kind], &'static [&'static str]) {
    match side {
        Side::BackOffice => (&[&USERS, &ORGANIZATIONS], &["organization"]),
        Side::Customer => (&[&COLLEAGUES, &ORGANIZATIONS, &OWN_CUSTOMER], &["organization", "customer"]),
    }
}
