//! Grids as rows of text, for the export as CSV: the same filters, order and columns as the page shows.

use crate::{
    audit,
    notification_rules::recipients,
    text::{self, text},
};
use domain::{Actor, ApplicationList, Office, Result};
use model::{
    Application, ApplicationField, AuditRecord, AuditRecordField, Cursor, Customer, CustomerField,
    EmailTemplate, Grid, GridField, GridQuery, Language, LoginAttempt, LoginAttemptField, NotificationRule,
    Organization, OrganizationField, OutboxField, OutboxMail, Page, Place, Role, RoleField, RuleField, Side,
    TemplateField, Timestamp, User, UserField, Walk,
};

/// Rows read at once.
const PAGE_SIZE: u32 = 100;

/// A part of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// What stands above the columns.
    pub head: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// From where it goes on; none: this is the last part.
    pub next: Option<Cursor>,
}

/// A column: where it belongs to, its heading, and what stands in a cell.
type Cell<F, R> = (F, &'static str, fn(&R) -> String);

/// One part of a grid, the first one or that beyond a place, as the parameters of its address ask, in a language.
pub async fn export(
    office: &Office,
    actor: &Actor,
    language: Language,
    grid: Grid,
    parameters: &[(String, String)],
    part: &Place,
) -> Result<Exported> {
    text::speaking(language, export_part(office, actor, grid, parameters, part)).await
}

async fn export_part(
    office: &Office,
    actor: &Actor,
    grid: Grid,
    parameters: &[(String, String)],
    part: &Place,
) -> Result<Exported> {
    match grid {
        Grid::Applications => applications(office, actor, Side::BackOffice, parameters, part).await,
        Grid::CustomerApplications => applications(office, actor, Side::Customer, parameters, part).await,
        Grid::Users => users(office, actor, Side::BackOffice, parameters, part).await,
        Grid::CustomerUsers => users(office, actor, Side::Customer, parameters, part).await,
        Grid::Customers => {
            let query = query(parameters, part);
            let page = office.list_customers(actor, &query).await?;
            Ok(exported(&query, page, &customer_cells()))
        }
        Grid::Organizations => {
            let query = query(parameters, part);
            let page = office.list_organizations(actor, &query).await?;
            Ok(exported(&query, page, &organization_cells()))
        }
        Grid::Roles => {
            let query = query(parameters, part);
            let page = office.list_roles(actor, &query).await?;
            Ok(exported(&query, page, &role_cells()))
        }
        Grid::EmailTemplates => {
            let query = query(parameters, part);
            let page = office.list_email_templates(actor, &query).await?;
            Ok(exported(&query, page, &template_cells()))
        }
        Grid::NotificationRules => {
            let query = query(parameters, part);
            let page = office.list_notification_rules(actor, &query).await?;
            Ok(exported(&query, page, &rule_cells()))
        }
        Grid::Outbox => {
            let query = query(parameters, part);
            let page = office.list_outbox(actor, &query).await?;
            Ok(exported(&query, page, &mail_cells()))
        }
        Grid::LoginAttempts => login_attempts(office, actor, Side::BackOffice, parameters, part).await,
        Grid::CustomerLoginAttempts => login_attempts(office, actor, Side::Customer, parameters, part).await,
        Grid::Audit => {
            let query = query(parameters, part);
            let page = office.list_audit_records(actor, &query).await?;
            Ok(exported(&query, page, &audit_cells()))
        }
    }
}

async fn applications(
    office: &Office,
    actor: &Actor,
    side: Side,
    parameters: &[(String, String)],
    part: &Place,
) -> Result<Exported> {
    let query = query(parameters, part);
    let list = ApplicationList::of_side(side, &query, office.now());
    let page = office.list_applications(actor, &list).await?;
    Ok(exported(&query, page, &application_cells(side)))
}

async fn users(
    office: &Office,
    actor: &Actor,
    side: Side,
    parameters: &[(String, String)],
    part: &Place,
) -> Result<Exported> {
    let query = query(parameters, part);
    let page = office.list_users(actor, side, &query, None).await?;
    Ok(exported(&query, page, &user_cells(side)))
}

async fn login_attempts(
    office: &Office,
    actor: &Actor,
    side: Side,
    parameters: &[(String, String)],
    part: &Place,
) -> Result<Exported> {
    let query = query(parameters, part);
    let page = office.list_login_attempts_of_side(actor, side, &query).await?;
    Ok(exported(&query, page, &login_attempt_cells()))
}

/// The state that the address says, at another place.
fn query<F: GridField>(parameters: &[(String, String)], part: &Place) -> GridQuery<F> {
    let pairs = parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let walk = Some(Walk { from: part.clone(), counted: false });
    GridQuery { walk, page_size: PAGE_SIZE, ..GridQuery::from_parameters(pairs) }
}

fn exported<F: GridField, R>(query: &GridQuery<F>, page: Page<R>, cells: &[Cell<F, R>]) -> Exported {
    let shown = || cells.iter().filter(|(field, ..)| query.shows(*field));
    Exported {
        head: shown().map(|(_, head, _)| *head).collect(),
        next: page.ends.after,
        rows: page.rows.iter().map(|row| shown().map(|(.., value)| value(row)).collect()).collect(),
    }
}

fn application_cells(side: Side) -> Vec<Cell<ApplicationField, Application>> {
    use ApplicationField as Field;
    vec![
        (Field::Name, text!(applications.name), |row| row.name.clone()),
        (Field::ClientId, text!(applications.client_id), |row| row.client_id.clone()),
        (Field::Active, text!(applications.active), |row| yes_no(row.active)),
        (Field::Apis, text!(applications.apis), |row| text::api_access(&row.apis, row.side)),
        (Field::Grant, text!(applications.grant), |row| text::grant(row.grant).to_owned()),
        (Field::Owner, text::owner_of(side), |row| {
            row.owner.as_ref().map(|owner| owner.email.clone()).unwrap_or_default()
        }),
        (Field::Organization, text!(applications.organization), |row| row.organization.name.clone()),
        (Field::LastUsed, text!(applications.last_used), |row| time(row.last_used_at)),
        (Field::Created, text!(applications.created), |row| time(Some(row.created_at))),
        (Field::Origin, text!(origins.label), |row| {
            text::origin_with(row.origin, row.origin_name.as_deref())
        }),
    ]
}

fn user_cells(side: Side) -> Vec<Cell<UserField, User>> {
    use UserField as Field;
    let mut cells: Vec<Cell<Field, User>> = vec![
        (Field::Name, text!(export.name), User::name),
        (Field::Email, text!(export.email), |row| row.email.clone()),
    ];
    if side == Side::Customer {
        cells.push((Field::Customer, text!(export.customer), |row| {
            row.customer.as_ref().map(|customer| customer.name.clone()).unwrap_or_default()
        }));
    }
    let rest: [Cell<Field, User>; 5] = [
        (Field::Role, text!(export.roles), |row| {
            row.roles.iter().map(|role| role.name.as_str()).collect::<Vec<_>>().join(", ")
        }),
        (Field::Organization, text!(export.organizations), |row| {
            row.organizations.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ")
        }),
        (Field::Enabled, text!(export.enabled), |row| yes_no(row.enabled)),
        (Field::LastLogin, text!(export.last_login), |row| time(row.last_login_at)),
        (Field::Created, text!(export.created), |row| time(Some(row.created_at))),
    ];
    cells.extend(rest);
    cells
}

fn customer_cells() -> Vec<Cell<CustomerField, Customer>> {
    use CustomerField as Field;
    vec![
        (Field::Name, text!(export.name), |row| row.name.clone()),
        (Field::Users, text!(export.users), |row| row.users.to_string()),
        (Field::Organization, text!(export.organization), |row| row.organization.name.clone()),
        (Field::Enabled, text!(export.enabled), |row| yes_no(row.enabled)),
        (Field::Created, text!(export.created), |row| time(Some(row.created_at))),
    ]
}

fn organization_cells() -> Vec<Cell<OrganizationField, Organization>> {
    use OrganizationField as Field;
    vec![
        (Field::Name, text!(export.name), |row| row.name.clone()),
        (Field::Global, text!(export.global), |row| yes_no(row.global)),
        (Field::Users, text!(export.users), |row| row.users.to_string()),
        (Field::Enabled, text!(export.enabled), |row| yes_no(row.enabled)),
        (Field::Created, text!(export.created), |row| time(Some(row.created_at))),
    ]
}

fn role_cells() -> Vec<Cell<RoleField, Role>> {
    use RoleField as Field;
    vec![
        (Field::Name, text!(export.name), |row| row.name.clone()),
        (Field::Side, text!(export.side), |row| row.side.as_str().to_owned()),
        (Field::Users, text!(export.users), |row| row.users.to_string()),
        (Field::Created, text!(export.created), |row| time(Some(row.created_at))),
    ]
}

fn rule_cells() -> Vec<Cell<RuleField, NotificationRule>> {
    use RuleField as Field;
    vec![
        (Field::Name, text!(rules.name), |row| row.name.clone()),
        (Field::Organization, text!(rules.organization), |row| row.organization.name.clone()),
        (Field::Event, text!(rules.event), |row| row.event.as_str().to_owned()),
        (Field::Template, text!(rules.template), |row| row.template.name.clone()),
        (Field::Recipients, text!(rules.recipients), |row| recipients(row).join(", ")),
        (Field::Enabled, text!(export.enabled), |row| yes_no(row.enabled)),
        (Field::Created, text!(export.created), |row| time(Some(row.created_at))),
    ]
}

fn mail_cells() -> Vec<Cell<OutboxField, OutboxMail>> {
    use OutboxField as Field;
    vec![
        (Field::Subject, text!(outbox.subject), |row| row.subject.clone()),
        (Field::To, text!(outbox.to), |row| row.to_address.clone()),
        (Field::Event, text!(outbox.event), |row| row.event.clone()),
        (Field::State, text!(outbox.state), |row| row.state.as_str().to_owned()),
        (Field::Attempts, text!(outbox.attempts), |row| row.attempts.to_string()),
        (Field::NextAttempt, text!(outbox.next_attempt), |row| time(row.next_attempt_at)),
        (Field::Created, text!(export.created), |row| time(Some(row.created_at))),
        (Field::Sent, text!(outbox.sent_at), |row| time(row.sent_at)),
        (Field::Error, text!(outbox.error), |row| row.error.clone().unwrap_or_default()),
    ]
}

fn login_attempt_cells() -> Vec<Cell<LoginAttemptField, LoginAttempt>> {
    use LoginAttemptField as Field;
    vec![
        (Field::Created, text!(login_attempts.time), |row| time(Some(row.created_at))),
        (Field::User, text!(login_attempts.person), |row| {
            row.user.as_ref().map(|user| user.email.clone()).unwrap_or_default()
        }),
        (Field::Email, text!(login_attempts.email), |row| row.email.clone()),
        (Field::Source, text!(login_attempts.source), |row| row.source.as_str().to_owned()),
        (Field::Application, text!(login_attempts.application), |row| {
            row.application.as_ref().map(|application| application.client_id.clone()).unwrap_or_default()
        }),
        (Field::Succeeded, text!(login_attempts.came_in), |row| yes_no(row.failure.is_none())),
        (Field::Reason, text!(login_attempts.reason), |row| {
            row.failure.map(|failure| failure.as_str().to_owned()).unwrap_or_default()
        }),
        (Field::Address, text!(login_attempts.address), |row| row.address.clone()),
        (Field::Browser, text!(login_attempts.browser), |row| row.user_agent.clone()),
    ]
}

fn audit_cells() -> Vec<Cell<AuditRecordField, AuditRecord>> {
    use AuditRecordField as Field;
    vec![
        (Field::Created, text!(audit.time), |row| time(Some(row.created_at))),
        (Field::Actor, text!(audit.who), |row| audit::who(&row.actor)),
        (Field::Action, text!(audit.action), |row| audit::action(row.action).to_owned()),
        (Field::Kind, text!(audit.kind), |row| audit::kind(row.subject.kind).to_owned()),
        (Field::Subject, text!(audit.subject), |row| row.subject.name.clone()),
        (Field::Door, text!(audit.door), |row| {
            row.place.as_ref().map(|place| audit::door(place.door).to_owned()).unwrap_or_default()
        }),
        (Field::Address, text!(audit.address), |row| {
            row.place.as_ref().map(|place| place.address.clone()).unwrap_or_default()
        }),
        (Field::SubjectId, text!(audit.changes), |row| {
            row.changes.iter().map(audit::told).collect::<Vec<_>>().join("; ")
        }),
    ]
}

fn template_cells() -> Vec<Cell<TemplateField, EmailTemplate>> {
    use TemplateField as Field;
    vec![
        (Field::Name, text!(export.name), |row| row.name.clone()),
        (Field::Organization, text!(export.organization), |row| row.organization.name.clone()),
        (Field::Kind, text!(templates.kind), |row| row.kind.as_str().to_owned()),
        (Field::Shipped, text!(templates.shipped), |row| yes_no(row.shipped)),
        (Field::Languages, text!(templates.own_words), |row| {
            row.languages.iter().map(|language| language.as_str()).collect::<Vec<_>>().join(", ")
        }),
        (Field::Updated, text!(templates.updated), |row| time(Some(row.updated_at))),
    ]
}

fn yes_no(value: bool) -> String {
    if value { text!(common.yes) } else { text!(common.no) }.to_owned()
}

/// RFC 3339 in UTC: what programs read, and spreadsheets too.
fn time(time: Option<Timestamp>) -> String {
    time.map(Timestamp::to_rfc3339).unwrap_or_default()
}
