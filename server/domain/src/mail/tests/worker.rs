//! The worker: at once, through failures, until it is told to stop.

use super::*;
use std::time::{Duration, Instant};
use store::testing::{Engine, TestDatabase};
use tokio::{sync::oneshot, task::JoinHandle};

async fn demo() -> TestOffice {
    TestOffice::demo(Engine::Sqlite).await
}

fn start(test: &TestOffice) -> (JoinHandle<()>, oneshot::Sender<()>) {
    let (stop, stopped) = oneshot::channel();
    let office = test.office.clone();
    let worker = tokio::spawn(async move {
        let stop = async {
            let _ = stopped.await;
        };
        office.run_mail_worker(stop).await;
    });
    (worker, stop)
}

/// Waits until there are so many mails in the folder, and says how long it took.
async fn wait_for(folder: &Path, count: usize) -> Duration {
    let started = Instant::now();
    let is_mail = |name: &str| Path::new(name).extension().is_some_and(|extension| extension == "eml");
    while files(folder).iter().filter(|(name, _)| is_mail(name)).count() < count {
        assert!(started.elapsed() < Duration::from_secs(20), "no mail came");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    started.elapsed()
}

async fn finish(worker: JoinHandle<()>, stop: oneshot::Sender<()>) {
    stop.send(()).unwrap();
    tokio::time::timeout(Duration::from_secs(5), worker).await.expect("the worker stops").unwrap();
}

#[tokio::test]
async fn a_mail_leaves_at_once_and_the_worker_stops_when_told() {
    let test = demo().await;
    let (worker, stop) = start(&test);
    // It has looked and found nothing: without being told it would look again in five seconds.
    tokio::time::sleep(Duration::from_millis(300)).await;
    write_mail(&test, "First App").await;
    let took = wait_for(&test.folder.path().join("mail"), 1).await;
    assert!(took < Duration::from_secs(3), "{took:?}");
    finish(worker, stop).await;
    write_mail(&test, "Second App").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert_eq!(files(&test.folder.path().join("mail")).len(), 1);
}

#[tokio::test]
async fn what_another_process_wrote_leaves_too() {
    let test = demo().await;
    let (worker, stop) = start(&test);
    tokio::time::sleep(Duration::from_millis(300)).await;
    let command_line = TestOffice::on(test.db.another().await).await;
    write_mail(&command_line, "First App").await;
    wait_for(&test.folder.path().join("mail"), 1).await;
    finish(worker, stop).await;
}

#[tokio::test]
async fn a_broken_outbox_does_not_end_the_worker() {
    let test = demo().await;
    write_mail(&test, "First App").await;
    test.db.execute("ALTER TABLE outbox_mails RENAME TO gone").await;
    let (worker, stop) = start(&test);
    tokio::time::sleep(Duration::from_millis(300)).await;
    test.db.execute("ALTER TABLE gone RENAME TO outbox_mails").await;
    wait_for(&test.folder.path().join("mail"), 1).await;
    finish(worker, stop).await;
}

#[tokio::test]
async fn stopping_wins_over_a_queue() {
    let test = TestOffice::on(TestDatabase::new(Engine::Sqlite).await).await;
    test.office.add_demo_data().await.unwrap();
    write_mail(&test, "First App").await;
    test.office.run_mail_worker(std::future::ready(())).await;
    assert_eq!(files(&test.folder.path().join("mail")), []);
    assert_eq!(test.mails().await[0].attempts, 0);
}
