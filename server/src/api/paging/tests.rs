//! Parameters of pages, and links from one to the next.

use super::*;
use model::{Ends, Key};

fn paging(query: &str) -> Result<Paging, BadParameter> {
    let mut paging = Paging::default();
    for (name, value) in Parameters::parse(query)?.iter() {
        assert_eq!(paging.read(name, value)?, name.starts_with("page"), "{name}");
    }
    Ok(paging)
}

fn somewhere(name: &str) -> Cursor {
    Cursor { order: "+name".into(), keys: vec![Key::Text(name.into())] }
}

fn told(query: &str, page: &Page<()>) -> Value {
    let answer =
        paging(query).unwrap().told(Answer::new(json!([])), "/x", &Parameters::parse(query).unwrap(), page);
    Value::Object(answer.document().clone())
}

fn numbered(query: &str, total: u64) -> Value {
    told(query, &Page::new(total, 1, 10))["links"].clone()
}

#[test]
fn a_list_is_walked_through_from_its_start_unless_asked_otherwise() {
    let start = |counted| Walk { from: Place::Start, counted };
    assert_eq!(paging("").unwrap().part(), Part::Walked { walk: start(false), size: 25 });
    let asked = paging("page[size]=3&page[total]=true").unwrap();
    assert_eq!(asked.part(), Part::Walked { walk: start(true), size: 3 });
    let asked = paging("page[number]=4294967295&page[size]=100").unwrap();
    assert_eq!(asked.part(), Part::Numbered { number: u32::MAX, size: 100 });
    let place = somewhere("a");
    let asked = paging(&format!("page[after]={}", cursor::write(&place))).unwrap();
    assert_eq!(asked.walk().from, Place::After(place.clone()));
    let asked = paging(&format!("page[before]={}", cursor::write(&place))).unwrap();
    assert_eq!(asked.walk().from, Place::Before(place));
}

#[test]
fn what_the_profile_names_has_its_type() {
    let place = cursor::write(&somewhere("a"));
    for (query, name, problem) in [
        ("page[size]=101", "page[size]", Some(PageProblem::MaxSizeExceeded(100))),
        ("page[size]=0", "page[size]", None),
        ("page[after]=x", "page[after]", None),
        ("page[before]=", "page[before]", None),
        ("page[total]=1", "page[total]", None),
        (
            &format!("page[after]={place}&page[before]={place}"),
            "page[before]",
            Some(PageProblem::RangeNotSupported),
        ),
        (&format!("page[number]=1&page[after]={place}"), "page[after]", None),
        (&format!("page[before]={place}&page[number]=1"), "page[number]", None),
    ] {
        let refused = paging(query).unwrap_err();
        assert_eq!((refused.name.as_str(), refused.problem), (name, problem), "{query}");
    }
}

#[test]
fn a_walk_leads_on_from_both_ends_and_is_counted_when_asked() {
    let mut page = Page::<()>::new(7, 1, 10);
    let (first, last) = (somewhere("a"), somewhere("z"));
    page.ends = Ends { before: Some(first.clone()), after: Some(last.clone()) };
    let answer = told("sort=name&page[size]=10&page[total]=true", &page);
    let (first, last) = (cursor::write(&first), cursor::write(&last));
    let rest = "sort=name&page%5Bsize%5D=10&page%5Btotal%5D=true";
    assert_eq!(
        answer["links"],
        json!({
            "self": format!("/x?{rest}"),
            "first": format!("/x?{rest}"),
            "prev": format!("/x?{rest}&page%5Bbefore%5D={first}"),
            "next": format!("/x?{rest}&page%5Bafter%5D={last}"),
        })
    );
    assert_eq!(answer["meta"], json!({ "page": { "total": 7 } }));
    assert_eq!(answer["jsonapi"]["profile"], json!([PROFILE]));

    let on = told(&format!("page[after]={last}"), &Page::new(0, 1, 10));
    assert_eq!((&on["links"]["first"], &on["links"]["next"]), (&json!("/x"), &Value::Null));
    assert!(on.get("meta").is_none());
}

#[test]
fn neighbours_keep_what_else_was_asked() {
    let links = numbered("sort=name&page[number]=2&page[size]=10", 31);
    assert_eq!(links["self"], "/x?sort=name&page%5Bnumber%5D=2&page%5Bsize%5D=10");
    assert_eq!(links["first"], "/x?sort=name&page%5Bnumber%5D=1&page%5Bsize%5D=10");
    assert_eq!(links["prev"], links["first"]);
    assert_eq!(links["next"], "/x?sort=name&page%5Bnumber%5D=3&page%5Bsize%5D=10");
    assert_eq!(links["last"], "/x?sort=name&page%5Bnumber%5D=4&page%5Bsize%5D=10");
}

#[test]
fn the_ends_have_no_neighbour_and_beyond_the_end_leads_back() {
    let only = numbered("page[number]=1", 0);
    assert_eq!((&only["prev"], &only["next"], &only["last"]), (&Value::Null, &Value::Null, &only["first"]));
    let beyond = numbered("page[number]=4294967295", 31);
    assert_eq!((&beyond["prev"], &beyond["next"]), (&beyond["last"], &Value::Null));
}
