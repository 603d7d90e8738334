//! How an application shows who it is: HTTP Basic, in the body (RFC 6749 §2.3.1), or with an assertion (RFC 7523 §2.2), never in
//! more than one way.

use super::{error::OAuthError, parameters::Parameters};
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{ClientProof, Credentials, Sensitive, TokenError, subject_of};
use http::{HeaderMap, header::AUTHORIZATION};
use model::decode_component;

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// The credentials, if there are any.
pub(super) fn read(
    headers: &HeaderMap,
    parameters: &mut Parameters,
) -> Result<Option<Credentials>, OAuthError> {
    let basic = basic(headers)?;
    let (id, secret) = (parameters.take("client_id"), parameters.take("client_secret"));
    let assertion = assertion(parameters)?;
    let ways = [basic.is_some(), secret.is_some(), assertion.is_some()];
    if ways.into_iter().filter(|way| *way).count() > 1 {
        return Err(OAuthError::invalid_request("Authenticate in one way only."));
    }
    if let Some(assertion) = assertion {
        // The assertion names the application itself (RFC 7521 §4.2).
        let named = subject_of(assertion.reveal());
        let client_id = id.or(named).ok_or(TokenError::InvalidClient)?;
        return Ok(Some(Credentials { client_id, proof: ClientProof::Assertion(assertion) }));
    }
    match (basic, id, secret) {
        (Some(basic), Some(id), _) if basic.client_id != id => Err(OAuthError::invalid_request(
            "The body names another client_id than the Authorization header.",
        )),
        (Some(basic), _, _) => Ok(Some(basic)),
        (None, Some(client_id), Some(secret)) => Ok(Some(Credentials::with_secret(client_id, secret))),
        (None, Some(client_id), None) => Ok(Some(Credentials { client_id, proof: ClientProof::Nothing })),
        (None, None, Some(_)) => Err(OAuthError::invalid_request("The parameter client_id is missing.")),
        (None, None, None) => Ok(None),
    }
}

/// The assertion, if there is one of the only type there is (RFC 7523 §2.2).
fn assertion(parameters: &mut Parameters) -> Result<Option<Sensitive>, OAuthError> {
    match (parameters.take("client_assertion"), parameters.take("client_assertion_type")) {
        (None, None) => Ok(None),
        (Some(assertion), Some(of)) if of == ASSERTION_TYPE => Ok(Some(Sensitive::new(assertion))),
        (Some(_), Some(_)) => Err(TokenError::InvalidClient.into()),
        _ => Err(OAuthError::invalid_request(
            "An assertion comes with its type, and the type with an assertion.",
        )),
    }
}

/// What the `Authorization` header holds. Another scheme, or one that cannot be read, is failed authentication.
fn basic(headers: &HeaderMap) -> Result<Option<Credentials>, OAuthError> {
    let mut lines = headers.get_all(AUTHORIZATION).iter();
    let Some(line) = lines.next() else { return Ok(None) };
    if lines.next().is_some() {
        return Err(OAuthError::invalid_request("The Authorization header is repeated."));
    }
    let credentials = line.to_str().ok().and_then(decode);
    credentials.map(Some).ok_or_else(|| TokenError::InvalidClient.into())
}

/// Both halves are form-encoded before they are joined (RFC 6749 §2.3.1).
fn decode(line: &str) -> Option<Credentials> {
    let (scheme, encoded) = line.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = STANDARD.decode(encoded.trim()).ok()?;
    let colon = decoded.iter().position(|byte| *byte == b':')?;
    let (client_id, secret) =
        (decode_component(&decoded[..colon])?, decode_component(&decoded[colon + 1..])?);
    Some(Credentials::with_secret(client_id, secret))
}

#[cfg(test)]
mod tests {
    use super::{super::form, *};

    fn outcome(authorization: &[&str], body: &str) -> String {
        let mut headers = HeaderMap::new();
        for line in authorization {
            headers.append(AUTHORIZATION, line.parse().unwrap());
        }
        let mut parameters = form::read(body.as_bytes()).ok().unwrap();
        match read(&headers, &mut parameters) {
            Ok(Some(Credentials { client_id, proof: ClientProof::Secret(secret) })) => {
                format!("{client_id} {}", secret.reveal())
            }
            Ok(Some(other)) => format!("{} alone", other.client_id),
            Ok(None) => "none".into(),
            Err(error) => format!("{error:?}").split('"').nth(1).unwrap_or_default().to_owned(),
        }
    }

    fn basic_of(text: &str) -> String {
        format!("Basic {}", STANDARD.encode(text))
    }

    #[test]
    fn either_way_is_read_and_both_are_refused() {
        assert_eq!(outcome(&[], "client_id=a&client_secret=b"), "a b");
        assert_eq!(outcome(&[&basic_of("a:b")], ""), "a b");
        assert_eq!(outcome(&[&basic_of("a:b").replace("Basic", "bASIC")], "client_id=a"), "a b");
        assert_eq!(outcome(&[&basic_of("a%3Ab:c%20+d:e")], ""), "a:b c  d:e");
        assert_eq!(outcome(&[&basic_of("a:b")], "client_secret=b"), "invalid_request");
        assert_eq!(outcome(&[&basic_of("a:b")], "client_id=a&client_secret=b"), "invalid_request");
        assert_eq!(outcome(&[&basic_of("a:b")], "client_id=c"), "invalid_request");
        let assertion =
            "client_assertion=x&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        assert_eq!(outcome(&[&basic_of("a:b")], assertion), "invalid_request");
        assert_eq!(outcome(&[], &format!("{assertion}&client_secret=b")), "invalid_request");
        assert_eq!(outcome(&[], &format!("{assertion}&client_id=a")), "a alone");
        assert_eq!(outcome(&[&basic_of("a:b"), &basic_of("a:b")], ""), "invalid_request");
    }

    /// RFC 6749 §5.2: a missing parameter is an invalid request, failed or missing authentication is not.
    #[test]
    fn what_is_missing_or_broken_gets_its_own_error() {
        assert_eq!(outcome(&[], ""), "none");
        assert_eq!(outcome(&[], "client_id=&client_secret="), "none");
        assert_eq!(outcome(&[], "client_id=a"), "a alone");
        assert_eq!(outcome(&[], "client_assertion=x"), "invalid_request");
        assert_eq!(outcome(&[], "client_assertion=x&client_assertion_type=y"), "invalid_client");
        assert_eq!(outcome(&[], "client_secret=b"), "invalid_request");
        let broken = [basic_of("ab"), basic_of("a%:b"), basic_of("a:%f"), basic_of("")];
        for line in
            broken.iter().map(String::as_str).chain(["Basic", "Basic ", "Basic !", "Bearer a.b.c", "x", ""])
        {
            assert_eq!(outcome(&[line], ""), "invalid_client", "{line}");
        }
    }
}
