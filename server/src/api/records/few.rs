//! Lists that are few enough to be had whole: the part that is asked for is cut out here.

use domain::Result;
use model::{Cursor, Ends, Invalid, Key, Page, Part, Place, Problem};

/// A part of the rows that have these keys, in the order of their keys.
pub(super) fn part<T>(
    mut rows: Vec<T>,
    key: impl Fn(&T) -> Vec<Key>,
    order: &str,
    part: &Part,
) -> Result<Page<T>> {
    rows.sort_by_key(&key);
    let total = rows.len() as u64;
    let (walk, size) = match part {
        Part::Numbered { number, size } | Part::Browsed { number, size } => {
            let page = Page::<T>::new(total, *number, *size);
            let before = usize::try_from(page.offset()).unwrap_or(usize::MAX).min(rows.len());
            let rows = rows.drain(before..).take(page.size as usize).collect();
            return Ok(page.with(rows));
        }
        Part::Walked { walk, size } => (walk, *size),
    };
    let mut page = Page::<T>::new(if walk.counted { total } else { 0 }, 1, size);
    let size = page.size as usize;
    if let Place::After(cursor) | Place::Before(cursor) = &walk.from {
        if cursor.order != order {
            return Err(Invalid::one("cursor", Problem::UnknownChoice).into());
        }
        let back = matches!(walk.from, Place::Before(_));
        rows.retain(|row| if back { key(row) < cursor.keys } else { key(row) > cursor.keys });
    }
    let more = rows.len() > size;
    if let Place::Before(_) = walk.from {
        rows.drain(..rows.len().saturating_sub(size));
    } else {
        rows.truncate(size);
    }
    let place = |row: &T| Cursor { order: order.to_owned(), keys: key(row) };
    let (first, last) = (rows.first().map(place), rows.last().map(place));
    page.ends = match &walk.from {
        Place::Start => Ends { before: None, after: last.filter(|_| more) },
        Place::After(from) => {
            Ends { before: first.or_else(|| Some(from.clone())), after: last.filter(|_| more) }
        }
        Place::Before(from) => {
            Ends { before: first.filter(|_| more), after: last.or_else(|| Some(from.clone())) }
        }
    };
    Ok(page.with(rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Error;
    use model::Walk;

    fn cut(wanted: &Part) -> Page<i64> {
        part(vec![3, 1, 4, 2, 5], |row| vec![Key::Number(*row)], "few", wanted).expect("a part")
    }

    fn beside(from: Place) -> Page<i64> {
        cut(&Part::Walked { walk: Walk { from, counted: true }, size: 2 })
    }

    #[test]
    fn a_whole_list_is_walked_through_like_any_other() {
        let first = beside(Place::Start);
        assert_eq!((&first.rows, first.total, &first.ends.before), (&vec![1, 2], 5, &None));
        let second = beside(Place::After(first.ends.after.expect("more")));
        assert_eq!(second.rows, [3, 4]);
        let third = beside(Place::After(second.ends.after.expect("more")));
        assert_eq!((&third.rows, &third.ends.after), (&vec![5], &None));
        let back = beside(Place::Before(third.ends.before.expect("what came before")));
        assert_eq!(back.rows, [3, 4]);
        assert_eq!(cut(&Part::Numbered { number: 3, size: 2 }).rows, [5]);
    }

    #[test]
    fn a_place_in_another_list_is_none() {
        let from = Place::After(Cursor { order: "many".into(), keys: vec![] });
        let part =
            part(vec![1], |_| vec![], "few", &Part::Walked { walk: Walk { from, counted: false }, size: 2 });
        assert!(matches!(part, Err(Error::Invalid(_))));
    }
}
