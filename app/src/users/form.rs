//! The form of a person.

use super::{
    manager_field::ManagerField,
    record::home,
    rpc::{change_user, create_user, find_user, user_form_options, user_form_options_of},
};
use crate::{
    AppError,
    parts::{Check, CheckList, SelectField, TextField},
    records::{Editor, Record},
    text::text,
};
use leptos::prelude::*;
use model::{CustomerId, Invalid, Side, User, UserForm, UserId, UserOptions};

/// A new person, or a change.
#[derive(Clone)]
pub struct UserEditor {
    /// Of which side.
    pub side: Side,
    /// Whom it changes; none: somebody new.
    pub id: Option<UserId>,
    /// For which customer somebody new is, where that is known.
    pub customer: Option<CustomerId>,
}

impl Editor for UserEditor {
    type Form = UserForm;
    type Options = UserOptions;
    type Record = User;

    fn title(&self) -> &'static str {
        match (self.side, self.id) {
            (Side::BackOffice, None) => text!(users.create),
            (Side::BackOffice, Some(_)) => text!(users.edit),
            (Side::Customer, None) => text!(customer_users.create),
            (Side::Customer, Some(_)) => text!(customer_users.edit),
        }
    }

    fn cancel(&self) -> String {
        match (self.id, self.customer) {
            (Some(id), _) => format!("{}/{id}", home(self.side)),
            (None, Some(customer)) => format!("/customers/{customer}"),
            (None, None) => home(self.side).to_owned(),
        }
    }

    async fn load(&self) -> Result<(UserForm, UserOptions), AppError> {
        let Some(id) = self.id else {
            let options = user_form_options(self.side, self.customer).await?;
            return Ok((UserForm::new(&options), options));
        };
        let user = find_user(id).await?;
        if user.home() != home(self.side) {
            return Err(AppError::NotFound.answered());
        }
        Ok((UserForm::of(&user), user_form_options_of(id).await?))
    }

    fn check(&self, form: &UserForm) -> Result<(), Invalid> {
        form.validate(self.side).map(drop)
    }

    async fn send(&self, form: UserForm) -> Result<User, AppError> {
        match self.id {
            None => create_user(self.side, form).await,
            Some(id) => change_user(id, form).await,
        }
    }

    fn fields(&self, typed: UserForm, options: UserOptions) -> AnyView {
        let UserOptions { organizations, roles, customers, may_invite, may_name_manager } = options;
        let roles = roles.into_iter().map(|role| (role.id.to_string(), role.name)).collect();
        let organizations: Vec<_> =
            organizations.into_iter().map(|one| (one.id.to_string(), one.name)).collect();
        let customers = customers.into_iter().map(|one| (one.id.to_string(), one.name)).collect();
        let belongs = match self.side {
            Side::Customer => Some(
                view! {
                    <SelectField
                        name="customer"
                        label=text!(users.customer)
                        answers=customers
                        chosen=typed.customer.clone()
                        blank=typed.customer.is_empty()
                    />
                }
                .into_any(),
            ),
            Side::BackOffice => (!organizations.is_empty()).then(|| {
                view! {
                    <CheckList
                        name="organizations"
                        label=text!(users.organizations)
                        answers=organizations
                        chosen=typed.organizations.clone()
                    />
                }
                .into_any()
            }),
        };
        let invite = (self.id.is_none() && may_invite).then(|| {
            view! {
                <Check
                    name="invite"
                    label=text!(users.invite)
                    hint=text!(users.invite_hint)
                    checked=typed.invite
                />
            }
        });
        let manager = may_name_manager.then(|| view! { <ManagerField value=typed.manager/> });
        view! {
            <div class="field-pair">
                <TextField
                    name="first_name"
                    label=text!(users.first_name)
                    value=typed.first_name.clone()
                    autofocus=true
                    required=true
                />
                <TextField name="last_name" label=text!(users.last_name) value=typed.last_name.clone() required=true/>
            </div>
            <TextField name="email" label=text!(users.email) kind="email" value=typed.email.clone() required=true/>
            {belongs}
            <CheckList name="roles" label=text!(users.roles) answers=roles chosen=typed.roles/>
            {manager}
            {invite}
            {(!typed.version.is_empty()).then(|| view! { <input type="hidden" name="version" value=typed.version/> })}
        }
        .into_any()
    }
}
