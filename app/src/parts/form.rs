//! How every form works, with and without scripts.
//!
//! A form posts to the page it stands on. Without scripts the server renders that page again: [`posted`] runs the server
//! function with what was typed, the page shows its outcome. With scripts [`use_form`] reads the same struct out of
//! the form, applies the rules of `model` first, calls the same server function, and shows the same outcome in place.

use crate::{AppError, Flash};
use leptos::{context::Provider, ev::SubmitEvent, form::FromFormData, html, prelude::*, task::spawn_local};
use model::{Invalid, Problem};
#[cfg(feature = "ssr")]
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::{future::Future, sync::Arc};

/// What was typed, and what came of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sent<F, O> {
    /// What was typed.
    pub typed: F,
    /// What came of it.
    pub outcome: Result<O, AppError>,
}

/// A form without fields: only a button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Nothing {}

/// On the server: sends the form that was posted to this page, if one was. In the browser there is none.
pub async fn posted<F, O, Fut>(call: impl FnOnce(F) -> Fut) -> Option<Sent<F, O>>
where
    F: DeserializeOwned + Default + Clone,
    Fut: Future<Output = Result<O, AppError>>,
{
    #[cfg(feature = "ssr")]
    {
        let body = use_context::<crate::Posted>()?.0;
        Some(match read_form(&body) {
            Ok(typed) => Sent { outcome: call(F::clone(&typed)).await, typed },
            Err(error) => Sent { typed: F::default(), outcome: Err(error.answered()) },
        })
    }
    #[cfg(not(feature = "ssr"))]
    {
        drop(call);
        None
    }
}

/// The same for a form that is left after success: the answer sends the browser to `to`, which then says `flash`.
pub async fn posted_then<F, O, Fut>(
    call: impl FnOnce(F) -> Fut,
    flash: Option<Flash>,
    to: &str,
) -> Option<Sent<F, O>>
where
    F: DeserializeOwned + Default + Clone,
    Fut: Future<Output = Result<O, AppError>>,
{
    let sent = posted(call).await;
    if sent.as_ref().is_some_and(|sent| sent.outcome.is_ok()) {
        lead_on(flash, to);
    }
    sent
}

/// On the server: the answer sends the browser to `to`, which then says `flash`.
pub fn lead_on(flash: Option<Flash>, to: &str) {
    #[cfg(feature = "ssr")]
    {
        flash.into_iter().for_each(crate::server::set_flash);
        crate::server::redirect(to);
    }
    #[cfg(not(feature = "ssr"))]
    let _ = (flash, to);
}

/// Reads `application/x-www-form-urlencoded` as server functions do: brackets may be escaped, nesting is bounded.
#[cfg(feature = "ssr")]
pub fn read_form<F: DeserializeOwned + Default>(body: &str) -> Result<F, AppError> {
    if body.is_empty() {
        return Ok(F::default());
    }
    // serde_qs puts U+FFFD where the text is not UTF-8, and nobody meant that. Where it stands unescaped in what was sent,
    // it was put there when the body was read.
    if body.contains(char::REPLACEMENT_CHARACTER) || percent_decode_str(body).decode_utf8().is_err() {
        return Err(AppError::Malformed);
    }
    serde_qs::Config::new(5, false).deserialize_str(body).map_err(|_| AppError::Malformed)
}

/// What the parts of a form need to know of it.
#[derive(Clone, Copy)]
pub struct FormStatus {
    /// Why it was refused, if it was.
    pub error: RwSignal<Option<AppError>>,
    /// Whether it is being sent.
    pub pending: RwSignal<bool>,
    node: NodeRef<html::Form>,
}

impl FormStatus {
    /// What is wrong with a field.
    pub fn problem(&self, field: &str) -> Option<Problem> {
        self.error
            .with(|error| error.as_ref().and_then(AppError::invalid).and_then(|invalid| invalid.of(field)))
    }

    /// Puts the cursor where something has to be corrected, once the page shows what.
    fn focus_first_problem(self) {
        request_animation_frame(move || {
            let form = self.node.try_get_untracked().flatten();
            let field = form.and_then(|form| form.query_selector("[aria-invalid='true']").ok().flatten());
            if let Some(field) =
                field.and_then(|field| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(field).ok())
            {
                let _ = field.focus();
            }
        });
    }
}

/// A form: what it starts with, how it is sent, what came of it.
pub struct FormState<F: 'static, O: 'static> {
    /// What its parts need to know.
    pub status: FormStatus,
    /// What came of it, once it was accepted.
    pub answer: RwSignal<Option<O>>,
    typed: StoredValue<F>,
    submit: Callback<SubmitEvent>,
}

