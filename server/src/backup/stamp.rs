//! Times in names of files and in manifests.

use model::Timestamp;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

fn at(now: Timestamp) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(now.0).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

/// `2026-11-26T16:45:00Z`
pub(super) fn rfc3339(now: Timestamp) -> String {
    at(now).format(&Rfc3339).unwrap_or_default()
}

/// `20261126T164500Z`: as above without what some file systems refuse.
pub(super) fn compact(now: Timestamp) -> String {
    rfc3339(now).chars().filter(char::is_ascii_alphanumeric).collect()
}
