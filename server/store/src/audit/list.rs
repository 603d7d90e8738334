//! Records as they are looked at: in lists, one by one, and as the history of a record.

use crate::{
    Database, Result,
    database::on,
    list::{Listed, Reach, nobody},
    narrow::Narrow,
    query::Column,
    sorted::Sorted,
};
use model::{
    ApplicationId, AuditKind, AuditRecordField, AuditRecordId, Condition, Filter, OrganizationId, Page, Part,
    Sort, Timestamp, UserId,
};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use uuid::Uuid;

/// A record, in the words it is stored in.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AuditRecordRow {
    /// Its id.
    pub id: AuditRecordId,
    /// Its place in the chain.
    pub sequence: i64,
    /// What was done.
    pub action: String,
    /// With which kind of record.
    pub subject_kind: String,
    /// With which of them.
    pub subject_id: Option<Uuid>,
    /// What that was called.
    pub subject_name: String,
    /// Whose it was.
    pub owner_id: Option<UserId>,
    /// Of which kind whoever did it is.
    pub actor_kind: String,
    /// The person who did it.
    pub actor_id: Option<UserId>,
    /// What they were called.
    pub actor_name: String,
    /// The application that did it.
    pub application_id: Option<ApplicationId>,
    /// What that was called.
    pub application_name: String,
    /// By which door.
    pub door: String,
    /// From which address.
    pub address: String,
    /// In which request.
    pub request_id: String,
    /// What is other than before, as JSON.
    pub changes: String,
    /// The digest of the record.
    pub hash: Vec<u8>,
    /// When.
    pub created_at: Timestamp,
}

const COLUMNS: [&str; 18] = [
    "id",
    "sequence",
    "action",
    "subject_kind",
    "subject_id",
    "subject_name",
    "owner_id",
    "actor_kind",
    "actor_id",
    "actor_name",
    "application_id",
    "application_name",
    "door",
    "address",
    "request_id",
    "changes",
    "hash",
    "created_at",
];

pub(crate) struct AuditRecords;

impl Database {
    /// A page of them.
    pub async fn page_of_audit_records(
        &self,
        which: (&Filter<Reach>, &Filter<AuditRecordField>),
        sort: &[Sort<AuditRecordField>],
        part: &Part,
    ) -> Result<Page<AuditRecordRow>> {
        self.page::<AuditRecords, _>(which, sort, part).await
    }

    /// One of them.
    pub async fn find_audit_record(&self, id: AuditRecordId) -> Result<Option<AuditRecordRow>> {
        let mut select = AuditRecords::select();
        select.and_where(Expr::col(("r", "id")).eq(id.0));
        Ok(self.rows(&select).await?.pop())
    }

    /// The organizations whose people may see it.
    pub async fn organizations_of_audit_record(&self, id: AuditRecordId) -> Result<Vec<OrganizationId>> {
        let sql = "SELECT organization_id FROM audit_organizations WHERE record_id = $1";
        Ok(on!(self, pool => sqlx::query_scalar(sql).bind(id).fetch_all(pool).await)?)
    }

    /// What was done last with a record.
    pub async fn history(&self, kind: AuditKind, id: Uuid, limit: u64) -> Result<Vec<AuditRecordRow>> {
        let mut select = AuditRecords::select();
        select
            .and_where(Expr::col(("r", "subject_id")).eq(id))
            .and_where(Expr::col(("r", "subject_kind")).eq(kind.as_str()))
            .order_by(("r", "sequence"), sea_query::Order::Desc)
            .limit(limit);
        self.rows(&select).await
    }
}

impl Listed for AuditRecords {
    type Field = AuditRecordField;

    const TABLE: (&'static str, &'static str) = ("audit_records", "r");
    const LARGE: bool = true;

    fn select() -> SelectStatement {
        let mut select = Query::select();
        select.columns(COLUMNS.map(|column| ("r", column))).from_as("audit_records", "r");
        select
    }

    fn reach(reach: Reach) -> Column {
        match reach {
            Reach::Owner => Column::Id(Expr::col(("r", "owner_id"))),
            Reach::Organization => {
                let mut rows = Query::select();
                rows.expr(Expr::val(1))
                    .from_as("audit_organizations", "x")
                    .and_where(Expr::col(("x", "record_id")).equals(("r", "id")));
                Column::Linked(Box::new(rows), Expr::col(("x", "organization_id")))
            }
            // No role of the customer side sees them.
            Reach::Side | Reach::Customer => nobody(),
        }
    }

    fn narrow_reach(reach: Reach, asked: &Condition) -> Option<Narrow> {
        let record = ("record_id", "organization_id");
        match reach {
            Reach::Organization => {
                Narrow::linked(Expr::col(("r", "id")), "audit_organizations", record, asked)
            }
            Reach::Side | Reach::Owner | Reach::Customer => None,
        }
    }

    fn filter(field: AuditRecordField) -> Column {
        let column = |name: &'static str| Expr::col(("r", name));
        match field {
            AuditRecordField::Action => Column::Word(column("action")),
            AuditRecordField::Kind => Column::Word(column("subject_kind")),
            AuditRecordField::Subject => Column::Folded(column("subject_folded")),
            AuditRecordField::SubjectId => Column::Id(column("subject_id")),
            AuditRecordField::Actor => Column::Folded(column("actor_folded")),
            AuditRecordField::ActorId => Column::Id(column("actor_id")),
            AuditRecordField::Door => Column::Word(column("door")),
            AuditRecordField::Address => Column::Ascii(column("address")),
            AuditRecordField::Created => Column::Time(column("created_at")),
        }
    }

    fn sort(field: AuditRecordField) -> Sorted {
        let column = |name: &'static str| Expr::col(("r", name));
        match field {
            AuditRecordField::Action => Sorted::Text(column("action")),
            AuditRecordField::Kind => Sorted::Text(column("subject_kind")),
            AuditRecordField::Subject => Sorted::Text(column("subject_folded")),
            AuditRecordField::Actor => Sorted::Text(column("actor_folded")),
            AuditRecordField::Door => Sorted::Text(column("door")),
            AuditRecordField::Address => Sorted::Text(column("address")),
            // The order of one second is that of the chain. By whose it is nobody sorts.
            AuditRecordField::Created | AuditRecordField::SubjectId | AuditRecordField::ActorId => {
                Sorted::Number(column("sequence"))
            }
        }
    }
}
