//! One POST of a form to an address that a stranger chose, without reading what comes back but for its status.

use super::{
    exchange::{Reading, Unanswered, exchange},
    reach::Reach,
};
use http_body_util::Full;
use hyper::{Request, StatusCode, body::Bytes, header};

/// Posts a form; the status of the answer.
pub(crate) async fn post_form(url: &str, form: String, reach: Reach) -> Result<StatusCode, Unanswered> {
    Ok(exchange(url, request(form), reach, Reading::Head).await?.status)
}

pub(super) fn request(form: String) -> Request<Full<Bytes>> {
    let mut request = Request::new(Full::new(Bytes::from(form)));
    *request.method_mut() = hyper::Method::POST;
    let media_type = header::HeaderValue::from_static("application/x-www-form-urlencoded");
    request.headers_mut().insert(header::CONTENT_TYPE, media_type);
    request
}
