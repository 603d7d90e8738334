//! An application's end of it: a real server on loopback that keeps what is posted, and answers as it is told.

use axum::{
    Router,
    extract::{OriginalUri, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use model::decode_pairs;
use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

/// What was posted.
#[derive(Clone, Debug)]
pub struct Post {
    /// Where, with the query.
    pub path: String,
    /// Its media type.
    pub media_type: String,
    /// The form.
    pub fields: Vec<(String, String)>,
}

impl Post {
    /// The logout token.
    pub fn token(&self) -> &str {
        let (name, value) = self.fields.first().expect("a field");
        assert_eq!(name, "logout_token");
        value
    }
}

#[derive(Default)]
struct Told {
    posts: Vec<Post>,
    answers: VecDeque<(u16, Duration)>,
    at_once: usize,
    most_at_once: usize,
}

/// The server.
pub struct Receiver {
    address: SocketAddr,
    told: Arc<Mutex<Told>>,
}

impl Receiver {
    /// Starts one that answers 200.
    pub async fn start() -> Self {
        let told = Arc::new(Mutex::new(Told::default()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new().fallback(take).with_state(Arc::clone(&told));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, told }
    }

    /// Its address with this path.
    pub fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What it answers to the next posts, and after which time.
    pub fn answer(&self, answers: &[(u16, Duration)]) {
        self.told.lock().expect("no panic").answers.extend(answers);
    }

    /// What was posted.
    pub fn posts(&self) -> Vec<Post> {
        self.told.lock().expect("no panic").posts.clone()
    }

    /// How many posts there were at the same time.
    pub fn most_at_once(&self) -> usize {
        self.told.lock().expect("no panic").most_at_once
    }
}

async fn take(
    State(told): State<Arc<Mutex<Told>>>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: String,
) -> Response {
    let media_type = headers.get(header::CONTENT_TYPE).map_or("", |value| value.to_str().expect("ASCII"));
    let post = Post {
        path: uri.to_string(),
        media_type: media_type.to_owned(),
        fields: decode_pairs(body.as_bytes()).expect("a form"),
    };
    let (status, after) = {
        let mut told = told.lock().expect("no panic");
        told.posts.push(post);
        told.at_once += 1;
        told.most_at_once = told.most_at_once.max(told.at_once);
        told.answers.pop_front().unwrap_or((200, Duration::ZERO))
    };
    tokio::time::sleep(after).await;
    told.lock().expect("no panic").at_once -= 1;
    let status = StatusCode::from_u16(status).expect("a status");
    // Whoever follows this comes back.
    (status, [(header::LOCATION, "/elsewhere")]).into_response()
}
