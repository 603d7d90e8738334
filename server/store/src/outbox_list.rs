//! The outbox as pages show it, and what sends a mail again.

use crate::{
    Database, Result, Transaction,
    database::{on, within},
    list::{Listed, Reach, never_first, nobody},
    query::Column,
    sorted::Sorted,
};
use model::{Filter, MailId, OrganizationId, OutboxField, Page, Part, Sort, Timestamp};
use sea_query::{Expr, Func, Query, SelectStatement};

/// A mail without its bodies. Its link is never read here.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct OutboxRow {
    /// Its id.
    pub id: MailId,
    /// What happened, as a word for programs.
    pub event: String,
    /// Whom it is for.
    pub to_name: String,
    /// Where it goes.
    pub to_address: String,
    /// Its subject.
    pub subject: String,
    /// Whose outbox it is in; none: that of all organizations together.
    pub organization_id: Option<OrganizationId>,
    /// How often sending was tried.
    pub attempts: i64,
    /// When it is tried (again); none once it was sent or given up.
    pub next_attempt_at: Option<Timestamp>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was handed over.
    pub sent_at: Option<Timestamp>,
    /// When it was given up.
    pub failed_at: Option<Timestamp>,
    /// Whether it waits for a digest.
    pub held: bool,
    /// The digest that told it.
    pub digest_mail_id: Option<MailId>,
    /// Whether it has a page besides its text.
    pub has_html: bool,
    /// What the server said when it did not take it.
    pub last_error: Option<String>,
}

pub(crate) struct Outbox;

const COLUMNS: [&str; 14] = [
    "id",
    "event",
    "to_name",
    "to_address",
    "subject",
    "organization_id",
    "attempts",
    "next_attempt_at",
    "created_at",
    "sent_at",
    "failed_at",
    "held",
    "digest_mail_id",
    "last_error",
];

const HAS_HTML: &str = "html_body <> ''";

const STATE: &str = "CASE WHEN m.sent_at IS NOT NULL THEN 'sent' WHEN m.failed_at IS NOT NULL THEN 'failed' \
     WHEN m.held THEN 'held' ELSE 'waiting' END";

impl Database {
    /// A page of them.
    pub async fn page_of_outbox(
        &self,
        which: (&Filter<Reach>, &Filter<OutboxField>),
        sort: &[Sort<OutboxField>],
        part: &Part,
    ) -> Result<Page<OutboxRow>> {
        self.page::<Outbox, _>(which, sort, part).await
    }

    /// One of them.
    pub async fn find_outbox_mail(&self, id: MailId) -> Result<Option<OutboxRow>> {
        let sql =
            format!("SELECT {}, {HAS_HTML} AS has_html FROM outbox_mails WHERE id = $1", COLUMNS.join(", "));
        Ok(on!(self, pool => {
            sqlx::query_as(sqlx::AssertSqlSafe(sql)).bind(id).fetch_optional(pool).await
        })?)
    }

    /// The text of one of them, with `{{link}}` where its link was.
    pub async fn text_of_mail(&self, id: MailId) -> Result<Option<String>> {
        let sql = "SELECT text_body FROM outbox_mails WHERE id = $1";
        Ok(on!(self, pool => sqlx::query_scalar(sql).bind(id).fetch_optional(pool).await)?)
    }
}

impl Database {
    /// The HTML of one of them, with `{{link}}` where its link was.
    pub async fn html_of_mail(&self, id: MailId) -> Result<Option<String>> {
        let sql = "SELECT html_body FROM outbox_mails WHERE id = $1";
        Ok(on!(self, pool => sqlx::query_scalar(sql).bind(id).fetch_optional(pool).await)?)
    }
}

