//! A refused request as JSON:API 1.1 error objects.

use super::{parameters::BadParameter, profile::PageProblem};
use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::{Value, json};

/// What of the request an error is about (JSON:API 1.1, *Error Objects*, `source`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A place in the body, as a JSON Pointer (RFC 6901).
    Pointer(String),
    /// A query parameter.
    Parameter(String),
    /// A header.
    Header(&'static str),
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    /// A word for programs.
    pub code: &'static str,
    /// What happened, for people.
    pub detail: String,
    /// Where, if it is somewhere.
    pub source: Option<Source>,
    /// What the profile for pages calls it, if it does.
    pub problem: Option<PageProblem>,
}

impl Flaw {
    /// Something wrong in the body.
    pub fn at(pointer: impl Into<String>, code: &'static str, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), source: Some(Source::Pointer(pointer.into())), problem: None }
    }
}

/// A request that was not done, with every reason that was found.
///
/// As a response it has no body yet: `envelope` writes it, because it knows the request's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The status of the answer and of each of its error objects.
    pub status: StatusCode,
    /// The reasons.
    pub flaws: Vec<Flaw>,
    /// Headers the status calls for.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

impl Refusal {
    /// One reason.
    pub fn new(status: StatusCode, code: &'static str, detail: impl Into<String>) -> Self {
        let flaw = Flaw { code, detail: detail.into(), source: None, problem: None };
        Self { status, flaws: vec![flaw], headers: Vec::new() }
    }

    /// One reason, in the body.
    pub fn at(
        status: StatusCode,
        pointer: impl Into<String>,
        code: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self { status, flaws: vec![Flaw::at(pointer, code, detail)], headers: Vec::new() }
    }

    /// One reason, in a header.
    pub fn in_header(
        status: StatusCode,
        header: &'static str,
        code: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        let flaw = Flaw { code, detail: detail.into(), source: Some(Source::Header(header)), problem: None };
        Self { status, flaws: vec![flaw], headers: Vec::new() }
    }

    /// Nothing there, or nothing that the actor may know of.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "There is nothing here that you may see.")
    }

    /// The same with a header.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The same where what was refused stands at this place of a larger document.
    #[must_use]
    pub fn below(mut self, place: &str) -> Self {
        for flaw in &mut self.flaws {
            flaw.source = Some(match flaw.source.take() {
                None => Source::Pointer(place.to_owned()),
                Some(Source::Pointer(pointer)) => Source::Pointer(format!("{place}{pointer}")),
                Some(elsewhere) => elsewhere,
            });
        }
        self
    }

    /// The document, for the request of this id.
    pub fn document(&self, request_id: Option<&str>) -> Value {
        let errors = self.flaws.iter().map(|flaw| {
            let mut error = json!({
                "status": self.status.as_str(),
                "code": flaw.code,
                "title": self.status.canonical_reason().unwrap_or("Error"),
                "detail": flaw.detail,
            });
            match &flaw.source {
                Some(Source::Pointer(pointer)) => error["source"] = json!({ "pointer": pointer }),
                Some(Source::Parameter(parameter)) => error["source"] = json!({ "parameter": parameter }),
                Some(Source::Header(header)) => error["source"] = json!({ "header": header }),
                None => {}
            }
            if let Some(problem) = flaw.problem {
                error["links"] = problem.links();
                if let Some(meta) = problem.meta() {
                    error["meta"] = meta;
                }
            }
            if let Some(id) = request_id {
                error["id"] = json!(id);
            }
            error
        });
        json!({ "jsonapi": { "version": "1.1" }, "errors": errors.collect::<Vec<_>>() })
    }
}

impl From<BadParameter> for Refusal {
    fn from(bad: BadParameter) -> Self {
        let source = Some(Source::Parameter(bad.name));
        let code = "invalid_query_parameter";
        let flaw = Flaw { code, detail: bad.detail, source, problem: bad.problem };
        Self { status: StatusCode::BAD_REQUEST, flaws: vec![flaw], headers: Vec::new() }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.headers_mut().extend(self.headers.iter().cloned());
        response.extensions_mut().insert(self);
        response
    }
}
