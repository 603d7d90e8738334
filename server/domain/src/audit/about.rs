//! What something was done with: which record, whose it is, and who may see it.

use model::{AuditChange, AuditField, AuditKind, AuditValue, OrganizationId, UserId, differences};
use uuid::Uuid;

/// The fields of a record as they are told.
pub(crate) type Fields = Vec<(AuditField, AuditValue)>;

/// A record that has a history.
pub(crate) trait Audited {
    /// Which one it is.
    fn about(&self) -> About;

    /// What it holds. Never a secret, a token, a password or a digest of one.
    fn fields(&self) -> Fields;
}

/// Which record it is.
#[derive(Clone, Debug)]
pub(crate) struct About {
    pub(super) kind: AuditKind,
    pub(super) id: Option<Uuid>,
    pub(super) name: String,
    pub(super) owner: Option<UserId>,
    pub(super) organizations: Vec<OrganizationId>,
    pub(super) of_person: Option<UserId>,
}

impl About {
    /// A record that is for those who see everything, unless more is said of it.
    pub(crate) fn new(kind: AuditKind, id: impl Into<Option<Uuid>>, name: impl Into<String>) -> Self {
        Self {
            kind,
            id: id.into(),
            name: name.into(),
            owner: None,
            organizations: Vec::new(),
            of_person: None,
        }
    }

    /// The same, owned by this person.
    pub(crate) fn owned_by(mut self, owner: Option<UserId>) -> Self {
        self.owner = owner;
        self
    }

    /// The same, in this organization.
    pub(crate) fn within(mut self, organization: impl IntoIterator<Item = OrganizationId>) -> Self {
        self.organizations.extend(organization);
        self
    }

    /// The same, in every organization this person may enter when it is recorded.
    pub(crate) const fn where_is(mut self, person: UserId) -> Self {
        self.of_person = Some(person);
        self
    }
}

/// Fields of what was not there before.
#[expect(clippy::needless_pass_by_value, reason = "they are made for this")]
pub(crate) fn told(fields: Fields) -> Vec<AuditChange> {
    differences(&[], &fields)
}
