//! A digest of all rows of a table: the same on both engines, another one as soon as one value differs.

use super::{tables::Table, value::Value};
use crate::hex;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How much a table holds, and what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableDigest {
    /// Its name.
    pub name: String,
    /// How many rows it has.
    pub rows: u64,
    /// SHA-256 of its columns and rows, in hexadecimal digits.
    pub sha256: String,
}

/// Makes one, rows coming in the order of the key.
pub(super) struct Digester {
    name: String,
    rows: u64,
    hash: Sha256,
}

impl Digester {
    pub(super) fn new(table: &Table) -> Self {
        let mut hash = Sha256::new();
        for column in &table.columns {
            add(&mut hash, b'n', column.name.as_bytes());
        }
        Self { name: table.name().to_owned(), rows: 0, hash }
    }

    pub(super) fn add(&mut self, rows: &[Vec<Value>]) {
        for value in rows.iter().flatten() {
            match value {
                Value::Null => add(&mut self.hash, b'0', &[]),
                Value::Bytes(bytes) => add(&mut self.hash, b'b', bytes),
                Value::Text(text) => add(&mut self.hash, b't', text.as_bytes()),
                Value::Integer(number) => add(&mut self.hash, b'i', &number.to_be_bytes()),
                Value::Boolean(yes) => add(&mut self.hash, b'y', &[u8::from(*yes)]),
            }
        }
        self.rows += rows.len() as u64;
    }

    pub(super) fn finish(self) -> TableDigest {
        TableDigest { name: self.name, rows: self.rows, sha256: hex(&self.hash.finalize()) }
    }
}

/// With its kind and its length, so that no two rows look the same.
fn add(hash: &mut Sha256, kind: u8, bytes: &[u8]) {
    hash.update([kind]);
    hash.update((bytes.len() as u64).to_be_bytes());
    hash.update(bytes);
}
