//! The dialog **Deleted Applications**: what was deleted in the last 30 days, and restoring it, under another name where its
//! own was taken meanwhile.

use super::{
    door::Door,
    rpc::{list_deleted, restore_application},
};
use crate::{
    AppError, Flash,
    frame::use_viewer,
    live::Changes,
    parts::{
        ButtonKind, Dialog, DialogActions, Failure, Form, FormError, Icon, LinkButton, Sent, SubmitButton,
        Time, focus, posted_then, use_form,
    },
    text::{self, text},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_query_map};
use model::{Action, Application, ApplicationField, DeletedApplication, Level, Page, Side, Subject, UserId};
use serde::{Deserialize, Serialize};

/// The id of the button that opens it.
const OPENER: &str = "deleted-applications";

/// The id of what tells what was restored.
const STATUS: &str = "deleted-status";

/// The page of the list, in the address.
const PAGE: &str = "deleted";

/// What a row sends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RestoreForm {
    /// The application's id.
    id: String,
    /// Its new name; empty: the one it had.
    name: String,
}

impl RestoreForm {
    async fn send(self) -> Result<Application, AppError> {
        let id = self.id.parse().map_err(|_| AppError::NotFound.answered())?;
        restore_application(id, self.name).await
    }
}

type Posted = Option<Sent<RestoreForm, Application>>;

/// Opens the dialog, for those who may delete what is shown here.
#[component]
pub fn DeletedButton(
    /// Of which side.
    side: Side,
    /// Whose applications are shown; none: all of the side.
    owner: Option<UserId>,
) -> impl IntoView {
    let subject = match side {
        Side::BackOffice => Subject::Applications,
        Side::Customer => Subject::CustomerApplications,
    };
    let may = use_viewer().is_some_and(|viewer| match viewer.permissions.level(subject, Action::Delete) {
        Level::None => false,
        Level::Own => owner.is_none_or(|owner| owner == viewer.id),
        Level::Customer | Level::Organization | Level::Global => true,
    });
    let door = Door::from_context();
    let query = crate::grid::use_query::<ApplicationField>();
    may.then(|| {
        view! {
            <LinkButton
                id=Some(OPENER)
                kind=ButtonKind::Secondary
                href=Signal::derive(move || door.deleted(&query.get()))
            >
                <Icon name="trash"/>
                <span>{text!(deleted.open)}</span>
            </LinkButton>
        }
    })
}

/// The dialog above the page, which provides a [`Door`].
#[component]
pub fn DeletedDialog() -> impl IntoView {
    let door = Door::from_context();
    let (side, owner, back) = (door.side, door.owner(), door.back());
    let parameters = use_query_map();
    let number =
        Memo::new(move |_| parameters.with(|map| map.get(PAGE)).and_then(|it| it.parse().ok()).unwrap_or(1));
    let changes = RwSignal::new(0_u32);
    let restored = RwSignal::new(String::new());
    let location = use_location();
    let here = location.pathname.get_untracked() + "?" + &location.search.get_untracked();
    let page = Resource::new(
        move || (number.get(), changes.get()),
        move |(number, _)| {
            let here = here.clone();
            async move {
                let sent: Posted = posted_then(RestoreForm::send, Some(Flash::Restored), &here).await;
                (list_deleted(side, owner, number).await, sent)
            }
        },
    );
    let body = move || {
        Suspend::new(async move {
            match page.await {
                (Ok(page), sent) => view! { <List page sent changes restored/> }.into_any(),
                (Err(error), _) => view! { <Failure error/> }.into_any(),
            }
        })
    };
    view! {
        <Dialog title=text!(deleted.title) back=back.clone() opener=OPENER>
            <div class="dialog-body">
                <p class="hint">{text!(deleted.hint)}</p>
                <p role="status" id=STATUS tabindex="-1">{move || restored.get()}</p>
                <Transition fallback=|| view! { <p>{text!(common.loading)}</p> }>{body}</Transition>
            </div>
            <DialogActions>
                <LinkButton kind=ButtonKind::Secondary href=back attr:autofocus=true>{text!(common.close)}</LinkButton>
            </DialogActions>
        </Dialog>
    }
}

