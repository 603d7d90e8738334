//! Sessions as they are kept, on both engines.

use super::*;
use crate::{NewUserRow, OrganizationRow, testing::TestDatabase};
use uuid::Uuid;

const HASH: [u8; 32] = [5; 32];

async fn add_session(db: &TestDatabase) -> SessionRow {
    let (user, organization) = (UserId(Uuid::from_u128(1)), OrganizationId(Uuid::from_u128(2)));
    let mut tx = db.database.begin().await.unwrap();
    tx.create_organization(&OrganizationRow {
        id: organization,
        name: "Acme".into(),
        global: true,
        enabled: true,
        second_factor: false,
        created_at: Timestamp(0),
    })
    .await
    .unwrap();
    tx.create_user(&NewUserRow {
        id: user,
        customer: None,
        email: "a@example.com".into(),
        first_name: String::new(),
        last_name: String::new(),
        password_hash: None,
        created_at: Timestamp(0),
    })
    .await
    .unwrap();
    let row = SessionRow {
        id: SessionId(Uuid::from_u128(3)),
        user_id: user,
        organization_id: organization,
        created_at: Timestamp(100),
        authenticated_at: Timestamp(100),
        methods: "pwd".into(),
        last_seen_at: Timestamp(100),
        expires_at: Timestamp(200),
        address: "::1".into(),
        user_agent: String::new(),
    };
    tx.create_session(&HASH, &row).await.unwrap();
    tx.commit().await.unwrap();
    row
}

crate::on_both_engines! {
    async fn a_session_is_found_until_it_ends(db: TestDatabase) {
        let row = add_session(&db).await;
        assert_eq!(db.database.find_session(&HASH, Timestamp(199)).await.unwrap().as_ref(), Some(&row));
        assert_eq!(db.database.find_session(&HASH, Timestamp(200)).await.unwrap(), None);
        assert_eq!(db.database.find_session(&[6; 32], Timestamp(100)).await.unwrap(), None);
        assert_eq!(db.database.sessions_of_user(row.user_id, Timestamp(199)).await.unwrap().len(), 1);
        assert_eq!(db.database.sessions_of_user(row.user_id, Timestamp(200)).await.unwrap(), []);
        let mut tx = db.database.begin().await.unwrap();
        assert_eq!(tx.delete_expired_sessions(Timestamp(199)).await.unwrap(), 0);
        assert_eq!(tx.delete_expired_sessions(Timestamp(200)).await.unwrap(), 1);
    }

    async fn the_end_only_moves_on(db: TestDatabase) {
        let row = add_session(&db).await;
        db.database.touch_session(row.id, Timestamp(150), Timestamp(250)).await.unwrap();
        // A slower process that saw the person earlier.
        db.database.touch_session(row.id, Timestamp(140), Timestamp(240)).await.unwrap();
        let found = db.database.find_session(&HASH, Timestamp(249)).await.unwrap().unwrap();
        assert_eq!((found.last_seen_at, found.expires_at), (Timestamp(150), Timestamp(250)));
    }

    async fn the_password_is_noted_in_that_session_only(db: TestDatabase) {
        let row = add_session(&db).await;
        let other = SessionRow { id: SessionId(Uuid::from_u128(4)), ..row.clone() };
        let stranger = UserId(Uuid::from_u128(7));
        let mut tx = db.database.begin().await.unwrap();
        tx.create_session(&[6; 32], &other).await.unwrap();
        assert!(!tx.set_session_authenticated(row.id, stranger, Timestamp(150)).await.unwrap());
        assert!(tx.set_session_authenticated(row.id, row.user_id, Timestamp(150)).await.unwrap());
        tx.commit().await.unwrap();
        let given = async |id, user| db.database.session_authenticated_at(id, user).await.unwrap();
        assert_eq!(given(row.id, row.user_id).await, Some(Timestamp(150)));
        assert_eq!(given(row.id, stranger).await, None);
        assert_eq!(given(other.id, row.user_id).await, Some(Timestamp(100)));

        let mut tx = db.database.begin().await.unwrap();
        tx.delete_sessions_of_user(stranger, None).await.unwrap();
        tx.delete_sessions_of_user(row.user_id, Some(row.id)).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(given(other.id, row.user_id).await, None);
        assert_eq!(given(row.id, row.user_id).await, Some(Timestamp(150)));
        let mut tx = db.database.begin().await.unwrap();
        tx.delete_sessions_of_user(row.user_id, None).await.unwrap();
        assert!(!tx.set_session_authenticated(row.id, row.user_id, Timestamp(160)).await.unwrap());
    }

    async fn nobody_else_moves_or_ends_it(db: TestDatabase) {
        let row = add_session(&db).await;
        let stranger = UserId(Uuid::from_u128(7));
        let mut tx = db.database.begin().await.unwrap();
        assert!(!tx.set_session_organization(row.id, stranger, row.organization_id).await.unwrap());
        assert!(!tx.delete_session(row.id, stranger).await.unwrap());
        assert!(tx.set_session_organization(row.id, row.user_id, row.organization_id).await.unwrap());
        assert!(tx.delete_session(row.id, row.user_id).await.unwrap());
        assert!(!tx.delete_session(row.id, row.user_id).await.unwrap());
        tx.delete_session_of_token(&HASH).await.unwrap();
    }
}
