//! What the applications say to a profile: how many there are of which something is demanded, and which do not do it.

use super::{Observation, Seen};
use crate::Result;
use model::{Excuse, Offender, Point};
use store::Trait;

/// How many are named.
const NAMED: i64 = 10;

/// Those that do not do what is demanded.
#[derive(Default)]
pub(super) struct Flawed {
    pub(super) count: u64,
    pub(super) first: Vec<Offender>,
}

impl Seen<'_> {
    pub(super) async fn of_applications(&self, point: Point) -> Result<(Observation, Flawed)> {
        let settings = self.office.settings();
        let (demanded_of, flaw) = match point {
            Point::PasswordGrant => (Trait::Active, Trait::PasswordGrant),
            Point::RedirectUrls => (Trait::Redirects, Trait::LooseRedirects),
            Point::KeysNotSecrets => (Trait::Authenticates, Trait::HasSecret),
            Point::SecretsEnd => (Trait::HasSecret, Trait::EndlessSecret),
            Point::SenderConstrained => (Trait::Active, Trait::Bearer),
            Point::PushedRequests => (Trait::Authorizes, Trait::Unpushed),
            Point::RefreshLifetime => (Trait::Active, Trait::LongRefresh),
            // Point::Confidential, and none other comes here.
            _ => (Trait::Active, Trait::Public),
        };
        let flawed = self.flawed(flaw).await?;
        let mut evidence = Vec::new();
        match point {
            // What the server does not do, no application does.
            Point::PasswordGrant => {
                evidence.push(format!("tokens.password_grant: {}", settings.password_grant));
                if !settings.password_grant {
                    return Ok((Observation::of(true, evidence), Flawed::default()));
                }
                return Ok((Observation::of(false, evidence), flawed));
            }
            Point::RefreshLifetime => {
                evidence.push(format!("tokens.refresh_lifetime: {}", settings.refresh_lifetime.as_secs()));
                evidence.push(format!(
                    "tokens.refresh_absolute_lifetime: {}",
                    settings.refresh_absolute_lifetime.as_secs()
                ));
                return Ok((Observation::of(flawed.count == 0, evidence), flawed));
            }
            _ => {}
        }
        let all = self.office.0.database.count_applications_that(demanded_of, self.of).await?;
        if all == 0 {
            return Ok((Observation::not_applicable(Excuse::NoApplication, evidence), flawed));
        }
        evidence.push(format!("{} / {all}", all - flawed.count.min(all)));
        Ok((Observation::of(flawed.count == 0, evidence), flawed))
    }

    async fn flawed(&self, flaw: Trait) -> Result<Flawed> {
        let database = &self.office.0.database;
        let count = database.count_applications_that(flaw, self.of).await?;
        if count == 0 {
            return Ok(Flawed::default());
        }
        let rows = database.applications_that(flaw, self.of, NAMED).await?;
        let first = rows.into_iter().map(|row| Offender { id: row.id, side: row.side, name: row.name });
        Ok(Flawed { count, first: first.collect() })
    }
}
