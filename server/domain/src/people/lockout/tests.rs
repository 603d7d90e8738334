//! Who waits, for how long, and who does not, on both engines.

use super::*;
use crate::{
    Error, Sensitive,
    town::{ADMIN, AMANDA, DEMO_PASSWORD, JOHN, Town, assert_refused},
};
use model::{GridQuery, LoginFailure};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/// Somebody tries from the network of this number, each time from another address, so that the guard in memory, which counts
/// by address, lets them through.
async fn tries(town: &Town, network: u8, email: &str, password: &str) -> bool {
    town.test.clock.advance(Duration::from_secs(1));
    let host = town.office.now().0 % 250 + 1;
    let origin = Origin { address: format!("10.0.{network}.{host}"), user_agent: FIREFOX.to_owned() };
    match town.office.sign_in(email, &Sensitive::new(password), &origin).await {
        Ok(_) => true,
        Err(Error::BadCredentials) => false,
        Err(other) => panic!("{other:?}"),
    }
}

async fn fails(town: &Town, network: u8, email: &str, times: usize) {
    for _ in 0..times {
        assert!(!tries(town, network, email, "another password").await);
    }
}

async fn reasons(town: &Town) -> Vec<Option<LoginFailure>> {
    let query = GridQuery { page_size: 100, ..GridQuery::default() };
    let attempts = town.office.list_login_attempts(&town.admin, &query).await.unwrap();
    attempts.rows.into_iter().map(|one| one.failure).collect()
}

#[test]
fn each_round_waits_twice_as_long() {
    let lockout = Lockout::default();
    assert_eq!(
        [0, 1, 9, 10, 11, 20, 30].map(|count| lockout.round(count)),
        [None, None, None, Some(1), None, Some(2), Some(3)]
    );
    let minutes = [1, 2, 3, 6, 7, 33, 34, i64::MAX].map(|round| lockout.lasts(round).as_secs() / 60);
    assert_eq!(minutes, [1, 2, 4, 32, 60, 60, 60, 60]);
    let short = Lockout { after: 1, delay: Duration::from_mins(2), max_delay: Duration::from_secs(30) };
    assert_eq!(short.lasts(1), Duration::from_secs(30));
}

store::on_both_engines! {
    async fn an_account_waits_and_the_right_password_looks_wrong(db: TestDatabase) {
        let town = Town::on(db).await;
        fails(&town, 1, JOHN, 9).await;
        assert_eq!(town.seen(JOHN).await.locked_until, None);
        fails(&town, 2, JOHN, 1).await;
        assert_eq!(town.seen(JOHN).await.locked_until, Some(town.office.now() + Duration::from_mins(1)));
        assert!(!tries(&town, 3, JOHN, DEMO_PASSWORD).await);
        assert_eq!(reasons(&town).await[..2], [Some(LoginFailure::Locked), Some(LoginFailure::WrongPassword)]);
        assert!(tries(&town, 3, AMANDA, DEMO_PASSWORD).await, "nobody else waits");
        // What is tried meanwhile makes it no longer.
        fails(&town, 3, JOHN, 20).await;
        town.test.clock.advance(Duration::from_secs(36));
        assert!(!tries(&town, 3, JOHN, DEMO_PASSWORD).await);
        assert!(tries(&town, 3, JOHN, DEMO_PASSWORD).await);
        // Coming in clears it all.
        fails(&town, 4, JOHN, 9).await;
        assert!(tries(&town, 5, JOHN, DEMO_PASSWORD).await);
    }

    async fn it_grows_and_is_forgotten_after_a_day(db: TestDatabase) {
        let town = Town::on(db).await;
        let lasts = async || town.seen(JOHN).await.locked_until.map(|until| (until.0 - town.office.now().0) / 60);
        for minutes in [1, 2, 4] {
            fails(&town, 1, JOHN, 10).await;
            assert_eq!(lasts().await, Some(minutes));
            town.test.clock.advance(Duration::from_mins(minutes.unsigned_abs()));
        }
        town.test.clock.advance(Duration::from_hours(25));
        fails(&town, 1, JOHN, 9).await;
        assert_eq!(lasts().await, None);
        fails(&town, 1, JOHN, 1).await;
        assert_eq!(lasts().await, Some(1));
        town.test.clock.advance(Duration::from_hours(50));
        town.office.cleanup().await.unwrap();
        assert_eq!(town.test.db.count("sign_in_failures").await, 0);
    }

    async fn strangers_do_not_shut_out_who_is_known(db: TestDatabase) {
        let town = Town::on(db).await;
        assert!(tries(&town, 1, JOHN, DEMO_PASSWORD).await);
        fails(&town, 2, JOHN, 10).await;
        assert!(!tries(&town, 2, JOHN, DEMO_PASSWORD).await);
        assert!(!tries(&town, 3, JOHN, DEMO_PASSWORD).await, "all strangers together");
        // Their own failures are their own, and count where they are known as well.
        fails(&town, 1, JOHN, 9).await;
        assert!(tries(&town, 1, JOHN, DEMO_PASSWORD).await);
        fails(&town, 1, JOHN, 10).await;
        assert!(!tries(&town, 1, JOHN, DEMO_PASSWORD).await);
    }

    async fn the_person_is_told_once(db: TestDatabase) {
        let town = Town::on(db).await;
        fails(&town, 1, "nobody@example.com", 11).await;
        assert_eq!(town.test.mails().await.len(), 0);
        fails(&town, 1, JOHN, 10).await;
        let mails = town.test.mails().await;
        assert_eq!(mails.len(), 1);
        assert_eq!((mails[0].event.as_str(), mails[0].to_address.as_str()), ("account_locked", JOHN));
        assert!(mails[0].text_body.contains("10.0.1."), "{}", mails[0].text_body);
        town.test.clock.advance(Duration::from_mins(1));
        fails(&town, 1, JOHN, 10).await;
        assert_eq!(town.test.mails().await.len(), 1, "not of the locks that follow");
        // Unlocked, it begins again.
        town.office.unlock_user(&town.admin, town.id(JOHN).await).await.unwrap();
        fails(&town, 1, JOHN, 10).await;
        assert_eq!(town.test.mails().await.len(), 2);
    }

    async fn an_administrator_unlocks(db: TestDatabase) {
        let town = Town::on(db).await;
        let john = town.id(JOHN).await;
        fails(&town, 1, JOHN, 10).await;
        let amanda = town.actor(AMANDA).await;
        assert_refused!(town.office.unlock_user(&amanda, john).await, Error::NotFound);
        assert_refused!(town.office.unlock_user(&town.gwen, john).await, Error::NotFound);
        assert!(!tries(&town, 1, JOHN, DEMO_PASSWORD).await);
        let seen = town.office.unlock_user(&town.admin, john).await.unwrap();
        assert_eq!(seen.locked_until, None);
        assert!(tries(&town, 1, JOHN, DEMO_PASSWORD).await);
        // Whoever may do less does not unlock whoever may do more.
        fails(&town, 1, ADMIN, 10).await;
        assert!(town.seen(ADMIN).await.locked_until.is_some());
    }

    async fn every_refusal_takes_the_same_time(db: TestDatabase) {
        let town = Town::on(db).await;
        fails(&town, 1, JOHN, 10).await;
        for (email, password) in [(JOHN, DEMO_PASSWORD), (AMANDA, "another password"), ("nobody@example.com", "x")] {
            let begun = Instant::now();
            assert!(!tries(&town, 1, email, password).await);
            assert!(begun.elapsed() >= ANSWER_AFTER, "{email}");
        }
    }
}
