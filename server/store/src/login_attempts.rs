//! Attempts to sign in: written by what happens, read in lists.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
    list::{Listed, Reach, nobody},
    query::Column,
    sorted::Sorted,
};
use model::{
    ApplicationId, CustomerId, Filter, LoginAttemptField, LoginAttemptId, OrganizationId, Page, Part, Side,
    Sort, Timestamp, UserId,
};
use sea_query::{Expr, ExprTrait, Func, JoinType, Query, SelectStatement};

/// An attempt that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLoginAttemptRow<'a> {
    /// Its id.
    pub id: LoginAttemptId,
    /// What was typed as the e-mail address, folded; empty if it was none.
    pub email: &'a str,
    /// Whose address that is.
    pub user_id: Option<UserId>,
    /// At which application, if it was at the token endpoint.
    pub application_id: Option<ApplicationId>,
    /// How.
    pub source: &'a str,
    /// Why not; none if they came in.
    pub reason: Option<&'a str>,
    /// The network address.
    pub address: &'a str,
    /// What the browser calls itself.
    pub user_agent: &'a str,
    /// When.
    pub created_at: Timestamp,
}

/// An attempt, with whom it was about.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LoginAttemptRow {
    /// Its id.
    pub id: LoginAttemptId,
    /// Of which side it was.
    #[sqlx(try_from = "String")]
    pub side: Side,
    /// What was typed as the e-mail address; empty if it was none.
    pub email: String,
    /// Whose address that is.
    pub user_id: Option<UserId>,
    /// Their address now.
    pub user_email: Option<String>,
    /// Their first name.
    pub first_name: Option<String>,
    /// Their last name.
    pub last_name: Option<String>,
    /// Their customer.
    pub customer_id: Option<CustomerId>,
    /// At which application, if it was at the token endpoint.
    pub application_id: Option<ApplicationId>,
    /// Its Client ID.
    pub client_id: Option<String>,
    /// Its side.
    pub application_side: Option<String>,
    /// Its owner.
    pub application_owner: Option<UserId>,
    /// Its organization.
    pub application_organization: Option<OrganizationId>,
    /// How.
    pub source: String,
    /// Whether they came in.
    pub succeeded: bool,
    /// Why not; empty if they did.
    pub reason: String,
    /// The network address.
    pub address: String,
    /// What the browser called itself.
    pub user_agent: String,
    /// When.
    pub created_at: Timestamp,
}

pub(crate) struct LoginAttempts;

impl Database {
    /// A page of them.
    pub async fn page_of_login_attempts(
        &self,
        which: (&Filter<Reach>, &Filter<LoginAttemptField>),
        sort: &[Sort<LoginAttemptField>],
        part: &Part,
    ) -> Result<Page<LoginAttemptRow>> {
        self.page::<LoginAttempts, _>(which, sort, part).await
    }