impl<F, O> Clone for FormState<F, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F, O> Copy for FormState<F, O> {}

impl<F: Clone + Send + Sync, O> FormState<F, O> {
    /// What the fields start with: the initial values, or what was refused.
    pub fn typed(&self) -> F {
        self.typed.get_value()
    }
}

/// Makes a form.
///
/// `sent` is what [`posted`] found; `check` the rules that can be applied before sending; `call` the server function;
/// `then` what is done after success in the browser.
pub fn use_form<F, O, Fut>(
    initial: F,
    sent: Option<Sent<F, O>>,
    check: impl Fn(&F) -> Result<(), Invalid> + Send + Sync + 'static,
    call: impl Fn(F) -> Fut + Send + Sync + 'static,
    then: impl Fn(&O) + Send + Sync + 'static,
) -> FormState<F, O>
where
    F: DeserializeOwned + Send + Sync + 'static,
    O: Send + Sync + 'static,
    Fut: Future<Output = Result<O, AppError>> + 'static,
{
    let (typed, answer, error) = match sent {
        None => (initial, None, None),
        Some(Sent { typed, outcome: Ok(answer) }) => (typed, Some(answer), None),
        Some(Sent { typed, outcome: Err(error) }) => (typed, None, Some(error)),
    };
    let status =
        FormStatus { error: RwSignal::new(error), pending: RwSignal::new(false), node: NodeRef::new() };
    let answer = RwSignal::new(answer);
    let then = Arc::new(then);
    Effect::new(move || {
        if status.error.with(|error| error.as_ref().and_then(AppError::invalid).is_some()) {
            status.focus_first_problem();
        }
    });
    let submit = Callback::new(move |event: SubmitEvent| {
        // A button that sends the form into a frame leaves the page as it is.
        if event.submitter().is_some_and(|button| button.has_attribute("formtarget")) {
            return;
        }
        event.prevent_default();
        if status.pending.get_untracked() {
            return;
        }
        let Ok(typed) = F::from_event(&event) else {
            status.error.set(Some(AppError::Malformed));
            return;
        };
        if let Err(invalid) = check(&typed) {
            status.error.set(Some(AppError::Invalid(invalid)));
            return;
        }
        status.pending.set(true);
        let sending = call(typed);
        let then = then.clone();
        spawn_local(async move {
            let outcome = sending.await;
            status.pending.try_set(false);
            match outcome {
                Ok(accepted) => {
                    status.error.try_set(None);
                    then(&accepted);
                    answer.try_set(Some(accepted));
                }
                Err(error) => {
                    status.error.try_set(Some(error));
                }
            }
        });
    });
    FormState { status, answer, typed: StoredValue::new(typed), submit }
}

/// The `<form>` itself.
#[component]
pub fn Form<F, O>(
    /// What it works with.
    form: FormState<F, O>,
    /// Where it is posted without scripts; none: the page it stands on.
    #[prop(optional, into)]
    action: Option<String>,
    /// Its fields and buttons.
    children: Children,
) -> impl IntoView
where
    F: Send + Sync + 'static,
    O: Send + Sync + 'static,
{
    let FormState { status, submit, .. } = form;
    view! {
        <Provider value=status>
            <form
                method="post"
                action=action
                novalidate
                node_ref=status.node
                on:submit=move |event| submit.run(event)
            >
                {children()}
            </form>
        </Provider>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use model::ApplicationForm;

    #[test]
    fn forms_are_read_as_browsers_send_them() {
        let form: ApplicationForm =
            read_form("name=a+b%26c&active=true&apis%5B%5D=scim&apis%5B%5D=json_api&x=y").unwrap();
        assert_eq!(form.name, "a b&c");
        assert_eq!(form.apis, ["scim", "json_api"]);
        assert!(form.active && !form.all_apis);
        assert_eq!(read_form::<ApplicationForm>("").unwrap(), ApplicationForm::default());
        assert_eq!(read_form::<Nothing>("a=b").unwrap(), Nothing {});
        assert_eq!(read_form::<ApplicationForm>("name=%EF%BF%BD").unwrap().name, "\u{fffd}");
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for bad in ["name=%FF", "name=\u{fffd}", "name=a&name=b", "active=perhaps", "apis[a][b][c]=d"] {
            assert_eq!(read_form::<ApplicationForm>(bad), Err(AppError::Malformed), "{bad}");
        }
    }
}
