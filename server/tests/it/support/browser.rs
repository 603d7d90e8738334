//! A browser as far as the server can tell: it keeps cookies and says where its requests come from.

use super::{Answer, FORM, TestApp, form};
use axum::body::Body;
use http::{HeaderName, Method, Request, header};
use serde_json::Value;
use std::{collections::BTreeMap, sync::Mutex};

/// Where its pages are.
const ORIGIN: &str = "http://127.0.0.1:3000";

/// A browser.
pub struct Browser<'a> {
    app: &'a TestApp,
    cookies: Mutex<BTreeMap<String, String>>,
}

impl<'a> Browser<'a> {
    pub(super) fn new(app: &'a TestApp) -> Self {
        Self { app, cookies: Mutex::default() }
    }

    /// The same browser, with its cookies, led to another process.
    pub fn also_at<'b>(&self, app: &'b TestApp) -> Browser<'b> {
        Browser { app, cookies: Mutex::new(self.cookies.lock().expect("no panic").clone()) }
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.request(Method::GET, path, &[], Body::empty()).await
    }

    /// Sends a form of one of our pages.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.request(Method::POST, path, &[(header::CONTENT_TYPE, FORM)], Body::from(form(fields))).await
    }

    /// Calls a server function as a script of one of our pages does.
    pub async fn rpc(&self, function: &str, arguments: &Value) -> Answer {
        let headers = [(header::CONTENT_TYPE, "application/json"), (header::ACCEPT, "application/json")];
        self.request(Method::POST, &format!("/rpc/{function}"), &headers, Body::from(arguments.to_string()))
            .await
    }

    /// Signs in with the form of the page.
    pub async fn sign_in(&self, email: &str, password: &str) -> Answer {
        self.post("/sign-in", &[("email", email), ("password", password)]).await
    }

    /// Any request, with the cookies, and from our own page unless the headers say otherwise.
    pub async fn request(
        &self,
        method: Method,
        path: &str,
        headers: &[(HeaderName, &str)],
        body: Body,
    ) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "127.0.0.1:3000")
            .header(header::USER_AGENT, "Mozilla/5.0 (a test)");
        let says = |name: &str| headers.iter().any(|(known, _)| known == name);
        if !says("origin") && !says("sec-fetch-site") && !says("referer") {
            request = request.header("sec-fetch-site", "same-origin").header(header::ORIGIN, ORIGIN);
        }
        let cookies = self.cookie_header();
        if !cookies.is_empty() {
            request = request.header(header::COOKIE, cookies);
        }
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        let answer = self.app.answer(request.body(body).expect("a request")).await;
        self.keep_cookies(&answer);
        answer
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().expect("no panic").get(name).cloned()
    }

    /// Sets a cookie.
    pub fn set_cookie(&self, name: &str, value: &str) {
        self.cookies.lock().expect("no panic").insert(name.to_owned(), value.to_owned());
    }

    /// All cookies, as they are sent.
    pub fn cookie_header(&self) -> String {
        let cookies = self.cookies.lock().expect("no panic");
        cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    fn keep_cookies(&self, answer: &Answer) {
        let mut cookies = self.cookies.lock().expect("no panic");
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("a cookie of ASCII");
            let (name, value) =
                line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
            if line.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
