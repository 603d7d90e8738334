//! Roles: permissions under a name.

use crate::{
    Action, Invalid, Level, May, Permissions, Problem, RoleId, Side, Subject, Timestamp, name::check_name,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A role by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleRef {
    /// Its id.
    pub id: RoleId,
    /// Its name.
    pub name: String,
}

/// A role as pages show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// Its id.
    pub id: RoleId,
    /// For people of this side.
    pub side: Side,
    /// Its name; unique.
    pub name: String,
    /// What it allows.
    pub permissions: Permissions,
    /// How many people have it.
    pub users: u64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it was last changed, given or taken.
    pub changed_at: Timestamp,
    /// Counts the changes, also to whom it is given.
    pub revision: i64,
    /// Counts the changes of its form; sent back with a change, it tells whether somebody else was faster.
    pub version: i64,
    /// What the actor who asked may do with it.
    pub may: May,
}

/// The form of a role exactly as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    /// Name.
    pub name: String,
    /// For people of which side; a role stays on its side.
    pub side: String,
    /// A level for each action on a subject, under [`RoleForm::key`]; what is missing is at level *None*.
    pub levels: BTreeMap<String, String>,
    /// The version the change is made to; empty for a new role.
    pub version: String,
}

/// What the form means, once it has passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleInput {
    /// Name, trimmed.
    pub name: String,
    /// For people of this side.
    pub side: Side,
    /// What it allows.
    pub permissions: Permissions,
    /// The version the change is made to.
    pub version: Option<i64>,
}

impl RoleForm {
    /// A new role of a side, which allows nothing yet.
    pub fn new(side: Side) -> Self {
        Self { side: side.as_str().to_owned(), ..Self::default() }
    }

    /// The form of an existing role.
    pub fn of(role: &Role) -> Self {
        let mut levels = BTreeMap::new();
        for subject in Subject::ALL {
            for action in subject.actions(role.side) {
                let level = role.permissions.level(subject, *action);
                levels.insert(Self::key(subject, *action), level.as_str().to_owned());
            }
        }
        Self {
            name: role.name.clone(),
            side: role.side.as_str().to_owned(),
            levels,
            version: role.version.to_string(),
        }
    }

    /// Under which key the level of an action on a subject stands: `applications.view`. The input's name is
    /// `levels[applications.view]`.
    pub fn key(subject: Subject, action: Action) -> String {
        format!("{}.{}", subject.as_str(), action.as_str())
    }

    /// The level that is chosen for an action on a subject.
    pub fn level(&self, subject: Subject, action: Action) -> Level {
        let chosen = self.levels.get(&Self::key(subject, action));
        chosen.and_then(|level| level.parse().ok()).unwrap_or_default()
    }

    /// The rules that need no database. They run in the browser before sending, and always on the server.
    pub fn validate(&self) -> Result<RoleInput, Invalid> {
        let mut invalid = Invalid::default();
        let name = check_name("name", &self.name, &mut invalid);
        let side = self.side.parse().unwrap_or_else(|_| {
            invalid.add("side", Problem::UnknownChoice);
            Side::BackOffice
        });
        let permissions = self.permissions(side).unwrap_or_else(|problem| {
            invalid.add("levels", problem);
            Permissions::none()
        });
        let input = RoleInput { name, side, permissions, version: self.version.trim().parse().ok() };
        if invalid.is_empty() { Ok(input) } else { Err(invalid) }
    }

    fn permissions(&self, side: Side) -> Result<Permissions, Problem> {
        let mut permissions = Permissions::none();
        for (key, level) in &self.levels {
            let (subject, action) = key.split_once('.').ok_or(Problem::UnknownChoice)?;
            let subject: Subject = subject.parse().map_err(|_| Problem::UnknownChoice)?;
            let action: Action = action.parse().map_err(|_| Problem::UnknownChoice)?;
            let level: Level = level.parse().map_err(|_| Problem::UnknownChoice)?;
            if level == Level::None {
                continue;
            }
            if !subject.actions(side).contains(&action) || !Level::for_side(side).contains(&level) {
                return Err(Problem::UnknownChoice);
            }
            permissions = permissions.with(subject, &[action], level);
        }
        Ok(permissions)
    }
}

/// What the form of a role may offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleOptions {
    /// The subjects of the role's side, in the order they are shown.
    pub subjects: Vec<SubjectOptions>,
}

/// What can be allowed to be done with one kind of record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectOptions {
    /// The kind of record.
    pub subject: Subject,
    /// For each action the levels to choose from; *None* is always one of them.
    pub actions: Vec<(Action, Vec<Level>)>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(side: Side, levels: &[(&str, &str)]) -> RoleForm {
        let levels = levels.iter().map(|(key, level)| ((*key).to_owned(), (*level).to_owned()));
        RoleForm { name: " Auditor ".into(), levels: levels.collect(), ..RoleForm::new(side) }
    }

    #[test]
    fn levels_become_permissions_and_none_is_nothing() {
        let levels = [("audit.view", "global"), ("users.view", "organization"), ("users.edit", "none")];
        let input = form(Side::BackOffice, &levels).validate().unwrap();
        let expected = Permissions::none().with(Subject::Audit, &[Action::View], Level::Global).with(
            Subject::Users,
            &[Action::View],
            Level::Organization,
        );
        assert_eq!((input.name.as_str(), input.permissions), ("Auditor", expected));
    }

    #[test]
    fn what_a_side_cannot_have_is_refused() {
        for (side, key, level) in [
            (Side::BackOffice, "audit.edit", "global"),
            (Side::BackOffice, "users.view", "customer"),
            (Side::BackOffice, "moon.view", "global"),
            (Side::BackOffice, "users.fly", "global"),
            (Side::BackOffice, "users", "global"),
            (Side::BackOffice, "users.view", "galaxy"),
            (Side::Customer, "users.view", "own"),
            (Side::Customer, "customers.edit", "own"),
            (Side::Customer, "customer_users.view", "organization"),
            (Side::Customer, "customer_users.view", "global"),
        ] {
            let refused = form(side, &[(key, level)]).validate().unwrap_err();
            assert_eq!(refused, Invalid::one("levels", Problem::UnknownChoice), "{key} {level}");
        }
        let unknown = RoleForm { side: "moon".into(), ..form(Side::Customer, &[]) };
        assert_eq!(unknown.validate().unwrap_err(), Invalid::one("side", Problem::UnknownChoice));
    }

    #[test]
    fn the_form_of_a_role_means_that_role() {
        let role = Role {
            id: RoleId(uuid::Uuid::nil()),
            side: Side::BackOffice,
            name: "Administrator".into(),
            permissions: Permissions::everything(),
            users: 1,
            created_at: Timestamp(0),
            changed_at: Timestamp(0),
            revision: 3,
            version: 3,
            may: May::default(),
        };
        let form = RoleForm::of(&role);
        assert_eq!(form.level(Subject::Users, Action::Delete), Level::Global);
        let input = form.validate().unwrap();
        assert_eq!((input.permissions, input.version), (Permissions::everything(), Some(3)));
    }
}
