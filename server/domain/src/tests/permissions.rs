//! Who may do what: every action on every kind of record, at every level, with one's own records, those of one's customer, those
//! of the organization one works in and those of another one, from an organization without and from one with global access.
//!
//! The table below is what the office does, asked through the methods that pages and APIs call.

use crate::{
    Actor, ApplicationList, Error, Office, Result,
    town::{ADMIN, Town},
};
use model::{
    Action, ApplicationForm, ApplicationId, CustomerForm, CustomerId, Filter, GridQuery, Level,
    OrganizationForm, OrganizationId, Permissions, Problem, RoleForm, RoleId, Side, Subject, UserForm,
    UserId,
};
use std::{
    fmt::Write,
    sync::atomic::{AtomicU32, Ordering},
};

/// Each cell has two halves: working in an organization without global access / with it. In each, a letter is a record
/// with which it is allowed: `o`wn, of the same `c`ustomer, `h`ere in the same organization, `e`lsewhere; `-` is refused; a dot
/// is a record that does not exist. What all organizations share (roles, making organizations) counts as `e`lsewhere for
/// changing it, and roles as `h`ere for seeing them.
const TABLE: &str = "
                              none       own        customer   organization global
applications view             -.--/-.--  o.--/o.--  o.--/o.--  o.h-/o.h-  o.h-/o.he
applications create           -.--/-.--  o.--/o.--  o.--/o.--  o.h-/o.h-  o.h-/o.he
applications edit             -.--/-.--  o.--/o.--  o.--/o.--  o.h-/o.h-  o.h-/o.he
applications delete           -.--/-.--  o.--/o.--  o.--/o.--  o.h-/o.h-  o.h-/o.he
customer_applications view    ----/----  o---/o---  oc--/oc--  och-/och-  och-/oche
customer_applications create  ----/----  o---/o---  oc--/oc--  och-/och-  och-/oche
customer_applications edit    ----/----  o---/o---  oc--/oc--  och-/och-  och-/oche
customer_applications delete  ----/----  o---/o---  oc--/oc--  och-/och-  och-/oche
users view                    -.--/-.--  o.--/o.--  o.--/o.--  o.h-/o.h-  o.h-/o.he
users create                  ..--/..--  ..--/..--  ..--/..--  ..h-/..h-  ..h-/..he
users edit                    -.--/-.--  o.--/o.--  o.--/o.--  o.h-/o.h-  o.h-/o.he
customer_users view           ----/----  o---/o---  oc--/oc--  och-/och-  och-/oche
customer_users create         .---/.---  .---/.---  .c--/.c--  .ch-/.ch-  .ch-/.che
customer_users edit           ----/----  o---/o---  oc--/oc--  och-/och-  och-/oche
customers view                .---/.---  .---/.---  .c--/.c--  .ch-/.ch-  .ch-/.che
customers create              ..--/..--  ..--/..--  ..--/..--  ..h-/..h-  ..h-/..he
customers edit                .---/.---  .---/.---  .c--/.c--  .ch-/.ch-  .ch-/.che
organizations view            ..--/..--  ..--/..--  ..--/..--  ..h-/..h-  ..h-/..he
organizations create          ...-/...-  ...-/...-  ...-/...-  ...-/...-  ...-/...e
organizations edit            ..--/..--  ..--/..--  ..--/..--  ..h-/..h-  ..h-/..he
roles view                    ..-./..-.  ..-./..-.  ..-./..-.  ..h./..h.  ..h./..h.
roles create                  ...-/...-  ...-/...-  ...-/...-  ...-/...-  ...-/...e
roles edit                    ...-/...-  ...-/...-  ...-/...-  ...-/...-  ...-/...e
roles delete                  ...-/...-  ...-/...-  ...-/...-  ...-/...-  ...-/...e
";

/// The kinds of records that have methods, each with the actions there are.
const ROWS: [(Subject, &[Action]); 7] = [
    (Subject::Applications, &Action::ALL),
    (Subject::CustomerApplications, &Action::ALL),
    (Subject::Users, &[Action::View, Action::Create, Action::Edit]),
    (Subject::CustomerUsers, &[Action::View, Action::Create, Action::Edit]),
    (Subject::Customers, &[Action::View, Action::Create, Action::Edit]),
    (Subject::Organizations, &[Action::View, Action::Create, Action::Edit]),
    (Subject::Roles, &Action::ALL),
];

/// Where a record is, seen from the actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    Own,
    Customer,
    Here,
    Elsewhere,
}

impl Whose {
    const ALL: [(Self, char); 4] =
        [(Self::Own, 'o'), (Self::Customer, 'c'), (Self::Here, 'h'), (Self::Elsewhere, 'e')];
}

