//! A real SMTP server: Node's `smtp-server`, which the browser tests bring along.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    time::Duration,
};

/// It ends with this value.
pub struct MailServer {
    process: Child,
    lines: Receiver<String>,
    port: String,
}

impl MailServer {
    /// Starts it on a free port; the arguments are explained where it is written.
    pub fn start(arguments: &[&str]) -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../end2end/support/smtp.mjs");
        let mut process = Command::new("node")
            .arg(script)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node, which `make test` needs");
        let output = BufReader::new(process.stdout.take().expect("its output"));
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        let mut server = Self { process, lines, port: String::new() };
        let first = server.line();
        server.port = first.trim_start_matches("listening ").into();
        server
    }

    /// Where it listens on 127.0.0.1.
    pub fn port(&self) -> &str {
        &self.port
    }

    /// What it says next.
    pub fn line(&self) -> String {
        self.lines.recv_timeout(Duration::from_secs(20)).expect("a line from the SMTP server")
    }

    /// That it says nothing more for a while.
    pub fn is_quiet(&self) {
        let more = self.lines.recv_timeout(Duration::from_secs(1));
        assert!(more.is_err(), "{more:?}");
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
