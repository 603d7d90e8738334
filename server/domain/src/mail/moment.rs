//! Times in mails: in the recipient's language and time zone, which is named.

use jiff::tz::TimeZone;
use minijinja::value::{Object, ObjectRepr, Value};
use model::{Language, Timestamp};
use std::{fmt, sync::Arc};

/// How somebody is written to.
#[derive(Clone, Debug)]
pub(crate) struct Manner {
    /// In which language.
    pub(crate) language: Language,
    zone: TimeZone,
}

impl Manner {
    /// The time zone is an IANA name; without one, or with one that is not known (any more), times are in UTC.
    pub(crate) fn new(language: Language, time_zone: Option<&str>) -> Self {
        let zone = time_zone.and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
        Self { language, zone }
    }
}

/// A time as templates have it: `{{ when }}` is date and time, `{{ when.date }}` the day, `{{ when.iso }}` RFC 3339.
#[derive(Debug)]
pub(super) struct Moment {
    at: Timestamp,
    manner: Manner,
}

impl Moment {
    /// A time, as a template's value.
    pub(super) fn value(at: Timestamp, manner: &Manner) -> Value {
        Value::from_object(Self { at, manner: manner.clone() })
    }

    fn zoned(&self) -> Option<jiff::ZonedDateTime> {
        Some(jiff::Timestamp::from_second(self.at.0).ok()?.to_zoned_datetime(self.manner.zone.clone()))
    }

    fn date(&self) -> String {
        let Some(at) = self.zoned() else { return String::new() };
        let month = usize::from(at.month().unsigned_abs()) - 1;
        match self.manner.language {
            Language::En => format!("{} {} {}", at.day(), ENGLISH[month], at.year()),
            Language::De => format!("{}. {} {}", at.day(), GERMAN[month], at.year()),
            Language::Fr if at.day() == 1 => format!("1er {} {}", FRENCH[month], at.year()),
            Language::Fr => format!("{} {} {}", at.day(), FRENCH[month], at.year()),
        }
    }
}

impl Object for Moment {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        match key {
            "date" => Some(self.date().into()),
            "iso" => Some(self.at.to_rfc3339().into()),
            _ => None,
        }
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(at) = self.zoned() else { return Ok(()) };
        let (date, time) = (self.date(), format!("{:02}:{:02}", at.hour(), at.minute()));
        let zone = self.manner.zone.iana_name().unwrap_or("UTC");
        match self.manner.language {
            Language::En => write!(f, "{date}, {time} ({zone})"),
            Language::De => write!(f, "{date}, {time} Uhr ({zone})"),
            Language::Fr => write!(f, "{date} à {time} ({zone})"),
        }
    }
}

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(at: &str, language: Language, zone: Option<&str>) -> String {
        let at = Timestamp::parse(at).unwrap();
        Moment::value(at, &Manner::new(language, zone)).to_string()
    }

    #[test]
    fn a_time_is_in_the_recipients_language_and_zone() {
        let at = "2026-03-31T23:30:00Z";
        assert_eq!(spoken(at, Language::En, None), "31 March 2026, 23:30 (UTC)");
        let berlin = Some("Europe/Berlin");
        assert_eq!(spoken(at, Language::De, berlin), "1. April 2026, 01:30 Uhr (Europe/Berlin)");
        assert_eq!(spoken(at, Language::Fr, berlin), "1er avril 2026 à 01:30 (Europe/Berlin)");
        // In winter the same zone is another hour away.
        let winter = spoken("2026-12-31T23:30:00Z", Language::De, berlin);
        assert_eq!(winter, "1. Januar 2027, 00:30 Uhr (Europe/Berlin)");
    }

    #[test]
    fn a_zone_that_is_not_known_is_utc() {
        let at = "2026-08-02T10:00:00Z";
        assert_eq!(spoken(at, Language::Fr, Some("Middle/Earth")), "2 août 2026 à 10:00 (UTC)");
    }
}
