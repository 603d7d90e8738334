//! The file that an image is built of. Its tree is laid out as its last stage says, on what stands in for the base image (a
//! shell and the libraries that the binary asks for), and the server is started in it as an image's user, who owns nothing
//! and can write nowhere but in the volume.

use super::{file, works};
use crate::support::free_port;
use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    os::unix::fs::{MetadataExt, PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const HASHES: &str = "js: abc\nwasm: abc\ncss: abc\n";
const USER: u32 = 65532;

/// Whether this process may do what makes a container.
struct Powers {
    root: bool,
}

impl Powers {
    fn here() -> Option<Self> {
        let output = Command::new("id").arg("-u").output().ok()?;
        let root = output.stdout == b"0\n";
        let arguments: &[&str] =
            if root { &["--mount", "true"] } else { &["--user", "--map-root-user", "--mount", "true"] };
        works("unshare", arguments).then_some(Self { root })
    }
}

/// The instructions of the last stage, each on one line.
fn instructions() -> Vec<(String, String)> {
    let text = fs::read_to_string(file("Containerfile")).unwrap().replace("\\\n", " ");
    let (_, last) = text.rsplit_once("\nFROM ").unwrap();
    let lines = last.lines().skip(1).map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| line.split_once(' ').unwrap())
        .map(|(word, rest)| (word.to_owned(), rest.trim().to_owned()))
        .collect()
}

fn value<'a>(instructions: &'a [(String, String)], word: &str) -> &'a str {
    &instructions.iter().find(|(known, _)| known == word).unwrap_or_else(|| panic!("no {word}")).1
}

/// Lays the tree out.
fn lay_out(root: &Path, powers: &Powers) {
    let inside = |path: &str| root.join(path.trim_start_matches('/'));
    for folder in ["/usr/bin", "/usr/lib/latchkey", "/srv", "/bin", "/tmp", "/dev", "/proc"] {
        fs::create_dir_all(inside(folder)).unwrap();
    }
    for program in [env!("CARGO_BIN_EXE_latchkey"), "/bin/sh"] {
        let output = Command::new("ldd").arg(program).output().unwrap();
        for library in
            String::from_utf8_lossy(&output.stdout).split_whitespace().filter(|word| word.starts_with('/'))
        {
            fs::create_dir_all(inside(library).parent().unwrap()).unwrap();
            fs::copy(library, inside(library)).unwrap();
        }
    }
    fs::copy("/bin/sh", inside("/bin/sh")).unwrap();
    for (word, rest) in instructions() {
        match word.as_str() {
            "COPY" => {
                let words: Vec<_> = rest.split_whitespace().collect();
                let ["--from=build", from, to] = words[..] else { panic!("{rest}") };
                match from {
                    "/src/target/release/latchkey" => {
                        fs::copy(env!("CARGO_BIN_EXE_latchkey"), inside(to)).map(drop).unwrap();
                    }
                    "/src/target/release/hash.txt" => fs::write(inside(to), HASHES).unwrap(),
                    "/src/target/site" => {
                        fs::create_dir_all(inside(to).join("pkg")).unwrap();
                        fs::write(inside(to).join("pkg/latchkey.abc.js"), "// the page's\n").unwrap();
                    }
                    other => panic!("{other} is not made by `make build`"),
                }
            }
            // As it stands, but in the tree; whoever is not root here gives files to nobody.
            "RUN" => {
                let mut script = rest.replace(" /", &format!(" {}/", root.display()));
                if !powers.root {
                    script = script.replace("-o 65532 -g 65532 ", "");
                }
                assert!(Command::new("sh").args(["-ec", &script]).status().unwrap().success(), "{script}");
            }
            _ => {}
        }
    }
}