impl Transaction {
    /// A mail that waits is given up; whether it was one. One that is on its way may arrive all the same.
    pub async fn give_up_waiting_mail(&mut self, id: MailId, reason: &str, at: Timestamp) -> Result<bool> {
        let done = within!(self, tx => {
            sqlx::query(
                "UPDATE outbox_mails SET failed_at = $2, last_error = $3, next_attempt_at = NULL, held = FALSE, \
                 link = NULL WHERE id = $1 AND sent_at IS NULL AND failed_at IS NULL",
            )
            .bind(id)
            .bind(at)
            .bind(reason)
            .execute(&mut **tx)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(done == 1)
    }

    /// A mail that was given up is due again; whether it was one.
    pub async fn revive_mail(&mut self, id: MailId, at: Timestamp) -> Result<bool> {
        let done = within!(self, tx => {
            sqlx::query(
                "UPDATE outbox_mails SET next_attempt_at = $2, attempts = 0, failed_at = NULL \
                 WHERE id = $1 AND failed_at IS NOT NULL",
            )
            .bind(id)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(done == 1)
    }

    /// Writes a mail that was sent once more, under another id; whether it was one.
    pub async fn repeat_mail(&mut self, id: MailId, new: MailId, at: Timestamp) -> Result<bool> {
        let done = within!(self, tx => {
            sqlx::query(
                "INSERT INTO outbox_mails (id, event, to_name, to_address, subject, text_body, html_body, created_at, \
                 attempts, next_attempt_at, organization_id, user_id, language, subject_folded, to_folded) \
                 SELECT $2, event, to_name, to_address, subject, text_body, html_body, $3, 0, $3, organization_id, \
                 user_id, language, subject_folded, to_folded \
                 FROM outbox_mails WHERE id = $1 AND sent_at IS NOT NULL",
            )
            .bind(id)
            .bind(new)
            .bind(at)
            .execute(&mut **tx)
            .await
            .map(|done| done.rows_affected())
        })?;
        Ok(done == 1)
    }
}

impl Listed for Outbox {
    type Field = OutboxField;

    const TABLE: (&'static str, &'static str) = ("outbox_mails", "m");
    const LARGE: bool = true;

    fn select() -> SelectStatement {
        let mut select = Query::select();
        select
            .columns(COLUMNS.map(|column| ("m", column)))
            .expr_as(Expr::cust(HAS_HTML), "has_html")
            .from_as("outbox_mails", "m");
        select
    }

    fn reach(reach: Reach) -> Column {
        match reach {
            Reach::Organization => Column::Id(Expr::col(("m", "organization_id"))),
            // A mail is nobody's own: who got it has it.
            Reach::Side | Reach::Owner | Reach::Customer => nobody(),
        }
    }

    fn filter(field: OutboxField) -> Column {
        let column = |name: &'static str| Expr::col(("m", name));
        match field {
            OutboxField::Subject => Column::Folded(column("subject_folded")),
            OutboxField::To => Column::Folded(column("to_folded")),
            OutboxField::Event => Column::Word(column("event")),
            OutboxField::State => Column::Word(Expr::cust(STATE)),
            OutboxField::NextAttempt => Column::Time(column("next_attempt_at")),
            OutboxField::Created => Column::Time(column("created_at")),
            OutboxField::Sent => Column::Time(column("sent_at")),
            OutboxField::Error => Column::Ascii(Func::coalesce([column("last_error"), Expr::val("")]).into()),
            OutboxField::Attempts => nobody(),
        }
    }

    fn sort(field: OutboxField) -> Sorted {
        let column = |name: &'static str| Expr::col(("m", name));
        match field {
            OutboxField::Subject => Sorted::Text(column("subject_folded")),
            OutboxField::To => Sorted::Text(column("to_folded")),
            OutboxField::Event => Sorted::Text(column("event")),
            OutboxField::State => Sorted::Text(Expr::cust(STATE)),
            OutboxField::Attempts => Sorted::Number(column("attempts")),
            OutboxField::NextAttempt => never_first("m.next_attempt_at"),
            OutboxField::Created | OutboxField::Error => Sorted::Number(column("created_at")),
            OutboxField::Sent => never_first("m.sent_at"),
        }
    }
}
