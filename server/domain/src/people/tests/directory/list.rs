//! Lists of people: what is in them, in which order, and that nobody sees more than one by one.

use super::*;
use crate::{Actor, people::found::subject};
use model::{Action, Asked, GridQuery, Level, Permissions, Sort, TextOperator, TimeAsked, UserField};

type Query = GridQuery<UserField>;

impl Town {
    async fn names(&self, actor: &Actor, side: Side, query: &Query) -> Vec<String> {
        let page = self.office.list_users(actor, side, query, None).await.unwrap();
        page.rows.into_iter().map(|user| user.first_name).collect()
    }
}

store::on_both_engines! {
    async fn a_list_shows_who_may_be_seen(db: TestDatabase) {
        let town = Town::on(db).await;
        let contoso = town.add_customer("Contoso", town.globex).await;
        let form = town.customer_form("cleo", &["Customer User"], contoso).await;
        town.office.create_person(&town.admin, Side::Customer, &form).await.unwrap();
        let both = town.form("both", &["User"], &[town.acme, town.globex]).await;
        town.office.create_person(&town.admin, Side::BackOffice, &both).await.unwrap();
        let homeless = town.test.user("homeless", &["User"], &[town.globex]).await;
        town.test.db.set_member(homeless, town.globex, false).await;
        let mut people = vec![homeless];
        for email in [ADMIN, JOHN, MARIA, GWEN, GARY, AMANDA, BRIAN, "cleo@example.com", "both@example.com"] {
            people.push(town.id(email).await);
        }
        let local = town.test.actor(ADMIN, "Globex").await;
        for actor in [&town.admin, &local, &town.gwen, &town.actor(JOHN).await, &town.actor(AMANDA).await] {
            for (side, level) in [Side::BackOffice, Side::Customer].into_iter().flat_map(|side| Level::ALL.map(|level| (side, level))) {
                let mut actor = actor.clone();
                actor.viewer.permissions = Permissions::none().with(subject(side), &[Action::View], level);
                let mut expected = Vec::new();
                for id in &people {
                    if let Ok(user) = town.office.find_user(&actor, *id).await {
                        assert_eq!(user.side, side);
                        expected.push(user.first_name);
                    }
                }
                expected.sort();
                let listed = town.office.list_users(&actor, side, &Query { page_size: 100, ..Query::default() }, None).await;
                if level == Level::None {
                    assert_refused!(listed, Error::Forbidden);
                    continue;
                }
                let mut listed: Vec<_> = listed.unwrap().rows.into_iter().map(|user| user.first_name).collect();
                listed.sort();
                assert_eq!(listed, expected, "{} in {}: {side:?} {level:?}", actor.viewer.name, actor.viewer.organization.name);
            }
        }
    }

    async fn every_column_sorts_and_filters(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        let fabrikam = town.add_customer("Fabrikam", town.acme).await;
        let zeta = town.add_customer("Zeta", town.acme).await;
        let form = town.customer_form("Cleo", &["Customer User"], fabrikam).await;
        office.create_person(admin, Side::Customer, &form).await.unwrap();
        let form = UserForm { customer: zeta.to_string(), ..UserForm::of(&town.seen(BRIAN).await) };
        office.change_user(admin, town.id(BRIAN).await, &form).await.unwrap();
        for (time, name) in [(5, "Cleo"), (9, "Brian")] {
            let sql = format!("UPDATE users SET last_login_at = {time}, created_at = {time} WHERE first_name = '{name}'");
            town.test.db.execute(&sql).await;
        }
        office.disable_user(admin, town.id(AMANDA).await).await.unwrap();
        let sorted = async |sort: &str| town.names(admin, Side::Customer, &Query { sort: Sort::parse(sort), ..Query::default() }).await;
        assert_eq!(town.names(admin, Side::Customer, &Query::default()).await, ["Amanda", "Brian", "Cleo"]);
        for (sort, expected) in [
            ("name", ["Amanda", "Brian", "Cleo"]),
            ("email", ["Amanda", "Brian", "Cleo"]),
            ("customer", ["Cleo", "Amanda", "Brian"]),
            ("last_login_at", ["Amanda", "Cleo", "Brian"]),
            ("created_at", ["Cleo", "Brian", "Amanda"]),
        ] {
            assert_eq!(sorted(sort).await, expected, "{sort}");
            let mut reversed = expected;
            reversed.reverse();
            assert_eq!(sorted(&format!("-{sort}")).await, reversed, "-{sort}");
        }
        assert_eq!((sorted("enabled").await[0].as_str(), sorted("-enabled").await[2].as_str()), ("Amanda", "Amanda"));
        let asked = async |field, asked| town.names(admin, Side::Customer, &Query { asked: vec![(field, asked)], ..Query::default() }).await;
        let text = |text: &str| Asked::Text(TextOperator::Contains, text.into());
        assert_eq!(asked(UserField::Name, text("cole")).await, ["Amanda"]);
        assert_eq!(asked(UserField::Email, text("BRIAN.fox@")).await, ["Brian"]);
        assert_eq!(asked(UserField::Customer, text("fabri")).await, ["Cleo"]);
        assert_eq!(asked(UserField::Enabled, Asked::Is(false)).await, ["Amanda"]);
        assert_eq!(asked(UserField::LastLogin, Asked::Time(TimeAsked::Never)).await, ["Amanda"]);
        let role = town.role("Customer Administrator").await.0;
        assert_eq!(asked(UserField::Role, Asked::AnyOf(vec![role])).await, ["Amanda"]);
        assert_eq!(asked(UserField::Organization, Asked::AnyOf(vec![town.globex.0])).await, [""; 0]);
        let of = office.list_users(admin, Side::Customer, &Query::default(), Some(fabrikam)).await.unwrap();
        assert_eq!((of.total, of.rows[0].first_name.as_str()), (1, "Cleo"));
        let last = office.list_users(admin, Side::Customer, &Query { page: 9, page_size: 2, ..Query::default() }, None).await.unwrap();
        assert_eq!((last.number, last.total, last.rows.len()), (2, 3, 1));
    }
}
