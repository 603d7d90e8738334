//! Links and numbers of a paged list (JSON:API 1.1, *Pagination*).

use super::parameters::Parameters;
use model::Page;
use serde_json::{Value, json};

/// `links`: the asked page itself and its neighbours; null where there is none.
pub(super) fn links<T>(url: &str, parameters: &Parameters, asked: u32, page: &Page<T>) -> Value {
    let to = |number: u32| {
        let page_parameters = [("page[number]", number.to_string()), ("page[size]", page.size.to_string())];
        format!("{url}?{}", parameters.with(&page_parameters))
    };
    let last = page.count();
    let query = parameters.with(&[]);
    json!({
        "self": if query.is_empty() { url.to_owned() } else { format!("{url}?{query}") },
        "first": to(1),
        "prev": (asked > 1).then(|| to((asked - 1).min(last))),
        "next": (asked < last).then(|| to(asked + 1)),
        "last": to(last),
    })
}

/// `meta`: how many there are.
pub(super) fn meta<T>(asked: u32, page: &Page<T>) -> Value {
    json!({ "page": { "total": page.total, "number": asked, "size": page.size } })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links_of(query: &str, asked: u32, total: u64) -> Value {
        let page = Page::<()> { rows: vec![], total, number: 1, size: 10 };
        links("/x", &Parameters::parse(query).unwrap(), asked, &page)
    }

    #[test]
    fn neighbours_keep_what_else_was_asked() {
        let links = links_of("sort=name&page[number]=2&page[size]=10", 2, 31);
        assert_eq!(links["self"], "/x?sort=name&page%5Bnumber%5D=2&page%5Bsize%5D=10");
        assert_eq!(links["first"], "/x?sort=name&page%5Bnumber%5D=1&page%5Bsize%5D=10");
        assert_eq!(links["prev"], links["first"]);
        assert_eq!(links["next"], "/x?sort=name&page%5Bnumber%5D=3&page%5Bsize%5D=10");
        assert_eq!(links["last"], "/x?sort=name&page%5Bnumber%5D=4&page%5Bsize%5D=10");
    }

    #[test]
    fn the_ends_have_no_neighbour_and_beyond_the_end_leads_back() {
        let only = links_of("", 1, 0);
        assert_eq!(only["self"], "/x");
        assert_eq!(
            (&only["prev"], &only["next"], &only["last"]),
            (&Value::Null, &Value::Null, &only["first"])
        );
        let beyond = links_of("page[number]=4294967295", u32::MAX, 31);
        assert_eq!((&beyond["prev"], &beyond["next"]), (&beyond["last"], &Value::Null));
    }
}
