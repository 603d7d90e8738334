//! What people may do: an action on a kind of record, up to a level.

use crate::{Side, UnknownWord};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, str::FromStr};

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

    /// As stored and as written in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Applications => "applications",
            Self::CustomerApplications => "customer_applications",
            Self::Users => "users",
            Self::CustomerUsers => "customer_users",
            Self::Customers => "customers",
            Self::Organizations => "organizations",
            Self::Roles => "roles",
            Self::MailSettings => "mail_settings",
            Self::Configuration => "configuration",
            Self::Audit => "audit",
            Self::LoginAttempts => "login_attempts",
        }
    }

    /// What a role of this side can allow to be done with it; nothing where a side has nothing to do with it.
    pub const fn actions(self, side: Side) -> &'static [Action] {
        match (side, self) {
            // They are written by what happens, and only read.
            (Side::BackOffice, Self::Audit | Self::LoginAttempts) | (Side::Customer, Self::Customers) => {
                &[Action::View]
            }
            (Side::BackOffice, _) | (Side::Customer, Self::CustomerApplications | Self::CustomerUsers) => {
                &Action::ALL
            }
            (Side::Customer, _) => &[],
        }
    }
}

impl FromStr for Subject {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|subject| subject.as_str() == text).ok_or(UnknownWord)
    }
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

    /// As stored and as written in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::Create => "create",
            Self::Edit => "edit",
            Self::Delete => "delete",
        }
    }
}

impl FromStr for Action {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|action| action.as_str() == text).ok_or(UnknownWord)
    }
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

impl Level {
    /// All of them, each before those that include it.
    pub const ALL: [Self; 5] = [Self::None, Self::Own, Self::Customer, Self::Organization, Self::Global];

    /// As stored and as written in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Own => "own",
            Self::Customer => "customer",
            Self::Organization => "organization",
            Self::Global => "global",
        }
    }

    /// The levels that a role of this side can give.
    pub const fn for_side(side: Side) -> &'static [Self] {
        match side {
            Side::BackOffice => &[Self::None, Self::Own, Self::Organization, Self::Global],
            Side::Customer => &[Self::None, Self::Own, Self::Customer],
        }
    }
}

impl FromStr for Level {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|level| level.as_str() == text).ok_or(UnknownWord)
    }
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
        Subject::ALL.into_iter().fold(Self::none(), |all, subject| {
            all.with(subject, subject.actions(Side::BackOffice), Level::Global)
        })
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

    /// Stored permissions are written by serde, forms by `as_str`: one word for both.
    #[test]
    fn every_word_is_the_same_everywhere() {
        let json = |word: &str| format!("\"{word}\"");
        for subject in Subject::ALL {
            assert_eq!(serde_json::to_string(&subject).unwrap(), json(subject.as_str()));
            assert_eq!(subject.as_str().parse(), Ok(subject));
        }
        for action in Action::ALL {
            assert_eq!(serde_json::to_string(&action).unwrap(), json(action.as_str()));
            assert_eq!(action.as_str().parse(), Ok(action));
        }
        for level in Level::ALL {
            assert_eq!(serde_json::to_string(&level).unwrap(), json(level.as_str()));
            assert_eq!(level.as_str().parse(), Ok(level));
        }
        assert_eq!("moon".parse::<Level>(), Err(UnknownWord));
    }

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
