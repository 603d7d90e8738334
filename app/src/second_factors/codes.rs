//! Recovery codes: the one time that they are shown, and the page on which they are made anew.

use super::{HOME, rpc::renew_codes};
use crate::{
    AppError,
    parts::{
        Alert, AlertKind, ButtonKind, CopyButton, Failure, Form, FormError, LinkButton, Sent, SubmitButton,
        posted, use_form,
    },
    passwords::{OwnPasswordField, is_own_password_asked},
    text::text,
};
use leptos::{ev, prelude::*};
use leptos_meta::Title;
use model::{RecoveryCodes, StepUp, TypedPassword};
use serde::{Deserialize, Serialize};

/// What a form says that asks nothing but who one is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OnlyConfirmed {
    /// Password or code, where it is asked for.
    pub own_password: TypedPassword,
}

async fn send(mut form: OnlyConfirmed) -> Result<RecoveryCodes, AppError> {
    renew_codes(form.own_password.take()).await
}

type Loaded = (StepUp, Option<Sent<OnlyConfirmed, RecoveryCodes>>);

/// The page on which they are made anew.
#[component]
pub fn CodesPage() -> impl IntoView {
    let page = Resource::new(
        || (),
        |()| async {
            let sent = posted(send).await;
            Ok::<Loaded, AppError>((is_own_password_asked(None, None).await?, sent))
        },
    );
    let body = move || {
        Suspend::new(async move {
            match page.await {
                Ok((ask, sent)) => view! { <Body ask sent/> }.into_any(),
                Err(error) => view! { <Failure error/> }.into_any(),
            }
        })
    };
    view! {
        <Title text=text!(factors.codes_renew)/>
        <div class="page-head"><h1>{text!(factors.codes_renew)}</h1></div>
        <section class="card factor"><Suspense>{body}</Suspense></section>
    }
}

#[component]
fn Body(ask: StepUp, sent: Option<Sent<OnlyConfirmed, RecoveryCodes>>) -> impl IntoView {
    let form = use_form(OnlyConfirmed::default(), sent, |_| Ok(()), send, |_| {});
    move || {
        match form.answer.get() {
        Some(codes) => view! { <NewCodes codes forget=Callback::new(move |()| form.answer.set(None))/> }.into_any(),
        None => view! {
            <Form form>
                <FormError/>
                <p>{text!(factors.codes_renew_hint)}</p>
                <OwnPasswordField ask/>
                <div class="form-actions">
                    <LinkButton kind=ButtonKind::Secondary href=HOME.to_owned()>{text!(common.cancel)}</LinkButton>
                    <SubmitButton>{text!(factors.codes_renew)}</SubmitButton>
                </div>
            </Form>
        }
        .into_any(),
    }
    }
}

/// What is shown after a factor was added: that it was, and the codes if they are new.
#[component]
pub fn NewCodes(
    /// The codes; none where there were some already.
    codes: RecoveryCodes,
    /// Called when the page is left, so that a browser that keeps it for *back* does not keep the codes.
    forget: Callback<()>,
) -> impl IntoView {
    Effect::new(move || {
        let leaving =
            window_event_listener(ev::Custom::<web_sys::Event>::new("pagehide"), move |_| forget.run(()));
        on_cleanup(move || leaving.remove());
    });
    let shown = (!codes.0.is_empty()).then(|| {
        let all = codes.0.join("\n");
        view! {
            <Alert kind=AlertKind::Warning><p>{text!(factors.codes_once)}</p></Alert>
            <div class="code recovery-codes">
                <pre id="recovery-codes" tabindex="0" aria-label=text!(factors.codes)>{all.clone()}</pre>
                <CopyButton value=all shown_in="recovery-codes" label=text!(factors.codes_copy) compact=true/>
            </div>
        }
    });
    view! {
        <Alert kind=AlertKind::Success><p>{text!(factors.done)}</p></Alert>
        {shown}
        <div class="form-actions">
            // A new page: with a second factor more of it may be open.
            <a class="button" data-kind="primary" href=HOME rel="external">{text!(factors.on)}</a>
        </div>
    }
}
