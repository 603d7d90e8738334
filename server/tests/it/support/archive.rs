//! Backups taken apart and put together again, to see what is made of what is not as it was written.

use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use std::{fs::File, io::Read, path::Path};

/// The files of an archive, in their order.
pub fn take_apart(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut tar = tar::Archive::new(GzDecoder::new(File::open(path).unwrap()));
    let files = tar.entries().unwrap().map(|entry| {
        let mut entry = entry.unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.path().unwrap().display().to_string(), bytes)
    });
    files.collect()
}

/// Writes an archive with these files.
pub fn put_together(path: &Path, files: &[(String, Vec<u8>)]) {
    let mut tar = tar::Builder::new(GzEncoder::new(File::create(path).unwrap(), Compression::fast()));
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        // As somebody would who means harm: `append_data` refuses names that lead out.
        let field = &mut header.as_gnu_mut().unwrap().name;
        field[..name.len()].copy_from_slice(name.as_bytes());
        header.set_cksum();
        tar.append(&header, &**bytes).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap();
}
