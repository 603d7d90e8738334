//! Roles are made, changed and deleted by whoever may do so in *Roles*; nobody gives more than they have.

use super::{
    super::{
        member::{Member, Takes},
        roles::Roles,
    },
    Deletable, Writable,
};
use domain::{Actor, Error, Office};
use model::{Role, RoleForm, RoleId};

impl Writable for Roles {
    type Form = RoleForm;
    const MEMBERS: &'static [Member<RoleForm>] = &[
        Member::new("name", Takes::Text(|form| &mut form.name)),
        Member::settled("side", Takes::Text(|form| &mut form.side)),
        Member::new("permissions", Takes::Levels(|form| &mut form.levels)),
    ];
    const SWITCHED: bool = false;

    fn blank(_: &Actor) -> RoleForm {
        RoleForm::default()
    }

    fn form(row: &Role) -> RoleForm {
        RoleForm::of(row)
    }

    async fn create(office: &Office, actor: &Actor, form: RoleForm) -> domain::Result<Role> {
        office.create_role(actor, &form).await
    }

    async fn change(office: &Office, actor: &Actor, row: &Role, form: RoleForm) -> domain::Result<Role> {
        office.change_role(actor, row.id, &form).await
    }

    /// There is nothing to switch.
    async fn switch(_: &Office, _: &Actor, _: &Role, _: bool) -> domain::Result<Role> {
        Err(Error::Forbidden)
    }
}

impl Deletable for Roles {
    async fn delete(office: &Office, actor: &Actor, id: RoleId) -> domain::Result<()> {
        office.delete_role(actor, id).await
    }
}
