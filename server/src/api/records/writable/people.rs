//! Users and customer users are made and changed by whoever may do so in their grids. They are disabled, never deleted, and
//! choose their passwords by themselves: a new one may be invited to by mail.

use super::{
    super::{
        super::kind::{CUSTOMERS, ORGANIZATIONS, ROLES, USERS},
        member::{Member, Takes},
        people::{CustomerUsers, Users},
    },
    Writable,
};
use domain::{Actor, Error, Office};
use model::{Invalid, Problem, Side, User, UserForm, UserId};
use uuid::Uuid;

pub(super) const EMAIL: Member<UserForm> = Member::new("email", Takes::Text(|form| &mut form.email));
pub(super) const FIRST_NAME: Member<UserForm> =
    Member::new("firstName", Takes::Text(|form| &mut form.first_name));
pub(super) const LAST_NAME: Member<UserForm> =
    Member::new("lastName", Takes::Text(|form| &mut form.last_name));
pub(super) const INVITE: Member<UserForm> = Member::settled("invite", Takes::Flag(|form| &mut form.invite));
const ROLES_GIVEN: Member<UserForm> = Member::new("roles", Takes::Many(&ROLES, |form| &mut form.roles));
/// The form holds an address or a name; here an id comes in, which [`with_manager`] replaces.
const MANAGER: Member<UserForm> = Member::new("manager", Takes::OneOrNone(&USERS, |form| &mut form.manager));

impl Writable for Users {
    type Form = UserForm;
    const MEMBERS: &'static [Member<UserForm>] = &[
        EMAIL,
        FIRST_NAME,
        LAST_NAME,
        INVITE,
        ROLES_GIVEN,
        MANAGER,
        Member::new("organizations", Takes::Many(&ORGANIZATIONS, |form| &mut form.organizations)),
    ];
    const SWITCHED: bool = true;

    fn blank(actor: &Actor) -> UserForm {
        UserForm { organizations: vec![actor.viewer.organization.id.to_string()], ..UserForm::default() }
    }

    fn form(row: &User) -> UserForm {
        UserForm::of(row)
    }

    async fn create(office: &Office, actor: &Actor, form: UserForm) -> domain::Result<User> {
        create(office, actor, Side::BackOffice, form).await
    }

    async fn change(office: &Office, actor: &Actor, row: &User, form: UserForm) -> domain::Result<User> {
        // Who has no choice to make is shown none by the page, and the office leaves it out; here they are told.
        if form.organizations != UserForm::of(row).organizations
            && office.user_form_options_of(actor, row.id).await?.organizations.is_empty()
        {
            return Err(Error::Forbidden);
        }
        change(office, actor, row, form).await
    }

    async fn switch(office: &Office, actor: &Actor, row: &User, enabled: bool) -> domain::Result<User> {
        switch(office, actor, row, enabled).await
    }
}

impl Writable for CustomerUsers {
    type Form = UserForm;
    const MEMBERS: &'static [Member<UserForm>] = &[
        EMAIL,
        FIRST_NAME,
        LAST_NAME,
        INVITE,
        ROLES_GIVEN,
        MANAGER,
        Member::new("customer", Takes::One(&CUSTOMERS, |form| &mut form.customer)),
    ];
    const SWITCHED: bool = true;

    fn blank(_: &Actor) -> UserForm {
        UserForm::default()
    }

    fn form(row: &User) -> UserForm {
        UserForm::of(row)
    }

    async fn create(office: &Office, actor: &Actor, form: UserForm) -> domain::Result<User> {
        create(office, actor, Side::Customer, form).await
    }

    async fn change(office: &Office, actor: &Actor, row: &User, form: UserForm) -> domain::Result<User> {
        change(office, actor, row, form).await
    }

    async fn switch(office: &Office, actor: &Actor, row: &User, enabled: bool) -> domain::Result<User> {
        switch(office, actor, row, enabled).await
    }
}

pub(super) async fn create(
    office: &Office,
    actor: &Actor,
    side: Side,
    form: UserForm,
) -> domain::Result<User> {
    // Before anybody is looked up for who may not add people.
    if !actor.may_create_user(side) {
        return Err(Error::Forbidden);
    }
    let form = with_manager(office, actor, form).await?;
    office.create_person(actor, side, &form).await
}

pub(super) async fn change(
    office: &Office,
    actor: &Actor,
    row: &User,
    form: UserForm,
) -> domain::Result<User> {
    let form = with_manager(office, actor, form).await?;
    office.change_user(actor, row.id, &form).await
}

pub(super) async fn switch(
    office: &Office,
    actor: &Actor,
    row: &User,
    enabled: bool,
) -> domain::Result<User> {
    if enabled { office.enable_user(actor, row.id).await } else { office.disable_user(actor, row.id).await }
}

/// The form with the address of a manager in the place of their id.
async fn with_manager(office: &Office, actor: &Actor, mut form: UserForm) -> domain::Result<UserForm> {
    if let Ok(id) = form.manager.parse::<Uuid>() {
        form.manager = match office.find_user(actor, UserId(id)).await {
            Ok(manager) => manager.email,
            Err(Error::NotFound) => return Err(Invalid::one("manager", Problem::UnknownPerson).into()),
            Err(error) => return Err(error),
        };
    }
    Ok(form)
}
