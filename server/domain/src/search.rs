//! The search over everything: the first few records of each kind that the actor may view, by what somebody types.

use crate::{
    Actor, Office, Result,
    people::full_name,
    reach::{reach, reach_of_side},
};
use model::{
    ApplicationField, Condition, CustomerField, Direction, FOUND_MAX, Filter, Found, FoundGroup, FoundKind,
    GridField, OrganizationField, RoleField, Side, Sort, Subject, TextOperator, UserField, search_text,
};
use store::{Reach, Wished};

impl Office {
    /// Records whose name has this text in it, people also by their e-mail address and applications by their Client ID; of each
    /// kind as many as `limit`, 25 at most, by name. A kind that the actor may not view is left out.
    pub async fn search(&self, actor: &Actor, typed: &str, limit: u32) -> Result<Vec<FoundGroup>> {
        let Some(text) = search_text(typed) else { return Ok(Vec::new()) };
        let limit = limit.clamp(1, FOUND_MAX);
        let mut groups = Vec::new();
        for side in [Side::BackOffice, Side::Customer] {
            groups.extend(self.search_applications_of(actor, side, &text, limit).await?);
        }
        for side in [Side::BackOffice, Side::Customer] {
            groups.extend(self.search_people_of(actor, side, &text, limit).await?);
        }
        groups.extend(self.search_customers_by_name(actor, &text, limit).await?);
        groups.extend(self.search_organizations_by_name(actor, &text, limit).await?);
        groups.extend(self.search_roles_by_name(actor, &text, limit).await?);
        Ok(groups)
    }

    async fn search_applications_of(
        &self,
        actor: &Actor,
        side: Side,
        text: &str,
        limit: u32,
    ) -> Result<Option<FoundGroup>> {
        let (kind, subject) = match side {
            Side::BackOffice => (FoundKind::Application, Subject::Applications),
            Side::Customer => (FoundKind::CustomerApplication, Subject::CustomerApplications),
        };
        let Some(reach) = reach_of_side(actor, subject, side) else { return Ok(None) };
        let filter = containing(&[ApplicationField::Name, ApplicationField::ClientId], text);
        let sort = [ascending(ApplicationField::Name)];
        let wished = first(&reach, &filter, &sort, limit);
        let rows = self.0.database.list_applications(&wished).await?;
        let found = rows.into_iter().map(|row| Found { id: row.id.0, name: row.name, detail: row.client_id });
        Ok(group(kind, found.collect(), limit))
    }

    async fn search_people_of(
        &self,
        actor: &Actor,
        side: Side,
        text: &str,
        limit: u32,
    ) -> Result<Option<FoundGroup>> {
        let (kind, subject) = match side {
            Side::BackOffice => (FoundKind::User, Subject::Users),
            Side::Customer => (FoundKind::CustomerUser, Subject::CustomerUsers),
        };
        let Some(reach) = reach_of_side(actor, subject, side) else { return Ok(None) };
        let filter = containing(&[UserField::Name, UserField::Email], text);
        let sort = [ascending(UserField::Name)];
        let wished = first(&reach, &filter, &sort, limit);
        let rows = self.0.database.list_users(&wished).await?;
        let found = rows.into_iter().map(|row| {
            let name = full_name(&row.first_name, &row.last_name);
            let name = if name.is_empty() { row.email.clone() } else { name };
            Found { id: row.id.0, name, detail: row.email }
        });
        Ok(group(kind, found.collect(), limit))
    }

    async fn search_customers_by_name(
        &self,
        actor: &Actor,
        text: &str,
        limit: u32,
    ) -> Result<Option<FoundGroup>> {
        let Some(reach) = reach(actor, Subject::Customers) else { return Ok(None) };
        let filter = containing(&[CustomerField::Name], text);
        let sort = [ascending(CustomerField::Name)];
        let wished = first(&reach, &filter, &sort, limit);
        let rows = self.0.database.list_customers(&wished).await?;
        let found =
            rows.into_iter().map(|row| Found { id: row.id.0, name: row.name, detail: row.organization_name });
        Ok(group(FoundKind::Customer, found.collect(), limit))
    }

