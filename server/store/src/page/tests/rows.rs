//! Rows to walk through.

use crate::{Database, testing::TestDatabase};
use uuid::Uuid;

/// An id as the engine writes it.
pub(super) fn id(db: &TestDatabase, number: u128) -> String {
    let id = Uuid::from_u128(number);
    match db.database {
        Database::Sqlite(_) => format!("x'{}'", id.simple()),
        Database::Postgres(_) => format!("'{id}'"),
    }
}

/// Rows of every kind, with ties in everything they are sorted by, and with nothing where there can be nothing.
pub(crate) async fn fill(db: &TestDatabase) {
    let id = |number| id(db, number);
    for ((name, flag), n) in [("äpfel", "TRUE"), ("beta", "FALSE"), ("a_b", "TRUE")].into_iter().zip(0..) {
        db.execute(&format!(
            "INSERT INTO organizations (id, name, name_folded, global, enabled, created_at) \
             VALUES ({}, '{name}', '{name}', {flag}, {flag}, 7)",
            id(n + 1)
        ))
        .await;
        db.execute(&format!(
            "INSERT INTO customers (id, organization_id, name, name_folded, enabled, created_at) \
             VALUES ({}, {}, '{name}', 'same', {flag}, 7)",
            id(n + 11),
            id(n + 1)
        ))
        .await;
    }
    for n in 0..9 {
        let (side, customer) =
            if n % 2 == 0 { ("back_office", "NULL".to_owned()) } else { ("customer", id(11 + n % 3)) };
        let login = if n % 3 == 0 { "NULL".to_owned() } else { (n / 4).to_string() };
        db.execute(&format!(
            "INSERT INTO users (id, side, customer_id, email, first_name, last_name, name_folded, enabled, created_at, \
             last_login_at) VALUES ({}, '{side}', {customer}, '{n}@example.com', 'A', '{}', 'a {}', {}, {}, {login})",
            id(n + 21),
            n % 4,
            n % 4,
            if n < 4 { "TRUE" } else { "FALSE" },
            n / 2,
        ))
        .await;
        db.execute(&format!(
            "INSERT INTO roles (id, side, name, name_folded, permissions, created_at) \
             VALUES ({}, '{side}', 'r{n}', 'r{n}', '{{}}', {})",
            id(n + 41),
            n / 3
        ))
        .await;
        db.execute(&format!(
            "INSERT INTO email_templates (id, organization_id, name, name_folded, kind, shipped, version, created_at, \
             updated_at) VALUES ({}, {}, 't{n}', 't{n}', '{}', {}, 1, 7, {})",
            id(n + 61),
            id(1 + n % 3),
            if n % 2 == 0 { "sign_in" } else { "secret" },
            if n % 4 == 0 { format!("'s{n}'") } else { "NULL".into() },
            n / 5,
        ))
        .await;
        db.execute(&format!(
            "INSERT INTO notification_rules (id, organization_id, name, name_folded, event, template_id, enabled, to_owner, \
             to_manager, addresses, version, created_at, updated_at) \
             VALUES ({}, {}, 'n{n}', 'n{n}', 'new_place', {}, {}, TRUE, TRUE, '', 1, {}, 7)",
            id(n + 81),
            id(1 + n % 3),
            id(61 + n % 2),
            if n % 2 == 0 { "TRUE" } else { "FALSE" },
            n / 4,
        ))
        .await;
        db.execute(&format!(
            "INSERT INTO outbox_mails (id, event, to_name, to_address, subject, text_body, html_body, created_at, attempts, \
             next_attempt_at, sent_at, subject_folded, to_folded) \
             VALUES ({}, 'test', '', '', '', '', '', {}, {}, {}, {}, 'same', 't{}')",
            id(n + 101),
            n / 3,
            n % 2,
            if n % 2 == 0 { "NULL" } else { "3" },
            if n % 4 == 0 { "NULL" } else { "5" },
            n / 6,
        ))
        .await;
        db.execute(&format!(
            "INSERT INTO login_attempts (id, email, source, succeeded, reason, address, user_agent, created_at) \
             VALUES ({}, '{}', 'form', {}, '', '127.0.0.{}', '', {})",
            id(n + 141),
            n / 2,
            if n % 2 == 0 { "TRUE" } else { "FALSE" },
            n % 4,
            n / 3,
        ))
        .await;
        application(db, n + 121, &format!("n{}", n / 2), n).await;
    }
}

/// An application: of its number depends by what it is sorted.
pub(super) async fn application(db: &TestDatabase, number: u128, name: &str, n: u128) {
    db.execute(&format!(
        "INSERT INTO applications (id, client_id, organization_id, owner_id, side, grant_type, name, name_folded, active, apis, \
         tokens_dead_until_ms, version, created_at, updated_at, last_used_at) \
         VALUES ({}, 'c{number}', {}, {}, 'back_office', 'device', '{name}', '{name}', {}, {}, 0, 1, {}, 7, {})",
        id(db, number),
        id(db, 1 + n % 2),
        if n.is_multiple_of(3) { "NULL".into() } else { id(db, 21 + n) },
        if n.is_multiple_of(2) { "TRUE" } else { "FALSE" },
        if n.is_multiple_of(4) { "NULL" } else { "'scim'" },
        n / 3,
        if n.is_multiple_of(2) { "NULL" } else { "5" },
    ))
    .await;
}
