//! Roles as those see them who call the office, on both engines.

use crate::{
    Error,
    town::{ADMIN, AMANDA, JOHN, Town, assert_invalid, assert_refused},
};
use model::{
    Action, Asked, GridQuery, Level, May, Permissions, Problem, RoleField, RoleForm, Side, Sort, Subject,
};

/// What is typed for a role that lets people view applications.
fn form(name: &str, level: Level) -> RoleForm {
    let mut form = RoleForm { name: name.into(), ..RoleForm::new(Side::BackOffice) };
    form.levels.insert(RoleForm::key(Subject::Applications, Action::View), level.as_str().into());
    form
}

store::on_both_engines! {
    async fn a_role_is_made_changed_and_deleted(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        let revision = town.revision().await;
        let made = office.create_role(admin, &form(" Reader ", Level::Organization)).await.unwrap();
        assert_eq!((made.name.as_str(), made.side, made.users, made.version), ("Reader", Side::BackOffice, 0, 1));
        assert_eq!(made.permissions, Permissions::none().with(Subject::Applications, &[Action::View], Level::Organization));
        assert_eq!(made.may, May { edit: true, switch: false, delete: true });
        assert_eq!(office.find_role(admin, made.id).await.unwrap(), made);
        let typed = RoleForm { side: "customer".into(), version: "1".into(), ..form("Own reader", Level::Own) };
        let changed = office.change_role(admin, made.id, &typed).await.unwrap();
        assert_eq!((changed.name.as_str(), changed.side, changed.version), ("Own reader", Side::BackOffice, 2));
        assert_eq!(changed.permissions.level(Subject::Applications, Action::View), Level::Own);
        assert_refused!(office.change_role(admin, made.id, &typed).await, Error::Conflict);
        office.delete_role(admin, made.id).await.unwrap();
        assert_refused!(office.find_role(admin, made.id).await, Error::NotFound);
        assert_refused!(office.delete_role(admin, made.id).await, Error::NotFound);
        assert_eq!(town.revision().await, revision + 3);
        assert_eq!(town.test.mails().await.len(), 0);
    }

    async fn a_change_counts_at_once_for_everybody_who_has_it(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.actor(JOHN).await;
        let application = town.application(&john).await;
        let token = town.token(&application).await.unwrap();
        let role = town.office.find_role(&town.admin, town.role("User").await).await.unwrap();
        assert_eq!(role.users, 2);
        let mut less = RoleForm::of(&role);
        less.levels.insert(RoleForm::key(Subject::Applications, Action::View), "none".into());
        town.office.change_role(&town.admin, role.id, &less).await.unwrap();
        let program = town.office.authenticate_bearer(&crate::PresentedBearer::Bearer(&token), model::ApiType::JsonApi).await.unwrap();
        assert_eq!(program.level(Subject::Applications, Action::View), Level::None);
        assert_refused!(town.office.find_application(&program, application.application.id).await, Error::NotFound);
    }

    async fn a_role_that_somebody_has_is_not_deleted(db: TestDatabase) {
        let town = Town::on(db).await;
        let role = town.role("User").await;
        assert_refused!(town.office.delete_role(&town.admin, role).await, Error::RoleInUse);
        assert_eq!(town.office.find_role(&town.admin, role).await.unwrap().users, 2);
        // Given and deleted at the same moment: either it is there and given, or gone and refused.
        let made = town.office.create_role(&town.admin, &form("Reader", Level::Own)).await.unwrap();
        let new = town.form("new", &["Reader"], &[town.acme]).await;
        let giving = { let (office, admin) = (town.office.clone(), town.admin.clone());
            tokio::spawn(async move { office.create_person(&admin, Side::BackOffice, &new).await }) };
        let deleted = town.office.delete_role(&town.admin, made.id).await;
        match (giving.await.unwrap(), deleted) {
            (Ok(new), Err(Error::RoleInUse)) => assert_eq!(new.roles[0].name, "Reader"),
            (Err(Error::Invalid(invalid)), Ok(())) => assert_eq!(invalid.of("roles"), Some(Problem::UnknownChoice)),
            other => panic!("{other:?}"),
        }
    }

    async fn names_are_taken_in_every_case(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, admin) = (&town.office, &town.admin);
        assert_invalid(office.create_role(admin, &form("uSER", Level::Own)).await, "name", Problem::NameTaken);
        let made = office.create_role(admin, &form("Reader", Level::Own)).await.unwrap();
        let typed = RoleForm { version: String::new(), ..form("customer user", Level::Own) };
        assert_invalid(office.change_role(admin, made.id, &typed).await, "name", Problem::NameTaken);
        assert_invalid(office.create_role(admin, &form(" ", Level::Own)).await, "name", Problem::Blank);
        assert_eq!(town.test.db.count("roles").await, 7);
    }

    async fn roles_belong_to_all_organizations_together(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, local) = (&town.office, town.test.actor(ADMIN, "Globex").await);
        let user = office.find_role(&town.gwen, town.role("User").await).await.unwrap();
        assert_eq!(user.may, May::default(), "Gwen may look");
        // Also somebody who may edit them, but in their organization only, or from one without global access.
        let mut bold = town.gwen.clone();
        bold.viewer.permissions = bold.viewer.permissions.with(Subject::Roles, &Action::ALL, Level::Organization);
        for actor in [&town.gwen, &bold, &local] {
            assert!(!actor.may_create_role());
            assert_refused!(office.create_role(actor, &form("Mine", Level::Own)).await, Error::Forbidden);
            assert_refused!(office.change_role(actor, user.id, &RoleForm::of(&user)).await, Error::Forbidden);
            assert_refused!(office.delete_role(actor, user.id).await, Error::Forbidden);
        }
        for email in [JOHN, AMANDA] {
            let actor = town.actor(email).await;
            assert_refused!(office.list_roles(&actor, &GridQuery::default()).await, Error::Forbidden);
            assert_refused!(office.find_role(&actor, user.id).await, Error::NotFound);
            assert_refused!(office.change_role(&actor, user.id, &RoleForm::of(&user)).await, Error::NotFound);
            assert_refused!(office.delete_role(&actor, user.id).await, Error::NotFound);
            assert_refused!(office.create_role(&actor, &form("Mine", Level::Own)).await, Error::Forbidden);
        }
        assert_eq!(office.find_role(&town.admin, user.id).await.unwrap().permissions, user.permissions);
    }

    async fn nobody_makes_a_role_that_allows_more_than_they_may(db: TestDatabase) {
        let town = Town::on(db).await;
        let (office, mut keeper) = (&town.office, town.admin.clone());
        keeper.viewer.permissions = Permissions::none()
            .with(Subject::Roles, &Action::ALL, Level::Global)
            .with(Subject::Applications, &[Action::View], Level::Organization);
        let offered = office.role_form_options(&keeper, Side::BackOffice);
        let applications = &offered.subjects.iter().find(|one| one.subject == Subject::Applications).unwrap().actions;
        assert_eq!(applications[0], (Action::View, vec![Level::None, Level::Own, Level::Organization]));
        assert_eq!(applications[1], (Action::Create, vec![Level::None]));
        let customers = office.role_form_options(&town.admin, Side::Customer);
        assert_eq!(customers.subjects.len(), 3);
        let made = office.create_role(&keeper, &form("Reader", Level::Organization)).await.unwrap();
        assert_refused!(office.create_role(&keeper, &form("Writer", Level::Global)).await, Error::Forbidden);
        assert_refused!(office.change_role(&keeper, made.id, &form("Reader", Level::Global)).await, Error::Forbidden);
        // One that allows more already is not theirs to weaken, rename or delete.
        let more = office.create_role(&town.admin, &form("More", Level::Global)).await.unwrap();
        assert_eq!(office.find_role(&keeper, more.id).await.unwrap().may, May::default());
        assert_refused!(office.change_role(&keeper, more.id, &form("Less", Level::Own)).await, Error::Forbidden);
        assert_refused!(office.delete_role(&keeper, more.id).await, Error::Forbidden);
        office.delete_role(&keeper, made.id).await.unwrap();
    }

    async fn every_column_sorts_and_filters(db: TestDatabase) {
        let town = Town::on(db).await;
        town.test.clock.advance(std::time::Duration::from_secs(1));
        town.office.create_role(&town.admin, &form("zeta", Level::Own)).await.unwrap();
        let names = async |query: GridQuery<RoleField>| {
            let page = town.office.list_roles(&town.admin, &query).await.unwrap();
            page.rows.into_iter().map(|role| role.name).collect::<Vec<_>>()
        };
        let sorted = async |sort: &str| names(GridQuery { sort: Sort::parse(sort), ..GridQuery::default() }).await;
        let all = ["Administrator", "Customer Administrator", "Customer User", "Customer User Manager", "Organization Administrator", "User", "zeta"];
        assert_eq!(names(GridQuery::default()).await, all);
        assert_eq!(sorted("-name").await[0], "zeta");
        assert_eq!(sorted("-created_at").await[0], "zeta");
        assert_eq!((sorted("users").await[0].as_str(), sorted("-users").await[0].as_str()), ("zeta", "User"));
        assert!(sorted("-side").await[..2].iter().all(|name| name.starts_with("Customer")));
        let asked = |field, asked| GridQuery { asked: vec![(field, asked)], ..GridQuery::default() };
        let customer = Asked::Words(vec!["customer".into()]);
        assert_eq!(names(asked(RoleField::Side, customer)).await, ["Customer Administrator", "Customer User"]);
        let text = Asked::Text(model::TextOperator::StartsWith, "ORG".into());
        assert_eq!(names(asked(RoleField::Name, text)).await, ["Organization Administrator"]);
    }
}