    async fn search_organizations_by_name(
        &self,
        actor: &Actor,
        text: &str,
        limit: u32,
    ) -> Result<Option<FoundGroup>> {
        let Some(reach) = reach(actor, Subject::Organizations) else { return Ok(None) };
        let filter = containing(&[OrganizationField::Name], text);
        let sort = [ascending(OrganizationField::Name)];
        let wished = first(&reach, &filter, &sort, limit);
        let rows = self.0.database.list_organizations(&wished).await?;
        let found = rows.into_iter().map(|row| Found { id: row.id.0, name: row.name, detail: String::new() });
        Ok(group(FoundKind::Organization, found.collect(), limit))
    }

    async fn search_roles_by_name(
        &self,
        actor: &Actor,
        text: &str,
        limit: u32,
    ) -> Result<Option<FoundGroup>> {
        if !actor.may_view_roles() {
            return Ok(None);
        }
        let filter = containing(&[RoleField::Name], text);
        let (everywhere, sort) = (Filter::everything(), [ascending(RoleField::Name)]);
        let wished = first(&everywhere, &filter, &sort, limit);
        let rows = self.0.database.list_roles(&wished).await?;
        let found = rows.into_iter().map(|row| Found { id: row.id.0, name: row.name, detail: String::new() });
        Ok(group(FoundKind::Role, found.collect(), limit))
    }
}

/// One of these columns has the text in it.
fn containing<F: GridField>(fields: &[F], text: &str) -> Filter<F> {
    let contains =
        |field: &F| Filter::Field(*field, Condition::Text(TextOperator::Contains, text.to_owned()));
    Filter::Or(fields.iter().map(contains).collect())
}

const fn ascending<F>(field: F) -> Sort<F> {
    Sort { field, direction: Direction::Ascending }
}

/// The first of those that may be seen and are meant: one more than is shown, which tells whether there are more.
fn first<'a, F>(
    reach: &'a Filter<Reach>,
    filter: &'a Filter<F>,
    sort: &'a [Sort<F>],
    limit: u32,
) -> Wished<'a, F> {
    Wished { reach, filter, sort, offset: 0, limit: u64::from(limit) + 1 }
}

