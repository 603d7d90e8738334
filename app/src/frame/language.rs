//! The language of the pages. A plain form that loads a new page, for every word on it changes.

use crate::{
    AppError,
    parts::{Failure, Icon, Menu, lead_on, posted},
    text::{language, text},
};
use leptos::{prelude::*, server_fn::codec::Json};
use leptos_router::hooks::use_location;
use model::Language;
use serde::{Deserialize, Serialize};

/// Remembers a language in this browser and, for those who are signed in, everywhere.
#[server(prefix = "/rpc", endpoint = "session/language", input = Json)]
pub async fn choose_language(language: Language) -> Result<(), AppError> {
    let office = crate::server::office()?;
    if let Some(actor) = crate::server::visitor().and_then(|visitor| visitor.actor) {
        office.choose_language(&actor, language).await?;
    }
    crate::server::set_language_cookie(Some(language));
    Ok(())
}

/// The menu of languages, each by its own name. Without scripts it is the same menu.
#[component]
pub fn LanguageMenu(
    /// Whether the button says which one it is.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let chosen = language();
    let location = use_location();
    let here = move || location.pathname.get() + "?" + &location.search.get();
    let choices = Language::ALL
        .map(|language| {
            let current = language == chosen;
            view! {
                <button
                    type="submit"
                    name="language"
                    value=language.as_str()
                    lang=language.as_str()
                    aria-current=current.then_some("true")
                >
                    <Icon name=if current { "check" } else { "language" }/>
                    <span>{language.own_name()}</span>
                </button>
            }
        })
        .collect_view();
    let button = view! {
        <Icon name="language"/>
        <span class="visually-hidden">{text!(frame.language)}</span>
        {named.then(|| view! { <span>{chosen.own_name()}</span> })}
    };
    view! {
        <Menu id="languages" button=button.into_any() label=text!(frame.language)>
            <form method="post" action="/language">
                <input type="hidden" name="next" value=here/>
                {choices}
            </form>
        </Menu>
    }
}

/// What the menu sends.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct LanguageForm {
    language: String,
    next: String,
}

/// Where it is sent to; opened by itself it only leads on.
#[component]
pub fn LanguagePage() -> impl IntoView {
    let page = Resource::new(
        || (),
        |()| async {
            let sent = posted(|form: LanguageForm| async move {
                let language = form.language.parse().map_err(|_| AppError::Malformed.answered())?;
                choose_language(language).await.map(|()| form.next)
            });
            let next = sent.await.map(|sent| sent.outcome).transpose()?;
            lead_on(None, next.as_deref().unwrap_or("/"));
            Ok::<_, AppError>(())
        },
    );
    let body = move || Suspend::new(async move { page.await.err().map(|error| view! { <Failure error/> }) });
    view! { <Suspense>{body}</Suspense> }
}
