//! The addresses of the outbox, and of the dialogs above its pages.

use super::{list::OutboxPage, page::MailPage, record::HOME};
use crate::later::later;
use crate::records::{Deed, confirm};
use leptos::prelude::*;
use leptos_router::{
    any_nested_route::IntoAnyNestedRoute,
    components::{ParentRoute, Route},
    path,
};
use model::OutboxMail;

/// The routes.
#[component(transparent)]
pub fn OutboxRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("outbox/:id") view=later!(mail, MailPage)>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("send-again") view=later!(mail, || confirm::<OutboxMail>(Deed::SendAgain, HOME))/>
            <Route path=path!("give-up") view=later!(mail, || confirm::<OutboxMail>(Deed::GiveUp, HOME))/>
        </ParentRoute>
        <ParentRoute path=path!("outbox") view=later!(mail, OutboxPage)>
            <Route path=path!("") view=|| ()/>
            <Route path=path!("send-again/:id") view=later!(mail, || confirm::<OutboxMail>(Deed::SendAgain, HOME))/>
            <Route path=path!("give-up/:id") view=later!(mail, || confirm::<OutboxMail>(Deed::GiveUp, HOME))/>
        </ParentRoute>
    }
    .into_inner()
    .into_any_nested_route()
}
