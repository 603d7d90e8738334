//! On the customer side a customer's administrator makes, changes, enables and disables its users, as in *Customer Users*.

use super::{
    super::{
        super::kind::{GIVABLE_ROLES, OWN_CUSTOMER},
        member::{Member, Takes},
        people::Colleagues,
    },
    Writable,
    people::{EMAIL, FIRST_NAME, INVITE, LAST_NAME, change, create, switch},
};
use domain::{Actor, Office};
use model::{Side, User, UserForm};

impl Writable for Colleagues {
    type Form = UserForm;
    const MEMBERS: &'static [Member<UserForm>] = &[
        EMAIL,
        FIRST_NAME,
        LAST_NAME,
        INVITE,
        Member::new("roles", Takes::Many(&GIVABLE_ROLES, |form| &mut form.roles)),
        Member::new("customer", Takes::One(&OWN_CUSTOMER, |form| &mut form.customer)),
    ];
    const SWITCHED: bool = true;

    /// Of the actor's own customer, unless said otherwise: there is no other to choose.
    fn blank(actor: &Actor) -> UserForm {
        let customer = actor.customer.map(|customer| customer.to_string()).unwrap_or_default();
        UserForm { customer, ..UserForm::default() }
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
