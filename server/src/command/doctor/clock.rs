//! Whether this machine's clock is right: tokens live and die by it.

use super::report::Finding;
use domain::{Clock, SystemClock};
use time::{OffsetDateTime, format_description::well_known::Rfc2822};

/// How far apart clocks may be, in seconds.
const TOLERANCE: i64 = 5;

/// Beside the clock of the database server, and the `Date` with which the public URL answered.
pub(super) fn look(database_ms: Option<i64>, date: Option<String>) -> Finding {
    let date = date.and_then(|date| OffsetDateTime::parse(&date.replace("GMT", "+0000"), &Rfc2822).ok());
    judge(
        SystemClock.now_ms() / 1000,
        database_ms.map(|ms| ms / 1000),
        date.map(OffsetDateTime::unix_timestamp),
    )
}

fn judge(now: i64, database: Option<i64>, public_url: Option<i64>) -> Finding {
    let others = [("the database server's", database), ("the public URL's", public_url)];
    let known: Vec<_> = others.into_iter().filter_map(|(whose, time)| Some((whose, time?))).collect();
    for (whose, time) in &known {
        let (apart, way) = ((now - time).abs(), if now > *time { "ahead of" } else { "behind" });
        if apart > TOLERANCE {
            return Finding::Problem(format!(
                "this machine's clock is {apart} seconds {way} {whose}; keep both right with chrony or systemd-timesyncd"
            ));
        }
    }
    let names: Vec<_> = known.iter().map(|(whose, _)| *whose).collect();
    Finding::Ok(if names.is_empty() {
        "nothing to compare it with".into()
    } else {
        format!("agrees with {}", names.join(" and "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_that_are_apart_are_told_with_which_one_and_which_way() {
        assert_eq!(judge(1_000, None, None), Finding::Ok("nothing to compare it with".into()));
        assert_eq!(judge(1_000, Some(995), None), Finding::Ok("agrees with the database server's".into()));
        let both = "agrees with the database server's and the public URL's";
        assert_eq!(judge(1_000, Some(1_005), Some(1_001)), Finding::Ok(both.into()));
        for (database, public_url, said) in [
            (Some(994), None, "6 seconds ahead of the database server's"),
            (Some(1_000), Some(1_100), "100 seconds behind the public URL's"),
        ] {
            let Finding::Problem(text) = judge(1_000, database, public_url) else { panic!("no problem") };
            assert!(text.contains(said), "{text}");
        }
    }

    #[test]
    fn the_date_of_an_answer_is_read() {
        // RFC 9110 §5.6.7
        let Finding::Problem(text) = look(None, Some("Sun, 06 Nov 1994 08:49:37 GMT".into())) else {
            panic!("no problem")
        };
        assert!(text.contains("ahead of the public URL's"), "{text}");
    }
}
