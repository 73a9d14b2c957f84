# A user's own service: all is asked of the user's systemd, and nothing here is root.
export XDG_RUNTIME_DIR=/run/user/$UID
systemctl() { command systemctl --user "$@"; }
journalctl() { command journalctl --user "$@"; }
systemd-run() { command systemd-run --user "$@"; }
