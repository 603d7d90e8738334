//! Tells of secrets that are about to end.

use crate::{
    Office, Result,
    mail::{Fact, SecretFacts, With},
};
use model::{MailEvent, Timestamp};
use std::time::Duration;
use store::EndingSecretRow;

/// How many days before a secret ends it is told.
const STEPS: [u16; 3] = [1, 7, 30];

impl Office {
    /// Tells of every secret that ends in 30, 7 or 1 days, once for each of the three: a step that was told is noted in the
    /// same transaction, so neither a second process nor a restart tells it again. May run at any time; how many were told.
    ///
    /// A step that was there already when it was decided that the secret ends is none: who chose 30 days at a rotation
    /// knows that, and so does who let the old secret work for another hour.
    pub async fn remind_of_secrets(&self) -> Result<u32> {
        let now = self.now();
        let mut told = 0;
        for secret in self.0.database.ending_secrets(now, now + days(STEPS[2])).await? {
            if step(&secret, now).is_some() && self.remind_of(&secret).await? {
                told += 1;
            }
        }
        if told > 0 {
            self.wake_mail_worker();
        }
        Ok(told)
    }

    /// Whether it was told now. Everything is looked at again under the lock of the application.
    async fn remind_of(&self, secret: &EndingSecretRow) -> Result<bool> {
        let mut tx = self.0.database.begin().await?;
        let row = tx.lock_application(secret.application_id).await?;
        let Some(row) = row.filter(|row| row.active && row.deleted_at.is_none()) else { return Ok(false) };
        let now = self.now();
        let Some(secret) = tx.find_ending_secret(secret.id, now).await? else { return Ok(false) };
        let Some(step) = step(&secret, now) else { return Ok(false) };
        if !tx.note_reminder(secret.id, step.into(), now).await? {
            return Ok(false);
        }
        let facts = SecretFacts {
            days_left: Some(days_left(&secret, now)),
            hint: secret.hint,
            expires_at: Some(secret.expires_at),
            old_until: None,
        };
        let event = MailEvent::SecretExpiring;
        self.tell(&mut tx, Fact { event, by: None, with: With::Secret(&row, facts) }).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// The step that is due: the last one that has come. Those before it were told or are over.
fn step(secret: &EndingSecretRow, now: Timestamp) -> Option<u16> {
    let step = STEPS.into_iter().find(|step| now + days(*step) >= secret.expires_at)?;
    let decided = secret.superseded_at.unwrap_or(secret.created_at);
    (secret.expires_at - days(step) > decided).then_some(step)
}

/// Started days count: who has twenty hours left has a day.
const fn days_left(secret: &EndingSecretRow, now: Timestamp) -> i64 {
    let seconds = secret.expires_at.0 - now.0;
    (seconds + 86_399) / 86_400
}

fn days(days: u16) -> Duration {
    Duration::from_hours(24 * u64::from(days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{ApplicationId, SecretId};
    use uuid::Uuid;

    const DAY: i64 = 86_400;

    fn secret(life_days: i64, superseded_at: Option<i64>) -> EndingSecretRow {
        EndingSecretRow {
            id: SecretId(Uuid::nil()),
            application_id: ApplicationId(Uuid::nil()),
            hint: String::new(),
            created_at: Timestamp(0),
            superseded_at: superseded_at.map(Timestamp),
            expires_at: Timestamp(life_days * DAY),
        }
    }

    #[test]
    fn each_step_comes_when_it_is_due_and_only_if_it_says_something_new() {
        let at = |life, day: i64| step(&secret(life, None), Timestamp(day * DAY));
        assert_eq!([at(90, 59), at(90, 60), at(90, 82)], [None, Some(30), Some(30)]);
        assert_eq!([at(90, 83), at(90, 88), at(90, 89), at(90, 90)], [Some(7), Some(7), Some(1), Some(1)]);
        // Thirty days were chosen: that it is thirty days is no news.
        assert_eq!([at(30, 0), at(30, 22), at(30, 23)], [None, None, Some(7)]);
        // A rotation let it work for seven days more, at day 50.
        let in_grace = |day: i64| step(&secret(57, Some(50 * DAY)), Timestamp(day * DAY));
        assert_eq!([in_grace(50), in_grace(55), in_grace(56)], [None, None, Some(1)]);
        // Or for one.
        assert_eq!(step(&secret(51, Some(50 * DAY)), Timestamp(50 * DAY + 7)), None);
    }
}
