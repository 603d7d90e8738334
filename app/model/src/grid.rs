//! What a grid asks for: filter, sort and page, as they stand in its URL.

use crate::{Condition, Filter, OrganizationId, TextOperator};
use serde::{Deserialize, Serialize};

/// The page sizes a grid offers.
pub const PAGE_SIZES: [u32; 4] = [10, 25, 50, 100];

/// The columns of the applications grid that can be filtered or sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationField {
    /// Organization.
    Organization,
    /// Application Name.
    Name,
    /// Supported APIs.
    Apis,
    /// Active.
    Active,
    /// Last Used.
    LastUsed,
    /// Created.
    Created,
    /// Client ID; can be filtered, not sorted.
    ClientId,
    /// The owner's id; can be filtered, not sorted.
    Owner,
}

impl ApplicationField {
    /// The columns that can be sorted.
    pub const SORTABLE: [Self; 6] =
        [Self::Organization, Self::Name, Self::Apis, Self::Active, Self::LastUsed, Self::Created];

    /// As it stands in the URL and in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Name => "name",
            Self::Apis => "apis",
            Self::Active => "active",
            Self::LastUsed => "last_used_at",
            Self::Created => "created_at",
            Self::ClientId => "client_id",
            Self::Owner => "owner",
        }
    }
}

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// A to Z, oldest first, no before yes.
    #[default]
    Ascending,
    /// The other way.
    Descending,
}

/// A sorted column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort<F> {
    /// The column.
    pub field: F,
    /// The direction.
    pub direction: Direction,
}

impl Sort<ApplicationField> {
    /// Reads `name` (ascending) or `-name` (descending), as in JSON:API's `sort`.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, direction) = match text.strip_prefix('-') {
            Some(name) => (name, Direction::Descending),
            None => (text, Direction::Ascending),
        };
        let field = ApplicationField::SORTABLE.into_iter().find(|field| field.as_str() == name)?;
        Some(Self { field, direction })
    }
}

impl std::fmt::Display for Sort<ApplicationField> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.direction == Direction::Descending {
            f.write_str("-")?;
        }
        f.write_str(self.field.as_str())
    }
}

/// Active, inactive or any.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Both.
    #[default]
    Any,
    /// Active only.
    Active,
    /// Inactive only.
    Inactive,
}

impl Status {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Any, Self::Active, Self::Inactive];

    /// As it stands in the URL; any is the empty text.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Any => "",
            Self::Active => "active",
            Self::Inactive => "inactive",
        }
    }
}

/// The state of the applications grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationQuery {
    /// How `name` is compared.
    pub name_operator: TextOperator,
    /// What the name is compared with; empty: not filtered.
    pub name: String,
    /// Any of these organizations; empty: not filtered.
    pub organizations: Vec<OrganizationId>,
    /// Active, inactive or any.
    pub status: Status,
    /// The sorted column; none: newest first, or by organization where that column is shown.
    pub sort: Option<Sort<ApplicationField>>,
    /// The page, from 1.
    pub page: u32,
    /// Rows on a page.
    pub page_size: u32,
}

impl Default for ApplicationQuery {
    fn default() -> Self {
        Self {
            name_operator: TextOperator::Contains,
            name: String::new(),
            organizations: Vec::new(),
            status: Status::Any,
            sort: None,
            page: 1,
            page_size: PAGE_SIZES[1],
        }
    }
}

