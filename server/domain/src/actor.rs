//! Who is asking, with which permissions, in which organization.

use crate::{Error, Result};
use model::{
    Action, ApiType, ApplicationId, CustomerId, Level, OrganizationId, OrganizationRef, Permissions,
    SessionId, Side, Subject, UserId, Viewer,
};
use uuid::Uuid;

/// A person, or a program acting as one.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The person, their current organization and their permissions.
    pub viewer: Viewer,
    /// The customer they belong to, if they are a customer user.
    pub customer: Option<CustomerId>,
    /// How they come in.
    pub via: Via,
    /// Whether they have to set up a second factor before they do anything else.
    pub has_to_enrol: bool,
}

/// How an actor comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    /// Signed in with a browser.
    Session(SessionId),
    /// A token of this application, good for these API types.
    Application {
        /// The application.
        id: ApplicationId,
        /// What the token opens.
        apis: Vec<ApiType>,
    },
    /// The command line, on the server itself.
    Operator,
}

/// What permissions ask of a record.
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// Whose it is.
    pub owner: Option<UserId>,
    /// The owner's customer.
    pub customer: Option<CustomerId>,
    /// The organization it belongs to.
    pub organization: OrganizationId,
}

impl Record {
    /// What belongs to all organizations together. Only level Global reaches it, from an organization with global access.
    pub(crate) const fn shared() -> Self {
        Self { owner: None, customer: None, organization: OrganizationId(Uuid::nil()) }
    }
}

impl Actor {
    /// Whoever runs the command line: they hold the database and the keys in their hands anyway.
    pub fn operator(organization: OrganizationRef) -> Self {
        let viewer = Viewer {
            id: UserId(Uuid::nil()),
            name: "operator".into(),
            email: String::new(),
            side: Side::BackOffice,
            organizations: vec![organization.clone()],
            organization,
            permissions: Permissions::everything(),
            language: None,
            time_zone: None,
            digest: None,
        };
        Self { viewer, customer: None, via: Via::Operator, has_to_enrol: false }
    }

    /// The level this actor has for an action on a kind of record.
    pub fn level(&self, subject: Subject, action: Action) -> Level {
        if self.has_to_enrol {
            return Level::None;
        }
        self.viewer.permissions.level(subject, action)
    }

    /// Whether there is any application that they might see.
    pub fn may_view_applications(&self) -> bool {
        let subjects = [Subject::Applications, Subject::CustomerApplications];
        subjects.into_iter().any(|subject| self.level(subject, Action::View) > Level::None)
    }

    /// Whether the action is allowed on this very record.
    pub fn may(&self, subject: Subject, action: Action, record: &Record) -> bool {
        let here = record.organization == self.viewer.organization.id;
        let anywhere = here || self.viewer.organization.global;
        let own = record.owner == Some(self.viewer.id);
        match self.level(subject, action) {
            Level::None => false,
            Level::Own => own && anywhere,
            Level::Customer => {
                anywhere && (own || (record.customer.is_some() && record.customer == self.customer))
            }
            Level::Organization => here || (own && anywhere),
            Level::Global => anywhere,
        }
    }

    /// Not found for what one may not see, forbidden for what one may see but not do.
    pub fn require(&self, subject: Subject, action: Action, record: &Record) -> Result<()> {
        if self.may(subject, action, record) {
            Ok(())
        } else if self.may(subject, Action::View, record) {
            Err(Error::Forbidden)
        } else {
            Err(Error::NotFound)
        }
    }

    /// Whether what this actor makes may use `api`: a program cannot hand on more than its own token opens.
    pub fn may_hand_on(&self, api: ApiType) -> bool {
        match &self.via {
            Via::Application { apis, .. } => apis.contains(&api),
            Via::Session(_) | Via::Operator => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(level: Level, global: bool) -> Actor {
        let organization =
            OrganizationRef { id: OrganizationId(Uuid::from_u128(1)), name: "Acme".into(), global };
        let mut actor = Actor::operator(organization);
        actor.viewer.id = UserId(Uuid::from_u128(10));
        actor.customer = Some(CustomerId(Uuid::from_u128(20)));
        actor.viewer.permissions = Permissions::none().with(Subject::Applications, &Action::ALL, level);
        actor
    }

    fn record(owner: u128, customer: u128, organization: u128) -> Record {
        Record {
            owner: Some(UserId(Uuid::from_u128(owner))),
            customer: Some(CustomerId(Uuid::from_u128(customer))),
            organization: OrganizationId(Uuid::from_u128(organization)),
        }
    }

    /// Every level against: one's own, a colleague's of the same customer, a stranger's here, and the same three elsewhere.
    #[test]
    fn each_level_reaches_as_far_as_it_says() {
        let records = [record(10, 20, 1), record(11, 20, 1), record(12, 21, 1)];
        let elsewhere = [record(10, 20, 2), record(11, 20, 2), record(12, 21, 2)];
        let reach = |level, global| {
            let actor = actor(level, global);
            let may = |record| if actor.may(Subject::Applications, Action::Edit, record) { 'x' } else { '-' };
            records.iter().chain(&elsewhere).map(may).collect::<String>()
        };
        let table = [Level::None, Level::Own, Level::Customer, Level::Organization, Level::Global]
            .map(|level| (reach(level, false), reach(level, true)));
        let expected = [
            ("------", "------"),
            ("x-----", "x--x--"),
            ("xx----", "xx-xx-"),
            ("xxx---", "xxxx--"),
            ("xxx---", "xxxxxx"),
        ];
        assert_eq!(table.each_ref().map(|(here, global)| (here.as_str(), global.as_str())), expected);
    }

    #[test]
    fn what_one_may_not_see_is_not_found() {
        let mut viewer = actor(Level::Own, false);
        viewer.viewer.permissions =
            Permissions::none().with(Subject::Applications, &[Action::View], Level::Own);
        let refusal = |record| viewer.require(Subject::Applications, Action::Delete, &record);
        assert!(matches!(refusal(record(10, 20, 1)), Err(Error::Forbidden)));
        assert!(matches!(refusal(record(11, 20, 1)), Err(Error::NotFound)));
    }

    #[test]
    fn a_program_hands_on_no_more_than_its_token_opens() {
        let mut program = actor(Level::Global, true);
        program.via =
            Via::Application { id: ApplicationId(Uuid::from_u128(5)), apis: vec![ApiType::JsonApi] };
        assert!(program.may_hand_on(ApiType::JsonApi));
        assert!(!program.may_hand_on(ApiType::Scim));
    }
}
