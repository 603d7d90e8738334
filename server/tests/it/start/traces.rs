//! Traces of requests, as a collector gets them.

use crate::support::{Collector, Folder, Server};
use opentelemetry_proto::tonic::{
    common::v1::{KeyValue, any_value::Value},
    trace::v1::{Span, status::StatusCode},
};

fn of(collector: &Collector) -> Folder {
    let folder = Folder::new().with("LATCHKEY_TELEMETRY__OTLP_ENDPOINT", &collector.url);
    folder.succeed(&["init", "--demo"]);
    folder
}

fn stop(server: Server) -> String {
    server.terminate();
    let (code, log) = server.ended();
    assert_eq!(code, Some(0), "{log}");
    log
}

fn spans(collector: &Collector) -> Vec<Span> {
    let scopes = collector.taken().into_iter().flat_map(|resource| resource.scope_spans);
    scopes.flat_map(|scope| scope.spans).collect()
}

fn text(attributes: &[KeyValue], key: &str) -> String {
    let found = attributes.iter().find(|attribute| attribute.key == key);
    match found.and_then(|attribute| attribute.value.clone()?.value) {
        Some(Value::StringValue(text)) => text,
        Some(Value::IntValue(number)) => number.to_string(),
        other => panic!("{key}: {other:?}"),
    }
}

fn get(server: &Server, path: &str, headers: &str) {
    let address = server.address;
    server
        .send(&format!("GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n{headers}\r\n"))
        .unwrap();
}

#[test]
fn each_request_is_a_span_that_continues_the_callers_trace_and_tells_no_secret() {
    let collector = Collector::start();
    let server = of(&collector).with("LATCHKEY_TELEMETRY__SERVICE_NAME", "keys").serve();
    get(
        &server,
        "/sign-in?next=a-secret-in-a-query",
        "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\nx-request-id: from-a-proxy-1\r\n\
         authorization: Bearer a-secret-in-a-header\r\n",
    );
    server
        .post("/oauth2/token", "grant_type=client_credentials&client_id=x&client_secret=a-secret-in-a-body")
        .unwrap();
    get(&server, "/nowhere/a-secret-in-a-path", "");
    stop(server);

    let resource = collector.taken()[0].resource.clone().expect("a resource");
    assert_eq!(text(&resource.attributes, "service.name"), "keys");
    assert_eq!(text(&resource.attributes, "service.version"), env!("CARGO_PKG_VERSION"));
    let spans = spans(&collector);
    let names: Vec<_> = spans.iter().map(|span| span.name.as_str()).collect();
    assert_eq!(names, ["GET /sign-in", "POST /oauth2/token", "GET"], "what only asks for health is left out");
    let (page, token) = (&spans[0], &spans[1]);
    assert_eq!(page.trace_id, 0x0af7_6519_16cd_43dd_8448_eb21_1c80_319c_u128.to_be_bytes());
    assert_eq!(page.parent_span_id, 0xb7ad_6b71_6920_3331_u64.to_be_bytes());
    assert_eq!(text(&page.attributes, "latchkey.request_id"), "from-a-proxy-1");
    assert_eq!(text(&page.attributes, "http.route"), "/sign-in");
    assert_eq!(text(&page.attributes, "http.response.status_code"), "200");
    assert!(page.end_time_unix_nano > page.start_time_unix_nano);
    assert!(token.parent_span_id.is_empty() && token.trace_id != page.trace_id);
    assert_eq!(text(&token.attributes, "http.response.status_code"), "401");
    assert_ne!(
        token.status.clone().unwrap_or_default().code(),
        StatusCode::Error,
        "a refusal is none of our errors"
    );
    assert!(!format!("{:?}", collector.taken()).contains("a-secret"));
}

#[test]
fn what_is_not_sampled_is_not_sent_unless_the_caller_does() {
    let collector = Collector::start();
    let server = of(&collector).with("LATCHKEY_TELEMETRY__SAMPLE_RATIO", "0").serve();
    get(&server, "/sign-in", "");
    get(&server, "/sign-in", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00\r\n");
    get(&server, "/sign-in", "traceparent: 00-1af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n");
    get(&server, "/sign-in", "traceparent: nonsense\r\n");
    stop(server);
    let ids: Vec<_> = spans(&collector).into_iter().map(|span| span.trace_id[0]).collect();
    assert_eq!(ids, [0x1a]);
}

#[test]
fn a_collector_that_is_gone_is_told_once_and_holds_nothing_up() {
    let folder = Folder::new().with("LATCHKEY_TELEMETRY__OTLP_ENDPOINT", "http://127.0.0.1:9");
    folder.succeed(&["init"]);
    let server = folder.serve();
    get(&server, "/sign-in", "");
    let began = std::time::Instant::now();
    let log = stop(server);
    assert!(began.elapsed().as_secs() < 10, "{log}");
    assert_eq!(log.matches("traces are not sent").count(), 1, "{log}");
}
