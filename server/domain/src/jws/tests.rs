use super::*;
use serde_json::Value;

fn key(byte: u8) -> SigningKey {
    SigningKey::new(&SecretKey::from_slice(&[byte; 32]).unwrap()).unwrap()
}

fn signed_with_header(key: &SigningKey, header: &str) -> String {
    let signed = format!("{}.{}", BASE64.encode(header), BASE64.encode(r#"{"sub":"a"}"#));
    let signature = key.pair.sign(&key.random, signed.as_bytes()).unwrap();
    format!("{signed}.{}", BASE64.encode(signature.as_ref()))
}

#[test]
fn verifies_what_it_signed_and_nothing_else() {
    let (key, other) = (key(1), key(2));
    let token = key.sign(Kind::AccessToken, &json!({"sub": "a"})).unwrap();
    assert_eq!(key.verify::<Value>(Kind::AccessToken, &token), Some(json!({"sub": "a"})));
    assert_eq!(other.verify::<Value>(Kind::AccessToken, &token), None, "another key");
    let forged = token.replacen(key.header(Kind::AccessToken), other.header(Kind::AccessToken), 1);
    assert_eq!(
        other.verify::<Value>(Kind::AccessToken, &forged),
        None,
        "another key's signature under this key's name"
    );
}

/// RFC 8725 §3.11, §3.12: what was signed for one purpose is nothing for another.
#[test]
fn rfc8725_3_11_no_kind_passes_for_another() {
    let key = key(1);
    for signed in Kind::ALL {
        let token = key.sign(signed, &json!({"sub": "a"})).unwrap();
        for wanted in Kind::ALL {
            assert_eq!(
                key.verify::<Value>(wanted, &token).is_some(),
                signed == wanted,
                "{signed:?} {wanted:?}"
            );
        }
    }
}

/// RFC 8725 §3.1: every bit of every part counts.
#[test]
fn one_flipped_bit_anywhere_is_refused() {
    let key = key(1);
    let token = key.sign(Kind::AccessToken, &json!({"sub": "somebody"})).unwrap();
    for index in 0..token.len() {
        for bit in 0..7 {
            let mut bytes = token.clone().into_bytes();
            bytes[index] ^= 1 << bit;
            let Ok(flipped) = String::from_utf8(bytes) else { continue };
            assert_eq!(key.verify::<Value>(Kind::AccessToken, &flipped), None, "byte {index}, bit {bit}");
        }
    }
}

/// RFC 8725 §2.1, §3.11; RFC 9068 §2.1.
#[test]
fn headers_that_ask_for_something_else_are_refused_even_when_signed() {
    let key = key(1);
    let kid = key.key_id.clone();
    let good = signed_with_header(&key, &json!({"typ": "at+jwt", "alg": "ES256", "kid": kid}).to_string());
    assert!(key.verify::<Value>(Kind::AccessToken, &good).is_some());
    for header in [
        json!({"typ": "at+jwt", "alg": "none", "kid": kid}),
        json!({"typ": "at+jwt", "alg": "HS256", "kid": kid}),
        json!({"typ": "JWT", "alg": "ES256", "kid": kid}),
        json!({"alg": "ES256", "kid": kid}),
        json!({"typ": "at+jwt", "alg": "ES256"}),
        json!({"typ": "at+jwt", "alg": "ES256", "kid": kid, "crit": ["x"], "x": 1}),
        json!({"typ": "at+jwt", "alg": "ES256", "kid": kid, "jwk": {"kty": "EC"}}),
    ] {
        assert_eq!(
            key.verify::<Value>(Kind::AccessToken, &signed_with_header(&key, &header.to_string())),
            None,
            "{header}"
        );
    }
}

#[test]
fn nonsense_is_refused_without_a_panic() {
    let key = key(1);
    let token = key.sign(Kind::AccessToken, &json!({"sub": "a"})).unwrap();
    let header = key.header(Kind::AccessToken).to_owned();
    for nonsense in [
        String::new(),
        ".".into(),
        "..".into(),
        "...".into(),
        "\0".into(),
        "ÄÖÜ.ß.€".into(),
        header.clone(),
        format!("{header}."),
        format!("{header}.."),
        format!("{header}e30"),
        format!("{header}e30."),
        format!("{header}e30.AA"),
        format!("{header}e30.{}", "A".repeat(85)),
        format!("{token}="),
        format!("{token}."),
        format!("{token} "),
        format!(" {token}"),
        format!("{token}{token}"),
        token.trim_end_matches(|c| c != '.').to_owned(),
        format!("{header}{}", "A".repeat(1_000_000)),
    ] {
        assert_eq!(key.verify::<Value>(Kind::AccessToken, &nonsense), None, "{nonsense:.80}");
    }
}

/// The worked example of RFC 7638 is RSA; this one is the key of RFC 7517 §A.1 with its known thumbprint.
#[test]
fn the_key_is_published_in_the_words_of_the_standard() {
    let x = BASE64.decode("MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4").unwrap();
    let y = BASE64.decode("4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM").unwrap();
    let point = [&[4], x.as_slice(), y.as_slice()].concat();
    assert_eq!(thumbprint(&point), "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
    let key = key(1);
    let (x, y) = coordinates(&key.point);
    let published = json!({"keys": [{
        "kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "sig", "alg": "ES256", "kid": key.key_id,
    }]});
    assert_eq!(jwk_set([&**key.public()].into_iter()), published);
}
