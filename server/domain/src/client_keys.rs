//! Public keys of applications, as a JWK set (RFC 7517), and signatures by them.

mod remote;

pub(crate) use remote::RemoteKeys;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ED25519, RSA_PSS_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde_json::{Map, Value};

/// The most keys of one application.
const KEYS_MAX: usize = 10;
/// The most keys of a set that an application publishes, with those for other uses.
const PUBLISHED_KEYS_MAX: usize = 50;
/// Members that only a private or a secret key has (RFC 7518 §6).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// A key, and the one algorithm it is used with (RFC 8725 §3.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ClientKey {
    /// Its name, if it has one.
    pub(crate) id: Option<String>,
    material: Material,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Material {
    /// An uncompressed point on P-256 (SEC 1 §2.3.3).
    P256(Vec<u8>),
    /// Modulus and exponent, at least 2048 bits.
    Rsa {
        modulus: Vec<u8>,
        exponent: Vec<u8>,
    },
    Ed25519(Vec<u8>),
}

impl ClientKey {
    /// The name of its algorithm (RFC 7518 §3.1, RFC 8037 §3.1).
    pub(crate) const fn algorithm(&self) -> &'static str {
        match self.material {
            Material::P256(_) => "ES256",
            Material::Rsa { .. } => "PS256",
            Material::Ed25519(_) => "EdDSA",
        }
    }

    /// Whether it made this signature.
    pub(crate) fn verify(&self, signed: &[u8], signature: &[u8]) -> bool {
        match &self.material {
            Material::P256(point) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(signed, signature).is_ok()
            }
            Material::Rsa { modulus, exponent } => RsaPublicKeyComponents { n: modulus, e: exponent }
                .verify(&RSA_PSS_2048_8192_SHA256, signed, signature)
                .is_ok(),
            Material::Ed25519(point) => {
                UnparsedPublicKey::new(&ED25519, point).verify(signed, signature).is_ok()
            }
        }
    }
}

/// Reads a JWK set; none if it is none, if a key is private, for another use or unknown, or if there are none or too many.
pub(crate) fn read_keys(text: &str) -> Option<Vec<ClientKey>> {
    let set: Map<String, Value> = serde_json::from_str(text).ok()?;
    let keys = set.get("keys")?.as_array()?;
    if !(1..=KEYS_MAX).contains(&keys.len()) {
        return None;
    }
    keys.iter().map(|key| read_key(key.as_object()?)).collect()
}

/// Reads a JWK set that an application publishes for everybody: of the keys in it, those that can be used here (RFC 7517 §5);
/// none if there is none, or if there are more than anybody needs.
fn read_published_keys(text: &str) -> Option<Vec<ClientKey>> {
    let set: Map<String, Value> = serde_json::from_str(text).ok()?;
    let keys = set.get("keys")?.as_array().filter(|keys| keys.len() <= PUBLISHED_KEYS_MAX)?;
    let keys: Vec<ClientKey> = keys.iter().filter_map(|key| read_key(key.as_object()?)).collect();
    (1..=KEYS_MAX).contains(&keys.len()).then_some(keys)
}

