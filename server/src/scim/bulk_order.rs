//! In which order the operations of a Bulk request are done: as they stand, but what makes a resource comes before what speaks of
//! it (RFC 7644 §3.7.1).

use super::{bulk_operation::Operation, error::Refusal};
use http::StatusCode;
use std::collections::HashSet;

/// The place of each operation in the request, and whether it can never be done.
pub(super) fn steps(operations: &[Operation]) -> Vec<(usize, bool)> {
    let mut waiting: Vec<usize> = (0..operations.len()).collect();
    let mut to_come: HashSet<&str> = operations.iter().filter_map(|one| one.bulk_id.as_deref()).collect();
    let mut steps = Vec::with_capacity(operations.len());
    while !waiting.is_empty() {
        let is_ready =
            |index: &usize| operations[*index].references().iter().all(|name| !to_come.contains(name));
        let Some(place) = waiting.iter().position(is_ready) else {
            steps.extend(waiting.drain(..).map(|index| (index, true)));
            break;
        };
        let index = waiting.remove(place);
        if let Some(name) = &operations[index].bulk_id {
            to_come.remove(name.as_str());
        }
        steps.push((index, false));
    }
    steps
}

/// The refusal of operations that wait for one another. Nothing here can be made with a reference to what is not there yet.
pub(super) fn circular() -> Refusal {
    Refusal::new(
        StatusCode::CONFLICT,
        "This operation and others wait for one another, or it waits for such.",
    )
}

#[cfg(test)]
mod tests {
    use super::{super::bulk_operation::read, *};
    use serde_json::{Value, json};

    /// A POST for each, with the references it has.
    fn order(operations: &[(&str, &[&str])]) -> String {
        let operation = |(name, references): &(&str, &[&str])| {
            let members: Vec<Value> =
                references.iter().map(|one| json!({ "value": format!("bulkId:{one}") })).collect();
            json!({ "method": "POST", "path": "/Groups", "bulkId": name, "data": { "members": members } })
        };
        let body = json!({ "Operations": operations.iter().map(operation).collect::<Vec<_>>() });
        let steps = steps(&read(&body).unwrap());
        let shown = |(index, circular): (usize, bool)| {
            format!("{}{}", operations[index].0, if circular { "!" } else { "" })
        };
        steps.into_iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_spoken_of_comes_first_and_the_rest_as_it_stands() {
        assert_eq!(order(&[("a", &[]), ("b", &["a"]), ("c", &[])]), "a b c");
        assert_eq!(order(&[("a", &["c"]), ("b", &[]), ("c", &["d"]), ("d", &[])]), "b d c a");
        assert_eq!(order(&[("a", &["elsewhere"]), ("b", &[])]), "a b");
    }

    #[test]
    fn what_waits_for_itself_is_never_done() {
        assert_eq!(order(&[("a", &["a"]), ("b", &[])]), "b a!");
        assert_eq!(order(&[("a", &["b"]), ("b", &["a"]), ("c", &["a"]), ("d", &[])]), "d a! b! c!");
    }
}
