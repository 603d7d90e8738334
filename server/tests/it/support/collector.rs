//! A collector of traces that takes what it is sent.

use opentelemetry_proto::tonic::{collector::trace::v1::ExportTraceServiceRequest, trace::v1::ResourceSpans};
use prost::Message;
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
};

/// Listens on loopback as long as the test process lives.
pub struct Collector {
    /// Where it is.
    pub url: String,
    taken: Arc<Mutex<Vec<ResourceSpans>>>,
}

impl Collector {
    /// A new one.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let taken = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&taken);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let spans = take(&mut stream.expect("a connection"));
                into.lock().expect("no panic").extend(spans);
            }
        });
        Self { url, taken }
    }

    /// What was sent so far.
    pub fn taken(&self) -> Vec<ResourceSpans> {
        self.taken.lock().expect("no panic").clone()
    }
}

/// Reads one request and answers it.
fn take(stream: &mut TcpStream) -> Vec<ResourceSpans> {
    let mut reader = BufReader::new(stream.try_clone().expect("a stream"));
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a line");
        if line.trim().is_empty() {
            break;
        }
        head.push(line.trim().to_ascii_lowercase());
    }
    assert_eq!(head[0], "post /v1/traces http/1.1", "{head:?}");
    assert!(head.iter().any(|line| line == "content-type: application/x-protobuf"), "{head:?}");
    let length = head.iter().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.expect("a length").parse().expect("a number")];
    reader.read_exact(&mut body).expect("a body");
    let answer = "HTTP/1.1 200 OK\r\ncontent-type: application/x-protobuf\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
    stream.write_all(answer.as_bytes()).expect("an answer");
    ExportTraceServiceRequest::decode(&*body).expect("OTLP").resource_spans
}
