//! What can be chosen for a role.

use crate::{Actor, Office};
use model::{Level, RoleOptions, Side, Subject, SubjectOptions};

impl Office {
    /// What the form of a role of this side offers: for each action the levels up to the actor's own.
    pub fn role_form_options(&self, actor: &Actor, side: Side) -> RoleOptions {
        let levels = |subject, action| {
            let own = actor.level(subject, action);
            Level::for_side(side).iter().copied().filter(|level| *level <= own).collect()
        };
        let options = |subject: Subject| {
            let actions = subject.actions(side).iter();
            let actions = actions.map(|action| (*action, levels(subject, *action))).collect();
            SubjectOptions { subject, actions }
        };
        let subjects = Subject::ALL.into_iter().filter(|subject| !subject.actions(side).is_empty());
        RoleOptions { subjects: subjects.map(options).collect() }
    }
}
