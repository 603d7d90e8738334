//! What is new in a grid of applications that was loaded again because somebody else changed something: those rows are marked
//! for a moment, and told to those who do not see them.

use super::{door::ApplicationQuery, rpc::ApplicationRow};
use crate::{
    grid::Kept,
    live::Changes,
    text::{counted, text},
};
use leptos::prelude::*;
use model::ApplicationId;
use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

/// How long rows stay marked.
const MARKED_FOR: Duration = Duration::from_secs(4);

/// What a grid showed last.
#[derive(Clone, Copy)]
pub struct Fresh {
    changes: Changes,
    known: StoredValue<(ApplicationQuery, HashMap<ApplicationId, i64>)>,
    marked: RwSignal<HashSet<String>>,
}

impl Fresh {
    /// Made by the component of the grid; follows what others do.
    pub fn new() -> Self {
        let changes = Changes::from_context();
        changes.follow();
        Self { changes, known: StoredValue::default(), marked: RwSignal::default() }
    }

    /// How its rows are told apart.
    pub fn kept(self) -> Kept<ApplicationRow> {
        let id = |row: &ApplicationRow| row.application.id.to_string();
        let state = |row: &ApplicationRow| {
            let used = row.application.last_used_at.map(|at| at.0);
            format!("{} {used:?} {} {}", row.application.version, row.edit, row.delete)
        };
        Kept::new(id, state, self.marked)
    }

    /// Looks at what was loaded for this state of the grid.
    pub fn look(self, query: &ApplicationQuery, rows: &[ApplicationRow]) {
        let elsewhere = self.changes.came_from_elsewhere();
        let now: HashMap<_, _> =
            rows.iter().map(|row| (row.application.id, row.application.version)).collect();
        let Some((before, known)) = self.known.try_get_value() else { return };
        self.known.set_value((query.clone(), now.clone()));
        if !elsewhere || before != *query {
            return;
        }
        let changed: HashSet<_> = now
            .iter()
            .filter(|(id, version)| known.get(*id) != Some(*version))
            .map(|(id, _)| id.to_string())
            .collect();
        let gone = known.keys().any(|id| !now.contains_key(id));
        if !changed.is_empty() {
            let number = u32::try_from(changed.len()).unwrap_or(u32::MAX);
            self.changes.say(counted!(live.changed, number));
            self.marked.set(changed);
            let marked = self.marked;
            set_timeout(move || drop(marked.try_set(HashSet::new())), MARKED_FOR);
        } else if gone {
            self.changes.say(text!(live.gone).to_owned());
        }
    }
}
