//! Who is found by what, on both engines.

use super::*;
use crate::{NewUserRow, RoleRow, testing::TestDatabase};
use model::{Condition, OrganizationId, TextOperator};
use uuid::Uuid;

async fn add(db: &TestDatabase, id: u128, first: &str, last: &str, organizations: &[u128]) {
    let mut tx = db.database.begin().await.unwrap();
    for organization in organizations {
        if db
            .database
            .find_organization(OrganizationId(Uuid::from_u128(*organization)))
            .await
            .unwrap()
            .is_none()
        {
            let row = OrganizationRow {
                id: OrganizationId(Uuid::from_u128(*organization)),
                name: format!("Organization {organization}"),
                global: false,
                enabled: true,
                second_factor: false,
                created_at: Timestamp(7),
            };
            tx.create_organization(&row).await.unwrap();
        }
    }
    let row = NewUserRow {
        id: UserId(Uuid::from_u128(id)),
        customer: None,
        email: format!("{id}@example.com"),
        first_name: first.into(),
        last_name: last.into(),
        password_hash: None,
        created_at: Timestamp(7),
    };
    tx.create_user(&row).await.unwrap();
    for organization in organizations {
        tx.add_user_to_organization(row.id, OrganizationId(Uuid::from_u128(*organization))).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn names(db: &TestDatabase, reach: Filter<Reach>, filter: Filter<UserField>) -> Vec<String> {
    let sort = [model::Sort { field: UserField::Name, direction: model::Direction::Ascending }];
    let wished = Wished { reach: &reach, filter: &filter, sort: &sort, offset: 0, limit: 100 };
    let rows = db.database.list_users(&wished).await.unwrap();
    assert_eq!(db.database.count_users(&reach, &filter).await.unwrap(), rows.len() as u64);
    rows.into_iter().map(|row| row.first_name).collect()
}

crate::on_both_engines! {
    async fn people_are_found_by_name_role_and_organization(db: TestDatabase) {
        add(&db, 1, "Ärne", "Öberg", &[11]).await;
        add(&db, 2, "Bo", "Li", &[11, 12]).await;
        add(&db, 3, "Cy", "Li", &[]).await;
        let role = RoleRow {
            id: RoleId(Uuid::from_u128(21)),
            side: Side::BackOffice,
            name: "Role".into(),
            permissions: model::Permissions::none(),
            created_at: Timestamp(7),
        };
        let mut tx = db.database.begin().await.unwrap();
        tx.create_role(&role).await.unwrap();
        tx.give_role(UserId(Uuid::from_u128(3)), role.id, Timestamp(8)).await.unwrap();
        assert_eq!(tx.roles_of_user(UserId(Uuid::from_u128(3))).await.unwrap(), std::slice::from_ref(&role));
        assert_eq!(tx.roles_of_user(UserId(Uuid::from_u128(2))).await.unwrap(), []);
        assert_eq!(tx.organizations_of_user(UserId(Uuid::from_u128(2))).await.unwrap().len(), 2);
        tx.commit().await.unwrap();
                        let ids = |ids: &[u128]| Condition::AnyOf(ids.iter().map(|id| Uuid::from_u128(*id)).collect());
        let text = |operator, text: &str| Condition::Text(operator, text.into());
        assert_eq!(names(&db, Filter::everything(), Filter::everything()).await, ["Bo", "Cy", "Ärne"]);
        assert_eq!(names(&db, Filter::everything(), Filter::Field(UserField::Name, text(TextOperator::Contains, "ÄRNE Ö"))).await, ["Ärne"]);
        assert_eq!(names(&db, Filter::everything(), Filter::Field(UserField::Name, text(TextOperator::EndsWith, "li"))).await, ["Bo", "Cy"]);
        assert_eq!(names(&db, Filter::everything(), Filter::Field(UserField::FirstName, text(TextOperator::Equals, "äRNE"))).await, ["Ärne"]);
        assert_eq!(names(&db, Filter::everything(), Filter::Field(UserField::FirstName, text(TextOperator::Contains, "li"))).await, [""; 0]);
        assert_eq!(names(&db, Filter::everything(), Filter::Field(UserField::LastName, text(TextOperator::Equals, "LI"))).await, ["Bo", "Cy"]);
        assert_eq!(names(&db, Filter::everything(), Filter::Field(UserField::LastName, text(TextOperator::StartsWith, "ÖB"))).await, ["Ärne"]);
        assert_eq!(names(&db, Filter::everything(), Filter::Field(UserField::Id, ids(&[2]))).await, ["Bo"]);
        assert_eq!(names(&db, Filter::everything(), Filter::Field(UserField::Email, text(TextOperator::StartsWith, "3@"))).await, ["Cy"]);
        assert_eq!(names(&db, Filter::everything(), Filter::Field(UserField::Role, ids(&[21, 22]))).await, ["Cy"]);
        assert_eq!(names(&db, Filter::everything(), Filter::Field(UserField::Organization, ids(&[11, 12]))).await, ["Bo", "Ärne"]);
        assert_eq!(names(&db, Filter::Field(Reach::Organization, ids(&[12])), Filter::everything()).await, ["Bo"]);
        assert_eq!(names(&db, Filter::Field(Reach::Owner, ids(&[1])), Filter::everything()).await, ["Ärne"]);
        let users = [1, 2, 3].map(|id| UserId(Uuid::from_u128(id)));
        assert_eq!(db.database.organizations_of_users(&users).await.unwrap().len(), 3);
        assert_eq!(db.database.organizations_of_users(&[]).await.unwrap(), []);
        assert_eq!(db.database.roles_of_users(&users).await.unwrap(), [(users[2], role.id)]);
        let row = db.database.find_user(users[0]).await.unwrap().unwrap();
        assert_eq!((row.enabled, row.active, row.has_password, row.version), (true, true, false, 1));
    }
}