/// Everything of one kind that permissions speak of, seen from an actor: indexed by [`Whose`].
struct World {
    office: Office,
    /// Who makes what the actor then deletes.
    admin: Actor,
    /// Role without any permission, so that nobody has more than the actor.
    nothing: RoleId,
    nothing_of_customers: RoleId,
    here: OrganizationId,
    elsewhere: OrganizationId,
    /// A user of the back office, working here.
    user: Actor,
    /// A customer user, working here.
    customer_user: Actor,
    users: [Option<UserId>; 4],
    customer_users: [Option<UserId>; 4],
    customers: [Option<CustomerId>; 4],
    counter: AtomicU32,
}

impl World {
    /// Moves everybody in. Both organizations look the same, but for global access.
    async fn new(town: &Town, here: (&str, OrganizationId), elsewhere: OrganizationId) -> Self {
        let (office, admin) = (town.office.clone(), town.admin.clone());
        let role = async |side| {
            let name = format!("Nothing of {side:?} in {}", here.0);
            office.create_role(&admin, &RoleForm { name, ..RoleForm::new(side) }).await.unwrap().id
        };
        let (nothing, nothing_of_customers) = (role(Side::BackOffice).await, role(Side::Customer).await);
        let prefix = here.0.to_lowercase();
        let user = async |name: &str, organization: OrganizationId| {
            let mut form = town.form(&format!("{prefix}-{name}"), &[], &[organization]).await;
            form.roles = vec![nothing.to_string()];
            office.create_person(&admin, Side::BackOffice, &form).await.unwrap().id
        };
        let (kim, colleague, stranger) =
            (user("kim", here.1).await, user("colleague", here.1).await, user("stranger", elsewhere).await);
        let customer = async |name: &str, organization| {
            town.add_customer(&format!("{prefix}-{name}"), organization).await
        };
        let (mine, other, far) = (
            customer("mine", here.1).await,
            customer("other", here.1).await,
            customer("far", elsewhere).await,
        );
        let customer_user = async |name: &str, customer| {
            let mut form = town.customer_form(&format!("{prefix}-{name}"), &[], customer).await;
            form.roles = vec![nothing_of_customers.to_string()];
            office.create_person(&admin, Side::Customer, &form).await.unwrap().id
        };
        let customer_users = [
            Some(customer_user("cam", mine).await),
            Some(customer_user("fellow", mine).await),
            Some(customer_user("neighbour", other).await),
            Some(customer_user("foreigner", far).await),
        ];
        let actor = async |name: &str| town.test.actor(&format!("{prefix}-{name}@example.com"), here.0).await;
        Self {
            here: here.1,
            elsewhere,
            user: actor("kim").await,
            customer_user: actor("cam").await,
            users: [Some(kim), None, Some(colleague), Some(stranger)],
            customer_users,
            customers: [None, Some(mine), Some(other), Some(far)],
            counter: AtomicU32::new(0),
            office,
            admin,
            nothing,
            nothing_of_customers,
        }
    }

    fn new_name(&self) -> String {
        format!("new{}", self.counter.fetch_add(1, Ordering::Relaxed))
    }

    /// The organization of a record.
    fn organization(&self, whose: Whose) -> OrganizationId {
        if whose == Whose::Elsewhere { self.elsewhere } else { self.here }
    }

    /// Whether it is allowed; `None` where there is no such record.
    async fn may(&self, subject: Subject, action: Action, level: Level, whose: Whose) -> Option<bool> {
        let base = match subject {
            Subject::CustomerApplications | Subject::CustomerUsers | Subject::Customers => {
                &self.customer_user
            }
            _ => &self.user,
        };
        let mut actor = base.clone();
        actor.viewer.permissions = Permissions::none().with(subject, &[action], level);
        match subject {
            Subject::Applications => {
                self.application(&actor, action, self.users[whose as usize]?, whose).await
            }
            Subject::CustomerApplications => {
                self.application(&actor, action, self.customer_users[whose as usize]?, whose).await
            }
            Subject::Users => self.user(&actor, action, whose).await,
            Subject::CustomerUsers => self.customer_user(&actor, action, whose).await,
            Subject::Customers => self.customer(&actor, action, whose).await,
            Subject::Organizations => self.one_organization(&actor, action, whose).await,
            _ => self.role(&actor, action, whose).await,
        }
    }

