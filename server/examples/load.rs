//! Asks a server the same question on a few connections for a while and prints how many answers came per second.
//! `make bench` uses it; every answer must be a 200.
//!
//! `load PORT CONNECTIONS SECONDS < request`, where the request is HTTP/1.1 as it goes over the wire; with `LIMIT` in
//! the environment it ends after so many answers.

use anyhow::{Context, bail, ensure};
use std::{
    io::Read,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::JoinSet,
};

/// What all connections share.
struct Run {
    port: u16,
    request: Vec<u8>,
    until: Instant,
    limit: u64,
    begun: AtomicU64,
    answers: AtomicU64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [port, connections, seconds] = arguments.as_slice() else {
        bail!("usage: load PORT CONNECTIONS SECONDS < request");
    };
    let mut request = Vec::new();
    std::io::stdin().read_to_end(&mut request)?;
    let began = Instant::now();
    let run = Arc::new(Run {
        port: port.parse()?,
        request,
        until: began + Duration::from_secs(seconds.parse()?),
        limit: std::env::var("LIMIT").ok().map_or(Ok(u64::MAX), |limit| limit.parse())?,
        begun: AtomicU64::new(0),
        answers: AtomicU64::new(0),
    });

    let mut tasks = JoinSet::new();
    for _ in 0..connections.parse()? {
        tasks.spawn(ask(Arc::clone(&run)));
    }
    while let Some(done) = tasks.join_next().await {
        done??;
    }

    let answers = run.answers.load(Ordering::Relaxed);
    #[expect(clippy::print_stdout, reason = "the number is what the caller wants")]
    #[expect(clippy::cast_precision_loss, reason = "a count of answers is far below 2^52")]
    {
        println!("{:.0}", answers as f64 / began.elapsed().as_secs_f64());
    }
    Ok(())
}

async fn ask(run: Arc<Run>) -> anyhow::Result<()> {
    let mut stream = TcpStream::connect(("127.0.0.1", run.port)).await?;
    stream.set_nodelay(true)?;
    let mut buffer = Vec::with_capacity(8192);
    while Instant::now() < run.until && run.begun.fetch_add(1, Ordering::Relaxed) < run.limit {
        stream.write_all(&run.request).await?;
        buffer.clear();
        read_answer(&mut stream, &mut buffer).await?;
        run.answers.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

async fn read_answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> anyhow::Result<()> {
    let head = loop {
        ensure!(stream.read_buf(buffer).await? > 0, "the server hung up");
        if let Some(end) = buffer.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let text = String::from_utf8_lossy(&buffer[..head]);
    if !text.starts_with("HTTP/1.1 200 ") {
        bail!("not a 200: {}", String::from_utf8_lossy(buffer));
    }
    let length: usize = text
        .lines()
        .filter_map(|line| line.split_once(':'))
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .context("an answer without Content-Length")?
        .1
        .trim()
        .parse()?;
    while buffer.len() < head + length {
        ensure!(stream.read_buf(buffer).await? > 0, "the server hung up");
    }
    Ok(())
}