fn read_key(key: &Map<String, Value>) -> Option<ClientKey> {
    let text = |name: &str| key.get(name).and_then(Value::as_str);
    let bytes = |name: &str| BASE64.decode(text(name)?).ok();
    if PRIVATE.iter().any(|member| key.contains_key(*member)) || text("use").is_some_and(|word| word != "sig")
    {
        return None;
    }
    let material = match (text("kty")?, text("crv")) {
        ("EC", Some("P-256")) => {
            let point = [vec![4], bytes("x")?, bytes("y")?].concat();
            // ring only looks at it when it verifies.
            p256::PublicKey::from_sec1_bytes(&point).ok()?;
            Material::P256(point)
        }
        ("OKP", Some("Ed25519")) => Material::Ed25519(bytes("x").filter(|point| point.len() == 32)?),
        ("RSA", None) => {
            let modulus = bytes("n").filter(|modulus| (256..=1024).contains(&modulus.len()))?;
            Material::Rsa { modulus, exponent: bytes("e").filter(|exponent| exponent.len() <= 5)? }
        }
        _ => return None,
    };
    let key = ClientKey { id: text("kid").map(str::to_owned), material };
    text("alg").is_none_or(|algorithm| algorithm == key.algorithm()).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    /// Any JSON, not too large.
    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[A-Za-z0-9_-]{0,44}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 4, |inner| {
            let name = "keys|kty|crv|x|y|n|e|d|k|use|alg|[a-z]{1,3}";
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::btree_map(name, inner, 0..5).prop_map(Value::from_iter),
            ]
        })
    }

    proptest! {
        #[test]
        fn whatever_comes_is_read_or_refused(keys in prop::collection::vec(any_json(), 0..3)) {
            if let Some(read) = read_keys(&json!({"keys": keys}).to_string()) {
                prop_assert_eq!(read.len(), keys.len());
            }
        }

        /// One member of a good key becomes something else: it stays a public key for signatures, or is refused.
        #[test]
        fn no_change_makes_a_private_key_pass(
            member in "kty|crv|x|y|n|e|d|p|q|dp|dq|qi|oth|k|use|alg|kid|key_ops",
            value in any_json(),
        ) {
            let mut set = public();
            set["keys"][0][member.as_str()] = value;
            if let Some(keys) = read_keys(&set.to_string()) {
                prop_assert!(!PRIVATE.contains(&member.as_str()), "{}", member);
                prop_assert_eq!(keys[0].algorithm(), "ES256");
            }
        }
    }

    /// RFC 7517 §A.1, RFC 8037 §A.2.
    fn public() -> Value {
        json!({"keys": [
            {"kty": "EC", "crv": "P-256", "kid": "1", "use": "sig",
             "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"},
            {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
        ]})
    }

    #[test]
    fn public_keys_are_read() {
        let keys = read_keys(&public().to_string()).unwrap();
        assert_eq!(keys.iter().map(ClientKey::algorithm).collect::<Vec<_>>(), ["ES256", "EdDSA"]);
        assert_eq!(keys[0].id.as_deref(), Some("1"));
        assert!(!keys[0].verify(b"a", &[0; 64]) && !keys[1].verify(b"a", &[]));
    }

    #[test]
    fn of_a_published_set_what_is_for_other_uses_is_left_out() {
        let mut set = public();
        let keys = set["keys"].as_array_mut().unwrap();
        let mut encrypting = keys[0].clone();
        encrypting["use"] = "enc".into();
        let mut private = keys[1].clone();
        private["d"] = "AA".into();
        keys.extend([encrypting, private, json!({"kty": "oct", "k": "AA"}), Value::Null]);
        assert_eq!(read_keys(&set.to_string()), None);
        assert_eq!(read_published_keys(&set.to_string()), read_keys(&public().to_string()));
        let foreign = json!({"keys": [{"kty": "oct", "k": "AA"}]}).to_string();
        let many = json!({"keys": vec![public()["keys"][0].clone(); 11]}).to_string();
        let crowd = json!({"keys": vec![Value::Null; 51]}).to_string();
        let deep = format!("{{\"keys\":{}", "[".repeat(60_000));
        for bad in [foreign, many, crowd, deep, "{}".into(), "[]".into(), "<html>".into(), String::new()] {
            assert_eq!(read_published_keys(&bad), None, "{bad:.80}");
        }
    }

    #[test]
    fn private_foreign_and_broken_ones_are_refused() {
        let with = |name: &str, value: Value| {
            let mut set = public();
            set["keys"][0][name] = value;
            set.to_string()
        };
        let many = json!({"keys": vec![public()["keys"][0].clone(); 11]}).to_string();
        for bad in [
            String::new(),
            "[]".into(),
            "{}".into(),
            json!({"keys": []}).to_string(),
            many,
            "[".repeat(10_000),
            with("d", "AA".into()),
            with("k", "AA".into()),
            with("use", "enc".into()),
            with("alg", "HS256".into()),
            with("alg", "none".into()),
            with("kty", "oct".into()),
            with("crv", "P-384".into()),
            with("x", "AA".into()),
            with("y", "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4".into()),
            with("x", 1.into()),
        ] {
            assert_eq!(read_keys(&bad), None, "{bad:.80}");
        }
    }
}
