//! Times as the server writes them into a page: in the page's language, and in the person's time zone if they chose one.
//!
//! In the browser they are replaced as soon as the page is alive; without scripts they stay.

use super::language;
use model::{Language, Timestamp};

/// A time, to the minute.
pub fn time(
    at: Timestamp,
    // The IANA name of a zone.
    zone: Option<&str>,
) -> String {
    let (shifted, zone) = in_zone(at, zone);
    written(shifted, zone, language())
}

/// A day as UTC has it, in the page's language.
pub fn day(at: Timestamp) -> String {
    written_day(&at.to_day(), language())
}

fn written_day(text: &str, language: Language) -> String {
    let digits = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    let (year, month, day) = (digits(0..4), digits(5..7), digits(8..10));
    match language {
        Language::En => format!("{year}-{month}-{day}"),
        Language::De => format!("{day}.{month}.{year}"),
        Language::Fr => format!("{day}/{month}/{year}"),
    }
}

/// The time that clocks show there, as if it were UTC, and the name of the zone. The browser has no list of zones and need
/// not: what it makes of this is never seen.
fn in_zone(at: Timestamp, zone: Option<&str>) -> (Timestamp, &str) {
    #[cfg(feature = "ssr")]
    if let Some(name) = zone
        && let Some(offset) = domain::offset_from_utc(name, at)
    {
        return (Timestamp(at.0.saturating_add(offset)), name);
    }
    let _ = zone;
    (at, "UTC")
}

fn written(at: Timestamp, zone: &str, language: Language) -> String {
    let text = at.to_rfc3339();
    let digits = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    let (day, clock) = (written_day(digits(0..10), language), digits(11..16));
    match language {
        Language::En | Language::Fr => format!("{day} {clock} {zone}"),
        Language::De => format!("{day}, {clock} {zone}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_writes_times_in_its_own_way() {
        let time = Timestamp(1_795_426_200);
        assert_eq!(written(time, "UTC", Language::En), time.to_text());
        assert_eq!(written(time, "UTC", Language::De), "23.11.2026, 09:30 UTC");
        assert_eq!(written(time, "UTC", Language::Fr), "23/11/2026 09:30 UTC");
    }

    #[cfg(feature = "ssr")]
    #[test]
    fn a_zone_moves_the_clock() {
        let (summer, winter) = (Timestamp(1_782_863_999), Timestamp(1_798_761_599));
        let there = |at| {
            let (at, zone) = in_zone(at, Some("Europe/Paris"));
            written(at, zone, Language::Fr)
        };
        assert_eq!(there(summer), "01/07/2026 01:59 Europe/Paris");
        assert_eq!(there(winter), "01/01/2027 00:59 Europe/Paris");
        assert_eq!(in_zone(summer, Some("Middle/Earth")), (summer, "UTC"));
    }
}