/// Starts the entry point with these arguments, in the tree, which is not to be written to.
fn start(root: &Path, volume: &Path, powers: &Powers, port: u16, arguments: &[&str]) -> Child {
    let instructions = instructions();
    let entry = value(&instructions, "ENTRYPOINT").trim_matches(['[', ']', '"']);
    let (folder, state) = (value(&instructions, "WORKDIR"), value(&instructions, "VOLUME"));
    assert_eq!(value(&instructions, "USER"), format!("{USER}:{USER}"));
    let user = if powers.root { format!("--userspec={USER}:{USER}") } else { String::new() };
    let inner = format!("cd {folder} && if (: >/usr/probe); then exit 99; fi; exec {entry} \"$@\"");
    let outer = format!(
        "mount --bind {root} {root} && mount --bind {volume} {root}{state} && \
         mount --rbind /proc {root}/proc && mount -o remount,bind,ro {root} && \
         exec chroot {user} {root} /bin/sh -c '{inner}' latchkey \"$@\"",
        root = root.display(),
        volume = volume.display(),
    );
    let mut command = Command::new("unshare");
    if !powers.root {
        command.args(["--user", "--map-root-user"]);
    }
    command.args(["--mount", "sh", "-ec", &outer, "latchkey"]).args(arguments);
    let path = std::env::var("PATH").unwrap();
    command.env_clear().env("PATH", format!("{path}:/usr/sbin:/sbin"));
    for (word, rest) in &instructions {
        if word == "ENV" {
            let (name, value) = rest.split_once('=').unwrap();
            command.env(name, value.replace("0.0.0.0:3000", &format!("127.0.0.1:{port}")));
        }
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Killed at the end of the test if it still runs then.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn get(port: u16, path: &str) -> Option<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let request = format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    Some(answer)
}

#[test]
fn the_tree_of_the_image_serves_read_only_and_without_rights() {
    let Some(powers) = Powers::here() else { return };
    let place = tempfile::tempdir().unwrap();
    let (root, volume): (PathBuf, PathBuf) = (place.path().join("root"), place.path().join("volume"));
    fs::create_dir(&root).unwrap();
    fs::create_dir(&volume).unwrap();
    lay_out(&root, &powers);
    if powers.root {
        // As a new volume is: it takes the owner of what it covers.
        let state = fs::metadata(root.join("srv/latchkey/var")).unwrap();
        assert_eq!((state.uid(), state.mode() & 0o777), (USER, 0o700));
        chown(&volume, Some(USER), Some(USER)).unwrap();
        // The way to the tree leads through a folder of this test.
        fs::set_permissions(place.path(), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let port = free_port();
    let output = start(&root, &volume, &powers, port, &["init"]).wait_with_output().unwrap();
    let (said, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && said.contains("First administrator: "), "{said}{errors}");
    if powers.root {
        assert_eq!(fs::metadata(volume.join("latchkey.db")).unwrap().uid(), USER);
    }
    let command = value(&instructions(), "CMD").trim_matches(['[', ']', '"']).to_owned();
    let mut server = Running(start(&root, &volume, &powers, port, &[&command]));
    let began = Instant::now();
    while !get(port, "/readyz").is_some_and(|answer| answer.starts_with("HTTP/1.1 200")) {
        assert!(
            server.0.try_wait().unwrap().is_none() && began.elapsed() < Duration::from_mins(1),
            "it does not answer"
        );
        std::thread::sleep(Duration::from_millis(20));
    }
    // The web files and their names are found where the tree has them.
    let page = get(port, "/sign-in").unwrap();
    assert!(page.contains("latchkey.abc.js"), "{page}");
    assert!(get(port, "/pkg/latchkey.abc.js").unwrap().contains("// the page's"));
    let signal = value(&instructions(), "STOPSIGNAL").trim_start_matches("SIG").to_owned();
    assert!(
        Command::new("kill").args(["-s", &signal, &server.0.id().to_string()]).status().unwrap().success()
    );
    assert!(server.0.wait().unwrap().success());
}

/// Building it takes base images from elsewhere, so that is not tried here.
#[test]
fn the_image_file_says_what_it_should() {
    let instructions = instructions();
    let words: Vec<_> = instructions.iter().map(|(word, _)| word.as_str()).collect();
    for word in ["USER", "VOLUME", "WORKDIR", "EXPOSE", "STOPSIGNAL", "ENTRYPOINT", "CMD"] {
        assert_eq!(words.iter().filter(|known| **known == word).count(), 1, "{word}");
    }
    let text = fs::read_to_string(file("Containerfile")).unwrap();
    // The compiler is the one that the manifest asks for at least.
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.toml")).unwrap();
    let version = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = \""))
        .unwrap()
        .trim_end_matches('"');
    assert!(text.contains(&format!("FROM rust:{version}-")), "{version}");
    assert!(text.contains("\nRUN make build\n"));
}
