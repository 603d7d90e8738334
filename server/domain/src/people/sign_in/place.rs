//! Where people sign in from. A place is a network and a kind of browser; one that is new is told to the person.

use super::Origin;
use crate::{
    Office, Result,
    mail::{Fact, SignIn, SignInFacts, With},
    network::Network,
};
use model::{MailEvent, OrganizationId, UserId, browser};
use store::{Seen, Transaction};

/// How many places are kept of each person. The one they have not come from for the longest time is forgotten.
const KEPT: i64 = 50;

impl Office {
    /// Notes where somebody signed in from, and tells them where it is a new place. The first one of all tells nothing.
    /// The person's row was changed in this transaction.
    pub(crate) async fn note_place(
        &self,
        tx: &mut Transaction,
        user: UserId,
        organization: OrganizationId,
        origin: &Origin,
    ) -> Result<()> {
        // Without an address there is no place, as where a test calls the office.
        let Some(network) = Network::of(&origin.address) else { return Ok(()) };
        let browser = kind_of_browser(&origin.user_agent);
        let seen = tx.note_place(user, &network.to_string(), &browser, self.now(), KEPT).await?;
        if seen != Seen::New {
            return Ok(());
        }
        let Some(person) = tx.find_addressee(user).await? else { return Ok(()) };
        let facts = SignInFacts { address: origin.address.clone(), browser };
        let sign_in = SignIn { user, side: person.side, organization, facts };
        let fact = Fact { event: MailEvent::NewPlace, by: None, with: With::SignIn(sign_in) };
        self.tell(tx, fact).await
    }
}

/// What does not change with an update: *Firefox, Linux*.
pub(crate) fn kind_of_browser(user_agent: &str) -> String {
    let (browser, system) = browser(user_agent);
    [browser, system].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
