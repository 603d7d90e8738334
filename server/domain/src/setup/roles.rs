//! The roles that come with the product. They are where people start: once they are there, they can be changed.

use crate::{Office, Result, audit::By};
use model::{Action, Level, Permissions, Side, Subject};
use store::{RoleRow, Transaction};

pub(super) const ADMINISTRATOR: &str = "Administrator";
pub(super) const ORGANIZATION_ADMINISTRATOR: &str = "Organization Administrator";
pub(super) const CUSTOMER_USER_MANAGER: &str = "Customer User Manager";
pub(super) const USER: &str = "User";
pub(super) const CUSTOMER_ADMINISTRATOR: &str = "Customer Administrator";
pub(super) const CUSTOMER_USER: &str = "Customer User";

/// Name, side and permissions of each.
fn shipped() -> [(&'static str, Side, Permissions); 6] {
    [
        (ADMINISTRATOR, Side::BackOffice, Permissions::everything()),
        (ORGANIZATION_ADMINISTRATOR, Side::BackOffice, organization_administrator()),
        (CUSTOMER_USER_MANAGER, Side::BackOffice, customer_user_manager()),
        (USER, Side::BackOffice, own_applications()),
        (CUSTOMER_ADMINISTRATOR, Side::Customer, customer_administrator()),
        (
            CUSTOMER_USER,
            Side::Customer,
            Permissions::none().with(Subject::CustomerApplications, &Action::ALL, Level::Own),
        ),
    ]
}

/// All that belongs to one organization. Not what every organization shares: making organizations, editing roles, configuration.
fn organization_administrator() -> Permissions {
    let all_of = [
        Subject::Applications,
        Subject::CustomerApplications,
        Subject::Users,
        Subject::CustomerUsers,
        Subject::Customers,
        Subject::MailSettings,
    ];
    all_of
        .into_iter()
        .fold(Permissions::none(), |all, subject| all.with(subject, &Action::ALL, Level::Organization))
        .with(Subject::Organizations, &[Action::View, Action::Edit], Level::Organization)
        .with(Subject::Roles, &[Action::View], Level::Organization)
        .with(Subject::Audit, &[Action::View], Level::Organization)
        .with(Subject::LoginAttempts, &[Action::View], Level::Organization)
}

fn customer_user_manager() -> Permissions {
    [Subject::Customers, Subject::CustomerUsers, Subject::CustomerApplications]
        .into_iter()
        .fold(own_applications(), |all, subject| all.with(subject, &Action::ALL, Level::Organization))
}

fn own_applications() -> Permissions {
    Permissions::none().with(Subject::Applications, &Action::ALL, Level::Own)
}

fn customer_administrator() -> Permissions {
    [Subject::CustomerUsers, Subject::CustomerApplications]
        .into_iter()
        .fold(Permissions::none(), |all, subject| all.with(subject, &Action::ALL, Level::Customer))
}

impl Office {
    /// Adds the shipped roles that are missing; those that are there stay as people changed them.
    pub(super) async fn add_shipped_roles(&self, tx: &mut Transaction) -> Result<()> {
        for (name, side, permissions) in shipped() {
            if tx.find_role_by_name(name).await?.is_none() {
                let role = RoleRow {
                    id: self.new_id(),
                    side,
                    name: name.to_owned(),
                    permissions,
                    created_at: self.now(),
                };
                tx.create_role(&role).await?;
                if let Some(role) = tx.find_role(role.id).await? {
                    self.record_created(tx, By::Operator, &role).await?;
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_roles_lie_within_one_another() {
        assert!(own_applications().within(&customer_user_manager()));
        assert!(customer_user_manager().within(&organization_administrator()));
        assert!(organization_administrator().within(&Permissions::everything()));
        assert!(!Permissions::everything().within(&organization_administrator()));
    }

    #[test]
    fn an_organization_administrator_does_not_touch_what_all_organizations_share() {
        let permissions = organization_administrator();
        for (subject, action) in [
            (Subject::Organizations, Action::Create),
            (Subject::Organizations, Action::Delete),
            (Subject::Roles, Action::Edit),
            (Subject::Configuration, Action::View),
            (Subject::Audit, Action::Edit),
        ] {
            assert_eq!(permissions.level(subject, action), Level::None, "{subject:?} {action:?}");
        }
    }

    #[test]
    fn customer_roles_reach_nothing_of_the_back_office() {
        for (name, side, permissions) in shipped() {
            if side == Side::Customer {
                for subject in [Subject::Applications, Subject::Users, Subject::Organizations, Subject::Roles]
                {
                    assert_eq!(permissions.level(subject, Action::View), Level::None, "{name} {subject:?}");
                }
            }
        }
    }
}
