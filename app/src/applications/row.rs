//! One application in the grid.

use super::{row_menu::RowMenu, rpc::ApplicationRow};
use crate::{
    parts::{CopyButton, Time},
    text::{self, text},
};
use leptos::prelude::*;
use model::ApplicationQuery;

/// A row.
#[component]
pub fn Row(
    /// The application and what the viewer may do with it.
    row: ApplicationRow,
    /// Whether organizations can be told apart here.
    several: bool,
    /// The state of the grid, which dialogs come back to.
    query: ApplicationQuery,
) -> impl IntoView {
    let application = &row.application;
    let shown_in = format!("client-id-{}", application.id);
    let copy = text!(applications.copy_client_id, name = application.name.as_str()).to_string();
    let organization = several.then(|| {
        view! { <td data-label=text!(applications.organization)>{application.organization.name.clone()}</td> }
    });
    let (kind, active) =
        if application.active { ("active", text!(common.yes)) } else { ("inactive", text!(common.no)) };
    let last_used = match application.last_used_at {
        Some(at) => view! { <Time at/> }.into_any(),
        None => view! { <span class="muted">{text!(common.never)}</span> }.into_any(),
    };
    view! {
        <tr>
            {organization}
            <th scope="row" class="name" data-label=text!(applications.name)>{application.name.clone()}</th>
            <td data-label=text!(applications.client_id)>
                <span class="copyable">
                    <code id=shown_in.clone()>{application.client_id.clone()}</code>
                    <CopyButton value=application.client_id.clone() shown_in label=copy compact=true/>
                </span>
            </td>
            <td data-label=text!(applications.apis)>{text::api_access(&application.apis, application.side)}</td>
            <td data-label=text!(applications.active)>
                <span class="badge" data-kind=kind>{active}</span>
            </td>
            <td data-label=text!(applications.last_used)>{last_used}</td>
            <td class="row-actions"><RowMenu row query/></td>
        </tr>
    }
}
