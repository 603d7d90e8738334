//! Grids as CSV (RFC 4180), read and sent part by part, so that a long one takes no memory.

use super::refusal::refuse;
use app::{AppError, Exported, Refusal, Visitor, export};
use axum::{
    Extension,
    body::Body,
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use domain::{Actor, Error, Office};
use futures_util::stream::try_unfold;
use http::{HeaderValue, StatusCode, header};
use model::{Grid, Language, Place};

/// A grid that is being sent.
struct Export {
    office: Office,
    actor: Actor,
    language: Language,
    grid: Grid,
    parameters: Vec<(String, String)>,
}

/// `GET /export/{grid}.csv`, with the parameters of the grid's own address.
pub(super) async fn csv(
    State(office): State<Office>,
    Extension(visitor): Extension<Visitor>,
    Path(file): Path<String>,
    Query(parameters): Query<Vec<(String, String)>>,
) -> Response {
    let path = format!("/export/{file}");
    let language = visitor.language;
    let refuse = |status, error, refusal| refuse(&path, status, error, refusal, language);
    let grid = file.strip_suffix(".csv").and_then(|grid| grid.parse::<Grid>().ok());
    let Some(grid) = grid else {
        return refuse(StatusCode::NOT_FOUND, AppError::NotFound, Refusal::NoSuchGrid);
    };
    let Some(actor) = visitor.actor else { return Redirect::to("/sign-in").into_response() };
    let export = Export { office, actor, language, grid, parameters };
    // The first part decides whether there is an answer at all; after it, all that is left is to break off.
    match export.part(&Place::Start).await {
        Ok(first) => export.answer(first),
        Err(Error::Forbidden | Error::NotFound) => {
            refuse(StatusCode::FORBIDDEN, AppError::Forbidden, Refusal::Forbidden)
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a grid could not be exported");
            refuse(StatusCode::SERVICE_UNAVAILABLE, AppError::Unavailable, Refusal::GridUnavailable)
        }
    }
}

/// The part that comes next.
enum Next {
    /// It is the first one, and was read.
    Ready(Exported),
    /// It is beyond this place.
    From(Place),
}

impl Export {
    async fn part(&self, from: &Place) -> domain::Result<Exported> {
        let Self { office, actor, language, grid, parameters } = self;
        export(office, actor, *language, *grid, parameters, from).await
    }

    fn answer(self, first: Exported) -> Response {
        let name = format!("attachment; filename=\"{}.csv\"", self.grid.as_str());
        // Beyond the last row of the part before, so that the millionth row costs no more than the first.
        let parts = try_unfold((self, Some(Next::Ready(first))), |(export, next)| async move {
            let (head, part) = match next {
                None => return Ok(None),
                Some(Next::Ready(part)) => (Some(part.head.clone()), part),
                Some(Next::From(place)) => (None, export.part(&place).await?),
            };
            let text = encode(head.as_deref(), &part.rows)?;
            let next = part.next.map(|cursor| Next::From(Place::After(cursor)));
            Ok::<_, Error>(Some((text, (export, next))))
        });
        let mut response = Body::from_stream(parts).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
        if let Ok(name) = HeaderValue::from_str(&name) {
            headers.insert(header::CONTENT_DISPOSITION, name);
        }
        response
    }
}

fn encode(head: Option<&[&'static str]>, rows: &[Vec<String>]) -> Result<Vec<u8>, Error> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let failed = |error: csv::Error| Error::Internal(error.into());
    if let Some(head) = head {
        writer.write_record(head).map_err(failed)?;
    }
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell))).map_err(failed)?;
    }
    writer.into_inner().map_err(|error| Error::Internal(anyhow::anyhow!("{error}")))
}

/// Spreadsheets take what begins like this for a formula (OWASP: CSV injection).
fn harmless(cell: &str) -> String {
    let quote = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{quote}{cell}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_a_spreadsheet_is_text() {
        let rows = [vec!["=1+1".to_owned(), "a \"b\", c".to_owned(), "x\ny".to_owned()]];
        let text = String::from_utf8(encode(Some(&["Name", "B", "C"]), &rows).unwrap()).unwrap();
        assert_eq!(text, "Name,B,C\r\n'=1+1,\"a \"\"b\"\", c\",\"x\ny\"\r\n");
        assert_eq!(encode(None, &[]).unwrap(), b"");
    }
}