    async fn application(&self, actor: &Actor, action: Action, owner: UserId, whose: Whose) -> Option<bool> {
        let office = &self.office;
        let form = ApplicationForm {
            name: self.new_name(),
            organization: self.organization(whose).to_string(),
            ..ApplicationForm::new()
        };
        if action == Action::Create {
            return Some(allowed(office.create_application(actor, owner, &form).await));
        }
        let made = office.create_application(&self.admin, owner, &form).await.unwrap().application;
        let outcome = match action {
            Action::View => {
                let found = allowed(office.find_application(actor, made.id).await);
                assert_eq!(self.lists_application(actor, made.id).await, found);
                found
            }
            Action::Edit => {
                let outcomes = [
                    allowed(office.change_application(actor, made.id, &ApplicationForm::of(&made)).await),
                    allowed(office.deactivate_application(actor, made.id).await),
                    allowed(office.activate_application(actor, made.id).await),
                    allowed(office.rotate_secret(actor, made.id, model::Grace::None).await),
                ];
                all_or_none(&outcomes)
            }
            _ => {
                let deleted = allowed(office.delete_application(actor, made.id).await);
                if !deleted {
                    office.delete_application(&self.admin, made.id).await.unwrap();
                }
                // Who may delete may take it back, and nobody else knows of it.
                let listed = office.list_deleted_applications(actor, made.side, None, 1).await;
                let listed =
                    listed.is_ok_and(|page| page.rows.iter().any(|row| row.application.id == made.id));
                let restored = allowed(office.restore_application(actor, made.id).await);
                all_or_none(&[deleted, listed, restored])
            }
        };
        Some(outcome)
    }

    async fn lists_application(&self, actor: &Actor, id: ApplicationId) -> bool {
        let filter = Filter::everything();
        let newest = model::Sort::parse("-created_at").into_iter().collect();
        let part = model::Part::Numbered { number: 1, size: 100 };
        let list = ApplicationList { owner: None, side: None, filter, sort: newest, part };
        let page = self.office.list_applications(actor, &list).await;
        page.is_ok_and(|page| page.rows.iter().any(|row| row.id == id))
    }

    async fn user(&self, actor: &Actor, action: Action, whose: Whose) -> Option<bool> {
        let id = self.users[whose as usize]?;
        if action != Action::Create {
            return Some(self.person(actor, action, Side::BackOffice, id).await);
        }
        let organizations = vec![self.organization(whose).to_string()];
        let form = UserForm { organizations, roles: vec![self.nothing.to_string()], ..self.new_person() };
        let created = self.office.create_person(actor, Side::BackOffice, &form).await;
        (whose != Whose::Own).then(|| allowed(created))
    }

    async fn customer_user(&self, actor: &Actor, action: Action, whose: Whose) -> Option<bool> {
        let id = self.customer_users[whose as usize]?;
        if action != Action::Create {
            return Some(self.person(actor, action, Side::Customer, id).await);
        }
        let customer = self.customers[whose as usize]?.to_string();
        let roles = vec![self.nothing_of_customers.to_string()];
        let form = UserForm { customer, roles, ..self.new_person() };
        Some(allowed(self.office.create_person(actor, Side::Customer, &form).await))
    }

    fn new_person(&self) -> UserForm {
        let email = format!("{}-{}@example.com", self.new_name(), self.here);
        UserForm { email, first_name: "New".into(), last_name: "Person".into(), ..UserForm::default() }
    }

    async fn person(&self, actor: &Actor, action: Action, side: Side, id: UserId) -> bool {
        let office = &self.office;
        if action == Action::View {
            let found = allowed(office.find_user(actor, id).await);
            let query = GridQuery { page_size: 100, ..GridQuery::default() };
            let listed = office.list_users(actor, side, &query, None).await;
            let listed = listed.is_ok_and(|page| page.rows.iter().any(|row| row.id == id));
            assert_eq!(listed, found);
            return found;
        }
        let seen = office.find_user(&self.admin, id).await.unwrap();
        let changed = allowed(office.change_user(actor, id, &UserForm::of(&seen)).await);
        if id != actor.viewer.id {
            let switched =
                [allowed(office.disable_user(actor, id).await), allowed(office.enable_user(actor, id).await)];
            assert_eq!(all_or_none(&switched), changed);
        }
        changed
    }

    async fn customer(&self, actor: &Actor, action: Action, whose: Whose) -> Option<bool> {
        let office = &self.office;
        let id = self.customers[whose as usize]?;
        match action {
            Action::View => {
                let found = allowed(office.find_customer(actor, id).await);
                let query = GridQuery { page_size: 100, ..GridQuery::default() };
                let listed = office.list_customers(actor, &query).await;
                assert_eq!(listed.is_ok_and(|page| page.rows.iter().any(|row| row.id == id)), found);
                Some(found)
            }
            // A new one is nobody's customer yet.
            Action::Create if whose == Whose::Customer => None,
            Action::Create => {
                let organization = self.organization(whose).to_string();
                let form = CustomerForm { name: self.new_name(), organization, version: String::new() };
                Some(allowed(office.create_customer(actor, &form).await))
            }
            _ => {
                let seen = office.find_customer(&self.admin, id).await.unwrap();
                let form = CustomerForm { version: String::new(), ..CustomerForm::of(&seen) };
                let outcomes = [
                    allowed(office.change_customer(actor, id, &form).await),
                    allowed(office.disable_customer(actor, id).await),
                    allowed(office.enable_customer(actor, id).await),
                ];
                Some(all_or_none(&outcomes))
            }
        }
    }

