//! One mail with what can wait, for people who want it so: each day or each Monday at eight, where they are.

use super::{
    shipped::DIGEST,
    values::{About, DigestItem},
};
use crate::{Office, Result};
use jiff::{civil::Weekday, tz::TimeZone};
use model::{Digest, Timestamp};
use store::{HeldMailRow, HeldRow, Transaction};

/// When it is written, by the clock of the person.
const HOUR: i8 = 8;
/// The most that is told of each mail, in characters.
const EXCERPT_LENGTH: usize = 300;

impl Office {
    /// Writes the digests that are due; how many. Two processes may do it at once.
    pub async fn write_digests(&self) -> Result<u32> {
        let mut written = 0;
        for person in self.0.database.people_with_held_mails().await? {
            let mut tx = self.0.database.begin().await?;
            match person.digest() {
                _ if !person.enabled => {
                    tx.give_up_held_mails(person.user_id, "the person is disabled", self.now()).await?;
                }
                None => tx.release_held_mails(person.user_id, self.now()).await?,
                Some(digest) if self.now() >= due(person.oldest, digest, person.time_zone.as_deref()) => {
                    written += u32::from(self.write_digest(&mut tx, &person).await?);
                }
                Some(_) => continue,
            }
            tx.commit().await?;
            self.wake_mail_worker();
        }
        Ok(written)
    }

    /// Whether there was anything to tell, after all.
    async fn write_digest(&self, tx: &mut Transaction, person: &HeldRow) -> Result<bool> {
        let id = self.new_id();
        let held = tx.take_held_mails(person.user_id, id, self.now()).await?;
        if held.is_empty() {
            return Ok(false);
        }
        let about = About::Digest(held.into_iter().map(item).collect());
        self.write_to_person_as(tx, id, person.user_id, DIGEST, about, None).await?;
        Ok(true)
    }
}

/// The first eight o'clock after the oldest mail was written, on a Monday if it is weekly.
fn due(oldest: Timestamp, digest: Digest, time_zone: Option<&str>) -> Timestamp {
    let zone = time_zone.and_then(|name| TimeZone::get(name).ok()).unwrap_or(TimeZone::UTC);
    let found = || {
        let mut date = jiff::Timestamp::from_second(oldest.0).ok()?.to_zoned_datetime(zone.clone()).date();
        loop {
            // Where the clock is set forward over it, a little later.
            let at = date.at(HOUR, 0, 0, 0).to_zoned_datetime(zone.clone()).ok()?.timestamp().as_second();
            if at > oldest.0 && (digest == Digest::Daily || date.weekday() == Weekday::Monday) {
                return Some(Timestamp(at));
            }
            date = date.tomorrow().ok()?;
        }
    };
    found().unwrap_or(oldest)
}

/// What is told of a mail: its subject, and what comes after the greeting.
fn item(mail: HeldMailRow) -> DigestItem {
    let mut paragraphs =
        mail.text_body.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let first = paragraphs.next().unwrap_or_default();
    let told = paragraphs.next().unwrap_or(first);
    let words = told.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text: String = words.chars().take(EXCERPT_LENGTH).collect();
    if text.len() < words.len() {
        text.push('…');
    }
    DigestItem { subject: mail.subject, text, at: mail.created_at }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::MailId;
    use uuid::Uuid;

    fn due_at(oldest: &str, digest: Digest, zone: Option<&str>) -> String {
        due(Timestamp::parse(oldest).unwrap(), digest, zone).to_rfc3339()
    }

    #[test]
    fn it_is_eight_where_the_person_is() {
        // 2026-11-25 is a Wednesday.
        let written = "2026-11-25T06:30:00Z";
        assert_eq!(due_at(written, Digest::Daily, None), "2026-11-25T08:00:00Z");
        assert_eq!(due_at(written, Digest::Daily, Some("Europe/Berlin")), "2026-11-25T07:00:00Z");
        assert_eq!(due_at(written, Digest::Daily, Some("Asia/Tokyo")), "2026-11-25T23:00:00Z");
        assert_eq!(due_at("2026-11-25T08:00:00Z", Digest::Daily, None), "2026-11-26T08:00:00Z");
        assert_eq!(due_at(written, Digest::Weekly, Some("Europe/Berlin")), "2026-11-30T07:00:00Z");
        assert_eq!(
            due_at("2026-11-30T06:59:59Z", Digest::Weekly, Some("Europe/Berlin")),
            "2026-11-30T07:00:00Z"
        );
        assert_eq!(
            due_at("2026-11-30T07:00:00Z", Digest::Weekly, Some("Europe/Berlin")),
            "2026-12-07T07:00:00Z"
        );
    }

    #[test]
    fn what_follows_the_greeting_is_told_in_one_line() {
        let mail = |text: &str| HeldMailRow {
            id: MailId(Uuid::from_u128(1)),
            subject: "S".into(),
            text_body: text.into(),
            created_at: Timestamp(0),
        };
        assert_eq!(item(mail("Hello Ann,\n\nIt was\nchanged.\n\nBye")).text, "It was changed.");
        assert_eq!(item(mail("Only this")).text, "Only this");
        let long = item(mail(&format!("Hello,\n\n{}", "é".repeat(301)))).text;
        assert_eq!((long.chars().count(), long.ends_with('…')), (301, true));
    }
}
