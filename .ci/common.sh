# Shared by the scripts in this folder: source it, do not run it.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The job slots of a calling make are not handed on to scripts.
unset MAKEFLAGS MFLAGS

# What is going on goes to stderr, so that a script's answer stays alone on stdout.
say() { printf '%s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

as_root() {
    if [[ $(id -u) == 0 ]]; then
        "$@"
    elif has sudo; then
        sudo "$@"
    else
        fail "This needs root, and there is no sudo: $*"
    fi
}

# Debian packages, only when the caller has found them missing.
debian_install() {
    has apt-get || fail "Please install what Debian calls: $*"
    as_root apt-get update -qq >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}