    async fn one_organization(&self, actor: &Actor, action: Action, whose: Whose) -> Option<bool> {
        let office = &self.office;
        let id = match (whose, action) {
            (Whose::Own | Whose::Customer, _) | (Whose::Here, Action::Create) => return None,
            _ => self.organization(whose),
        };
        if action == Action::Create {
            let name = format!("{} of {}", self.new_name(), self.here);
            let form = OrganizationForm { name, ..OrganizationForm::default() };
            return Some(allowed(office.create_organization(actor, &form).await));
        }
        if action == Action::View {
            let found = allowed(office.find_organization(actor, id).await);
            let query = GridQuery { page_size: 100, ..GridQuery::default() };
            let listed = office.list_organizations(actor, &query).await;
            assert_eq!(listed.is_ok_and(|page| page.rows.iter().any(|row| row.id == id)), found);
            return Some(found);
        }
        let seen = office.find_organization(&self.admin, id).await.unwrap();
        let form = OrganizationForm { version: String::new(), ..OrganizationForm::of(&seen) };
        Some(allowed(office.change_organization(actor, id, &form).await))
    }

    async fn role(&self, actor: &Actor, action: Action, whose: Whose) -> Option<bool> {
        let office = &self.office;
        match (whose, action) {
            (Whose::Here, Action::View) => {
                let found = allowed(office.find_role(actor, self.nothing).await);
                assert_eq!(office.list_roles(actor, &GridQuery::default()).await.is_ok(), found);
                return Some(found);
            }
            (Whose::Elsewhere, Action::Create | Action::Edit | Action::Delete) => {}
            _ => return None,
        }
        let name = format!("{} of {}", self.new_name(), self.here);
        let form = RoleForm { name, ..RoleForm::new(Side::BackOffice) };
        if action == Action::Create {
            return Some(allowed(office.create_role(actor, &form).await));
        }
        let made = office.create_role(&self.admin, &form).await.unwrap();
        Some(if action == Action::Edit {
            allowed(office.change_role(actor, made.id, &RoleForm::of(&made)).await)
        } else {
            allowed(office.delete_role(actor, made.id).await)
        })
    }

    /// The half of a cell.
    async fn half(&self, subject: Subject, action: Action, level: Level) -> String {
        let mut half = String::new();
        for (whose, letter) in Whose::ALL {
            half.push(match self.may(subject, action, level, whose).await {
                Some(true) => letter,
                Some(false) => '-',
                None => '.',
            });
        }
        half
    }
}

/// Whether it was done; any other reason than that it is not allowed is a mistake of the test.
#[track_caller]
fn allowed<T: std::fmt::Debug>(outcome: Result<T>) -> bool {
    match outcome {
        Ok(_) => true,
        Err(Error::NotFound | Error::Forbidden) => false,
        Err(Error::Invalid(invalid)) => {
            let [(_, Problem::UnknownOrganization | Problem::UnknownChoice)] = invalid.0.as_slice() else {
                panic!("{invalid}")
            };
            false
        }
        other => panic!("{other:?}"),
    }
}

/// What takes the same permission is allowed or refused together.
#[track_caller]
fn all_or_none(outcomes: &[bool]) -> bool {
    assert!(outcomes.iter().all(|one| *one == outcomes[0]), "{outcomes:?}");
    outcomes[0]
}

store::on_both_engines! {
    async fn who_may_do_what(db: TestDatabase) {
        let town = Town::on(db).await;
        let local = World::new(&town, ("Globex", town.globex), town.acme).await;
        let global = World::new(&town, ("Acme", town.acme), town.globex).await;
        assert!(town.test.actor(ADMIN, "Acme").await.viewer.organization.global);
        let mut table = format!("\n{:30}none       own        customer   organization global\n", "");
        for (subject, actions) in ROWS {
            for action in actions {
                let row = format!("{} {}", subject.as_str(), action.as_str());
                write!(table, "{row:30}").unwrap();
                for level in Level::ALL {
                    let (here, there) = (local.half(subject, *action, level).await, global.half(subject, *action, level).await);
                    write!(table, "{here}/{there}  ").unwrap();
                }
                table = table.trim_end().to_owned() + "\n";
            }
        }
        assert!(table == TABLE, "the office does this:{table}");
    }
}
