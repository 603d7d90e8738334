//! The page **Search**: a plain form and what was found, in the same groups as in the palette.

use super::{
    items::{Group, everything},
    rpc::search,
};
use crate::{
    frame::use_viewer,
    parts::{Failure, Icon},
    text::text,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{FOUND_MAX, SEARCH_MAX_LENGTH, search_text};

/// Its address.
pub const SEARCH_PATH: &str = "/search";

/// The page.
#[component]
pub fn SearchPage() -> impl IntoView {
    let parameters = use_query_map();
    let typed = Memo::new(move |_| parameters.with(|map| map.get("q")).unwrap_or_default());
    let viewer = use_viewer();
    let found = Resource::new(
        move || typed.get(),
        |typed| async move {
            match search_text(&typed) {
                Some(text) => search(text, FOUND_MAX).await.map(Some),
                None => Ok(None),
            }
        },
    );
    let body = move || {
        let viewer = viewer.clone();
        let retry = Callback::new(move |()| found.refetch());
        Suspend::new(async move {
            match found.await {
                Ok(Some(found)) => {
                    let groups = everything(viewer.as_ref(), &typed.get_untracked(), found);
                    view! { <Groups groups/> }.into_any()
                }
                Ok(None) => view! { <p class="hint">{text!(search.hint)}</p> }.into_any(),
                Err(error) => view! { <Failure error retry/> }.into_any(),
            }
        })
    };
    view! {
        <Title text=text!(search.title)/>
        <div class="page-head">
            <h1>{text!(search.title)}</h1>
        </div>
        <section class="card search-page" aria-label=text!(search.title)>
            <form method="get" action=SEARCH_PATH role="search" class="search-form">
                <div class="field">
                    <input
                        type="search"
                        name="q"
                        value=move || typed.get()
                        maxlength=SEARCH_MAX_LENGTH.to_string()
                        placeholder=text!(search.placeholder)
                        aria-label=text!(search.placeholder)
                        autocomplete="off"
                    />
                </div>
                <button type="submit" class="button" data-kind="primary">{text!(search.submit)}</button>
            </form>
            <Transition fallback=|| view! { <p>{text!(common.loading)}</p> }>{body}</Transition>
        </section>
    }
}

#[component]
fn Groups(groups: Vec<Group>) -> impl IntoView {
    if groups.is_empty() {
        return view! { <p role="status">{text!(search.nothing)}</p> }.into_any();
    }
    groups
        .into_iter()
        .map(|group| {
            let links = group
                .items
                .into_iter()
                .map(|item| {
                    view! {
                        <li>
                            <a href=item.href>
                                <Icon name=item.icon/>
                                <span>{item.name}</span>
                                <small>{item.detail}</small>
                            </a>
                        </li>
                    }
                })
                .collect_view();
            view! {
                <h2>{group.label}</h2>
                <ul class="found">{links}</ul>
                {group.more.then(|| view! { <p class="hint">{text!(search.more)}</p> })}
            }
        })
        .collect_view()
        .into_any()
}
