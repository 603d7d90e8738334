//! Real sockets: what a stranger's server answers.

use super::*;
use std::sync::atomic::AtomicUsize;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

/// A server that answers everybody the same after a while; its address, and how often it was asked.
async fn serve(answer: String, after: Duration) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/keys?tenant=1", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            count.fetch_add(1, SeqCst);
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") {
                    let mut part = [0; 512];
                    let length = stream.read(&mut part).await.unwrap();
                    request.extend_from_slice(&part[..length]);
                }
                assert!(request.starts_with(b"GET /keys?tenant=1 HTTP/1.1\r\n"));
                tokio::time::sleep(after).await;
                let _gone = stream.write_all(answer.as_bytes()).await;
            });
        }
    });
    (url, asked)
}

fn json(more: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n{more}\r\n{body}"
    )
}

fn anything(text: &str) -> Result<(), &'static str> {
    if text.is_empty() { Err("there is nothing") } else { Ok(()) }
}

async fn fetch(fetcher: &Fetcher, url: &str, now_ms: i64) -> Outcome {
    fetcher.fetch(url, &anything, Reach::Anywhere, now_ms).await
}

#[tokio::test]
async fn a_document_is_fetched_and_may_be_kept_between_five_minutes_and_a_day() {
    for (more, minutes) in [
        ("", 5),
        ("Cache-Control: no-store\r\n", 5),
        ("Cache-Control: max-age=600\r\n", 10),
        ("Cache-Control: max-age=31536000\r\n", 24 * 60),
    ] {
        let (url, _) = serve(json(more, "{}"), Duration::ZERO).await;
        let fetched = fetch(&Fetcher::default(), &url, 0).await.unwrap();
        assert_eq!(
            (fetched.text.as_str(), fetched.fresh_for),
            ("{}", Duration::from_mins(minutes)),
            "{more}"
        );
    }
}

#[tokio::test]
async fn nothing_but_a_document_of_a_fair_size_is_taken() {
    let largest = format!("\"{}\"", "x".repeat(64 * 1024 - 2));
    let (url, _) = serve(json("", &largest), Duration::ZERO).await;
    assert_eq!(fetch(&Fetcher::default(), &url, 0).await.unwrap().text.len(), 64 * 1024);
    let endless =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".to_owned() + &"x".repeat(70_000);
    let html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 2\r\n\r\n{}".to_owned();
    let redirect = "HTTP/1.1 302 Found\r\nLocation: /keys?tenant=1\r\nContent-Length: 0\r\n\r\n".to_owned();
    let broken =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{}".to_owned();
    let bytes = json("", "{}").replace("application/json", "application/json\r\nContent-Encoding: gzip");
    for (what, answer, error) in [
        ("too large", json("", &format!("{largest} ")), "the answer is too long, or ended too early"),
        ("without end", endless, "the answer is too long, or ended too early"),
        ("cut off", broken, "the answer is too long, or ended too early"),
        ("another type", html, "the answer is no JSON"),
        ("packed", bytes, "the answer is no JSON"),
        ("a redirect", redirect, "it answered 302 Found"),
        ("gone", "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n".into(), "it is gone"),
        (
            "failing",
            "HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n".into(),
            "it answered 500 Internal Server Error",
        ),
    ] {
        let (url, asked) = serve(answer, Duration::ZERO).await;
        let fetcher = Fetcher::default();
        assert_eq!(fetch(&fetcher, &url, 0).await.unwrap_err().to_string(), error, "{what}");
        // Nobody can make this server ask again at once.
        let again = fetch(&fetcher, &url, 29_999).await.unwrap_err();
        assert_eq!(again.to_string(), error, "{what}");
        assert_eq!(asked.load(SeqCst), 1, "{what}");
        fetch(&fetcher, &url, 30_000).await.unwrap_err();
        assert_eq!(asked.load(SeqCst), 2, "{what}");
    }
}

#[tokio::test]
async fn what_does_not_fit_is_left_alone_as_well() {
    let (url, asked) = serve(json("", "{}"), Duration::ZERO).await;
    let fetcher = Fetcher::default();
    let nothing = |_: &str| Err("it is empty");
    for _ in 0..2 {
        let error = fetcher.fetch(&url, &nothing, Reach::Anywhere, 0).await.unwrap_err();
        assert_eq!(error, FetchError::Unfit("it is empty"));
    }
    assert_eq!(asked.load(SeqCst), 1);
}

#[tokio::test]
async fn those_who_want_the_same_at_once_share_one_request() {
    let (url, asked) = serve(json("", "{}"), Duration::from_millis(100)).await;
    let fetcher = Fetcher::default();
    let (a, b, c) =
        tokio::join!(fetch(&fetcher, &url, 0), fetch(&fetcher, &url, 0), fetch(&fetcher, &url, 0));
    assert!(a.is_ok() && b.is_ok() && c.is_ok());
    assert_eq!(asked.load(SeqCst), 1);
    assert!(fetcher.waiting.lock().unwrap().is_empty());
    fetch(&fetcher, &url, 0).await.unwrap();
    assert_eq!(asked.load(SeqCst), 2);
}

#[tokio::test]
async fn who_never_ends_is_not_waited_for() {
    let (url, _) = serve(json("", "{}"), Duration::from_mins(1)).await;
    let begun = tokio::time::Instant::now();
    let late = fetch(&Fetcher::default(), &url, 0).await.unwrap_err();
    assert_eq!(late, FetchError::Failed("no answer within 5 seconds".into()));
    assert!(begun.elapsed() < Duration::from_secs(7));
}

#[tokio::test]
async fn nobody_gets_inward_or_hides_anything_in_an_address() {
    let long = format!("https://a.example/{}", "x".repeat(URL_MAX_LENGTH));
    for url in [
        "https://127.0.0.1/keys",
        "https://[::1]/keys",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/keys",
        "http://1.1.1.1/keys",
        "https://user@1.1.1.1/keys",
        "https://:word@1.1.1.1/keys",
        "https://1.1.1.1/keys#one",
        "ftp://1.1.1.1/keys",
        "file:///etc/passwd",
        "data:application/json,{}",
        "keys",
        "",
        &long,
    ] {
        let error = Fetcher::default().fetch(url, &anything, Reach::World, 0).await.unwrap_err();
        assert_eq!(error, FetchError::Forbidden, "{url}");
    }
}
