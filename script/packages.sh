# Sourced by script/run and script/test: finds Debian packages that are missing and installs them.
# shellcheck shell=bash

# What the window loads at run time; nothing of it is needed to build.
# shellcheck disable=SC2034
window_packages=(libx11-6 libx11-xcb1 libxcursor1 libxi6 libxkbcommon-x11-0 libgl1 libegl1)

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Runs a command as root: directly, or through sudo only where it must.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        printf 'This needs root, and there is no sudo; as root, run\n  %s\n' "$*" >&2
        return 1
    fi
}

# Installs those of the named packages that are missing, and says which.
need_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        echo "This is no Debian: if the window does not open, install the equivalents of: $*" >&2
        return 0
    fi
    local missing=() package
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    echo "Missing packages: ${missing[*]}" >&2
    local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends)
    # The list of packages may be absent, as in a fresh container, or too old to be of use.
    as_root "${install[@]}" "${missing[@]}" >&2 && return 0
    as_root apt-get update >&2
    as_root "${install[@]}" "${missing[@]}" >&2
}

# Finds cargo, also where rustup put it without a new login.
need_cargo() {
    command -v cargo >/dev/null && return 0
    if [ -x "$HOME/.cargo/bin/cargo" ]; then
        PATH=$HOME/.cargo/bin:$PATH
        return 0
    fi
    echo "Rust 1.95 or newer is needed: https://rustup.rs" >&2
    return 1
}

# Rust links with the C compiler.
need_compiler() {
    command -v cc >/dev/null || need_packages gcc libc6-dev
}
