//! What was found, as a list of groups of links: pages first, then records.

use crate::{frame::pages_of, text::text};
use model::{FoundGroup, FoundKind, Grid, Viewer};

/// A link to something that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What tells it from others of its name; may be empty.
    pub detail: String,
    /// Its icon.
    pub icon: &'static str,
}

/// Links of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they are.
    pub label: &'static str,
    /// The links; at least one.
    pub items: Vec<Item>,
    /// Whether there are more of this kind.
    pub more: bool,
}

/// The pages that this person may open and whose name has the text in it; all of them where nothing is typed.
pub fn pages(viewer: &Viewer, typed: &str) -> Option<Group> {
    let typed = typed.trim().to_lowercase();
    let items: Vec<_> = pages_of(viewer)
        .into_iter()
        .filter(|(label, ..)| label.to_lowercase().contains(&typed))
        .map(|(label, icon, path)| Item {
            href: path.to_owned(),
            name: label.to_owned(),
            detail: String::new(),
            icon,
        })
        .collect();
    (!items.is_empty()).then(|| Group { label: text!(search.pages), items, more: false })
}

/// Records of one kind.
pub fn records(group: FoundGroup) -> Group {
    let (label, icon, grid) = match group.kind {
        FoundKind::Application => (text!(index.title), "key", Grid::Applications),
        FoundKind::CustomerApplication => (text!(index.title_customer), "key", Grid::CustomerApplications),
        FoundKind::User => (text!(frame.users), "user", Grid::Users),
        FoundKind::CustomerUser => (text!(frame.customer_users), "user", Grid::CustomerUsers),
        FoundKind::Customer => (text!(frame.customers), "customers", Grid::Customers),
        FoundKind::Organization => (text!(frame.organizations), "organization", Grid::Organizations),
        FoundKind::Role => (text!(frame.roles), "shield", Grid::Roles),
    };
    let items = group.found.into_iter().map(|found| Item {
        href: format!("{}/{}", grid.path(), found.id),
        name: found.name,
        detail: found.detail,
        icon,
    });
    Group { label, items: items.collect(), more: group.more }
}

/// Everything: the pages that fit, and the records.
pub fn everything(viewer: Option<&Viewer>, typed: &str, found: Vec<FoundGroup>) -> Vec<Group> {
    let pages = viewer.and_then(|viewer| pages(viewer, typed));
    pages.into_iter().chain(found.into_iter().map(records)).collect()
}
