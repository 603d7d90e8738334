//! Whether what is kept in files is nobody else's to read, and whether there is room for more.

use super::report::Finding;
use crate::config::{Config, MailKind, Source};
use domain::quoted_for_shell;
use std::{
    ffi::OsString,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

/// Below this, in bytes, the next mail or session may be the last; and below that it is time to see to it.
const TOO_LITTLE: u64 = 100 * 1024 * 1024;
const LITTLE: u64 = 1024 * 1024 * 1024;
/// What others may do with a file.
const OTHERS: u32 = 0o077;

/// Database, mails, configuration and the sealing key. Of the private key `keys` tells.
pub(super) fn permissions(config: &Config, source: &Source) -> Finding {
    let mut files = Vec::new();
    if let Some(file) = config.database.url.file() {
        files.extend(["", "-wal", "-shm"].map(|suffix| {
            let mut name = OsString::from(file);
            name.push(suffix);
            PathBuf::from(name)
        }));
    }
    if config.mail.transport == MailKind::File {
        files.push(config.mail.folder.clone());
    }
    files.push(config.keys.sealing.clone());
    files.extend(source.existing_file().ok().flatten());
    let open: Vec<_> = files.iter().filter(|file| is_open(file)).collect();
    if open.is_empty() {
        return Finding::Ok("nobody else reads database, mails, sealing key and configuration".into());
    }
    let names: Vec<_> = open.iter().map(|file| file.display().to_string()).collect();
    let commands: Vec<_> = open
        .iter()
        .map(|file| {
            let mode = if file.is_dir() { 700 } else { 600 };
            format!("chmod {mode} {}", quoted_for_shell(&file.display().to_string()))
        })
        .collect();
    Finding::Problem(format!("others can read {}; mend it with: {}", names.join(", "), commands.join(" && ")))
}

/// Whether others can read it: its own mode lets them, and they get into the folder it is in.
fn is_open(file: &Path) -> bool {
    let mode = |path: &Path| path.metadata().map(|metadata| metadata.permissions().mode() & OTHERS);
    let Ok(own) = mode(file) else { return false };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let way_in = folder.map_or(Ok(OTHERS), mode).unwrap_or(OTHERS);
    own & 0o044 != 0 && way_in & 0o011 != 0
}

/// Where the database is, or, if that is a server's, the mails.
pub(super) fn space(config: &Config) -> Finding {
    let place = config.database.url.file().unwrap_or(&config.mail.folder);
    let folder = place.ancestors().skip(1).find(|folder| folder.is_dir()).unwrap_or_else(|| Path::new("."));
    match rustix::fs::statvfs(folder) {
        Ok(found) => judge(found.f_bavail.saturating_mul(found.f_frsize), folder),
        Err(error) => {
            Finding::Warning(format!("how much is free in {} cannot be seen: {error}", folder.display()))
        }
    }
}

fn judge(free: u64, folder: &Path) -> Finding {
    let text = format!("{} MiB are free in {}", free / 1024 / 1024, folder.display());
    if free < TOO_LITTLE {
        Finding::Problem(format!("only {text}; make room"))
    } else if free < LITTLE {
        Finding::Warning(format!("only {text}; make room soon"))
    } else {
        Finding::Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_room_is_told_before_there_is_none() {
        let folder = Path::new("var");
        assert_eq!(judge(LITTLE, folder), Finding::Ok("1024 MiB are free in var".into()));
        assert_eq!(
            judge(LITTLE - 1, folder),
            Finding::Warning("only 1023 MiB are free in var; make room soon".into())
        );
        assert_eq!(
            judge(TOO_LITTLE - 1, folder),
            Finding::Problem("only 99 MiB are free in var; make room".into())
        );
    }

    #[test]
    fn a_file_is_open_if_others_get_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a");
        std::fs::write(&file, "").unwrap();
        let set = |path: &Path, mode| {
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        };
        for (of_folder, of_file, open) in
            [(0o755, 0o644, true), (0o755, 0o640, true), (0o755, 0o600, false), (0o700, 0o644, false)]
        {
            set(folder.path(), of_folder);
            set(&file, of_file);
            assert_eq!(is_open(&file), open, "{of_folder:o} {of_file:o}");
        }
    }
}
