//! `GET /api/oauthapplications/{id}/activity`: what an application did in the last 24 hours or 30 days.

use super::{
    caller::Caller,
    document::{self, Answer, application_url, linkage},
    error::Refusal,
    id::Named,
    kind::{ACTIVITIES, APPLICATIONS},
    parameters::{BadParameter, Parameters},
    view::{View, unknown},
};
use crate::AppState;
use axum::extract::State;
use model::{Activity, ActivityBucket, ActivitySpan, ApplicationId, NetworkSeen, SecretId, Slowness};
use serde_json::{Map, Value, json};

/// Which span.
pub(super) const SPAN: &str = "filter[span]";
/// With which secret.
pub(super) const SECRET: &str = "filter[secret]";

/// Answers it.
pub(super) async fn find_activity(
    Caller { actor, base }: Caller,
    Named(id): Named,
    parameters: Parameters,
    State(state): State<AppState>,
) -> Result<Answer, Refusal> {
    let (view, span, secret) = read(&parameters)?;
    let activity = state.office.activity(&actor, id, span, secret).await?;
    let query = parameters.with(&[], &[]);
    let mut url = format!("{}/activity", application_url(&base, &id.to_string()));
    if !query.is_empty() {
        url = format!("{url}?{query}");
    }
    Ok(Answer::new(resource(&activity, id, &view)).with("links", json!({ "self": url })))
}

fn read(parameters: &Parameters) -> Result<(View, ActivitySpan, Option<SecretId>), BadParameter> {
    let (mut view, mut span, mut secret) = (View::new(&[]), ActivitySpan::default(), None);
    for (name, value) in parameters.iter() {
        match name {
            SPAN => {
                let words = ActivitySpan::ALL.map(ActivitySpan::as_str).join(", ");
                span =
                    value.parse().map_err(|_| BadParameter::new(name, format!("The spans are: {words}.")))?;
            }
            SECRET => {
                let id =
                    value.parse().map_err(|_| BadParameter::new(name, "This is not the id of a secret."))?;
                secret = Some(id);
            }
            _ if view.read(name, value, &[&ACTIVITIES])? => {}
            _ => return Err(unknown(name)),
        }
    }
    Ok((view, span, secret))
}

fn resource(activity: &Activity, id: ApplicationId, view: &View) -> Value {
    let (p95, exceeded) = match activity.p95 {
        None => (None, false),
        Some(Slowness::UpTo(micros)) => (Some(micros), false),
        Some(Slowness::MoreThan(micros)) => (Some(micros), true),
    };
    let reasons = activity.failures.iter().map(|failure| {
        json!({
            "reason": failure.reason.as_str(),
            "oauthError": failure.reason.oauth_error(),
            "count": failure.count,
        })
    });
    let attributes = json!({
        "span": activity.span.as_str(),
        "bucketSeconds": activity.span.seconds(),
        "tokens": activity.issued(),
        "errors": activity.refused(),
        "requests": activity.requests(),
        "p95Microseconds": p95,
        "p95Exceeded": exceeded,
        "buckets": activity.buckets.iter().map(bucket).collect::<Vec<_>>(),
        "errorsByReason": reasons.collect::<Vec<_>>(),
        "networks": activity.networks.iter().map(network).collect::<Vec<_>>(),
    });
    let attributes = if let Value::Object(attributes) = attributes { attributes } else { Map::new() };
    let mut relationships = Map::new();
    relationships.insert("application".into(), linkage(&APPLICATIONS, id));
    // There is one of each application, so it has the same id.
    document::resource(&ACTIVITIES, &id.to_string(), attributes, relationships, view)
}

fn bucket(bucket: &ActivityBucket) -> Value {
    json!({
        "startsAt": bucket.starts_at.to_rfc3339(),
        "tokens": bucket.issued,
        "errors": bucket.refused,
        "requestsSucceeded": bucket.succeeded,
        "requestsRefused": bucket.client_errors,
        "requestsFailed": bucket.server_errors,
    })
}

fn network(network: &NetworkSeen) -> Value {
    json!({
        "network": network.network,
        "firstSeenAt": network.first_seen_at.to_rfc3339(),
        "lastSeenAt": network.last_seen_at.to_rfc3339(),
    })
}
