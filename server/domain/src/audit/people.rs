//! What is told of people, and of what they belong to.

use super::{About, Audited, Fields, applications::named};
use crate::{Actor, people::Found};
use model::{Action, AuditField as Field, AuditKind, Level, Permissions, Side, Subject, UserId, full_name};
use store::{CustomerRow, FullCustomerRow, FullOrganizationRow, FullRoleRow, OrganizationRow, PersonRow};

/// What the people of a side are called.
const fn kind(side: Side) -> AuditKind {
    match side {
        Side::BackOffice => AuditKind::User,
        Side::Customer => AuditKind::CustomerUser,
    }
}

impl About {
    /// A person, wherever they may work.
    pub(crate) fn person(id: UserId, side: Side, name: String) -> Self {
        Self::new(kind(side), id.0, name).owned_by(Some(id)).where_is(id)
    }

    /// The actor themselves.
    pub(crate) fn themselves(actor: &Actor) -> Self {
        let viewer = &actor.viewer;
        let name = if viewer.name.is_empty() { &viewer.email } else { &viewer.name };
        Self::person(viewer.id, viewer.side, name.clone())
    }
}

/// What a person is called.
pub(crate) fn called(person: &PersonRow) -> String {
    let name = full_name(&person.first_name, &person.last_name);
    if name.is_empty() { person.email.clone() } else { name }
}

impl Audited for PersonRow {
    fn about(&self) -> About {
        About::person(self.id, self.side, called(self))
    }

    fn fields(&self) -> Fields {
        vec![
            (Field::Language, self.language.map(|language| language.as_str().to_owned()).into()),
            (Field::TimeZone, self.time_zone.clone().into()),
            (Field::Digest, self.digest.clone().into()),
        ]
    }
}

impl Audited for Found {
    fn about(&self) -> About {
        let row = &self.row;
        let name = full_name(&row.first_name, &row.last_name);
        let name = if name.is_empty() { row.email.clone() } else { name };
        About::new(kind(row.side), row.id.0, name)
            .owned_by(Some(row.id))
            .within(self.organizations.iter().map(|one| one.id))
    }

    fn fields(&self) -> Fields {
        let row = &self.row;
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        let manager = row.manager_id.map(|_| {
            named(&part(&row.manager_first_name), &part(&row.manager_last_name), &part(&row.manager_email))
        });
        let organizations: Vec<String> = self.organizations.iter().map(|one| one.name.clone()).collect();
        let roles: Vec<String> = self.roles.iter().map(|role| role.name.clone()).collect();
        vec![
            (Field::Email, (&row.email).into()),
            (Field::FirstName, (&row.first_name).into()),
            (Field::LastName, (&row.last_name).into()),
            (Field::Enabled, row.enabled.into()),
            (Field::Customer, row.customer_name.clone().into()),
            (Field::Organizations, organizations.into()),
            (Field::Roles, roles.into()),
            (Field::Manager, manager.into()),
        ]
    }
}

impl Audited for FullCustomerRow {
    fn about(&self) -> About {
        About::new(AuditKind::Customer, self.id.0, &self.name).within([self.organization_id])
    }

    fn fields(&self) -> Fields {
        vec![
            (Field::Name, (&self.name).into()),
            (Field::Organization, (&self.organization_name).into()),
            (Field::Enabled, self.enabled.into()),
        ]
    }
}

impl Audited for CustomerRow {
    fn about(&self) -> About {
        About::new(AuditKind::Customer, self.id.0, &self.name).within([self.organization_id])
    }

    fn fields(&self) -> Fields {
        vec![(Field::Name, (&self.name).into()), (Field::Enabled, self.enabled.into())]
    }
}

impl Audited for FullOrganizationRow {
    fn about(&self) -> About {
        About::new(AuditKind::Organization, self.id.0, &self.name).within([self.id])
    }

    fn fields(&self) -> Fields {
        organization(&self.name, self.global, self.enabled, self.second_factor)
    }
}

impl Audited for OrganizationRow {
    fn about(&self) -> About {
        About::new(AuditKind::Organization, self.id.0, &self.name).within([self.id])
    }

    fn fields(&self) -> Fields {
        organization(&self.name, self.global, self.enabled, self.second_factor)
    }
}

fn organization(name: &str, global: bool, enabled: bool, second_factor: bool) -> Fields {
    vec![
        (Field::Name, name.into()),
        (Field::Global, global.into()),
        (Field::Enabled, enabled.into()),
        (Field::SecondFactor, second_factor.into()),
    ]
}

impl Audited for FullRoleRow {
    /// Roles belong to all organizations together.
    fn about(&self) -> About {
        About::new(AuditKind::Role, self.id.0, &self.name)
    }

    fn fields(&self) -> Fields {
        vec![
            (Field::Name, (&self.name).into()),
            (Field::Side, self.side.as_str().into()),
            (Field::Permissions, allowed(&self.permissions).into()),
        ]
    }
}

/// What a role allows, in words: `applications view global`.
pub(crate) fn allowed(permissions: &Permissions) -> Vec<String> {
    let all = Subject::ALL.into_iter().flat_map(|subject| Action::ALL.map(|action| (subject, action)));
    let levels = all.map(|(subject, action)| (subject, action, permissions.level(subject, action)));
    let given = levels.filter(|(_, _, level)| *level != Level::None);
    given.map(|(s, a, l)| format!("{} {} {}", s.as_str(), a.as_str(), l.as_str())).collect()
}
