//! The binary itself, as an operator runs it: in a folder of its own, with no environment but what a test gives.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// A folder in which the binary runs.
pub struct Folder {
    folder: tempfile::TempDir,
    environment: Vec<(String, String)>,
}

/// A command of the binary, in this folder.
fn latchkey(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_latchkey"));
    command
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

impl Folder {
    /// An empty one, with no setting at all.
    pub fn bare() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder"), environment: Vec::new() }
    }

    /// An empty one; the server listens on a free port of loopback.
    pub fn new() -> Self {
        Self::bare().listening_on(free_port())
    }

    /// With the server on this port.
    #[must_use]
    pub fn listening_on(self, port: u16) -> Self {
        self.with("LATCHKEY_SERVER__LISTEN", &format!("127.0.0.1:{port}"))
    }

    /// With this environment variable.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.retain(|(known, _)| known != name);
        self.environment.push((name.into(), value.into()));
        self
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A file in it.
    pub fn join(&self, path: impl AsRef<Path>) -> PathBuf {
        self.path().join(path)
    }

    /// Writes a file in it.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    /// A command with the environment of this folder.
    pub fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = latchkey(self.path());
        command.args(arguments).envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs a command to its end.
    pub fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Output {
        self.command(arguments).output().expect("the binary")
    }

    /// Runs a command that must succeed, and gives what it prints.
    #[track_caller]
    pub fn succeed<S: AsRef<OsStr>>(&self, arguments: &[S]) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{:?}: {errors}", output.status);
        String::from_utf8(output.stdout).expect("output of UTF-8")
    }

    /// Runs a command that must fail with code 1 and say nothing on standard output; gives its complaint.
    #[track_caller]
    pub fn fail<S: AsRef<OsStr>>(&self, arguments: &[S]) -> String {
        let output = self.run(arguments);
        let errors = String::from_utf8(output.stderr).expect("output of UTF-8");
        assert_eq!(output.status.code(), Some(1), "{errors}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{errors}");
        errors
    }

    /// Starts a server and waits until it answers.
    pub fn serve(&self) -> Server {
        let mut server = self.start();
        server.wait_until_ready();
        server
    }

    /// Starts a server and does not wait.
    pub fn start(&self) -> Server {
        let address = self.address();
        let mut child = self.command(&["serve"]).spawn().expect("the binary");
        // Read all the time, so that the server never waits for a full pipe.
        let stderr = child.stderr.take().expect("a pipe");
        let log = std::thread::spawn(move || {
            BufReader::new(stderr)
                .lines()
                .map_while(Result::ok)
                .fold(String::new(), |log, line| log + &line + "\n")
        });
        Server { child, address, log: Some(log) }
    }

    fn address(&self) -> SocketAddr {
        let setting = self.environment.iter().find(|(name, _)| name == "LATCHKEY_SERVER__LISTEN");
        setting.expect("an address to listen on").1.parse().expect("an address")
    }
}

/// A running server; killed at the end of the test if it still runs then.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    log: Option<std::thread::JoinHandle<String>>,
}

impl Server {
    /// Sends a request as it stands and reads the answer to its end.
    pub fn send(&self, request: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    /// GET.
    pub fn get(&self, path: &str) -> std::io::Result<String> {
        self.send(&format!("GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address))
    }

    /// POST of a form, as a program.
    pub fn post(&self, path: &str, body: &str) -> std::io::Result<String> {
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-type: {}\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            super::FORM,
            body.len()
        ))
    }

    /// Waits until it answers.
    pub fn wait_until_ready(&mut self) {
        let began = Instant::now();
        while !self.get("/readyz").is_ok_and(|answer| answer.starts_with("HTTP/1.1 200")) {
            if let Some(status) = self.child.try_wait().expect("a child") {
                panic!("the server ended: {status}\n{}", self.take_log());
            }
            assert!(began.elapsed() < PATIENCE, "the server does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Tells it to stop, as init systems do.
    pub fn terminate(&self) {
        self.signal("TERM");
    }

    /// Sends it a signal.
    pub fn signal(&self, name: &str) {
        let status = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status();
        assert!(status.expect("kill").success());
    }

    /// Waits for its end; gives its exit code and what it logged.
    pub fn ended(mut self) -> (Option<i32>, String) {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return (status.code(), self.take_log());
            }
            assert!(began.elapsed() < PATIENCE, "the server does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn take_log(&mut self) -> String {
        self.log.take().map_or_else(String::new, |log| log.join().expect("no panic"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port that nobody listens on. Somebody may take it before the server does, which is rare enough.
pub fn free_port() -> u16 {
    let probe = TcpListener::bind("127.0.0.1:0").expect("a free port");
    probe.local_addr().expect("an address").port()
}
