//! Requests for authorization that have to be refused: to nowhere else than where the application is at home.

use super::{
    NOBODY, STRANGER, Seen,
    ask::{Answer, Asker},
    told,
};
use domain::{Observation, Sample};
use http::header;
use model::{Excuse, Point, decode_component, escape};

const ENDPOINT: &str = "/oauth2/authorize";
/// A challenge of the right form (RFC 7636 §4.2).
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

type Outcome = Result<(bool, Vec<String>), String>;

pub(super) async fn look(asker: &Asker, issuer: &str, sample: Option<&Sample>) -> Vec<Seen> {
    let mut seen = vec![
        told(Point::OpenRedirector, stays(asker, NOBODY, STRANGER).await),
        told(Point::NoTemporaryRedirect, no_307(asker).await),
        told(Point::NoCors, no_cors(asker).await),
    ];
    let Some(sample) = sample else {
        let tried_with_one =
            [Point::PkceDemanded, Point::PkcePlain, Point::Implicit, Point::Issuer, Point::RedirectMismatch];
        let untried = Observation::not_applicable(Excuse::NothingToTry, Vec::new());
        seen.extend(tried_with_one.map(|point| (point, untried.clone())));
        return seen;
    };
    let without = refused(asker, sample, "response_type=code").await;
    let plain = format!("response_type=code&code_challenge={CHALLENGE}&code_challenge_method=plain");
    let implicit = format!("response_type=token&code_challenge={CHALLENGE}&code_challenge_method=S256");
    seen.extend([
        told(Point::Issuer, without.as_ref().map(|refusal| refusal.says(issuer)).map_err(Clone::clone)),
        told(Point::PkceDemanded, without.map(|refusal| refusal.is("invalid_request"))),
        told(
            Point::PkcePlain,
            refused(asker, sample, &plain).await.map(|refusal| refusal.is("invalid_request")),
        ),
        told(
            Point::Implicit,
            refused(asker, sample, &implicit).await.map(|refusal| refusal.is("unsupported_response_type")),
        ),
        told(Point::RedirectMismatch, stays(asker, &sample.client_id, STRANGER).await),
    ]);
    seen
}

/// What an application is told (RFC 6749 §4.1.2.1).
struct Refusal {
    answer: Answer,
    parameters: Vec<(String, String)>,
}

impl Refusal {
    fn parameter(&self, name: &str) -> &str {
        self.parameters
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
            .unwrap_or_default()
    }

    /// Whether it is this error, and nothing is given with it.
    fn is(&self, error: &str) -> (bool, Vec<String>) {
        let said = self.parameter("error");
        let given = ["code", "access_token", "id_token"].iter().any(|name| !self.parameter(name).is_empty());
        (said == error && !given, vec![self.answer.evidence(format!("error={said}"))])
    }

    /// Whether it says who gives it (RFC 9207).
    fn says(&self, issuer: &str) -> (bool, Vec<String>) {
        let said = self.parameter("iss");
        (said == issuer, vec![self.answer.evidence(format!("iss={said}"))])
    }
}

/// Sends a request of the application that has to be refused. The answer leads to the application and is not followed.
async fn refused(asker: &Asker, sample: &Sample, more: &str) -> Result<Refusal, String> {
    let answer = asker.get(&request(&sample.client_id, &sample.redirect_uri, more)).await?;
    let location = answer.location().unwrap_or_default();
    let Some(added) = location.strip_prefix(&sample.redirect_uri) else {
        return Err(answer.evidence("→ /…"));
    };
    let pairs = added.split(['?', '&', '#']).filter_map(|pair| pair.split_once('='));
    let decoded = |value: &str| decode_component(value.as_bytes()).unwrap_or_default();
    let parameters = pairs.map(|(name, value)| (name.to_owned(), decoded(value))).collect();
    Ok(Refusal { answer, parameters })
}

fn request(client_id: &str, redirect_uri: &str, more: &str) -> String {
    let (client_id, redirect_uri) = (escape(client_id), escape(redirect_uri));
    format!("{ENDPOINT}?client_id={client_id}&redirect_uri={redirect_uri}&state=conformance&{more}")
}

/// Whether a request with an address that is not the application's own leads nowhere else than to a page of ours that says so.
async fn stays(asker: &Asker, client_id: &str, redirect_uri: &str) -> Outcome {
    let more = format!("response_type=code&code_challenge={CHALLENGE}&code_challenge_method=S256");
    let mut path = request(client_id, redirect_uri, &more);
    let mut evidence = Vec::new();
    // The endpoint sends on to the page that says what is wrong.
    for _ in 0..3 {
        let answer = asker.get(&path).await?;
        let Some(location) = answer.location().map(ToOwned::to_owned) else {
            evidence.push(answer.evidence(""));
            return Ok((true, evidence));
        };
        let local = location.starts_with('/') && !location.starts_with("//");
        let page = location.split('?').next().unwrap_or_default();
        evidence.push(answer.evidence(format!("→ {page}")));
        if !local {
            return Ok((false, evidence));
        }
        path = location;
    }
    Ok((true, evidence))
}

/// Whether redirects make a GET of what was posted: 307 and 308 would send passwords on (RFC 9700 §4.12).
async fn no_307(asker: &Asker) -> Outcome {
    let query = request(NOBODY, STRANGER, "response_type=code");
    let form = query.split_once('?').map_or("", |(_, form)| form);
    let answers = [asker.get(&query).await?, asker.post(ENDPOINT, form).await?];
    let passed = answers.iter().all(|answer| !matches!(answer.status.as_u16(), 307 | 308));
    Ok((passed, answers.iter().map(|answer| answer.evidence("")).collect()))
}

/// Whether scripts of other sites cannot read what the endpoint answers.
async fn no_cors(asker: &Asker) -> Outcome {
    let query = request(NOBODY, STRANGER, "response_type=code");
    let answer = asker.get_with(&query, &[(header::ORIGIN, "https://stranger.invalid")]).await?;
    let allowed = answer.header(&header::ACCESS_CONTROL_ALLOW_ORIGIN).to_owned();
    Ok((allowed.is_empty(), vec![answer.evidence(format!("Access-Control-Allow-Origin: {allowed}"))]))
}
