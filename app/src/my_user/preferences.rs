//! The dialog **Language and Time Zone** of *My User*. Another language is another page, so saving loads it anew.

use super::rpc::{change_preferences, time_zones};
use crate::{
    applications::Door,
    frame::use_viewer,
    parts::{
        ButtonKind, Dialog, DialogActions, Form, FormError, LinkButton, SelectField, Sent, SubmitButton,
        posted_then, use_form,
    },
    text::text,
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use model::{Digest, Language, PreferencesForm};

/// The button's id: the focus returns to it.
const BUTTON: &str = "preferences";
const PATH: &str = "/my-user/preferences";

/// Opens the dialog.
#[component]
pub fn PreferencesButton() -> impl IntoView {
    // The grid behind keeps its state.
    let search = use_location().search;
    let href = move || match search.get() {
        search if search.is_empty() => PATH.to_owned(),
        search => format!("{PATH}?{search}"),
    };
    view! {
        <LinkButton kind=ButtonKind::Secondary id=Some(BUTTON) href=Signal::derive(href)>
            {text!(my_user.preferences)}
        </LinkButton>
    }
}

/// The dialog.
#[component]
pub fn PreferencesDialog() -> impl IntoView {
    let back = Door::from_context().back();
    let page = Resource::new(|| (), {
        let back = back.clone();
        move |()| {
            let back = back.clone();
            async move {
                let sent = posted_then(change_preferences, None, &back).await;
                (sent, time_zones().await.unwrap_or_default())
            }
        }
    });
    let body = move || {
        let back = back.clone();
        Suspend::new(async move {
            let (sent, zones) = page.await;
            view! {
                <Dialog title=text!(my_user.preferences) back=back.clone() opener=BUTTON>
                    <Body back sent zones/>
                </Dialog>
            }
        })
    };
    view! { <Suspense>{body}</Suspense> }
}

#[component]
fn Body(back: String, sent: Option<Sent<PreferencesForm, ()>>, zones: Vec<String>) -> impl IntoView {
    let viewer = use_viewer();
    let before =
        viewer.map(|viewer| PreferencesForm::of(viewer.language, viewer.time_zone.as_deref(), viewer.digest));
    let to = back.clone();
    let done = move |(): &()| drop(window().location().assign(&to));
    let check = |form: &PreferencesForm| form.validate().map(drop);
    let form = use_form(before.unwrap_or_default(), sent, check, change_preferences, done);
    let typed = form.typed();
    let as_browser = (String::new(), text!(my_user.as_browser).to_owned());
    let languages =
        Language::ALL.map(|language| (language.as_str().to_owned(), language.own_name().to_owned()));
    let languages = [as_browser.clone()].into_iter().chain(languages).collect();
    let zones = zones.into_iter().map(|name| {
        let label = name.replace('_', " ");
        (name, label)
    });
    let digests = [
        (String::new(), text!(my_user.digest_at_once).to_owned()),
        (Digest::Daily.as_str().to_owned(), text!(my_user.digest_daily).to_owned()),
        (Digest::Weekly.as_str().to_owned(), text!(my_user.digest_weekly).to_owned()),
    ];
    let zones = [as_browser].into_iter().chain(zones).collect();
    view! {
        <Form form>
            <div class="dialog-body">
                <FormError/>
                <p>{text!(my_user.preferences_hint)}</p>
                <SelectField name="language" label=text!(my_user.language) answers=languages chosen=typed.language/>
                <SelectField name="time_zone" label=text!(my_user.time_zone) answers=zones chosen=typed.time_zone/>
                <BrowsersZone/>
                <SelectField name="digest" label=text!(my_user.digest) answers=digests.into() chosen=typed.digest/>
                <p class="hint">{text!(my_user.digest_hint)}</p>
            </div>
            <DialogActions>
                <LinkButton kind=ButtonKind::Secondary href=back>{text!(common.cancel)}</LinkButton>
                <SubmitButton>{text!(common.save)}</SubmitButton>
            </DialogActions>
        </Form>
    }
}

/// Which time zone the browser is in, as soon as it can say so.
#[component]
fn BrowsersZone() -> impl IntoView {
    let zone = RwSignal::new(None);
    Effect::new(move || {
        let format = js_sys::Intl::DateTimeFormat::new(&js_sys::Array::new(), &js_sys::Object::new());
        let name = js_sys::Reflect::get(&format.resolved_options(), &"timeZone".into());
        zone.set(name.ok().and_then(|name| name.as_string()));
    });
    move || {
        let zone = zone.get()?;
        let words = text!(my_user.browsers_zone, zone = zone.replace('_', " ")).to_string();
        Some(view! { <p class="hint">{words}</p> })
    }
}
