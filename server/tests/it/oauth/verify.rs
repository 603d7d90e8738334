//! Reads and makes tokens without our own code, as a resource server and a forger would.

use crate::support::TestApp;
use base64::{Engine, prelude::BASE64_STANDARD, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, UnparsedPublicKey},
};
use serde_json::Value;

/// Header and claims, after verifying the signature with the key that the server publishes (RFC 7515 §5.2).
pub async fn verified(app: &TestApp, token: &str) -> (Value, Value) {
    let keys = app.get("/oauth2/jwks").await.expect(200).json();
    let key = &keys["keys"][0];
    let coordinate = |name: &str| BASE64.decode(key[name].as_str().unwrap()).unwrap();
    let point = [vec![4], coordinate("x"), coordinate("y")].concat();
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
    public.verify(signed.as_bytes(), &BASE64.decode(signature).unwrap()).expect("a good signature");
    let (header, claims) = parts(token);
    assert_eq!(header["kid"], key["kid"]);
    (header, claims)
}

/// Header and claims as they stand.
pub fn parts(token: &str) -> (Value, Value) {
    let read = |part: &str| serde_json::from_slice(&BASE64.decode(part).unwrap()).unwrap();
    let mut parts = token.split('.');
    (read(parts.next().unwrap()), read(parts.next().unwrap()))
}

/// A token with this header and these claims, signed with this key.
pub fn signed(key: &EcdsaKeyPair, header: &Value, claims: &Value) -> String {
    let signed = format!("{}.{}", BASE64.encode(header.to_string()), BASE64.encode(claims.to_string()));
    let signature = key.sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
    format!("{signed}.{}", BASE64.encode(signature.as_ref()))
}

/// The server's own private key, out of its file.
pub fn own_key(app: &TestApp) -> EcdsaKeyPair {
    let pem = std::fs::read_to_string(&app.office.settings().private_key).unwrap();
    let base64: String = pem.lines().filter(|line| !line.starts_with("-----")).collect();
    let der = BASE64_STANDARD.decode(base64).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &der, &SystemRandom::new()).unwrap()
}

/// Somebody else's key.
pub fn foreign_key() -> EcdsaKeyPair {
    let random = SystemRandom::new();
    let der = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der.as_ref(), &random).unwrap()
}

/// Encodes what is not signed.
pub fn encoded(value: &Value) -> String {
    BASE64.encode(value.to_string())
}
