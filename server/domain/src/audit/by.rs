//! Who did it.

use super::CameFrom;
use crate::{Actor, Result, Via};
use model::{ApplicationId, AuditDoor, AuditWho, UserId};
use store::{ApplicationRow, Transaction};

/// Who did something.
#[derive(Clone, Copy, Debug)]
pub(crate) enum By<'a> {
    /// Whoever is asking.
    Actor(&'a Actor),
    /// An application, for itself.
    Application(&'a ApplicationRow),
    /// A person who is not signed in, but showed who they are: with a link, or with their password.
    Person(UserId, &'a str),
    /// Whoever runs the command line.
    Operator,
    /// The server, without being asked.
    Server,
    /// Nobody that is known.
    Stranger,
}

impl<'a> From<&'a Actor> for By<'a> {
    fn from(actor: &'a Actor) -> Self {
        Self::Actor(actor)
    }
}

/// As it is written down.
pub(super) struct Named {
    pub(super) who: AuditWho,
    pub(super) id: Option<UserId>,
    pub(super) name: String,
    pub(super) application: Option<(ApplicationId, String)>,
    pub(super) came_from: CameFrom,
}

impl By<'_> {
    /// With names. Asks for that of the application that acts for somebody.
    pub(super) async fn named(self, tx: &mut Transaction) -> Result<Named> {
        let came_from = CameFrom::known().unwrap_or_else(|| CameFrom::by(self.usual_door()));
        let application = match self {
            Self::Actor(Actor { via: Via::Application { id, .. }, .. }) => {
                let name = tx.application_name(*id).await?;
                Some((*id, name.unwrap_or_default()))
            }
            Self::Application(row) => Some((row.id, row.name.clone())),
            _ => None,
        };
        let (who, id, name) = match self {
            Self::Actor(Actor { via: Via::Operator, .. }) | Self::Operator => {
                (AuditWho::Operator, None, String::new())
            }
            Self::Actor(actor) => {
                let viewer = &actor.viewer;
                let name = if viewer.name.is_empty() { &viewer.email } else { &viewer.name };
                (AuditWho::Person, Some(viewer.id), name.clone())
            }
            Self::Application(row) => (AuditWho::Application, None, row.name.clone()),
            Self::Person(id, name) => (AuditWho::Person, Some(id), name.to_owned()),
            Self::Server => (AuditWho::Server, None, String::new()),
            Self::Stranger => (AuditWho::Stranger, None, String::new()),
        };
        Ok(Named { who, id, name, application, came_from })
    }

    /// By which door such somebody comes, where nothing is known of the request.
    const fn usual_door(self) -> AuditDoor {
        match self {
            Self::Actor(Actor { via: Via::Application { .. }, .. }) => AuditDoor::Api,
            Self::Actor(Actor { via: Via::Operator, .. }) | Self::Operator => AuditDoor::CommandLine,
            Self::Actor(_) | Self::Person(..) | Self::Stranger => AuditDoor::Pages,
            Self::Application(_) => AuditDoor::OAuth,
            Self::Server => AuditDoor::Server,
        }
    }
}
