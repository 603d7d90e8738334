//! The form of a notification rule.

use super::{
    record::HOME,
    rpc::{change_notification_rule, create_notification_rule, find_notification_rule, rule_form_options},
    tells_field::TellsField,
    users_field::UsersField,
};
use crate::{
    AppError,
    parts::{Check, CheckList, FieldError, SelectField, TextArea, TextField},
    records::Editor,
    text::{people_of, text},
};
use leptos::prelude::*;
use model::{Invalid, NotificationRule, RuleForm, RuleId, RuleOptions, Side};

/// A new rule, or a change.
#[derive(Clone)]
pub struct RuleEditor {
    /// Which one it changes; none: a new one.
    pub id: Option<RuleId>,
}

impl Editor for RuleEditor {
    type Form = RuleForm;
    type Options = RuleOptions;
    type Record = NotificationRule;

    fn title(&self) -> &'static str {
        match self.id {
            None => text!(rules.create),
            Some(_) => text!(rules.edit),
        }
    }

    fn cancel(&self) -> String {
        match self.id {
            None => HOME.to_owned(),
            Some(id) => format!("{HOME}/{id}"),
        }
    }

    async fn load(&self) -> Result<(RuleForm, RuleOptions), AppError> {
        let options = rule_form_options(self.id).await?;
        match self.id {
            None => Ok((RuleForm::new(), options)),
            Some(id) => Ok((RuleForm::of(&find_notification_rule(id).await?), options)),
        }
    }

    fn check(&self, form: &RuleForm) -> Result<(), Invalid> {
        form.validate().map(drop)
    }

    async fn send(&self, form: RuleForm) -> Result<NotificationRule, AppError> {
        match self.id {
            None => create_notification_rule(form).await,
            Some(id) => change_notification_rule(id, form).await,
        }
    }

    fn fields(&self, typed: RuleForm, options: RuleOptions) -> AnyView {
        let RuleOptions { templates, roles } = options;
        let roles = roles.into_iter().map(|role| (role.id.to_string(), role.name)).collect();
        let mut sides = vec![(String::new(), text!(rules.both_sides).to_owned())];
        sides.extend(
            [Side::BackOffice, Side::Customer]
                .map(|side| (side.as_str().to_owned(), people_of(side).to_owned())),
        );
        let version = (!typed.version.is_empty())
            .then(|| view! { <input type="hidden" name="version" value=typed.version/> });
        view! {
            <TextField name="name" label=text!(rules.name) value=typed.name autofocus=true required=true/>
            <TellsField event=typed.event template=typed.template templates/>
            <SelectField name="side" label=text!(rules.side) answers=sides chosen=typed.side/>
            <fieldset class="field">
                <legend>{text!(rules.recipients)}</legend>
                <div class="checks">
                    <Check
                        name="to_owner"
                        label=text!(rules.owner)
                        hint=text!(rules.owner_hint)
                        checked=typed.to_owner
                        part_of="recipients"
                    />
                    <Check
                        name="to_manager"
                        label=text!(rules.manager)
                        hint=text!(rules.manager_hint)
                        checked=typed.to_manager
                        part_of="recipients"
                    />
                </div>
                <FieldError name="recipients"/>
            </fieldset>
            <CheckList name="roles" label=text!(rules.roles) answers=roles chosen=typed.roles/>
            <UsersField values=typed.users/>
            <TextArea
                name="addresses"
                label=text!(rules.addresses)
                hint=text!(rules.addresses_hint)
                value=typed.addresses
            />
            <Check name="enabled" label=text!(records.enabled) checked=typed.enabled/>
            {version}
        }
        .into_any()
    }
}
