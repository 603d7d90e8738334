//! The paths of a type of records, with everything that can be done there.

use super::{
    super::{
        described::Described,
        find_activity::{SECRET, SPAN},
        idempotency,
        kind::{ACTIVITIES, APPLICATIONS, Kind, SECRETS},
    },
    operation::Operation,
    parameters::{id, list, query, view},
    schemas::{example, included, of_list, reference, sent},
};
use http::StatusCode;
use model::{ActivitySpan, Grace, LABEL_MAX_LENGTH, SecretLife};
use serde_json::{Value, json};

/// All of them: listed, and made where they can be.
pub(super) fn collection(described: &Described) -> Value {
    let kind = described.kind;
    let name = kind.name;
    let many = json!({ "type": "array", "items": reference(name) });
    let more = included(described.related).into_iter().chain(of_list()).collect::<Vec<_>>();
    let get = Operation::new("list", name, format!("Lists {name}"))
        .with(view(&kinds(kind, described.related), described.includable))
        .with(list(described))
        .answers(StatusCode::OK, "Those that the caller may see.", &many, &more);
    let mut item = json!({ "get": get.finish() });
    if !described.created.is_empty() {
        let post = Operation::new("create", name, format!("Makes one of {name}"))
            .with(view(&kinds(kind, described.related_alone), described.includable_alone))
            .with([idempotency::described()])
            .may_miss()
            .body(&sent(kind, &described.created, false), &example(kind, &described.created, false))
            .answers(
                StatusCode::CREATED,
                "It was made.",
                &reference(name),
                &once(kind, described.related_alone),
            );
        item["post"] = post.finish();
    }
    item
}

/// One of them: read, changed and deleted, as far as that can be.
pub(super) fn single(described: &Described) -> Value {
    let (kind, kinds) = (described.kind, kinds(described.kind, described.related_alone));
    let name = kind.name;
    let more = included(described.related_alone).into_iter().chain([self_link()]).collect::<Vec<_>>();
    let operation = |verb: &str, words: &str| {
        Operation::new(verb, name, format!("{words} one of {name}"))
            .with(view(&kinds, described.includable_alone))
            .may_miss()
    };
    let get = operation("read", "Reads").known_version();
    let get = get.answers(StatusCode::OK, "The record.", &reference(name), &more);
    let mut item = json!({ "parameters": [id()], "get": get.finish() });
    if !described.changed.is_empty() {
        let patch = operation("change", "Changes what is said of")
            .guarded()
            .body(&sent(kind, &described.changed, true), &example(kind, &described.changed, true))
            .answers(StatusCode::OK, "As it is now.", &reference(name), &more);
        item["patch"] = patch.finish();
    }
    if described.deleted {
        let delete = operation("delete", "Deletes").guarded();
        item["delete"] = delete.answers_nothing(StatusCode::NO_CONTENT, "It is gone.").finish();
    }
    item
}

/// The secrets of an application are listed; a new one takes the place of the others.
pub(super) fn secrets(applications: &Described) -> Value {
    let many = json!({ "type": "array", "items": reference(SECRETS.name) });
    let get =
        Operation::new("list", SECRETS.name, "Lists the secrets of an application, as they are recognised")
            .with(view(&[&SECRETS], &[]))
            .may_miss()
            .answers(StatusCode::OK, "The secrets, the newest first.", &many, &[self_link()]);
    let meta = json!({
        "type": "object",
        "properties": {
            "grace": { "enum": Grace::ALL.map(Grace::as_str), "default": "none" },
            "label": { "type": "string", "maxLength": LABEL_MAX_LENGTH },
            "life": { "enum": SecretLife::ALL.map(SecretLife::as_str), "default": "unlimited" },
        },
        "additionalProperties": false,
    });
    let schema = json!({ "type": "object", "required": ["meta"], "properties": { "meta": meta } });
    let more = once(&APPLICATIONS, applications.related_alone);
    let post = Operation::new("rotate", SECRETS.name, "Gives an application a new secret")
        .with(view(&kinds(&APPLICATIONS, applications.related_alone), applications.includable_alone))
        .with([idempotency::described()])
        .may_miss()
        .guarded()
        .document(&schema, &json!({ "meta": { "grace": "day" } }), false)
        .answers(
            StatusCode::OK,
            "The new secret is in `meta`, this once.",
            &reference(APPLICATIONS.name),
            &more,
        );
    json!({ "parameters": [id()], "get": get.finish(), "post": post.finish() })
}

/// What an application did.
pub(super) fn activity() -> Value {
    let spans = json!({ "enum": ActivitySpan::ALL.map(ActivitySpan::as_str), "default": "day" });
    let secret = json!({ "type": "string", "format": "uuid" });
    let get = Operation::new("read", ACTIVITIES.name, "Tells what an application did lately")
        .with(view(&[&ACTIVITIES], &[]))
        .with([
            query(SPAN, "The last 24 hours, hour by hour, or the last 30 days (in UTC), day by day.", &spans),
            query(SECRET, "Only what was done with the secret of this id.", &secret),
        ])
        .may_miss()
        .answers(
            StatusCode::OK,
            "Every bucket of the span, the oldest first; the last one is under way. The newest seconds may be missing.",
            &reference(ACTIVITIES.name),
            &[self_link()],
        );
    json!({ "parameters": [id()], "get": get.finish() })
}

/// Who the caller is.
pub(super) fn me((kinds, includable): (&[&Kind], &[&str])) -> Value {
    let apis = json!({ "type": "array", "items": { "type": "string" } });
    let meta = json!({ "type": "object", "properties": { "apis": apis } });
    let more = included(&kinds[1..]).into_iter().chain([self_link(), ("meta", meta)]).collect::<Vec<_>>();
    let get = Operation::new("read", "me", "Tells who the token acts as, and in which organization")
        .with(view(kinds, includable))
        .answers(StatusCode::OK, "The person.", &reference(kinds[0].name), &more);
    json!({ "get": get.finish() })
}

/// The types whose fields can be chosen.
fn kinds(kind: &'static Kind, related: &[&'static Kind]) -> Vec<&'static Kind> {
    std::iter::once(kind).chain(related.iter().copied()).collect()
}

/// What an answer to something new has besides. The secret of an application is told this once.
fn once(kind: &Kind, related: &[&'static Kind]) -> Vec<(&'static str, Value)> {
    let text = || json!({ "type": "string" });
    let mut meta = json!({ "replayed": { "const": true } });
    if *kind == APPLICATIONS {
        meta["clientSecret"] = text();
        meta["clientSecretShown"] = text();
        meta["oldSecretUntil"] = json!({ "type": ["string", "null"], "format": "date-time" });
    }
    let meta = ("meta", json!({ "type": "object", "properties": meta }));
    included(related).into_iter().chain([self_link(), meta]).collect()
}

fn self_link() -> (&'static str, Value) {
    let own = json!({ "type": "string", "format": "uri" });
    ("links", json!({ "type": "object", "properties": { "self": own } }))
}
