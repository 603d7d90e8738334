//! Which language a page is in: the server decides it with each request, the browser finds it in the page.

use super::generated::i18n::Locale;
use model::Language;

/// The language of the page.
///
/// On the server it is in the context of the request, in the browser in `<html lang>`, which the server wrote; so the
/// first render is the same on both sides.
pub fn language() -> Language {
    #[cfg(feature = "ssr")]
    return leptos::prelude::use_context().unwrap_or_default();
    #[cfg(not(feature = "ssr"))]
    of_the_document()
}

/// The same, as the texts know it.
pub fn locale() -> Locale {
    locale_of(language())
}

/// A language, as the texts know it.
pub const fn locale_of(language: Language) -> Locale {
    match language {
        Language::En => Locale::en,
        Language::De => Locale::de,
        Language::Fr => Locale::fr,
    }
}

/// Does work in a language, outside of pages and server functions, which have one.
#[cfg(feature = "ssr")]
pub async fn speaking<F: Future>(language: Language, work: F) -> F::Output {
    use leptos::{
        prelude::{Owner, provide_context},
        reactive::computed::ScopedFuture,
    };
    let scope = Owner::new();
    let work = scope.with(|| {
        provide_context(language);
        ScopedFuture::new(work)
    });
    work.await
}

/// Looked up once: another language is another page.
#[cfg(not(feature = "ssr"))]
fn of_the_document() -> Language {
    use std::cell::OnceCell;
    thread_local! {
        static LANGUAGE: OnceCell<Language> = const { OnceCell::new() };
    }
    let read = || {
        let root = leptos::prelude::document().document_element();
        root.and_then(|root| root.get_attribute("lang")).and_then(|tag| tag.parse().ok()).unwrap_or_default()
    };
    LANGUAGE.with(|language| *language.get_or_init(read))
}
