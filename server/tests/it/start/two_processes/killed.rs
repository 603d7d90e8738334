//! One of two processes is killed in the middle of a load: nothing but the requests in flight is lost.

use crate::support::{ADMIN, Pair, Process, TestApp, soon};
use http::{Method, header};
use model::CreatedApplication;
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};
use tokio::task::JoinSet;

/// How many callers each process has.
const CALLERS: usize = 6;

/// What one caller was told.
#[derive(Default)]
struct Told {
    /// The ids of what was created, by the answers.
    created: Vec<String>,
    /// The names of what was asked for without an answer.
    unanswered: Vec<String>,
    /// Every other answer that was not what it should be.
    wrong: Vec<String>,
}

/// Gets a token, reads, makes an application and changes it, again and again. A process that is gone ends it.
async fn work(
    app: TestApp,
    own: CreatedApplication,
    name: String,
    stop: Arc<AtomicBool>,
    done: Arc<AtomicUsize>,
) -> Told {
    let mut told = Told::default();
    for round in 0.. {
        if stop.load(SeqCst) {
            break;
        }
        let fields = [
            ("grant_type", "client_credentials"),
            ("client_id", own.application.client_id.as_str()),
            ("client_secret", own.client_secret.as_str()),
        ];
        let answer = app.post_form("/oauth2/token", &fields).await;
        if answer.status == 502 {
            break;
        }
        if answer.status != 200 {
            told.wrong.push(format!("{name} token {} {}", answer.status, answer.text()));
            continue;
        }
        let bearer = format!("Bearer {}", answer.json()["access_token"].as_str().expect("a token"));
        let call = async |method: Method, path: &str, document: Option<Value>| {
            let headers = [
                (header::AUTHORIZATION, bearer.as_str()),
                (header::CONTENT_TYPE, "application/vnd.api+json"),
            ];
            let body = document.map(|document| document.to_string()).unwrap_or_default();
            app.request(method, path, &headers, body.into()).await
        };
        let name = format!("{name} {round}");
        let attributes = json!({ "name": name });
        let document = json!({ "data": { "type": "oauthapplications", "attributes": attributes } });
        let made = call(Method::POST, "/api/oauthapplications", Some(document)).await;
        match made.status.as_u16() {
            201 => told.created.push(made.json()["data"]["id"].as_str().expect("an id").to_owned()),
            502 => {
                told.unanswered.push(name);
                break;
            }
            _ => told.wrong.push(format!("{name} created {} {}", made.status, made.text())),
        }
        let read = call(Method::GET, "/api/me", None).await;
        if read.status == 502 {
            break;
        }
        if read.status != 200 {
            told.wrong.push(format!("{name} read {} {}", read.status, read.text()));
        }
        done.fetch_add(1, SeqCst);
    }
    told
}

fn load(
    process: &Process,
    own: &CreatedApplication,
    name: &str,
    stop: &Arc<AtomicBool>,
    done: &Arc<AtomicUsize>,
) -> JoinSet<Told> {
    (0..CALLERS)
        .map(|caller| {
            let app = process.app.behind(process.server.address);
            work(app, own.clone(), format!("{name} {caller}"), Arc::clone(stop), Arc::clone(done))
        })
        .collect()
}

/// What all of them were told.
async fn told(callers: JoinSet<Told>) -> Told {
    callers.join_all().await.into_iter().fold(Told::default(), |mut all, one| {
        all.created.extend(one.created);
        all.unanswered.extend(one.unanswered);
        all.wrong.extend(one.wrong);
        all
    })
}

/// Lets some rounds go by.
async fn rounds(done: &AtomicUsize, count: usize) {
    let until = done.load(SeqCst) + count;
    soon("more rounds", || async { done.load(SeqCst) >= until }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_but_the_requests_in_flight_is_lost() {
    let mut pair = Pair::start().await;
    let own = pair.beside.application(ADMIN, "Own").await;
    let stop = Arc::new(AtomicBool::new(false));
    let (of_a, of_b) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let at_a = load(&pair.a, &own, "A", &stop, &of_a);
    let at_b = load(&pair.b, &own, "B", &stop, &of_b);
    rounds(&of_a, CALLERS * 2).await;
    rounds(&of_b, CALLERS).await;
    pair.a.server.signal("KILL");
    let a = told(at_a).await;
    assert_eq!(a.wrong, [""; 0]);
    assert!(a.created.len() >= CALLERS * 2 && a.unanswered.len() <= CALLERS, "{:?}", a.unanswered);
    // The other goes on without an error.
    rounds(&of_b, CALLERS * 2).await;

    // The one that died comes back, and takes part.
    let address = pair.a.server.address;
    pair.a.server = pair.a.folder.start();
    pair.a.server.wait_until_ready();
    assert_eq!(pair.a.server.address, address);
    let back = load(&pair.a, &own, "A again", &stop, &of_a);
    rounds(&of_a, CALLERS).await;
    stop.store(true, SeqCst);
    let (back, b) = (told(back).await, told(at_b).await);
    assert_eq!((back.wrong, b.wrong), (vec![], vec![]));
    assert_eq!((back.unanswered, b.unanswered), (vec![], vec![]));

    // All that was answered is in the database, and what was not answered was done whole or not at all.
    let answered: BTreeSet<String> =
        [&a.created, &b.created, &back.created].into_iter().flatten().cloned().collect();
    let admin = pair.beside.actor(ADMIN).await;
    for id in &answered {
        let id = id.parse().expect("an id");
        pair.beside.office.find_application(&admin, id).await.expect("what was answered is there");
    }
    let applications = usize::try_from(pair.beside.db.count("applications").await).expect("a number");
    let more = applications - answered.len() - 1;
    assert!(more <= a.unanswered.len(), "{more} {:?}", a.unanswered);
    let secrets = usize::try_from(pair.beside.db.count("application_secrets").await).expect("a number");
    assert_eq!(secrets, applications, "each with its secret");
    let mails = pair.beside.mails().await.iter().filter(|mail| mail.event == "application_created").count();
    assert_eq!(mails, applications, "each with its mail");
    no_lock_stays(&pair).await;
}

/// No transaction of the one that died holds anything up.
async fn no_lock_stays(pair: &Pair) {
    let open = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                AND state LIKE 'idle in transaction%' AND state_change < now() - interval '2 seconds'";
    assert_eq!(pair.beside.db.number(open).await, 0);
    let waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted";
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(pair.beside.db.number(waiting).await, 0);
}
