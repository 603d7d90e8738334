//! What is pressed and filled in, and the small things beside: alerts, badges, icons.

use crate::{
    AppError,
    grid::yes_no,
    parts::{
        Alert, AlertKind, ButtonKind, Check, CheckList, Form, FormError, Icon, LinkButton, Menu, Nothing,
        PasswordField, SelectField, Sent, SubmitButton, TextArea, TextField, use_form,
    },
};
use leptos::prelude::*;
use model::{Invalid, Problem};

/// The ids of `public/icons.svg`.
#[rustfmt::skip]
const ICONS: [&str; 42] = [
    "latchkey", "key", "copy", "check", "plus", "more", "edit", "rotate", "trash", "power", "pause", "sun",
    "moon", "language", "monitor", "user", "users", "customers", "mail", "bell", "shield", "sessions",
    "sign-out", "organization", "search", "columns", "download", "filter", "sliders", "close", "alert",
    "info", "external", "chevron-down", "chevron-up", "chevron-left", "chevron-right", "chevrons-left",
    "chevrons-right", "sort-up", "sort-down", "sort-none",
];

/// Buttons.
#[component]
pub fn Buttons() -> impl IntoView {
    view! {
        <div class="design-row">
            <LinkButton href="/design"><Icon name="plus"/><span>"What one came for"</span></LinkButton>
            <LinkButton kind=ButtonKind::Secondary href="/design">"Something else"</LinkButton>
            <LinkButton kind=ButtonKind::Quiet href="/design">"In passing"</LinkButton>
            <LinkButton kind=ButtonKind::Danger href="/design"><Icon name="trash"/><span>"What destroys"</span></LinkButton>
            <LinkButton kind=ButtonKind::Quiet href="/design">
                <Icon name="close"/>
                <span class="visually-hidden">"Close"</span>
            </LinkButton>
            <button type="button" class="button" data-kind="primary" disabled>"Not now"</button>
            <button type="button" class="button" data-kind="danger" disabled>"Not now either"</button>
            <Menu
                id="design-menu"
                kind=ButtonKind::Secondary
                button=view! { <span>"Menu"</span><Icon name="chevron-down"/> }.into_any()
                label="Menu"
            >
                <ul>
                    <li><a href="/design"><Icon name="edit"/>"Edit"</a></li>
                    <li><a href="/design" data-kind="danger"><Icon name="trash"/>"Delete"</a></li>
                </ul>
            </Menu>
        </div>
    }
}

/// Fields: as they are, and with what is wrong with the answer.
#[component]
pub fn Fields() -> impl IntoView {
    let refused = Invalid::one("name", Problem::Blank);
    let refused = Sent { typed: Nothing {}, outcome: Err::<(), _>(AppError::Invalid(refused)) };
    view! {
        <div class="design-columns">
            <Example sent=None>
                <TextField name="design_name" label="A line of text" value="Billing"/>
                <TextField name="design_id" label="A line that is only read" value="t2PROuJddFzetdk" readonly=true/>
                <SelectField name="design_one" label="One of a list" answers=answers() chosen=String::new() blank=true/>
                <TextArea name="design_text" label="Several lines" value=String::new() hint="What may be answered."/>
                <PasswordField label="A password"/>
            </Example>
            <Example sent=Some(refused)>
                <TextField name="name" label="A line with something wrong" required=true/>
                <Check name="design_box" label="A box to tick" checked=true hint="What ticking it means."/>
                <CheckList name="design_many" label="Any of several" answers=answers() chosen=vec!["b".to_owned()]/>
            </Example>
        </div>
    }
}

fn answers() -> Vec<(String, String)> {
    [("a", "The first"), ("b", "The second"), ("c", "The third")]
        .map(|(value, label)| (value.into(), label.into()))
        .into()
}

/// A form that goes nowhere.
#[component]
fn Example(sent: Option<Sent<Nothing, ()>>, children: Children) -> impl IntoView {
    let form =
        use_form(Nothing {}, sent, |_| Ok(()), |Nothing {}| async { Err(AppError::Conflict) }, |()| ());
    view! {
        <Form form>
            <div class="form-body">
                <FormError/>
                {children()}
                <SubmitButton kind=ButtonKind::Secondary>"Send"</SubmitButton>
            </div>
        </Form>
    }
}

/// Alerts.
#[component]
pub fn Alerts() -> impl IntoView {
    view! {
        <Alert kind=AlertKind::Success><p>"It went well."</p></Alert>
        <Alert kind=AlertKind::Warning><p>"Something will not work, or is not safe: "<code>"latchkey doctor"</code></p></Alert>
        <Alert kind=AlertKind::Danger><p>"It failed."</p><p>"What to do next."</p></Alert>
    }
}

/// Badges.
#[component]
pub fn Badges() -> impl IntoView {
    view! {
        <div class="design-row">
            {yes_no(true)}
            {yes_no(false)}
            <span class="badge" data-kind="failed">"Failed"</span>
        </div>
    }
}

/// Icons.
#[component]
pub fn Icons() -> impl IntoView {
    let icons = ICONS.map(|name| view! { <li><Icon name/><code>{name}</code></li> });
    view! { <ul class="design-icons">{icons.into_iter().collect_view()}</ul> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_shown() {
        let sprite = include_str!("../../../public/icons.svg");
        let ids: Vec<_> = sprite.split("id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(ids, ICONS);
    }
}