    /// One of them.
    pub async fn find_login_attempt(&self, id: LoginAttemptId) -> Result<Option<LoginAttemptRow>> {
        let sql = "SELECT l.id, l.side, l.email, l.user_id, u.email AS user_email, u.first_name, u.last_name, u.customer_id, \
             l.application_id, a.client_id, a.side AS application_side, a.owner_id AS application_owner, a.organization_id AS application_organization, l.source, l.succeeded, \
             l.reason, l.address, l.user_agent, l.created_at \
             FROM login_attempts l LEFT JOIN users u ON u.id = l.user_id \
             LEFT JOIN applications a ON a.id = l.application_id WHERE l.id = $1";
        Ok(on!(self, pool => sqlx::query_as(sql).bind(id).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// Notes one.
    pub async fn add_login_attempt(&mut self, row: &NewLoginAttemptRow<'_>) -> Result<()> {
        within!(self, tx => {
            sqlx::query(
                "INSERT INTO login_attempts (id, email, user_id, source, succeeded, reason, address, user_agent, created_at, application_id, side) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, COALESCE((SELECT side FROM users WHERE id = $3), \
                 (SELECT side FROM applications WHERE id = $10), $11))",
            )
            .bind(row.id)
            .bind(row.email)
            .bind(row.user_id)
            .bind(row.source)
            .bind(row.reason.is_none())
            .bind(row.reason.unwrap_or_default())
            .bind(row.address)
            .bind(row.user_agent)
            .bind(row.created_at)
            .bind(row.application_id)
            .bind(Side::BackOffice.as_str())
            .execute(&mut **tx)
            .await
            .map(drop)
        })?;
        Ok(())
    }
}

impl Listed for LoginAttempts {
    type Field = LoginAttemptField;

    const TABLE: (&'static str, &'static str) = ("login_attempts", "l");
    const LARGE: bool = true;

    fn select() -> SelectStatement {
        let own = [
            "id",
            "side",
            "email",
            "user_id",
            "application_id",
            "source",
            "succeeded",
            "reason",
            "address",
            "user_agent",
            "created_at",
        ];
        let mut select = Query::select();
        select
            .columns(own.map(|column| ("l", column)))
            .expr_as(Expr::col(("u", "email")), "user_email")
            .columns(["first_name", "last_name", "customer_id"].map(|column| ("u", column)))
            .column(("a", "client_id"))
            .expr_as(Expr::col(("a", "side")), "application_side")
            .expr_as(Expr::col(("a", "owner_id")), "application_owner")
            .expr_as(Expr::col(("a", "organization_id")), "application_organization")
            .from_as("login_attempts", "l")
            .join_as(JoinType::LeftJoin, "users", "u", Expr::col(("u", "id")).equals(("l", "user_id")))
            .join_as(
                JoinType::LeftJoin,
                "applications",
                "a",
                Expr::col(("a", "id")).equals(("l", "application_id")),
            );
        select
    }

    fn reach(reach: Reach) -> Column {
        match reach {
            Reach::Owner => {
                Column::Id(Func::coalesce([Expr::col(("l", "user_id")), of_application("owner_id")]).into())
            }
            // Those of an address that is nobody's are in no organization but that of the application.
            Reach::Organization => {
                let mut of_person = Query::select();
                of_person
                    .column(("uo", "organization_id"))
                    .from_as("user_organizations", "uo")
                    .and_where(Expr::col(("uo", "user_id")).equals(("l", "user_id")));
                let of_nobody = Expr::col(("l", "user_id"))
                    .is_null()
                    .and(Expr::col(("o", "id")).eq(of_application("organization_id")));
                let mut rows = Query::select();
                rows.expr(Expr::val(1))
                    .from_as("organizations", "o")
                    .and_where(Expr::col(("o", "id")).in_subquery(of_person).or(of_nobody));
                Column::Linked(Box::new(rows), Expr::col(("o", "id")))
            }
            Reach::Side => Column::Folded(Expr::col(("l", "side"))),
            // No role of the customer side sees them.
            Reach::Customer => nobody(),
        }
    }

    fn filter(field: LoginAttemptField) -> Column {
        let column = |name: &'static str| Expr::col(("l", name));
        match field {
            LoginAttemptField::Email => Column::Folded(column("email")),
            LoginAttemptField::User => Column::Id(column("user_id")),
            LoginAttemptField::Application => Column::Ascii(of_application("client_id")),
            LoginAttemptField::Source => Column::Word(column("source")),
            LoginAttemptField::Succeeded => Column::Boolean(column("succeeded")),
            LoginAttemptField::Reason => Column::Word(column("reason")),
            LoginAttemptField::Address => Column::Ascii(column("address")),
            LoginAttemptField::Browser => Column::Ascii(column("user_agent")),
            LoginAttemptField::Created => Column::Time(column("created_at")),
        }
    }

    fn sort(field: LoginAttemptField) -> Sorted {
        let column = |name: &'static str| Expr::col(("l", name));
        match field {
            LoginAttemptField::Email => Sorted::Text(column("email")),
            // What is sorted by is never nothing.
            LoginAttemptField::Application => {
                Sorted::Text(Func::coalesce([of_application("client_id"), Expr::val("")]).into())
            }
            LoginAttemptField::Source => Sorted::Text(column("source")),
            LoginAttemptField::Succeeded => Sorted::Flag(column("succeeded")),
            LoginAttemptField::Reason => Sorted::Text(column("reason")),
            LoginAttemptField::Address => Sorted::Text(column("address")),
            // By whose it is, and by browser, nobody sorts.
            LoginAttemptField::Created | LoginAttemptField::User | LoginAttemptField::Browser => {
                Sorted::Number(column("created_at"))
            }
        }
    }
}

/// A column of the application it was at. Counting looks at the attempts alone, so this is no join.
fn of_application(column: &'static str) -> Expr {
    let mut row = Query::select();
    row.column(("x", column))
        .from_as("applications", "x")
        .and_where(Expr::col(("x", "id")).equals(("l", "application_id")));
    Expr::SubQuery(None, Box::new(row.into()))
}
