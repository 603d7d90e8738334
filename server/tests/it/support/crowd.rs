//! Many customers, for lists that are long.

use super::TestApp;
use store::Database;

impl TestApp {
    /// Adds so many customers to Acme, every fourth disabled, with names of their own in the order of their numbers.
    pub async fn crowd_of_customers(&self, number: u32) {
        let id = match self.db.database {
            Database::Sqlite(_) => "randomblob(16)",
            Database::Postgres(_) => "gen_random_uuid()",
        };
        let sql = format!(
            "INSERT INTO customers (id, organization_id, name, name_folded, enabled, created_at) \
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {number}) \
             SELECT {id}, o.id, 'Crowd ' || (10000000 + i), 'crowd ' || (10000000 + i), i % 4 > 0, 0 \
             FROM n, organizations o WHERE o.name = 'Acme'"
        );
        assert_eq!(self.db.execute(&sql).await, u64::from(number));
    }
}
