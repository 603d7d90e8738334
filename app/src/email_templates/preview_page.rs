//! The document in the frame of the preview: subject, text and HTML of a mail, or what is wrong with its template.

use crate::{
    AppError,
    text::{self, text},
};
use leptos::prelude::*;
use leptos_i18n::Locale;
use model::{Language, Preview};

/// What came of it.
pub enum PreviewAnswer {
    /// What the template says.
    Says(Preview),
    /// A test was sent to this address.
    Sent(String),
    /// It cannot be said.
    Refused(AppError),
}

/// The document, in the language of the pages.
pub async fn preview_page(language: Language, answer: PreviewAnswer) -> String {
    text::speaking(language, async { document(answer) }).await
}

/// It brings its own few styles, since the style sheet of the pages does not reach it.
fn document(answer: PreviewAnswer) -> String {
    let body = match answer {
        PreviewAnswer::Says(preview) => says(preview).into_any(),
        PreviewAnswer::Sent(address) => {
            view! { <p role="status">{text!(templates.test_sent, address = address.as_str()).to_string()}</p> }.into_any()
        }
        PreviewAnswer::Refused(error) => refused(&error).into_any(),
    };
    let document = view! {
        <html lang=text::locale().as_str()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{text!(templates.preview)}</title>
                <style>{STYLE}</style>
            </head>
            <body>{body}</body>
        </html>
    };
    format!("<!DOCTYPE html>{}", document.to_html())
}

const STYLE: &str = "body{margin:16px;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}\
     h2{font-size:13px;margin:16px 0 4px}pre{white-space:pre-wrap;font:13px/1.5 ui-monospace,monospace;margin:0}\
     iframe{width:100%;height:420px;border:1px solid GrayText;border-radius:6px}p{margin:0 0 8px}";

fn says(preview: Preview) -> impl IntoView {
    let of = match preview.application {
        Some(name) => text!(templates.preview_of, name = name.as_str()).to_string(),
        None => text!(templates.preview_made_up).to_owned(),
    };
    let html = (!preview.html.is_empty()).then(|| {
        view! {
            <h2>{text!(templates.html)}</h2>
            <iframe title=text!(templates.html) sandbox="" srcdoc=preview.html></iframe>
        }
    });
    view! {
        <p>{of}</p>
        <h2>{text!(templates.subject)}</h2>
        <p><strong>{preview.subject}</strong></p>
        <h2>{text!(templates.text)}</h2>
        <pre>{preview.text}</pre>
        {html}
    }
}

fn refused(error: &AppError) -> impl IntoView + use<> {
    let lines = match error.invalid() {
        None => vec![text::error(error)],
        Some(invalid) => invalid
            .0
            .iter()
            .map(|(field, problem)| format!("{}: {}", label(field), text::problem(*problem)))
            .collect(),
    };
    lines.into_iter().map(|line| view! { <p role="alert">{line}</p> }).collect_view()
}

fn label(field: &str) -> &'static str {
    match field {
        "name" => text!(templates.name),
        "subject" => text!(templates.subject),
        "html" => text!(templates.html),
        "language" => text!(templates.language),
        _ => text!(templates.text),
    }
}
