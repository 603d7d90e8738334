//! The dialogs that only ask: deactivate and delete. Activating does not ask, but has an address for those without
//! scripts who come back to it.

use super::{
    door::{Door, Shown, use_application_id},
    row_menu::menu_id,
    rpc::{activate_application, deactivate_application, delete_application, find_application},
    undo::offer_undo,
};
use crate::{
    AppError, Flash,
    parts::{
        ButtonKind, Dialog, DialogActions, Failure, Form, FormError, LinkButton, Nothing, Sent, SubmitButton,
        Toasts, posted_then, use_form, use_leave,
    },
    text::text,
};
use leptos::prelude::*;
use model::{Application, ApplicationId};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Activate it?
    Activate,
    /// Deactivate it?
    Deactivate,
    /// Delete it?
    Delete,
}

impl Deed {
    async fn run(self, id: ApplicationId) -> Result<Application, AppError> {
        match self {
            Self::Activate => activate_application(id).await,
            Self::Deactivate => deactivate_application(id).await,
            Self::Delete => delete_application(id).await,
        }
    }

    /// Where it leads once it is done.
    fn next(self, door: &Door) -> String {
        match self {
            Self::Activate | Self::Deactivate => door.back(),
            Self::Delete => door.gone(),
        }
    }

    const fn flash(self) -> Flash {
        match self {
            Self::Activate => Flash::Activated,
            Self::Deactivate => Flash::Deactivated,
            Self::Delete => Flash::Deleted,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Activate => text!(activate.title),
            Self::Deactivate => text!(deactivate.title),
            Self::Delete => text!(delete.title),
        }
    }

    fn question(self) -> Option<&'static str> {
        match self {
            Self::Activate => None,
            Self::Deactivate => Some(text!(deactivate.question)),
            Self::Delete => Some(text!(delete.question)),
        }
    }

    fn consequence(self, name: &str) -> String {
        match self {
            Self::Activate => text!(activate.consequence, name = name).to_string(),
            Self::Deactivate => text!(deactivate.consequence, name = name).to_string(),
            Self::Delete => text!(delete.consequence).to_owned(),
        }
    }

    fn yes(self) -> (ButtonKind, &'static str) {
        match self {
            Self::Activate => (ButtonKind::Primary, text!(activate.yes)),
            Self::Deactivate => (ButtonKind::Primary, text!(deactivate.yes)),
            Self::Delete => (ButtonKind::Danger, text!(delete.yes)),
        }
    }
}

type Loaded = (Application, Option<Sent<Nothing, Application>>);

/// The dialog.
#[component]
pub fn ConfirmDialog(
    /// What is asked.
    deed: Deed,
) -> impl IntoView {
    let id = use_application_id();
    let opener = id.as_ref().map(|id| menu_id(*id) + "-button").unwrap_or_default();
    let door = Door::from_context();
    let back = door.back();
    let page = Resource::new(|| (), {
        let next = deed.next(&door);
        move |()| {
            let (id, next) = (id.clone(), next.clone());
            async move {
                let id = id.map_err(AppError::answered)?;
                let sent = posted_then(move |Nothing {}| deed.run(id), Some(deed.flash()), &next).await;
                match sent {
                    Some(Sent { outcome: Ok(ref changed), .. }) => {
                        if deed == Deed::Delete {
                            offer_undo(&[changed.id]);
                        }
                        Ok((changed.clone(), sent))
                    }
                    _ => Ok::<Loaded, AppError>((find_application(id).await?, sent)),
                }
            }
        }
    });
    let body = move || {
        let (back, opener) = (back.clone(), opener.clone());
        Suspend::new(async move {
            let inside = match page.await {
                Ok((application, sent)) => view! { <Body deed application sent/> }.into_any(),
                Err(error) => view! { <div class="dialog-body"><Failure error/></div> }.into_any(),
            };
            view! { <Dialog title=deed.title() back opener small=true>{inside}</Dialog> }
        })
    };
    view! { <Suspense>{body}</Suspense> }
}

#[component]
fn Body(deed: Deed, application: Application, sent: Option<Sent<Nothing, Application>>) -> impl IntoView {
    let door = Door::from_context();
    let toasts = Toasts::from_context();
    let (id, back) = (application.id, door.back());
    let leave = use_leave(deed.next(&door));
    let done = move |_: &Application| {
        if deed == Deed::Delete {
            toasts.deleted(vec![id]);
        } else {
            toasts.done(deed.flash());
        }
        // The page of an application that is gone is left, not loaded again.
        if deed != Deed::Delete || door.shows != Shown::One {
            door.changed();
        }
        leave();
    };
    let form = use_form(Nothing {}, sent, |_| Ok(()), move |Nothing {}| deed.run(id), done);
    let (kind, yes) = deed.yes();
    view! {
        <Form form>
            <div class="dialog-body">
                <FormError/>
                {deed.question().map(|question| view! { <p><strong>{question}</strong></p> })}
                <dl class="properties">
                    <dt>{text!(applications.name)}</dt>
                    <dd>{application.name.clone()}</dd>
                </dl>
                <p>{deed.consequence(&application.name)}</p>
            </div>
            <DialogActions>
                // One starts at what changes nothing.
                <LinkButton kind=ButtonKind::Secondary href=back attr:autofocus=true>{text!(common.cancel)}</LinkButton>
                <SubmitButton kind>{yes}</SubmitButton>
            </DialogActions>
        </Form>
    }
}
