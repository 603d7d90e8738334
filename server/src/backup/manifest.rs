//! What an archive says of itself.

use anyhow::{Context, bail, ensure};
use serde::{Deserialize, Serialize};
use store::{Database, copying::TableDigest};

/// The name of the manifest in the archive, where it is the first file.
pub(super) const MANIFEST: &str = "manifest.json";
/// How archives are laid out. Another number is another layout.
const FORMAT: u32 = 1;

/// All of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: u32,
    /// The version of the program that wrote it.
    pub(crate) latchkey: String,
    /// When, as RFC 3339 has it.
    pub(crate) made_at: String,
    /// The engine it comes from.
    pub(crate) engine: String,
    /// The newest migration that was applied to the database.
    pub(crate) migration: i64,
    /// Every other file of the archive.
    pub(crate) parts: Vec<Part>,
    /// Every table, with the number of its rows and a digest of them.
    pub(crate) tables: Vec<TableDigest>,
}

/// A file of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) size: u64,
    /// In hexadecimal digits.
    pub(crate) sha256: String,
}

impl Manifest {
    pub(super) fn new(
        made_at: String,
        engine: &str,
        migration: i64,
        parts: Vec<Part>,
        tables: Vec<TableDigest>,
    ) -> Self {
        let latchkey = env!("CARGO_PKG_VERSION").to_owned();
        Self { format: FORMAT, latchkey, made_at, engine: engine.to_owned(), migration, parts, tables }
    }

    /// Reads it, or says why this program cannot.
    pub(super) fn read(text: &[u8]) -> anyhow::Result<Self> {
        #[derive(Deserialize)]
        struct Layout {
            format: u32,
        }
        let Layout { format } = serde_json::from_slice(text).context("its manifest cannot be read")?;
        if format != FORMAT {
            bail!(
                "it is laid out in a way ({format}) that this version does not know; use the version that made it, or a newer one"
            );
        }
        let manifest: Self = serde_json::from_slice(text).context("its manifest cannot be read")?;
        let newest = Database::newest_migration();
        ensure!(
            manifest.migration <= newest,
            "its database is at migration {}, and this version knows {newest} of them; use version {} or newer",
            manifest.migration,
            manifest.latchkey
        );
        Ok(manifest)
    }

    /// A file of the archive.
    pub(crate) fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }

    /// How many rows a table has.
    pub(crate) fn rows(&self, table: &str) -> u64 {
        self.tables.iter().find(|digest| digest.name == table).map_or(0, |digest| digest.rows)
    }
}
