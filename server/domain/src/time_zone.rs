//! Time zones, for who writes times outside of mails.

use jiff::tz::TimeZone;
use model::Timestamp;

/// How many seconds the clocks of a time zone are ahead of UTC at a time; `None` for a name that is not known.
pub fn offset_from_utc(zone: &str, at: Timestamp) -> Option<i64> {
    let zone = TimeZone::get(zone).ok()?;
    let at = jiff::Timestamp::from_second(at.0).ok()?;
    Some(zone.to_offset(at).seconds().into())
}
