//! What is counted, and how it is called where it is stored.

use model::TokenFailure;
use std::time::Duration;

/// The buckets of how long tokens take: what fits into each, in microseconds, and its word. Each is half as long again as the
/// one before, so that what is said of a time is at most half too much; below the first one, nothing is told apart.
pub(super) const TIMES: [(u64, &str); 24] = [
    (200, "took.200"),
    (300, "took.300"),
    (450, "took.450"),
    (675, "took.675"),
    (1_012, "took.1012"),
    (1_518, "took.1518"),
    (2_277, "took.2277"),
    (3_415, "took.3415"),
    (5_122, "took.5122"),
    (7_683, "took.7683"),
    (11_524, "took.11524"),
    (17_286, "took.17286"),
    (25_929, "took.25929"),
    (38_893, "took.38893"),
    (58_339, "took.58339"),
    (87_508, "took.87508"),
    (131_262, "took.131262"),
    (196_893, "took.196893"),
    (295_339, "took.295339"),
    (443_008, "took.443008"),
    (664_512, "took.664512"),
    (996_768, "took.996768"),
    (1_495_152, "took.1495152"),
    (2_242_728, "took.2242728"),
];
/// The word of what took longer than all of them.
pub(super) const LONGER: &str = "took.longer";
/// What stands before the reasons of refusals.
const REFUSED: &str = "refused.";

/// Something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Counted {
    /// A token was issued.
    Issued,
    /// It was refused.
    Refused(TokenFailure),
    /// A request at a web API was answered with a status below 400.
    Succeeded,
    /// The same with 4xx.
    ClientError,
    /// The same with 5xx.
    ServerError,
    /// A token took so long: the place of the bucket, [`TIMES`] having as many, or the one after the last.
    Took(usize),
}

impl Counted {
    /// An answer of a web API with this status.
    pub(super) const fn answered(status: u16) -> Self {
        match status {
            0..=399 => Self::Succeeded,
            400..=499 => Self::ClientError,
            _ => Self::ServerError,
        }
    }

    /// A token that took so long.
    pub(crate) fn took(time: Duration) -> Self {
        let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        Self::Took(TIMES.partition_point(|(bound, _)| *bound < micros))
    }

    /// As stored.
    pub(super) fn to_stored(self) -> String {
        match self {
            Self::Issued => "issued".into(),
            Self::Refused(reason) => format!("{REFUSED}{}", reason.as_str()),
            Self::Succeeded => "answered.2xx".into(),
            Self::ClientError => "answered.4xx".into(),
            Self::ServerError => "answered.5xx".into(),
            Self::Took(place) => TIMES.get(place).map_or(LONGER, |(_, word)| word).into(),
        }
    }

    /// Reads it; none if a newer server wrote it.
    pub(super) fn parse(word: &str) -> Option<Self> {
        match word {
            "issued" => Some(Self::Issued),
            "answered.2xx" => Some(Self::Succeeded),
            "answered.4xx" => Some(Self::ClientError),
            "answered.5xx" => Some(Self::ServerError),
            LONGER => Some(Self::Took(TIMES.len())),
            _ => match word.strip_prefix(REFUSED) {
                Some(reason) => reason.parse().ok().map(Self::Refused),
                None => TIMES.iter().position(|(_, one)| *one == word).map(Self::Took),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_stored_is_read_again() {
        let times = (0..=TIMES.len()).map(Counted::Took);
        let reasons = TokenFailure::ALL.into_iter().map(Counted::Refused);
        let others = [Counted::Issued, Counted::Succeeded, Counted::ClientError, Counted::ServerError];
        for counted in times.chain(reasons).chain(others) {
            assert_eq!(Counted::parse(&counted.to_stored()), Some(counted));
        }
        assert_eq!(Counted::parse("refused.for_a_reason_of_tomorrow"), None);
    }

    #[test]
    fn what_is_said_of_a_time_is_at_most_half_too_much() {
        for ((shorter, _), (longer, word)) in TIMES.iter().zip(&TIMES[1..]) {
            assert!(longer * 2 <= shorter * 3, "{word}");
            assert_eq!(*word, format!("took.{longer}"));
        }
        let took = |micros| Counted::took(Duration::from_micros(micros));
        assert_eq!((took(0), took(200), took(201)), (Counted::Took(0), Counted::Took(0), Counted::Took(1)));
        assert_eq!((took(2_242_728), took(2_242_729)), (Counted::Took(23), Counted::Took(24)));
    }

    #[test]
    fn answers_are_told_apart_by_their_class() {
        let classes = [200, 304, 404, 429, 500, 503].map(Counted::answered);
        let (good, client, server) = (Counted::Succeeded, Counted::ClientError, Counted::ServerError);
        assert_eq!(classes, [good, good, client, client, server, server]);
    }
}
