//! `latchkey demo --scale`: as many people and applications as a large company has, to see that lists are as quick as with few.
//!
//! Nobody of the crowd can sign in and nobody knows a secret of it, but it stands in lists beside what is real, so it is
//! refused where more than this machine reaches the server. Each batch is a transaction. Whatever was interrupted goes
//! on from there, and a larger number adds what is missing: what a record is like follows from its number alone.

mod draw;
mod words;

use super::{
    demo::require_loopback,
    roles::{CUSTOMER_USER, USER},
};
use crate::{Error, Office, Result, office::new_uuid};
use draw::Draw;
use model::{CustomerId, Grant, OrganizationId, Origin, RoleId, Side, Timestamp, UserId};
use std::collections::HashMap;
use store::{CrowdApplication, CrowdCustomer, CrowdUser};
use words::{
    BRANCHES, COMPANIES, DOMAIN, FIRST_NAMES, LAST_NAMES, ORGANIZATION, ORGANIZATIONS, PURPOSES, SYSTEMS,
};

#[cfg(test)]
mod tests;

/// Rows that are written in one transaction.
const BATCH: u64 = 10_000;
/// Seconds that the crowd is old.
const AGE: i64 = 3 * 365 * 86_400;

/// How large the crowd is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CrowdSize {
    /// Customers.
    pub customers: u64,
    /// Users and customer users.
    pub users: u64,
    /// Applications.
    pub applications: u64,
}

/// What is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CrowdStep {
    /// Customers.
    Customers,
    /// People.
    Users,
    /// Applications.
    Applications,
    /// PostgreSQL looks at the new sizes.
    Sizes,
}

/// Somebody of the crowd, and the customer they belong to.
type Owner = (UserId, Option<CustomerId>);

/// Where the crowd works, and as what.
struct Place {
    organizations: Vec<OrganizationId>,
    user: RoleId,
    customer_user: RoleId,
}

impl Office {
    /// Adds what is missing of a crowd of this size, and says which were added. `progress` hears of each step how many records
    /// of it there are.
    ///
    /// # Errors
    /// [`Error::DemoNotOnLoopback`] where others could reach the server.
    pub async fn add_crowd(
        &self,
        size: CrowdSize,
        mut progress: impl FnMut(CrowdStep, u64),
    ) -> Result<CrowdSize> {
        require_loopback(&self.settings().public_url)?;
        let place = self.place_of_crowd().await?;
        let there = self.0.database.count_crowd(&ORGANIZATION.to_lowercase(), DOMAIN).await?;
        let there = [there.customers, there.users, there.applications].map(i64::unsigned_abs);

        for (first, last) in batches(there[0], size.customers) {
            progress(CrowdStep::Customers, first);
            let rows: Vec<_> =
                (first..last).map(|number| self.crowd_customer(&place, number, size.customers)).collect();
            let mut tx = self.0.database.begin().await?;
            tx.add_crowd_customers(&rows).await?;
            tx.commit().await?;
        }
        progress(CrowdStep::Customers, size.customers.max(there[0]));

        let customers = self.0.database.crowd_customers(&ORGANIZATION.to_lowercase()).await?;
        for (first, last) in batches(there[1], size.users) {
            progress(CrowdStep::Users, first);
            let rows: Vec<_> =
                (first..last).map(|number| self.crowd_user(&place, &customers, number, size.users)).collect();
            let mut tx = self.0.database.begin().await?;
            tx.make_room().await?;
            tx.add_crowd_users(&rows).await?;
            tx.commit().await?;
        }
        progress(CrowdStep::Users, size.users.max(there[1]));

        let users = self.0.database.crowd_users(DOMAIN).await?;
        let homes: HashMap<_, _> = customers.iter().copied().collect();
        for (first, last) in batches(there[2], size.applications) {
            progress(CrowdStep::Applications, first);
            let rows: Vec<_> = (first..last)
                .map(|number| self.crowd_application(&place, (&users, &homes), number, size.applications))
                .collect();
            let mut tx = self.0.database.begin().await?;
            tx.make_room().await?;
            tx.add_crowd_applications(&rows).await?;
            tx.commit().await?;
        }
        progress(CrowdStep::Applications, size.applications.max(there[2]));

        let added = CrowdSize {
            customers: size.customers.saturating_sub(there[0]),
            users: size.users.saturating_sub(there[1]),
            applications: size.applications.saturating_sub(there[2]),
        };
        progress(CrowdStep::Sizes, 0);
        self.0.database.look_at_sizes().await?;
        Ok(added)
    }

    /// The organizations of the crowd, which come with a record in the audit, and the shipped roles.
    async fn place_of_crowd(&self) -> Result<Place> {
        let mut tx = self.0.database.begin().await?;
        tx.lock_people().await?;
        self.add_shipped_roles(&mut tx).await?;
        let mut organizations = Vec::with_capacity(ORGANIZATIONS.len());
        for name in ORGANIZATIONS {
            let organization =
                self.add_organization(&mut tx, &format!("{ORGANIZATION} {name}"), false).await?;
            organizations.push(organization.id);
        }
        let user = tx.find_role_by_name(USER).await?.ok_or(Error::NotFound)?.id;
        let customer_user = tx.find_role_by_name(CUSTOMER_USER).await?.ok_or(Error::NotFound)?.id;
        tx.commit().await?;
        Ok(Place { organizations, user, customer_user })
    }

