//! Saved views: states of a grid that somebody gave a name. Saving and deleting are forms of the menu, which without
//! scripts are sent to a page of their own.

use crate::{
    AppError, Flash,
    parts::{
        Failure, FieldError, Form, FormError, FormState, Icon, Toasts, invalid, lead_on, posted, use_form,
    },
    text::text,
};
use leptos::{prelude::*, server_fn::codec::Json};
use model::{Grid, SavedView, SavedViewForm, ViewId};
use serde::{Deserialize, Serialize};

/// The page that takes the forms without scripts.
const PATH: &str = "/saved-views";

/// One's own views of a grid.
#[server(prefix = "/rpc", endpoint = "views/list", input = Json)]
pub async fn list_views(grid: Grid) -> Result<Vec<SavedView>, AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.list_views(&actor, grid).await?)
}

/// Saves a view.
#[server(prefix = "/rpc", endpoint = "views/save", input = Json)]
pub async fn save_view(grid: Grid, form: SavedViewForm) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.save_view(&actor, grid, &form).await?)
}

/// Deletes a view.
#[server(prefix = "/rpc", endpoint = "views/delete", input = Json)]
pub async fn delete_view(id: ViewId) -> Result<(), AppError> {
    let (office, actor) = crate::server::desk()?;
    Ok(office.delete_view(&actor, id).await?)
}

/// What the forms send: a new view of a grid, or the id of one to delete.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewForm {
    grid: String,
    name: String,
    query: String,
    delete: String,
}

impl ViewForm {
    async fn send(self) -> Result<Flash, AppError> {
        if !self.delete.is_empty() {
            let id = self.delete.parse().map_err(|_| AppError::NotFound.answered())?;
            return delete_view(id).await.map(|()| Flash::ViewDeleted);
        }
        let grid = self.grid.parse().map_err(|_| AppError::NotFound.answered())?;
        save_view(grid, SavedViewForm { name: self.name, query: self.query }).await.map(|()| Flash::ViewSaved)
    }
}

/// The form that saves the current state. Made outside of what is awaited, so that both sides number it alike.
pub fn save_form(grid: Grid, changes: RwSignal<u32>) -> FormState<ViewForm, Flash> {
    let toasts = Toasts::from_context();
    let check = |form: &ViewForm| {
        SavedViewForm { name: form.name.clone(), query: form.query.clone() }.validate().map(drop)
    };
    let done = move |flash: &Flash| {
        toasts.done(*flash);
        changes.update(|changes| *changes += 1);
    };
    let initial = ViewForm { grid: grid.as_str().to_owned(), ..ViewForm::default() };
    use_form(initial, None, check, ViewForm::send, done)
}

/// The fields of that form.
#[component]
pub fn SaveViewForm(
    /// Which grid.
    grid: Grid,
    /// Its state, as the query of its address.
    state: Signal<String>,
    /// How it is sent.
    form: FormState<ViewForm, Flash>,
) -> impl IntoView {
    view! {
        <Form form action=PATH>
            <div class="menu-form">
                <FormError/>
                <input type="hidden" name="grid" value=grid.as_str()/>
                <input type="hidden" name="query" prop:value=move || state.get() value=state.get_untracked()/>
                <NameField/>
                <button type="submit" class="button" data-kind="secondary" data-stay="">{text!(grid.view_save)}</button>
            </div>
        </Form>
    }
}

#[component]
fn NameField() -> impl IntoView {
    let invalid = invalid("name");
    view! {
        <div class="field">
            <label for="view-name">{text!(grid.view_name)}</label>
            <input
                id="view-name"
                name="name"
                type="text"
                autocomplete="off"
                aria-invalid=move || invalid().then_some("true")
                aria-describedby=move || invalid().then_some("error-name")
            />
            <FieldError name="name"/>
        </div>
    }
}

/// A view in the menu: a link to it, and the button that deletes it.
#[component]
pub fn SavedViewItem(
    /// Of which grid.
    grid: Grid,
    /// The view.
    view: SavedView,
    /// Counts what was done with views on this page.
    changes: RwSignal<u32>,
) -> impl IntoView {
    let href = if view.query.is_empty() { grid.path() } else { format!("{}?{}", grid.path(), view.query) };
    let form = save_form(grid, changes);
    let label = text!(grid.view_delete, name = view.name.as_str()).to_string();
    view! {
        <div class="saved-view">
            <a href=href>{view.name}</a>
            <Form form action=PATH>
                <input type="hidden" name="delete" value=view.id.to_string()/>
                <input type="hidden" name="grid" value=grid.as_str()/>
                <input type="hidden" name="name" value="-"/>
                <button type="submit" class="button" data-kind="quiet" data-stay="" aria-label=label>
                    <Icon name="trash"/>
                </button>
            </Form>
        </div>
    }
}

/// Where the forms are sent to without scripts; it leads back to the grid.
#[component]
pub fn SavedViewsPage() -> impl IntoView {
    let page = Resource::new(
        || (),
        |()| async {
            let sent = posted(|form: ViewForm| async move {
                let grid: Grid = form.grid.parse().map_err(|_| AppError::NotFound.answered())?;
                let back = match form.query.as_str() {
                    "" => grid.path(),
                    query => format!("{}?{query}", grid.path()),
                };
                form.send().await.map(|flash| (flash, back))
            });
            match sent.await.map(|sent| sent.outcome).transpose()? {
                Some((flash, back)) => lead_on(Some(flash), &back),
                None => lead_on(None, "/"),
            }
            Ok::<_, AppError>(())
        },
    );
    let body = move || Suspend::new(async move { page.await.err().map(|error| view! { <Failure error/> }) });
    view! { <Suspense>{body}</Suspense> }
}
