//! A web server of somebody else on loopback: it publishes documents, and counts who asks for them.

use axum::{
    Router,
    extract::{OriginalUri, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

/// What is at a path.
#[derive(Clone)]
struct Page {
    status: u16,
    media_type: String,
    cache_control: String,
    text: String,
}

#[derive(Default)]
struct Site {
    pages: HashMap<String, Page>,
    asked: HashMap<String, usize>,
}

/// The server.
pub struct Publisher {
    address: SocketAddr,
    site: Arc<Mutex<Site>>,
}

impl Publisher {
    /// One where nothing is yet.
    pub async fn start() -> Self {
        let site = Arc::new(Mutex::new(Site::default()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let router = Router::new().fallback(show).with_state(Arc::clone(&site));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, site }
    }

    /// Its address with this path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Publishes JSON.
    pub fn publish(&self, path: &str, text: &str) {
        self.answer(path, 200, "application/json", "max-age=600", text);
    }

    /// Answers like this from now on.
    pub fn answer(&self, path: &str, status: u16, media_type: &str, cache_control: &str, text: &str) {
        let page = Page {
            status,
            media_type: media_type.into(),
            cache_control: cache_control.into(),
            text: text.into(),
        };
        self.site.lock().expect("no panic").pages.insert(path.into(), page);
    }

    /// How often somebody asked for this path.
    pub fn asked(&self, path: &str) -> usize {
        self.site.lock().expect("no panic").asked.get(path).copied().unwrap_or_default()
    }
}

async fn show(State(site): State<Arc<Mutex<Site>>>, OriginalUri(uri): OriginalUri) -> Response {
    let mut site = site.lock().expect("no panic");
    *site.asked.entry(uri.to_string()).or_default() += 1;
    let Some(page) = site.pages.get(&uri.to_string()).cloned() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, page.media_type),
        (header::CACHE_CONTROL, page.cache_control),
        // Whoever follows it comes to a good document.
        (header::LOCATION, "/good".into()),
    ];
    (StatusCode::from_u16(page.status).expect("a status"), headers, page.text).into_response()
}
