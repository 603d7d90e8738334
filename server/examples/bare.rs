//! The fastest token endpoint there could be: a bare hyper server that makes one ES256 signature per request and
//! does nothing else. `make bench` holds Latchkey against it.
//!
//! `bare` listens on a free loopback port and prints it.

use anyhow::anyhow;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use http::{Request, Response};
use http_body_util::Full;
use hyper::{body::Bytes, service::service_fn};
use hyper_util::{rt::TokioExecutor, rt::TokioIo, server::conn::auto::Builder};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
};
use std::{convert::Infallible, sync::Arc};
use tokio::net::TcpListener;

struct Signer {
    key: EcdsaKeyPair,
    random: SystemRandom,
}

/// As much as a token has before its signature.
const CLAIMS: [u8; 400] = [b'x'; 400];

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let signer = Arc::new(new_signer()?);
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    #[expect(clippy::print_stdout, reason = "the port is what the caller waits for")]
    {
        println!("{}", listener.local_addr()?.port());
    }
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let signer = Arc::clone(&signer);
        tokio::spawn(async move {
            let service = service_fn(move |request: Request<_>| answer(Arc::clone(&signer), request));
            // A client that goes away is no concern of a benchmark.
            drop(Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await);
        });
    }
}

fn new_signer() -> anyhow::Result<Signer> {
    let random = SystemRandom::new();
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)
        .map_err(|_| anyhow!("no key could be made"))?;
    let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref(), &random)
        .map_err(|error| anyhow!("the key is rejected: {error}"))?;
    Ok(Signer { key, random })
}

#[expect(clippy::unused_async, reason = "hyper's services are asynchronous")]
async fn answer(
    signer: Arc<Signer>,
    _request: Request<hyper::body::Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let Ok(signature) = signer.key.sign(&signer.random, &CLAIMS) else {
        let mut refused = Response::new(Full::default());
        *refused.status_mut() = http::StatusCode::INTERNAL_SERVER_ERROR;
        return Ok(refused);
    };
    Ok(Response::new(Full::from(BASE64_URL_SAFE_NO_PAD.encode(signature))))
}