fn group(kind: FoundKind, mut found: Vec<Found>, limit: u32) -> Option<FoundGroup> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    (!found.is_empty()).then_some(FoundGroup { kind, found, more })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Error, testing::TestOffice};
    use model::{ApplicationForm, ApplicationId, CustomerId, OrganizationId, RoleId, UserId};
    use store::testing::TestDatabase;

    const PEOPLE: [&str; 5] = [
        "admin@example.com",
        "john.doe@example.com",
        "maria.lopez@example.com",
        "amanda.cole@example.com",
        "brian.fox@example.com",
    ];

    async fn demo(db: TestDatabase) -> (TestOffice, Vec<Actor>) {
        let test = TestOffice::on(db).await;
        test.office.add_demo_data().await.unwrap();
        let mut actors = Vec::new();
        for email in PEOPLE {
            let actor = test.actor(email, "Acme").await;
            let form = ApplicationForm { name: format!("Example of {email}"), ..ApplicationForm::new() };
            test.office.create_application(&actor, actor.viewer.id, &form).await.unwrap();
            actors.push(actor);
        }
        (test, actors)
    }

    /// Whether the actor may open what was found.
    async fn opens(office: &Office, actor: &Actor, kind: FoundKind, id: uuid::Uuid) -> bool {
        let outcome = match kind {
            FoundKind::Application | FoundKind::CustomerApplication => {
                office.find_application(actor, ApplicationId(id)).await.map(drop)
            }
            FoundKind::User | FoundKind::CustomerUser => office.find_user(actor, UserId(id)).await.map(drop),
            FoundKind::Customer => office.find_customer(actor, CustomerId(id)).await.map(drop),
            FoundKind::Organization => office.find_organization(actor, OrganizationId(id)).await.map(drop),
            FoundKind::Role => office.find_role(actor, RoleId(id)).await.map(drop),
        };
        match outcome {
            Ok(()) => true,
            Err(Error::NotFound | Error::Forbidden) => false,
            Err(error) => panic!("{error}"),
        }
    }

    store::on_both_engines! {
        async fn everything_that_is_found_may_be_opened_and_nothing_else_is_there(db: TestDatabase) {
            let (test, actors) = demo(db).await;
            let all = async |actor: &Actor| {
                let mut all = Vec::new();
                // Every name there is has one of these in it.
                for text in ["ex", "ac", "gl", "no", "us", "ad", "or", "an"] {
                    for group in test.office.search(actor, text, 25).await.unwrap() {
                        assert!(!group.more, "{text}");
                        for found in group.found {
                            if !all.contains(&(group.kind, found.id)) {
                                all.push((group.kind, found.id));
                            }
                        }
                    }
                }
                all
            };
            let everything = all(&actors[0]).await;
            // Five applications and people each, two organizations, a customer, and the shipped roles.
            assert!(everything.len() > 5 + 5 + 2 + 1, "{everything:?}");
            for actor in &actors {
                let seen = all(actor).await;
                for (kind, id) in &everything {
                    let opens = opens(&test.office, actor, *kind, *id).await;
                    assert_eq!(seen.contains(&(*kind, *id)), opens, "{kind:?} {id} {}", actor.viewer.email);
                }
                assert!(seen.iter().all(|one| everything.contains(one)));
            }
        }

        async fn names_addresses_and_client_ids_are_found_whatever_their_case(db: TestDatabase) {
            let (test, actors) = demo(db).await;
            let office = &test.office;
            let found = async |text: &str| {
                let groups = office.search(&actors[0], text, 5).await.unwrap();
                let names = groups.into_iter().flat_map(|group| {
                    group.found.into_iter().map(move |found| (group.kind, found.name))
                });
                names.collect::<Vec<_>>()
            };
            let (app, user) = (FoundKind::Application, FoundKind::User);
            let of_john = "Example of john.doe@example.com".to_owned();
            assert_eq!(found("JOHN.").await, [(app, of_john.clone()), (user, "John Doe".into())]);
            let client_id = office.search(&actors[0], "of john", 5).await.unwrap()[0].found[0].detail.clone();
            assert_eq!(found(&client_id.to_lowercase()).await, [(app, of_john)]);
            assert_eq!(found("northw").await, [(FoundKind::Customer, "Northwind".into())]);
            assert_eq!(found("globe").await, [(FoundKind::Organization, "Globex".into())]);
            for nothing in ["", " x ", "%%", "__", "no such thing", "a\0b", &"y".repeat(9_000)] {
                assert!(found(nothing).await.is_empty(), "{nothing:.20}");
            }
        }

        async fn of_many_there_are_the_first_by_name(db: TestDatabase) {
            let (test, actors) = demo(db).await;
            for number in 0..4 {
                let form = ApplicationForm { name: format!("Many {number}"), ..ApplicationForm::new() };
                test.office.create_application(&actors[1], actors[1].viewer.id, &form).await.unwrap();
            }
            let groups = test.office.search(&actors[1], "many", 3).await.unwrap();
            let names: Vec<_> = groups[0].found.iter().map(|found| found.name.as_str()).collect();
            assert_eq!((groups.len(), groups[0].more, names), (1, true, vec!["Many 0", "Many 1", "Many 2"]));
            assert!(!test.office.search(&actors[1], "many", 4).await.unwrap()[0].more);
            assert_eq!(test.office.search(&actors[1], "many", 0).await.unwrap()[0].found.len(), 1);
        }
    }
}
