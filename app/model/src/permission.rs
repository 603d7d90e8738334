//! What people may do: an action on a kind of record, up to a level.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A kind of record that permissions speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// Applications of the back office.
    Applications,
    /// Applications of the customer side.
    CustomerApplications,
    /// Users of the back office.
    Users,
    /// Customer users.
    CustomerUsers,
    /// Customers.
    Customers,
    /// Organizations.
    Organizations,
    /// Roles.
    Roles,
    /// Templates, notification rules, outbox.
    MailSettings,
    /// Configuration.
    Configuration,
    /// Audit records.
    Audit,
    /// Login attempts.
    LoginAttempts,
}

impl Subject {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 11] = [
        Self::Applications,
        Self::CustomerApplications,
        Self::Users,
        Self::CustomerUsers,
        Self::Customers,
        Self::Organizations,
        Self::Roles,
        Self::MailSettings,
        Self::Configuration,
        Self::Audit,
        Self::LoginAttempts,
    ];
}

/// What can be done with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// List and read.
    View,
    /// Make a new one.
    Create,
    /// Change, activate, deactivate, rotate.
    Edit,
    /// Delete and restore.
    Delete,
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::View, Self::Create, Self::Edit, Self::Delete];
}

/// How far a permission reaches. Each level includes those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Not at all.
    #[default]
    None,
    /// Records one owns oneself.
    Own,
    /// Records of one's customer (customer side).
    Customer,
    /// Records of the organization one is working in.
    Organization,
    /// Records of every organization, while working in one with global access; else as `Organization`.
    Global,
}

/// The levels of a role, or of all roles of a person together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Permissions(BTreeMap<Subject, BTreeMap<Action, Level>>);

impl Permissions {
    /// None at all.
    pub fn none() -> Self {
        Self::default()
    }

    /// Everything, everywhere.
    pub fn everything() -> Self {
        Subject::ALL
            .into_iter()
            .fold(Self::none(), |all, subject| all.with(subject, &Action::ALL, Level::Global))
    }

    /// The same, and these actions on `subject` at `level`.
    #[must_use]
    pub fn with(mut self, subject: Subject, actions: &[Action], level: Level) -> Self {
        for action in actions {
            self.0.entry(subject).or_default().insert(*action, level);
        }
        self
    }

    /// The level of an action on a subject.
    pub fn level(&self, subject: Subject, action: Action) -> Level {
        self.0.get(&subject).and_then(|actions| actions.get(&action)).copied().unwrap_or_default()
    }

    /// What two roles allow together: for each action the higher level.
    #[must_use]
    pub fn union(mut self, other: &Self) -> Self {
        for (subject, actions) in &other.0 {
            for (action, level) in actions {
                let mine = self.0.entry(*subject).or_default().entry(*action).or_default();
                *mine = (*mine).max(*level);
            }
        }
        self
    }

    /// Whether everything here is also allowed there, at the same level or a higher one.
    pub fn within(&self, other: &Self) -> bool {
        Subject::ALL.into_iter().all(|subject| {
            Action::ALL.into_iter().all(|action| self.level(subject, action) <= other.level(subject, action))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_add_up_and_compare() {
        let own = Permissions::none().with(Subject::Applications, &Action::ALL, Level::Own);
        let view = Permissions::none().with(Subject::Applications, &[Action::View], Level::Organization);
        let both = own.clone().union(&view);
        assert_eq!(both.level(Subject::Applications, Action::View), Level::Organization);
        assert_eq!(both.level(Subject::Applications, Action::Edit), Level::Own);
        assert_eq!(both.level(Subject::Users, Action::View), Level::None);
        assert!(own.within(&both) && both.within(&Permissions::everything()));
        assert!(!both.within(&own));
    }
}
