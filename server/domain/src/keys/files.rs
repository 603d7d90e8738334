//! The key files: PKCS#8 PEM for the private key, SPKI PEM for the public one, made once and never overwritten.

#[cfg(test)]
mod tests;

use super::{book::SealedKey, sealing::Sealer};
use crate::{
    KeyStatus, Random, Settings, SystemRandom,
    jws::{PublicKey, SigningKey},
};
use p256::{
    SecretKey,
    elliptic_curve::sec1::ToSec1Point,
    pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey, LineEnding},
};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, ErrorKind, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::SystemTime,
};
use store::SigningKeyRow;

/// What `keys generate` did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedKeys {
    /// Where the private key is.
    pub private: PathBuf,
    /// Where the public key is.
    pub public: PathBuf,
    /// Its thumbprint (RFC 7638), by which tokens name it.
    pub key_id: String,
    /// What was made.
    pub made: Made,
}

/// How much of the pair had to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// Both keys.
    Pair,
    /// The public key, out of the private one that was there.
    PublicKey,
    /// Nothing: both were there.
    Nothing,
}

/// What `keys check` and `doctor` find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyReport {
    /// How the keys stand.
    pub status: KeyStatus,
    /// The thumbprint, if they can be used.
    pub key_id: Option<String>,
    /// What is wrong, if they cannot.
    pub problem: Option<String>,
}

/// Why the keys cannot be used or made.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A file cannot be read; often it is not there.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file holds something else.
    #[error("{path} is not {expected}")]
    NotAKey {
        /// Which one.
        path: PathBuf,
        /// What should be in it.
        expected: &'static str,
    },
    /// The two do not belong together.
    #[error("{public} does not belong to {private}")]
    NotAPair {
        /// The private key.
        private: PathBuf,
        /// The public key.
        public: PathBuf,
    },
    /// A file cannot be written.
    #[error("{path} cannot be written: {source}")]
    Unwritable {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Makes what is missing of the pair. What is there stays, and must fit.
///
/// # Errors
/// If a file cannot be written, or one that is there is no key or not the other's.
pub fn generate_keys(settings: &Settings) -> Result<GeneratedKeys, KeyError> {
    let (private, public) = (settings.private_key.clone(), settings.public_key.clone());
    let mut made = Made::Nothing;
    if !private.exists() {
        let pem =
            new_secret_key(&SystemRandom).to_pkcs8_pem(LineEnding::LF).map_err(|_| not_private(&private))?;
        // Another process may be faster: then its key is the one.
        if write_new(&private, pem.as_bytes(), 0o600)? {
            made = Made::Pair;
        }
    }
    let secret = read_private(&private)?;
    if !public.exists() {
        let pem = secret.public_key().to_public_key_pem(LineEnding::LF).map_err(|_| not_public(&public))?;
        if write_new(&public, pem.as_bytes(), 0o644)? && made == Made::Nothing {
            made = Made::PublicKey;
        }
    }
    let key_id = read(settings)?.signing.key_id().to_owned();
    Ok(GeneratedKeys { private, public, key_id, made })
}

/// Looks at the files as the server would.
pub fn check_keys(settings: &Settings) -> KeyReport {
    let seen = super::look(settings, Stamp::of(settings), 0);
    let problem = read(settings).err().map(|error| error.to_string());
    KeyReport { status: seen.status, key_id: seen.key.map(|key| key.signing.key_id().to_owned()), problem }
}

/// The pair in the files, and what its private key opens.
pub(crate) struct FileKey {
    /// The pair itself.
    pub(crate) signing: Arc<SigningKey>,
    /// Seals the keys in the database.
    pub(super) sealer: Sealer,
}

impl FileKey {
    /// The private key of a row: this one, or what is sealed with it.
    pub(super) fn open(&self, row: &SigningKeyRow) -> Option<Arc<SigningKey>> {
        let own = self.signing.key_id();
        if row.key_id == own {
            return Some(Arc::clone(&self.signing));
        }
        let sealed = row.sealed.as_ref().filter(|_| row.sealed_with.as_deref() == Some(own))?;
        let key = SigningKey::new(&self.sealer.open(&row.key_id, sealed)?)?;
        (key.key_id() == row.key_id).then(|| Arc::new(key))
    }

    /// A new key, sealed with this one.
    pub(super) fn make(&self, random: &dyn Random) -> Option<SealedKey> {
        let secret = new_secret_key(random);
        let public = PublicKey::new(secret.public_key().to_sec1_point(false).as_bytes().to_vec())?;
        let sealed = self.sealer.seal(public.key_id(), &secret, random)?;
        Some(SealedKey { public, sealed, sealed_with: self.signing.key_id().to_owned() })
    }
}

/// Reads the pair.
pub(super) fn read(settings: &Settings) -> Result<FileKey, KeyError> {
    let secret = read_private(&settings.private_key)?;
    let pem = read_text(&settings.public_key)?;
    let public = p256::PublicKey::from_public_key_pem(&pem).map_err(|_| not_public(&settings.public_key))?;
    if public != secret.public_key() {
        let (private, public) = (settings.private_key.clone(), settings.public_key.clone());
        return Err(KeyError::NotAPair { private, public });
    }
    let key = SigningKey::new(&secret).zip(Sealer::new(&secret));
    let (signing, sealer) = key.ok_or_else(|| not_private(&settings.private_key))?;
    Ok(FileKey { signing: Arc::new(signing), sealer })
}

fn read_private(path: &Path) -> Result<SecretKey, KeyError> {
    SecretKey::from_pkcs8_pem(&read_text(path)?).map_err(|_| not_private(path))
}

fn read_text(path: &Path) -> Result<String, KeyError> {
    fs::read_to_string(path).map_err(|source| KeyError::Unreadable { path: path.to_owned(), source })
}

fn not_private(path: &Path) -> KeyError {
    KeyError::NotAKey { path: path.to_owned(), expected: "a P-256 private key in PKCS#8 PEM" }
}

fn not_public(path: &Path) -> KeyError {
    KeyError::NotAKey { path: path.to_owned(), expected: "a P-256 public key in SPKI PEM" }
}

fn new_secret_key(random: &dyn Random) -> SecretKey {
    loop {
        let mut bytes = [0; 32];
        random.fill(&mut bytes);
        // Zero and numbers beyond the order of the curve are no keys; about one try in 2^32 meets one.
        if let Ok(key) = SecretKey::from_slice(&bytes) {
            return key;
        }
    }
}

/// Writes a file that appears whole or not at all; whether it did (`false`: somebody else's is there).
pub(crate) fn write_new(path: &Path, content: &[u8], mode: u32) -> Result<bool, KeyError> {
    let unwritable = |source| KeyError::Unwritable { path: path.to_owned(), source };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(unwritable)?;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let beside = folder.join(name);
    let written = write_whole(&beside, content, mode).and_then(|()| fs::hard_link(&beside, path));
    let removed = fs::remove_file(&beside);
    match written {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.exists() => return Ok(false),
        Err(error) => return Err(unwritable(error)),
    }
    removed.and_then(|()| File::open(folder)?.sync_all()).map_err(unwritable)?;
    Ok(true)
}

fn write_whole(path: &Path, content: &[u8], mode: u32) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
    let mut file = options.open(path)?;
    file.write_all(content)?;
    file.sync_all()
}

