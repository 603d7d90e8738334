//! `GET /api/me`: who this token acts as, in which organization, and what it opens.

use super::{
    caller::Caller, document, document::Answer, error::Refusal, kind, parameters::Parameters, view::View,
};
use domain::Via;
use serde_json::{Value, json};

/// Answers it.
pub(super) async fn me(Caller { actor, base }: Caller, parameters: Parameters) -> Result<Answer, Refusal> {
    let kinds = [kind::people(actor.viewer.side), &kind::ORGANIZATIONS];
    let view = View::of(&parameters, &kinds, View::new(&["organization"]).with_all())?;
    let mut answer =
        Answer::new(document::person(&actor, &view)).with("links", json!({ "self": format!("{base}/me") }));
    if let Via::Application { apis, .. } = &actor.via {
        let apis = apis.iter().map(|api| api.scope()).collect::<Vec<_>>();
        answer = answer.with("meta", json!({ "apis": apis }));
    }
    if view.includes("organization") {
        let organization = document::organization(&actor.viewer.organization, &view);
        answer = answer.with("included", Value::Array(vec![organization]));
    }
    Ok(answer)
}
