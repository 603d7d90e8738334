//! Customers are made and changed by whoever may do so in *Customers*. They are disabled, never deleted.

use super::{
    super::{
        super::kind::ORGANIZATIONS,
        customers::Customers,
        member::{Member, Takes},
    },
    Writable,
};
use domain::{Actor, Office};
use model::{Customer, CustomerForm};

impl Writable for Customers {
    type Form = CustomerForm;
    const MEMBERS: &'static [Member<CustomerForm>] = &[
        Member::new("name", Takes::Text(|form| &mut form.name)),
        Member::new("organization", Takes::One(&ORGANIZATIONS, |form| &mut form.organization)),
    ];
    const SWITCHED: bool = true;

    fn blank(_: &Actor) -> CustomerForm {
        CustomerForm::default()
    }

    fn form(row: &Customer) -> CustomerForm {
        CustomerForm::of(row)
    }

    async fn create(office: &Office, actor: &Actor, form: CustomerForm) -> domain::Result<Customer> {
        office.create_customer(actor, &form).await
    }

    async fn change(
        office: &Office,
        actor: &Actor,
        row: &Customer,
        form: CustomerForm,
    ) -> domain::Result<Customer> {
        office.change_customer(actor, row.id, &form).await
    }

    async fn switch(
        office: &Office,
        actor: &Actor,
        row: &Customer,
        enabled: bool,
    ) -> domain::Result<Customer> {
        if enabled {
            office.enable_customer(actor, row.id).await
        } else {
            office.disable_customer(actor, row.id).await
        }
    }
}
