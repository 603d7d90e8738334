//! The page: the field for the code, the question, and that it is done. Each has an address, so that everything works without
//! scripts; the code in it is worth nothing to anybody but whoever is signed in.

use super::rpc::{DeviceForm, answer_device, ask_about_device};
use crate::{
    AppError,
    consent::Wants,
    outside::Outside,
    parts::{Alert, AlertKind, ButtonKind, Failure, Form, FormError, Sent, SubmitButton, posted, use_form},
    text::text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{DeviceQuestion, decode_pairs, escape};

/// What came of a code in the address, if there is one, and of a button.
type Loaded = (Option<Result<DeviceQuestion, AppError>>, Option<Sent<DeviceForm, bool>>);

/// The page.
#[component]
pub fn DevicePage() -> impl IntoView {
    let search = use_location().search.get_untracked();
    let pairs = decode_pairs(search.trim_start_matches('?').as_bytes()).unwrap_or_default();
    let code = pairs.into_iter().find(|pair| pair.0 == "user_code").map(|pair| pair.1).unwrap_or_default();
    let answered = RwSignal::new(None::<bool>);
    let page = Resource::new(|| (), {
        let code = code.clone();
        move |()| {
            let code = code.clone();
            async move {
                send_to_sign_in(&code);
                let sent: Option<Sent<DeviceForm, bool>> = posted(answer_device).await;
                if code.is_empty() || sent.as_ref().is_some_and(|sent| sent.outcome.is_ok()) {
                    return (None, sent) as Loaded;
                }
                (Some(ask_about_device(code).await), sent)
            }
        }
    });
    let body = move || {
        let code = code.clone();
        Suspend::new(async move {
            let (question, sent) = page.await;
            let (done, refused) = match sent.map(|sent| sent.outcome) {
                Some(Ok(granted)) => (Some(granted), None),
                Some(Err(error)) => (None, Some(error)),
                None => (None, None),
            };
            if done.is_some() {
                answered.set(done);
            }
            let question = StoredValue::new(question);
            let refused = StoredValue::new(refused);
            move || match (answered.get(), question.get_value()) {
                (Some(granted), _) => view! { <Done granted/> }.into_any(),
                (None, Some(Ok(question))) => {
                    view! { <Question question answered refused=refused.get_value()/> }.into_any()
                }
                (None, Some(Err(error))) => view! { <Entry code=code.clone() error=Some(error)/> }.into_any(),
                (None, None) => view! { <Entry code=String::new() error=None/> }.into_any(),
            }
        })
    };
    view! {
        <Outside title=text!(device.title)>
            <Suspense>{body}</Suspense>
        </Outside>
    }
}

/// On the server: whoever is not signed in does that first and comes back with the same code.
fn send_to_sign_in(code: &str) {
    let here =
        if code.is_empty() { "/device".to_owned() } else { format!("/device?user_code={}", escape(code)) };
    #[cfg(feature = "ssr")]
    if crate::server::visitor().is_some_and(|visitor| visitor.actor.is_none()) {
        crate::server::redirect(&format!("/sign-in?next={}", escape(&here)));
    }
    #[cfg(not(feature = "ssr"))]
    let _ = here;
}

#[component]
fn Entry(code: String, error: Option<AppError>) -> impl IntoView {
    let unknown = matches!(error, Some(AppError::NotFound));
    view! {
        <div class="card">
            <h1>{text!(device.title)}</h1>
            <p>{text!(device.hint)}</p>
            {error.filter(|_| !unknown).map(|error| view! { <Failure error/> })}
            <form method="get" action="/device">
                <div class="field">
                    <label for="user_code">{text!(device.code)}</label>
                    <input
                        id="user_code"
                        name="user_code"
                        class="device-code"
                        value=code
                        required
                        autofocus
                        autocomplete="off"
                        autocapitalize="characters"
                        spellcheck="false"
                        maxlength="20"
                        aria-invalid=unknown.then_some("true")
                        aria-describedby=unknown.then_some("error-user_code")
                    />
                    {unknown.then(|| view! { <p class="error" id="error-user_code">{text!(device.unknown)}</p> })}
                </div>
                <button type="submit" class="button" data-kind="primary">{text!(device.go_on)}</button>
            </form>
        </div>
    }
}

#[component]
fn Question(
    question: DeviceQuestion,
    answered: RwSignal<Option<bool>>,
    refused: Option<AppError>,
) -> impl IntoView {
    let DeviceQuestion { user_code, application, registered_itself, organization, scope, person } = question;
    let shown = user_code.clone();
    view! {
        <div class="card consent">
            {refused.map(|error| view! { <Failure error/> })}
            <Wants application registered_itself organization scope person/>
            <Alert kind=AlertKind::Warning>
                <p>{text!(device.only_yours)}</p>
                <p class="device-code">{shown}</p>
            </Alert>
            <div class="consent-answers">
                <Answer user_code=user_code.clone() answer="grant" answered/>
                <Answer user_code answer="cancel" answered/>
            </div>
        </div>
    }
}

#[component]
fn Answer(user_code: String, answer: &'static str, answered: RwSignal<Option<bool>>) -> impl IntoView {
    let done = move |granted: &bool| answered.set(Some(*granted));
    let form = use_form(DeviceForm::default(), None, |_| Ok(()), answer_device, done);
    let (kind, words) = match answer {
        "grant" => (ButtonKind::Primary, text!(consent.grant)),
        _ => (ButtonKind::Secondary, text!(common.cancel)),
    };
    view! {
        <Form form>
            <FormError/>
            <input type="hidden" name="user_code" value=user_code/>
            <input type="hidden" name="answer" value=answer/>
            <SubmitButton kind>{words}</SubmitButton>
        </Form>
    }
}

#[component]
fn Done(granted: bool) -> impl IntoView {
    let (title, words) = if granted {
        (text!(device.granted), text!(device.granted_hint))
    } else {
        (text!(device.cancelled), text!(device.cancelled_hint))
    };
    view! {
        <div class="card" role="status">
            <h1>{title}</h1>
            <p>{words}</p>
            <p><a href="/my-user">{text!(device.to_my_user)}</a></p>
        </div>
    }
}