/// What tells that a file is another one than before, without reading it.
#[derive(PartialEq, Eq)]
pub(super) struct Stamp {
    private: FileStamp,
    public: FileStamp,
}

/// Modified, changed, length, mode; all nothing if there is no file.
#[derive(Default, PartialEq, Eq)]
struct FileStamp {
    modified: Option<SystemTime>,
    changed: (i64, i64),
    length: u64,
    mode: u32,
}

impl Stamp {
    pub(super) fn of(settings: &Settings) -> Self {
        Self { private: file_stamp(&settings.private_key), public: file_stamp(&settings.public_key) }
    }

    /// The permission bits of the private key, if they let others at it.
    pub(super) fn exposed_mode(&self) -> Option<u32> {
        let mode = self.private.mode & 0o777;
        (mode & 0o077 != 0).then_some(mode)
    }
}

fn file_stamp(path: &Path) -> FileStamp {
    let Ok(metadata) = fs::metadata(path) else { return FileStamp::default() };
    #[cfg(unix)]
    let (changed, mode) = {
        use std::os::unix::fs::MetadataExt;
        ((metadata.ctime(), metadata.ctime_nsec()), metadata.mode())
    };
    #[cfg(not(unix))]
    let (changed, mode) = ((0, 0), 0);
    FileStamp { modified: metadata.modified().ok(), changed, length: metadata.len(), mode }
}
