//! Walking there and back gives every row once, in the order of the numbered pages, on both engines.

pub(crate) mod rows;

use crate::{Error, Reach};
use model::{
    ApplicationField::{self, Active, Apis, LastUsed, Name, Organization},
    Cursor, CustomerField, Direction, Ends, Filter, GridField, Key, LoginAttemptField, OrganizationField,
    OutboxField, Page, Part, Place, RoleField, RuleField, Sort, TemplateField, UserField, Walk,
};
use rows::{application, fill, id};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How a list is read.
trait Lists<F, T>: AsyncFn(&[Sort<F>], &Part) -> crate::Result<Page<T>> {}
impl<F, T, P: AsyncFn(&[Sort<F>], &Part) -> crate::Result<Page<T>>> Lists<F, T> for P {}

fn part(from: Place, size: u32) -> Part {
    Part::Walked { walk: Walk { from, counted: false }, size }
}

/// Every row, walking forward.
async fn forward<F, T>(list: &impl Lists<F, T>, sort: &[Sort<F>], size: u32) -> (Vec<T>, Option<Cursor>) {
    let (mut all, mut from, mut end) = (Vec::new(), Place::Start, None);
    loop {
        let page = list(sort, &part(from, size)).await.unwrap();
        assert!(page.rows.len() <= size as usize);
        all.extend(page.rows);
        let Some(after) = page.ends.after else { return (all, end) };
        end = Some(after.clone());
        from = Place::After(after);
    }
}

/// Every row before a place, walking backward.
async fn backward<F, T>(list: &impl Lists<F, T>, sort: &[Sort<F>], from: Cursor, size: u32) -> Vec<T> {
    let (mut all, mut from) = (Vec::new(), from);
    loop {
        let page = list(sort, &part(Place::Before(from), size)).await.unwrap();
        assert!(page.ends.after.is_some(), "it came from somewhere");
        all.splice(0..0, page.rows);
        match page.ends.before {
            Some(before) => from = before,
            None => return all,
        }
    }
}

async fn check<F: GridField, T>(list: impl Lists<F, T>, id: impl Fn(&T) -> Uuid, more: &[Vec<Sort<F>>]) {
    let ids = |rows: Vec<T>| rows.iter().map(&id).collect::<Vec<_>>();
    let fields = F::ALL.iter().filter(|field| field.sortable()).flat_map(|field| {
        let way = |direction| vec![Sort { field: *field, direction }];
        [way(Direction::Ascending), way(Direction::Descending)]
    });
    for sort in fields.chain(more.iter().cloned()).chain([vec![]]) {
        let whole = list(&sort, &Part::Numbered { number: 1, size: 100 }).await.unwrap();
        assert_eq!(whole.ends, Ends::default());
        let (total, whole) = (whole.total, ids(whole.rows));
        assert!(whole.len() > 2 && total == whole.len() as u64, "{sort:?}");
        for size in [1, 2, 3, 100] {
            let (rows, end) = forward(&list, &sort, size).await;
            assert_eq!(ids(rows), whole, "{sort:?}, {size} at a time");
            let Some(end) = end else { continue };
            let before = backward(&list, &sort, end.clone(), size).await;
            let after = list(&sort, &part(Place::After(end), 100)).await.unwrap();
            let on_it = whole.len() - before.len() - after.rows.len();
            assert_eq!(on_it, 1, "{sort:?}, {size} at a time");
            assert_eq!(
                ids(before),
                whole[..whole.len() - after.rows.len() - 1],
                "{sort:?}, {size} at a time"
            );
        }
    }
}

type Everything<F> = (Filter<Reach>, Filter<F>);

fn everything<F>() -> Everything<F> {
    (Filter::everything(), Filter::everything())
}

macro_rules! check {
    ($db:ident, $page:ident, $field:ty, $more:expr) => {{
        let (reach, filter) = everything::<$field>();
        let list = async |sort: &[Sort<$field>], part: &Part| {
            $db.database.$page((&reach, &filter), sort, part).await
        };
        check(list, |row| row.id.0, $more).await;
    }};
}

