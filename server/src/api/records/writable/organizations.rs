//! Organizations are made and changed by whoever may do so in *Organizations*. They are disabled, never deleted.

use super::{
    super::{
        member::{Member, Takes},
        organizations::Organizations,
    },
    Writable,
};
use domain::{Actor, Error, Office};
use model::{Organization, OrganizationForm};

impl Writable for Organizations {
    type Form = OrganizationForm;
    const MEMBERS: &'static [Member<OrganizationForm>] = &[
        Member::new("name", Takes::Text(|form| &mut form.name)),
        Member::new("global", Takes::Flag(|form| &mut form.global)),
        Member::new("secondFactor", Takes::Flag(|form| &mut form.second_factor)),
    ];
    const SWITCHED: bool = true;

    fn blank(_: &Actor) -> OrganizationForm {
        OrganizationForm::default()
    }

    fn form(row: &Organization) -> OrganizationForm {
        OrganizationForm::of(row)
    }

    async fn create(office: &Office, actor: &Actor, form: OrganizationForm) -> domain::Result<Organization> {
        // The page does not show it to them and the office leaves it out; whoever asks for it here is told.
        if form.global && !actor.may_give_global_access() {
            return Err(Error::Forbidden);
        }
        office.create_organization(actor, &form).await
    }

    async fn change(
        office: &Office,
        actor: &Actor,
        row: &Organization,
        form: OrganizationForm,
    ) -> domain::Result<Organization> {
        if form.global != row.global && !actor.may_give_global_access() {
            return Err(Error::Forbidden);
        }
        office.change_organization(actor, row.id, &form).await
    }

    async fn switch(
        office: &Office,
        actor: &Actor,
        row: &Organization,
        enabled: bool,
    ) -> domain::Result<Organization> {
        if enabled {
            office.enable_organization(actor, row.id).await
        } else {
            office.disable_organization(actor, row.id).await
        }
    }
}
