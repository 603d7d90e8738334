//! The archive itself: a tar file, compressed with gzip, that any machine can look into.

use super::manifest::{MANIFEST, Manifest, Part};
use anyhow::{Context, bail, ensure};
use domain::hex;
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    fs::{File, OpenOptions},
    io::{self, BufReader, BufWriter, Read, Write},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

/// The longest manifest that is read.
const MANIFEST_MAX_LENGTH: u64 = 4 * 1024 * 1024;

/// A file on its way into an archive.
pub(super) struct Packed {
    pub(super) part: Part,
    pub(super) path: PathBuf,
}

impl Packed {
    /// Looks at a file that does not change any more.
    pub(super) fn new(name: &str, path: &Path) -> anyhow::Result<Self> {
        let mut file = File::open(path).with_context(|| format!("{} cannot be read", path.display()))?;
        let (size, sha256) = copy_hashed(&mut file, &mut io::sink(), u64::MAX)?;
        Ok(Self { part: Part { name: name.to_owned(), size, sha256 }, path: path.to_owned() })
    }
}

/// Writes an archive.
pub(super) fn pack(manifest: &Manifest, packed: &[Packed], seconds: u64, to: &File) -> anyhow::Result<()> {
    let mut tar = tar::Builder::new(GzEncoder::new(BufWriter::new(to), Compression::default()));
    let header = |size| {
        let mut header = tar::Header::new_gnu();
        header.set_size(size);
        header.set_mode(0o600);
        header.set_mtime(seconds);
        header
    };
    let text = serde_json::to_vec_pretty(manifest)?;
    tar.append_data(&mut header(text.len() as u64), MANIFEST, &*text)?;
    for Packed { part, path } in packed {
        tar.append_data(&mut header(part.size), &part.name, BufReader::new(File::open(path)?))?;
    }
    let mut buffer = tar.into_inner()?.finish()?;
    buffer.flush()?;
    to.sync_all()?;
    Ok(())
}

/// Reads an archive to its end and looks whether all that belongs to it is there and whole. Puts its files into a folder, if
/// one is given, where they are nobody else's to read.
pub(crate) fn unpack(file: &Path, into: Option<&Path>) -> anyhow::Result<Manifest> {
    read(file, into).with_context(|| format!("{} cannot be used", file.display()))
}

fn read(file: &Path, into: Option<&Path>) -> anyhow::Result<Manifest> {
    let damaged = "it is no backup, is damaged, or was cut off";
    let mut tar = tar::Archive::new(GzDecoder::new(BufReader::new(File::open(file)?)));
    let mut entries = tar.entries().context(damaged)?;
    let first = entries.next().context(damaged)?.context(damaged)?;
    ensure!(&*first.path_bytes() == MANIFEST.as_bytes(), "it is no backup: {MANIFEST} is not its first file");
    let mut text = Vec::new();
    first.take(MANIFEST_MAX_LENGTH).read_to_end(&mut text).context(damaged)?;
    let manifest = Manifest::read(&text)?;
    let mut seen = BTreeSet::new();
    for entry in entries {
        let mut entry = entry.context(damaged)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let part = manifest.part(&name).filter(|_| seen.insert(name.clone()));
        let Some(part) = part else { bail!("{name} does not belong into it") };
        let mut to: Box<dyn Write> = match into {
            Some(folder) => Box::new(create(&folder.join(local_name(&name)))?),
            None => Box::new(io::sink()),
        };
        let (size, sha256) = copy_hashed(&mut entry, &mut to, part.size).context(damaged)?;
        ensure!(
            size == part.size && sha256 == part.sha256,
            "{name} in it is damaged: its digest is not the one in the manifest"
        );
    }
    match manifest.parts.iter().find(|part| !seen.contains(&part.name)) {
        Some(part) => bail!("{} is missing in it: it was cut off", part.name),
        None => Ok(manifest),
    }
}

/// What a file of an archive is called in a folder: nothing that could lead out of it.
pub(super) fn local_name(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '_' }).collect()
}

fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)
}

/// Copies no more than one byte beyond the limit; gives how much it was, and its SHA-256.
fn copy_hashed(from: &mut impl Read, to: &mut impl Write, most: u64) -> io::Result<(u64, String)> {
    let (mut hash, mut size, mut buffer) = (Sha256::new(), 0, vec![0; 128 * 1024]);
    let mut from = from.take(most.saturating_add(1));
    loop {
        let length = from.read(&mut buffer)?;
        if length == 0 {
            break;
        }
        hash.update(&buffer[..length]);
        to.write_all(&buffer[..length])?;
        size += length as u64;
    }
    to.flush()?;
    Ok((size, hex(&hash.finalize())))
}
