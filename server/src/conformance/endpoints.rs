//! The other endpoints, as whoever has no credentials sees them.

use super::{NOBODY, Seen, ask::Asker, told};
use http::header;
use model::Point;

type Outcome = Result<(bool, Vec<String>), String>;

pub(super) async fn look(asker: &Asker) -> Vec<Seen> {
    vec![
        told(Point::TokenByPost, by_post(asker).await),
        told(Point::NoStore, not_kept(asker).await),
        told(Point::PushAuthenticated, push_authenticated(asker).await),
        told(Point::NoTokenInQuery, not_in_query(asker).await),
        told(Point::Clickjacking, unframed(asker).await),
        told(Point::Referrer, no_referrer(asker).await),
    ]
}

/// RFC 6749 §3.2.
async fn by_post(asker: &Asker) -> Outcome {
    let answer = asker.get("/oauth2/token?grant_type=client_credentials").await?;
    Ok((answer.status == 405, vec![answer.evidence("")]))
}

/// RFC 6749 §5.1. No answer without a token is a different one to caches, so one that refuses shows it as well.
async fn not_kept(asker: &Asker) -> Outcome {
    let form = format!("grant_type=authorization_code&code=conformance&client_id={NOBODY}");
    let answer = asker.post("/oauth2/token", &form).await?;
    let kept = answer.header(&header::CACHE_CONTROL);
    let passed = answer.status.is_client_error() && kept.contains("no-store");
    Ok((passed, vec![answer.evidence(format!("Cache-Control: {kept}"))]))
}

async fn push_authenticated(asker: &Asker) -> Outcome {
    let answer = asker.post("/oauth2/par", &format!("client_id={NOBODY}&response_type=code")).await?;
    Ok((matches!(answer.status.as_u16(), 400 | 401), vec![answer.evidence("")]))
}

/// Whether a token in the address is not even looked at: looked at, this one would be called invalid (RFC 6750 §3.1).
async fn not_in_query(asker: &Asker) -> Outcome {
    let answer = asker.get("/api/me?access_token=conformance").await?;
    let challenge = answer.header(&header::WWW_AUTHENTICATE);
    let passed = answer.status.is_client_error() && !challenge.contains("invalid_token");
    Ok((passed, vec![answer.evidence(format!("WWW-Authenticate: {challenge}"))]))
}

async fn unframed(asker: &Asker) -> Outcome {
    let answer = asker.get("/sign-in").await?;
    let policy = answer.header(&header::CONTENT_SECURITY_POLICY);
    let ancestors = policy.split(';').map(str::trim).find(|part| part.starts_with("frame-ancestors"));
    let ancestors = ancestors.unwrap_or_default();
    let frames = answer.header(&header::X_FRAME_OPTIONS);
    let passed = ancestors == "frame-ancestors 'none'" || frames.eq_ignore_ascii_case("deny");
    Ok((passed, vec![answer.evidence(format!("{ancestors}; X-Frame-Options: {frames}"))]))
}

async fn no_referrer(asker: &Asker) -> Outcome {
    let answer = asker.get("/sign-in").await?;
    let policy = answer.header(&header::REFERRER_POLICY);
    let passed = ["no-referrer", "same-origin", "strict-origin", "origin"].contains(&policy);
    Ok((passed, vec![answer.evidence(format!("Referrer-Policy: {policy}"))]))
}
