//! A real server with TLS on loopback, with a certificate for `localhost` that only these tests trust.

use super::{
    super::post::{post_form, request},
    *,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use tokio_rustls::{
    TlsAcceptor,
    rustls::{
        ServerConfig,
        pki_types::{CertificateDer, PrivatePkcs8KeyDer},
    },
};

/// Made for these tests, for the hundred years from 2020 on, with a key that opens nothing else.
const CERTIFICATE: &str = "MIIBXjCCAQSgAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwIBcNMjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMBQxEjAQBgNVBAMMCWxvY2FsaG9zdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABIBjPfdccKIZ32u/M0hu1MP6GIAyo+hyQ3Sip5RIFkhetm70hpFqqaGcye06CZ7Q4ioSFHpl0anrw6uvw7TbzTajRTBDMBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAMBgNVHRMBAf8EAjAAMB0GA1UdDgQWBBSf8kMbmdH20Tesuo9rNEbRGT4KnjAKBggqhkjOPQQDAgNIADBFAiBGB1fpARQYjn+gKbIJe7rKv8fu/5sjagdgbzAt6XR/mQIhAKmZ5tFQjXdBayYo9tkvbD2Rckqo6fctmy2UlHoCRsJS";
const KEY: &str = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgZPBrIbVetbWzfpt2RkKm19gDdh3NVwMEDNynoCMe0wuhRANCAASAYz33XHCiGd9rvzNIbtTD+hiAMqPockN0oqeUSBZIXrZu9IaRaqmhnMntOgme0OIqEhR6ZdGp68Orr8O02802";

fn certificate() -> CertificateDer<'static> {
    BASE64_STANDARD.decode(CERTIFICATE).expect("base64").into()
}

/// Whom these tests trust.
fn trusting() -> Arc<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(certificate()).expect("a certificate");
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().expect("versions");
    Arc::new(builder.with_root_certificates(roots).with_no_client_auth())
}

/// A server that answers this to one request; its port, and the request once it came.
async fn serve(answer: &'static str) -> (u16, tokio::task::JoinHandle<String>) {
    let key = PrivatePkcs8KeyDer::from(BASE64_STANDARD.decode(KEY).expect("base64"));
    let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().expect("versions").with_no_client_auth();
    let config = builder.with_single_cert(vec![certificate()], key.into()).expect("a key that fits");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let request = tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("somebody");
        let Ok(mut stream) = TlsAcceptor::from(Arc::new(config)).accept(stream).await else {
            return String::new();
        };
        let mut request = Vec::new();
        while !request.ends_with(b"token=a") {
            let mut piece = [0; 1024];
            let length = stream.read(&mut piece).await.expect("a request");
            request.extend_from_slice(&piece[..length]);
        }
        stream.write_all(answer.as_bytes()).await.expect("an answer");
        String::from_utf8(request).expect("text")
    });
    (port, request)
}

async fn send(url: &str, tls: Arc<ClientConfig>) -> Result<StatusCode, Unanswered> {
    let url = Url::parse(url).expect("a URL");
    let request = request("token=a".to_owned());
    let answer =
        timeout(LONGEST, over(&url, request, Reach::Anywhere, Reading::Head, tls)).await.expect("in time");
    answer.map(|answer| answer.status)
}

#[tokio::test]
async fn a_server_with_a_certificate_of_its_name_is_told() {
    let (port, request) = serve("HTTP/1.1 204 No Content\r\n\r\n").await;
    let url = format!("https://localhost:{port}/logout?tenant=1");
    assert_eq!(send(&url, trusting()).await.expect("an answer"), 204);
    let request = request.await.expect("a request").to_lowercase();
    assert!(request.starts_with("post /logout?tenant=1 http/1.1\r\n"), "{request}");
    assert!(request.contains(&format!("\r\nhost: localhost:{port}\r\n")), "{request}");
    assert!(request.contains("\r\ncontent-length: 7\r\n"), "{request}");
}

#[tokio::test]
async fn nobody_else_hears_anything() {
    // Of another name, and signed by nobody who is trusted.
    let (port, request) = serve("HTTP/1.1 200 OK\r\n\r\n").await;
    let other = send(&format!("https://127.0.0.1:{port}/"), trusting()).await;
    assert!(matches!(other, Err(Unanswered::Unreachable(_))), "{other:?}");
    assert_eq!(request.await.expect("no request"), "");
    let (port, request) = serve("HTTP/1.1 200 OK\r\n\r\n").await;
    let untrusted =
        send(&format!("https://localhost:{port}/"), public_tls().expect("public authorities")).await;
    assert!(matches!(untrusted, Err(Unanswered::Unreachable(_))), "{untrusted:?}");
    assert_eq!(request.await.expect("no request"), "");
}

#[tokio::test]
async fn what_is_no_http_is_no_answer() {
    let (port, _request) = serve("SSH-2.0-OpenSSH_9.2\r\n\r\n").await;
    let answer = send(&format!("https://localhost:{port}/"), trusting()).await;
    assert!(matches!(answer, Err(Unanswered::Broken(_))), "{answer:?}");
    for nowhere in ["mailto:a@b.example", "nonsense"] {
        let answer = post_form(nowhere, String::new(), Reach::Anywhere).await;
        assert!(matches!(answer, Err(Unanswered::Forbidden)), "{nowhere}: {answer:?}");
    }
}
