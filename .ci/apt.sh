# Sourced by setup and run: install Debian packages where that is allowed without asking anybody.

# Say whether packages can be installed here: there is apt, and root or a sudo that wants no password.
may_install() {
    command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
}

# Install packages, silently unless it fails.
apt_install() {
    local said
    echo "Installing $* ..." >&2
    # The lists are fetched anew first, because a fresh container has none.
    if ! said=$({ as_root apt-get -qq update && as_root apt-get -qq --yes \
        --no-install-recommends install "$@"; } 2>&1); then
        echo "$said" >&2
        return 1
    fi
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}
