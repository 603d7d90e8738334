//! The dialog in which one links one's account at a provider. It leads there, so with and without scripts it ends in a way on.

use super::{
    problem::ProviderAlert,
    rpc::{asked_ways_in, link_account},
};
use crate::{
    AppError,
    consent::WayOn,
    frame::use_viewer,
    parts::{
        ButtonKind, Dialog, DialogActions, Form, FormError, LinkButton, Sent, SubmitButton, posted, use_form,
    },
    passwords::{OwnPasswordField, is_own_password_asked},
    text::text,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{ProviderProblem, StepUp, TypedPassword, escape};
use serde::{Deserialize, Serialize};

const BACK: &str = "/my-user";
/// Where the focus returns to.
const OPENER: &str = "sign-in-with-title";

/// What is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct LinkForm {
    provider: String,
    own_password: TypedPassword,
}

/// Where to go, or why not.
type Way = Result<String, ProviderProblem>;

impl LinkForm {
    async fn send(mut self) -> Result<Way, AppError> {
        link_account(self.provider, self.own_password.take()).await
    }
}

/// The dialog.
#[component]
pub fn LinkAccountDialog() -> impl IntoView {
    let provider = use_params_map().with_untracked(|params| params.get("provider")).unwrap_or_default();
    let problem = use_query_map().with_untracked(|query| query.get("problem"));
    let problem = problem.and_then(|word| word.parse::<ProviderProblem>().ok());
    let viewer = use_viewer().map(|viewer| viewer.id);
    let page = Resource::new(
        || (),
        move |()| async move {
            let sent = posted(LinkForm::send).await;
            (
                sent,
                asked_ways_in().await,
                is_own_password_asked(viewer, None).await.unwrap_or(StepUp::Password),
            )
        },
    );
    let body = move || {
        let provider = provider.clone();
        Suspend::new(async move {
            let (sent, ways, ask) = page.await;
            let name = ways.providers.into_iter().find(|one| one.id == provider).map(|one| one.name);
            let title = match &name {
                Some(name) => text!(sign_in_with.link, name = name.as_str()).to_string(),
                None => text!(sign_in_with.title).to_owned(),
            };
            view! {
                <Dialog title back=BACK.to_owned() opener=OPENER>
                    <Body provider name sent ask problem/>
                </Dialog>
            }
        })
    };
    view! { <Suspense>{body}</Suspense> }
}

#[component]
fn Body(
    provider: String,
    name: Option<String>,
    sent: Option<Sent<LinkForm, Way>>,
    ask: StepUp,
    problem: Option<ProviderProblem>,
) -> impl IntoView {
    if let Some(Sent { outcome: Ok(Ok(url)), .. }) = &sent {
        return view! { <WayOn url=url.clone()/> }.into_any();
    }
    let refused = match &sent {
        Some(Sent { outcome: Ok(Err(problem)), .. }) => Some(*problem),
        Some(_) => None,
        None => problem,
    };
    let problem = RwSignal::new(refused);
    let go_on = move |way: &Way| match way {
        Ok(url) => drop(window().location().assign(url)),
        Err(why) => problem.set(Some(*why)),
    };
    let typed = LinkForm { provider: provider.clone(), ..LinkForm::default() };
    let form = use_form(typed, sent, |_| Ok(()), LinkForm::send, go_on);
    let again =
        format!("/sign-in?again=true&next={}", escape(&format!("/my-user/sign-in-with/{provider}/link")));
    let called = name.clone().unwrap_or_default();
    let alert =
        move || problem.get().map(|problem| view! { <ProviderAlert problem provider=called.clone()/> });
    let hint = name.map(|name| text!(sign_in_with.link_hint, name = name.as_str()).to_string());
    view! {
        <Form form>
            <div class="dialog-body">
                {alert}
                <FormError/>
                <p>{hint}</p>
                <input type="hidden" name="provider" value=provider/>
                <OwnPasswordField ask/>
                {(ask == StepUp::Password).then(|| view! { <p><a href=again rel="external">{text!(sign_in_with.no_password)}</a></p> })}
            </div>
            <DialogActions>
                <LinkButton kind=ButtonKind::Secondary href=BACK.to_owned()>{text!(common.cancel)}</LinkButton>
                <SubmitButton>{text!(sign_in_with.go_on)}</SubmitButton>
            </DialogActions>
        </Form>
    }
    .into_any()
}
