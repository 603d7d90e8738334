//! Files beside the server: the web files it gives to browsers, and the embedded database.

use crate::config::Config;
use leptos::config::LeptosOptions;
use std::{
    fs, io,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::Arc,
};

/// Says which names the web files of a release have; beside the binary.
const HASH_FILE: &str = "hash.txt";

/// Where the web files are, and how they are called.
pub fn leptos_options(config: &Config) -> LeptosOptions {
    let binary = std::env::current_exe().ok();
    let folder = binary.as_deref().and_then(Path::parent);
    LeptosOptions::builder()
        .output_name("latchkey")
        .site_root(site_root(folder).display().to_string())
        .site_pkg_dir("pkg")
        .site_addr(config.server.listen.0)
        .hash_file(Arc::<str>::from(HASH_FILE))
        .hash_files(folder.is_some_and(|folder| folder.join(HASH_FILE).exists()))
        .build()
}

/// `LEPTOS_SITE_ROOT`; else `site` beside the binary, where it was installed; else `site` beside the binary's folder, where
/// `make` lays it out.
fn site_root(folder: Option<&Path>) -> PathBuf {
    if let Some(root) = std::env::var_os("LEPTOS_SITE_ROOT").filter(|root| !root.is_empty()) {
        return root.into();
    }
    let installed = folder.map(|folder| folder.join("site")).filter(|site| site.is_dir());
    let built = || Some(folder?.parent()?.join("site"));
    installed.or_else(built).unwrap_or_else(|| PathBuf::from("target/site"))
}

/// Makes the file and its folder if they are missing, for nobody else to read.
pub(crate) fn make_private(file: &Path) -> io::Result<()> {
    if file.exists() {
        return Ok(());
    }
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    match fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        // Another process was faster.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}