crate::on_both_engines! {
    async fn every_list_is_walked_through_in_its_order(db: TestDatabase) {
        fill(&db).await;
        let (up, down) = (Direction::Ascending, Direction::Descending);
        let sort = |all: &[(ApplicationField, Direction)]| {
            all.iter().map(|(field, direction)| Sort { field: *field, direction: *direction }).collect::<Vec<_>>()
        };
        let mixed = [
            sort(&[(Organization, up), (Name, down)]),
            sort(&[(Active, down), (LastUsed, up), (Apis, down)]),
            sort(&[(LastUsed, down), (Name, up)]),
        ];
        check!(db, page_of_applications, ApplicationField, &mixed);
        check!(db, page_of_users, UserField, &[]);
        check!(db, page_of_customers, CustomerField, &[]);
        check!(db, page_of_organizations, OrganizationField, &[]);
        check!(db, page_of_outbox, OutboxField, &[]);
        check!(db, page_of_templates, TemplateField, &[]);
        check!(db, page_of_rules, RuleField, &[]);
        check!(db, page_of_login_attempts, LoginAttemptField, &[]);
        let filter = Filter::everything();
        let roles = async |sort: &[Sort<RoleField>], part: &Part| db.database.page_of_roles(&filter, sort, part).await;
        check(roles, |row| row.id.0, &[]).await;
    }

    /// The row that a walk goes on from is deleted, others come before and after it: who stays is met once.
    async fn what_comes_and_goes_meanwhile_moves_nobody(db: TestDatabase) {
        fill(&db).await;
        let which = everything::<ApplicationField>();
        let page = async |sort: &[Sort<ApplicationField>], part: &Part| {
            db.database.page_of_applications((&which.0, &which.1), sort, part).await.unwrap()
        };
        for direction in [Direction::Ascending, Direction::Descending] {
            db.execute("DELETE FROM applications").await;
            for n in 0..30 {
                application(&db, n + 1_000, &format!("n{n}"), n % 9).await;
            }
            let sort = [Sort { field: ApplicationField::Created, direction }];
            let (mut met, mut gone, mut from, mut new) = (Vec::new(), BTreeSet::new(), Place::Start, 2_000);
            loop {
                let read = page(&sort, &part(from, 3)).await;
                met.extend(read.rows.iter().map(|row| row.id.0));
                let Some(after) = read.ends.after else { break };
                let last = read.rows.last().unwrap().id.0;
                let sql = format!("DELETE FROM applications WHERE id = {}", id(&db, last.as_u128()));
                assert_eq!(db.execute(&sql).await, 1);
                gone.insert(last);
                for n in [0, 8] {
                    new += 1;
                    // Few enough that the walk ends.
                    if new < 2_020 {
                        application(&db, new, &format!("new{new}"), n).await;
                    }
                }
                from = Place::After(after);
            }
            let once: BTreeSet<_> = met.iter().collect();
            assert_eq!(once.len(), met.len(), "{direction:?}: nobody is met twice");
            for n in 0..30 {
                assert!(met.contains(&Uuid::from_u128(n + 1_000)), "{direction:?}: {n} was met before it went");
            }
            assert!(!gone.is_empty());
        }
    }

    async fn they_are_counted_only_when_asked_and_pages_have_limits(db: TestDatabase) {
        fill(&db).await;
        let which = everything::<UserField>();
        let page = async |part: &Part| db.database.page_of_users((&which.0, &which.1), &[], part).await.unwrap();
        let counted = page(&Part::Walked { walk: Walk { from: Place::Start, counted: true }, size: 2 }).await;
        assert_eq!((counted.total, counted.rows.len(), counted.number), (9, 2, 1));
        assert_eq!(page(&part(Place::Start, 2)).await.total, 0);
        assert_eq!(page(&part(Place::Start, 5_000)).await.size, 100);
        assert_eq!(page(&part(Place::Start, 0)).await.rows.len(), 1);
    }

    async fn a_place_in_another_order_is_none(db: TestDatabase) {
        fill(&db).await;
        let which = everything::<UserField>();
        let by = |field| [Sort { field, direction: Direction::Ascending }];
        let page = async |sort: &[Sort<UserField>], place: Cursor| {
            db.database.page_of_users((&which.0, &which.1), sort, &part(Place::After(place), 2)).await
        };
        let first = db.database.page_of_users((&which.0, &which.1), &by(UserField::Name), &part(Place::Start, 2)).await;
        let cursor = first.unwrap().ends.after.unwrap();
        assert!(page(&by(UserField::Name), cursor.clone()).await.is_ok());
        let down = [Sort { field: UserField::Name, direction: Direction::Descending }];
        for sort in [&by(UserField::Email), &down, &by(UserField::Created)] {
            assert!(matches!(page(sort, cursor.clone()).await, Err(Error::Cursor)), "{sort:?}");
        }
        let keys = |keys: Vec<Key>| Cursor { keys, ..cursor.clone() };
        let (text, nobody) = (|text: &str| Key::Text(text.into()), Uuid::nil().to_string());
        for wrong in [
            vec![],
            vec![text("a")],
            vec![text("a"), text("b")],
            vec![text("a\0"), text(&nobody)],
            vec![Key::Number(1), text(&nobody)],
            vec![Key::Flag(true), text(&nobody)],
            vec![text("a"), text(&nobody), text(&nobody)],
        ] {
            let place = keys(wrong.clone());
            assert!(matches!(page(&by(UserField::Name), place).await, Err(Error::Cursor)), "{wrong:?}");
        }
        // What a row could be, but is not, is a place all the same.
        assert!(page(&by(UserField::Name), keys(vec![text("zzz"), text(&nobody)])).await.unwrap().rows.is_empty());
    }
}