#[component]
fn List(
    page: Page<DeletedApplication>,
    sent: Posted,
    changes: RwSignal<u32>,
    restored: RwSignal<String>,
) -> impl IntoView {
    if page.rows.is_empty() {
        return view! { <p role="status">{text!(deleted.none)}</p> }.into_any();
    }
    let (number, count) = (page.number, page.count());
    let rows = page
        .rows
        .into_iter()
        .map(|row| {
            let id = row.application.id.to_string();
            let sent = sent.clone().filter(|sent| sent.typed.id == id);
            view! { <Row row sent changes restored/> }
        })
        .collect_view();
    view! {
        <ul class="deleted" aria-label=text!(deleted.title)>{rows}</ul>
        {(count > 1).then(|| view! { <Pages number count/> })}
    }
    .into_any()
}

/// Newer and older ones.
#[component]
fn Pages(number: u32, count: u32) -> impl IntoView {
    let base = Door::from_context().deleted(&crate::grid::current_query());
    let to = |page: u32| format!("{base}{}{PAGE}={page}", if base.contains('?') { '&' } else { '?' });
    let link = |label: &'static str, page: u32| {
        view! { <LinkButton kind=ButtonKind::Quiet href=to(page)>{label}</LinkButton> }
    };
    let position = text!(pager.position, number = text::number(number), count = text::number(count));
    view! {
        <nav class="deleted-pages" aria-label=text!(pager.label)>
            {(number > 1).then(|| link(text!(pager.previous), number - 1))}
            <span aria-current="page">{position}</span>
            {(number < count).then(|| link(text!(pager.next), number + 1))}
        </nav>
    }
}

#[component]
fn Row(
    row: DeletedApplication,
    sent: Posted,
    changes: RwSignal<u32>,
    restored: RwSignal<String>,
) -> impl IntoView {
    let DeletedApplication { application, deleted_at } = row;
    let (shown, door) = (Changes::from_context(), Door::from_context());
    // Said in the dialog, for what is behind it is out of reach.
    let done = move |application: &Application| {
        restored.set(text!(deleted.restored, name = application.name.as_str()).to_string());
        focus(STATUS);
        shown.applications_changed();
        door.changed();
        changes.try_update(|count| *count += 1);
    };
    let form = use_form(RestoreForm::default(), sent, |_| Ok(()), RestoreForm::send, done);
    let id = application.id.to_string();
    let typed = form.typed().name;
    let name = if typed.is_empty() { application.name.clone() } else { typed };
    let problem = format!("taken-{id}");
    // Only asked for where the old name does not do any more.
    let another = move || {
        let wrong = form.status.problem("name")?;
        let problem = problem.clone();
        Some(view! {
            <div class="field">
                <label>
                    {text!(deleted.new_name)}
                    <input name="name" value=name.clone() aria-invalid="true" aria-describedby=problem.clone()/>
                </label>
                <p class="error" id=problem>{text::problem(wrong)}</p>
            </div>
        })
    };
    let label = text!(deleted.restore_label, name = application.name.as_str()).to_string();
    let owner = application.owner.map(|owner| {
        let name = if owner.name.is_empty() { owner.email } else { owner.name };
        view! { <span>{name}</span> }
    });
    view! {
        <li>
            <div class="about">
                <strong>{application.name}</strong>
                <code>{application.client_id}</code>
                {owner}
                <span>{text!(deleted.at)} " " <Time at=deleted_at/></span>
            </div>
            <Form form>
                <FormError/>
                <input type="hidden" name="id" value=id/>
                {another}
                <SubmitButton kind=ButtonKind::Secondary>
                    <span aria-hidden="true">{text!(records.restore)}</span>
                    <span class="visually-hidden">{label}</span>
                </SubmitButton>
            </Form>
        </li>
    }
}