    /// When the record of this number was made: the later ones later, the last one now.
    fn made_at(&self, number: u64, of: u64) -> Timestamp {
        let part = i128::from(AGE) * i128::from(number + 1) / i128::from(of.max(number + 1));
        Timestamp(self.now().0 - AGE + i64::try_from(part).unwrap_or(AGE))
    }

    /// An id that sorts by number.
    fn id_of<T: From<uuid::Uuid>>(&self, at: Timestamp, number: u64) -> T {
        // Several are made in a second: their milliseconds follow their number.
        let millis = at.0 * 1000 + i64::try_from(number % 1000).unwrap_or_default();
        new_uuid(&At(millis), &*self.0.random).into()
    }

    fn crowd_customer(&self, place: &Place, number: u64, of: u64) -> CrowdCustomer {
        let mut draw = Draw::of(1, number);
        let created_at = self.made_at(number, of);
        CrowdCustomer {
            id: self.id_of(created_at, number),
            organization: draw.often_first(&place.organizations),
            name: format!("{} {} {}", draw.one(&COMPANIES), draw.one(&BRANCHES), number + 1),
            enabled: !draw.chance(8),
            created_at,
        }
    }

    fn crowd_user(
        &self,
        place: &Place,
        customers: &[(CustomerId, OrganizationId)],
        number: u64,
        of: u64,
    ) -> CrowdUser {
        let mut draw = Draw::of(2, number);
        let created_at = self.made_at(number, of);
        let (first, last) = (draw.one(&FIRST_NAMES), draw.one(&LAST_NAMES));
        // More than half belong to customers, if there are any.
        let customer = (!customers.is_empty() && draw.chance(60)).then(|| draw.one(customers));
        let organization = customer.map_or_else(|| draw.often_first(&place.organizations), |(_, home)| home);
        CrowdUser {
            id: self.id_of(created_at, number),
            customer: customer.map(|(id, _)| id),
            organization,
            role: if customer.is_some() { place.customer_user } else { place.user },
            email: format!("{}.{}.{}@{DOMAIN}", ascii(first), ascii(last), number + 1),
            first_name: first.to_owned(),
            last_name: last.to_owned(),
            enabled: !draw.chance(6),
            created_at,
            last_login_at: draw.chance(70).then(|| draw.since(created_at, self.now())),
        }
    }

    fn crowd_application(
        &self,
        place: &Place,
        (users, homes): (&[Owner], &HashMap<CustomerId, OrganizationId>),
        number: u64,
        of: u64,
    ) -> CrowdApplication {
        let mut draw = Draw::of(3, number);
        let created_at = self.made_at(number, of);
        let (grant, origin) = match draw.below(100) {
            0..80 => (Grant::ClientCredentials, Origin::Person),
            80..94 => (Grant::AuthorizationCode, Origin::Person),
            94..97 => (Grant::AuthorizationCode, Origin::Registered),
            _ => (Grant::Device, Origin::Person),
        };
        // Whoever lets people in acts as them, and has no owner.
        let owner = (grant == Grant::ClientCredentials && !users.is_empty()).then(|| draw.one(users));
        let customer = owner.and_then(|(_, customer)| customer);
        let side = if customer.is_some() { Side::Customer } else { Side::BackOffice };
        let organization = customer
            .and_then(|customer| homes.get(&customer).copied())
            .unwrap_or_else(|| draw.often_first(&place.organizations));
        let apis = match (side, draw.below(100)) {
            (Side::BackOffice, 40..70) => Some("json_api"),
            (Side::BackOffice, 70..85) => Some("json_api scim"),
            (Side::BackOffice, 85..97) => Some("scim"),
            (Side::BackOffice, 97..) => Some("email_addon"),
            _ => None,
        };
        let mut hash = vec![0; 32];
        self.0.random.fill(&mut hash);
        let client_id = crate::generate_client_id(&*self.0.random);
        CrowdApplication {
            id: self.id_of(created_at, number),
            organization,
            owner: owner.map(|(id, _)| id),
            side,
            grant: grant.as_str(),
            name: format!("{} {} {}", draw.one(&SYSTEMS), draw.one(&PURPOSES), number + 1),
            active: !draw.chance(9),
            apis,
            redirect_uris: if grant == Grant::AuthorizationCode {
                "https://app.crowd.example/callback"
            } else {
                ""
            },
            origin: origin.as_str(),
            created_at,
            last_used_at: draw.chance(65).then(|| draw.since(created_at, self.now())),
            secret: self.id_of(created_at, number),
            hash,
            hint: format!("{}…{}", crate::SECRET_PREFIX, &client_id[..4]),
            client_id,
        }
    }
}

/// A clock that stands still.
struct At(i64);

impl crate::Clock for At {
    fn now_ms(&self) -> i64 {
        self.0
    }
}

/// From what is there to what is wanted, in steps.
fn batches(there: u64, wanted: u64) -> impl Iterator<Item = (u64, u64)> {
    let starts = (there..wanted).step_by(usize::try_from(BATCH).unwrap_or(usize::MAX));
    starts.map(move |first| (first, (first + BATCH).min(wanted)))
}

/// A name as it stands in an address.
fn ascii(name: &str) -> String {
    let letters = name.to_lowercase();
    letters
        .chars()
        .filter_map(|letter| match letter {
            'é' | 'è' | 'ë' => Some('e'),
            'ä' => Some('a'),
            'ö' | 'ø' => Some('o'),
            'ü' => Some('u'),
            'í' | 'ı' => Some('i'),
            letter => letter.is_ascii_alphanumeric().then_some(letter),
        })
        .collect()
}
