//! The documents in frames: the preview of a mail template, and the page in a mail of the outbox.
//!
//! They are not among the app's pages: they allow the styles that mails bring, and therefore nothing else at all. The
//! preview gets the saved words with GET, and what is typed with POST, where it can also be sent as a test.

use super::{body, refusal::refuse};
use app::{AppError, PreviewAnswer, Visitor, preview_page, read_form};
use axum::{
    Extension,
    body::Body,
    extract::{Path, Query, State},
    response::{Html, IntoResponse, Response},
};
use domain::{Actor, Error, Office};
use http::{HeaderName, HeaderValue, StatusCode, header};
use model::{Language, TemplateForm, TemplateId};
use serde::Deserialize;

/// Nothing but inline styles; links lead nowhere.
const POLICY: HeaderValue = HeaderValue::from_static(
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'",
);

/// What the address asks for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    language: String,
    send: bool,
}

/// `GET /email-templates/{id}/preview?language=de`: what is saved.
pub(super) async fn saved(
    State(office): State<Office>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(wish): Query<Wish>,
) -> Response {
    let page_language = visitor.language;
    let says = async {
        let (actor, id) = asked(visitor, &id)?;
        let language = wish.language.parse::<Language>().unwrap_or_default();
        let template = office.find_email_template(&actor, id).await?;
        let text = office.email_template_text(&actor, id, language).await?;
        office.preview_email_template(&actor, id, &TemplateForm::of(&template, &text)).await
    };
    answer(page_language, says.await.map(PreviewAnswer::Says)).await
}

/// `POST` of the editor's form to the same address: what is typed; with `send=true` it is sent to whoever typed it.
pub(super) async fn typed(
    State(office): State<Office>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
    Query(wish): Query<Wish>,
    body: Body,
) -> Response {
    let language = visitor.language;
    let bytes = match body::read(body).await {
        Ok(bytes) => bytes,
        Err(problem) => {
            let path = format!("/email-templates/{id}/preview");
            return refuse(&path, problem.status(), AppError::Malformed, problem.refusal(), language);
        }
    };
    let form = match read_form::<TemplateForm>(&String::from_utf8_lossy(&bytes)) {
        Ok(form) => form,
        Err(error) => return document(language, error.status(), PreviewAnswer::Refused(error)).await,
    };
    let outcome = async {
        let (actor, id) = asked(visitor, &id)?;
        if wish.send {
            Ok(PreviewAnswer::Sent(office.send_test_mail(&actor, id, &form).await?))
        } else {
            Ok(PreviewAnswer::Says(office.preview_email_template(&actor, id, &form).await?))
        }
    };
    answer(language, outcome.await).await
}

/// `GET /outbox/{id}/html`: the page in a mail.
pub(super) async fn of_mail(
    State(office): State<Office>,
    Extension(visitor): Extension<Visitor>,
    Path(id): Path<String>,
) -> Response {
    let language = visitor.language;
    let page = async {
        let id = id.parse().map_err(|_| Error::NotFound)?;
        office.outbox_mail_html(&visitor.actor.ok_or(Error::NotFound)?, id).await
    };
    match page.await {
        Ok(html) => framed(Html(html).into_response()),
        Err(error) => answer(language, Err(error)).await,
    }
}

fn asked(visitor: Visitor, id: &str) -> Result<(Actor, TemplateId), Error> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    visitor.actor.map(|actor| (actor, id)).ok_or(Error::NotFound)
}

async fn answer(language: Language, outcome: Result<PreviewAnswer, Error>) -> Response {
    match outcome {
        Ok(answer) => document(language, StatusCode::OK, answer).await,
        Err(error) => {
            let error = AppError::from(error);
            document(language, error.status(), PreviewAnswer::Refused(error)).await
        }
    }
}

async fn document(language: Language, status: StatusCode, answer: PreviewAnswer) -> Response {
    framed((status, Html(preview_page(language, answer).await)).into_response())
}

/// What only a frame on our pages shows.
fn framed(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(HeaderName::from_static("x-frame-options"), HeaderValue::from_static("SAMEORIGIN"));
    response
}