impl ApplicationQuery {
    /// Reads the query parameters of a grid's URL. What cannot be understood is as if it were not there: a link that
    /// somebody mistyped still shows a grid.
    pub fn from_parameters<'a>(parameters: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self::default();
        for (key, value) in parameters {
            match key {
                "name_operator" => query.name_operator = value.parse().unwrap_or_default(),
                "name" => query.name = value.chars().take(crate::NAME_MAX_LENGTH).collect(),
                "organization" => query
                    .organizations
                    .extend(value.split(',').filter_map(|id| id.parse::<OrganizationId>().ok())),
                "status" => {
                    query.status =
                        Status::ALL.into_iter().find(|status| status.as_str() == value).unwrap_or_default();
                }
                "sort" => query.sort = Sort::parse(value),
                "page" => query.page = value.parse().unwrap_or(1).max(1),
                "size" => {
                    query.page_size =
                        value.parse().ok().filter(|size| PAGE_SIZES.contains(size)).unwrap_or(PAGE_SIZES[1]);
                }
                _ => {}
            }
        }
        query
    }

    /// The query parameters that stand for this state; what is as by default is left out.
    pub fn to_parameters(&self) -> Vec<(&'static str, String)> {
        let default = Self::default();
        let mut parameters = Vec::new();
        if !self.name.is_empty() {
            if self.name_operator != default.name_operator {
                parameters.push(("name_operator", self.name_operator.as_str().to_owned()));
            }
            parameters.push(("name", self.name.clone()));
        }
        for organization in &self.organizations {
            parameters.push(("organization", organization.to_string()));
        }
        if self.status != Status::Any {
            parameters.push(("status", self.status.as_str().to_owned()));
        }
        if let Some(sort) = self.sort {
            parameters.push(("sort", sort.to_string()));
        }
        if self.page != default.page {
            parameters.push(("page", self.page.to_string()));
        }
        if self.page_size != default.page_size {
            parameters.push(("size", self.page_size.to_string()));
        }
        parameters
    }

    /// Whether anything is filtered: *no applications yet* and *none match* are different things to say.
    pub fn is_filtered(&self) -> bool {
        !self.name.is_empty() || !self.organizations.is_empty() || self.status != Status::Any
    }

    /// The same in the algebra that the store understands.
    pub fn filter(&self) -> Filter<ApplicationField> {
        let mut all = Vec::new();
        if !self.name.is_empty() {
            let condition = Condition::Text(self.name_operator, self.name.clone());
            all.push(Filter::Field(ApplicationField::Name, condition));
        }
        if !self.organizations.is_empty() {
            let ids = self.organizations.iter().map(|id| id.0).collect();
            all.push(Filter::Field(ApplicationField::Organization, Condition::AnyOf(ids)));
        }
        match self.status {
            Status::Any => {}
            Status::Active => all.push(Filter::Field(ApplicationField::Active, Condition::Is(true))),
            Status::Inactive => all.push(Filter::Field(ApplicationField::Active, Condition::Is(false))),
        }
        Filter::And(all)
    }

    /// How many rows come before the page.
    pub fn offset(&self) -> u64 {
        u64::from(self.page.saturating_sub(1)) * u64::from(self.page_size)
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// How many there are on all pages together.
    pub total: u64,
    /// The page these are, from 1; the last one if a page beyond it was asked for.
    pub number: u32,
    /// How many fit on a page.
    pub size: u32,
}

impl<T> Page<T> {
    /// How many pages there are; an empty list has one.
    pub fn count(&self) -> u32 {
        u32::try_from(self.total.div_ceil(u64::from(self.size.max(1)))).unwrap_or(u32::MAX).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_url_says_the_state_and_nothing_more() {
        assert_eq!(ApplicationQuery::default().to_parameters(), []);
        let organization = "01890a5d-ac96-774b-bcce-b302099a8057";
        let parameters = [
            ("name_operator", "starts_with"),
            ("name", "a&b"),
            ("organization", organization),
            ("status", "inactive"),
            ("sort", "-last_used_at"),
            ("page", "3"),
            ("size", "50"),
        ];
        let query = ApplicationQuery::from_parameters(parameters);
        let again = query.to_parameters();
        assert_eq!(again.iter().map(|(key, value)| (*key, value.as_str())).collect::<Vec<_>>(), parameters);
        assert_eq!(query.offset(), 100);
        assert!(query.is_filtered());
    }

    #[test]
    fn nonsense_in_the_url_is_as_if_it_were_not_there() {
        let nonsense = [
            ("sort", "secret"),
            ("page", "-1"),
            ("size", "9999"),
            ("status", "?"),
            ("organization", "x"),
            ("y", "z"),
        ];
        assert_eq!(ApplicationQuery::from_parameters(nonsense), ApplicationQuery::default());
    }

    #[test]
    fn an_empty_list_has_one_page() {
        assert_eq!(Page::<()> { rows: vec![], total: 0, number: 1, size: 25 }.count(), 1);
        assert_eq!(Page::<()> { rows: vec![], total: 51, number: 1, size: 25 }.count(), 3);
    }
}
