#!/bin/sh
# Installs a service on this server by hand, as GoFerry would over SSH. Run it as root:
#
#   ./install.sh            install this release, or let it take the place of the running one
#   ./install.sh rollback   let the previous release run again
#   ./install.sh remove     remove the service; its data and settings stay
#   ./install.sh purge      remove its data, settings and user, too
#
# What it does is written down here, line by line, and nothing else. It needs systemd and no network.
set -eu
umask 022

# ---- What is installed -----------------------------------------------------------------------------
name=service
version=0.0.0
# What `uname -m` says on machines that run the program.
machines=x86_64
# Directories in the release in which systemd shows the writable ones.
folders=
# Answers when the service is healthy. Without an address, the service must only stay up.
address=
# Seconds until it has to be healthy.
deadline=20

# ---- Where it lies ---------------------------------------------------------------------------------
root=/opt/$name       # releases/N-CHECKSUM, and `current`, a link to the one that runs
settings=/etc/$name   # env: NAME=VALUE lines, read by root and the service alone
data=/var/lib/$name   # what the program itself writes
units=/etc/systemd/system
mark=$settings/.installed-by-hand # who made all of these
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)

say() { printf '%s\n' "$*"; }

refuse() {
  printf '%s\n' "$*" >&2
  exit 1
}

# ---- Before anything is changed --------------------------------------------------------------------
look() {
  [ "$(id -u)" = 0 ] || refuse "Run this script as root, for example: sudo $0"
  [ -d /run/systemd/system ] || refuse "This server does not run systemd."
  for place in "$root" "$settings"; do
    if [ -e "$place" ] && [ ! -e "$mark" ]; then
      refuse "$place exists, and this script did not make it. Nothing was changed."
    fi
  done
}

look_at_package() {
  case " $machines " in
    *" $(uname -m) "*) ;;
    *) refuse "The program is for $machines, and this server is $(uname -m)." ;;
  esac
  (cd "$here" && sha256sum --check --quiet SHA256SUMS) ||
    refuse "A file of this package is not as it was packed. Nothing was changed."
  for unit in "$here"/systemd/*; do
    there=$units/${unit##*/}
    if [ -e "$there" ] && [ ! -e "$mark" ]; then
      refuse "$there exists, and this script did not write it. Nothing was changed."
    fi
  done
}

# ---- The parts of an installation ------------------------------------------------------------------
make_user() {
  getent passwd "$name" >/dev/null ||
    useradd --system --user-group --no-create-home --home-dir "$data" --shell /usr/sbin/nologin "$name"
}

# The new release lies beside the running one until all of it is there.
publish() {
  mkdir -p "$root/releases"
  checksum=$(sha256sum "$here/release/bin/$name" | cut -c1-8)
  number=$(find "$root/releases" -mindepth 1 -maxdepth 1 -name '*-*' -printf '%f\n' |
    sed 's/-.*//' | sort -n | tail -n 1)
  release=$((${number:-0} + 1))-$checksum
  rm -rf "$root/releases/.new"
  cp -R "$here/release" "$root/releases/.new"
  for folder in $folders; do
    mkdir -p "$root/releases/.new/$folder"
  done
  say "GOFERRY_RELEASE=$release" >"$root/releases/.new/release.env"
  cp -R "$here/systemd" "$root/releases/.new/.systemd"
  chown -R root:root "$root/releases/.new"
  mv -T "$root/releases/.new" "$root/releases/$release"
  sync "$root/releases/$release/bin/$name"
  ! command -v restorecon >/dev/null || restorecon -R "$root"
}

# An administrator's own values are never replaced.
keep_settings() {
  mkdir -p "$settings"
  chown "root:$name" "$settings"
  chmod 0750 "$settings"
  [ -e "$mark" ] || say "Installed by install.sh of $name" >"$mark"
  if [ ! -e "$settings/env" ]; then
    install -m 0640 -o root -g "$name" "$here/env.example" "$settings/env"
    say "Settings of the service belong into $settings/env."
  fi
}

switch_to() { # RELEASE
  ln -sfn "releases/$1" "$root/current.new"
  mv -T "$root/current.new" "$root/current"
}

running() {
  if [ -L "$root/current" ]; then basename "$(readlink "$root/current")"; fi
}

# The units that run all the time, sockets first: the others are started by these.
started() {
  for kind in socket service timer; do
    grep -ls '^\[Install\]' "$root"/current/.systemd/*."$kind" | sed 's,.*/,,'
  done
}

start() {
  for unit in "$root"/current/.systemd/*; do
    install -m 0644 "$unit" "$units/${unit##*/}"
  done
  systemctl daemon-reload
  for unit in $(started); do
    systemctl --quiet enable "$unit"
  done
  for unit in $(started); do
    # A socket stays open while the program behind it changes.
    case $unit in
      *.socket) systemctl is-active --quiet "$unit" || systemctl start "$unit" ;;
      *) systemctl restart "$unit" ;;
    esac
  done
}

answers() {
  if command -v curl >/dev/null; then
    curl --fail --silent --insecure --max-time 3 --output /dev/null -- "$address"
  elif command -v wget >/dev/null; then
    wget --quiet --no-check-certificate --timeout=3 --tries=1 --output-document=/dev/null -- "$address"
  else # bash speaks enough HTTP; of HTTPS it can only tell whether the port opens
    place=${address#*://}
    host=${place%%/*}
    # shellcheck disable=SC2016 # bash reads its own arguments
    timeout 3 bash -c '
      exec 3<>"/dev/tcp/$1/$2" || exit 1
      [ "$4" = http ] || exit 0
      printf "GET /%s HTTP/1.0\r\nHost: localhost\r\n\r\n" "$3" >&3
      read -r _ code _ <&3 && [ "$code" -ge 200 ] && [ "$code" -lt 400 ]
    ' bash "${host%:*}" "${host##*:}" "${place#"$host"/}" "${address%%:*}" 2>/dev/null
  fi
}

all_run() {
  for unit in $(started); do
    systemctl is-active --quiet "$unit" || return 1
  done
}

# Three good looks in a row, a second apart; without an address only that all units stay up.
healthy() {
  good=0
  for _ in $(seq "$deadline"); do
    sleep 1
    if all_run && { [ -z "$address" ] || answers; }; then
      good=$((good + 1))
      [ "$good" -lt 3 ] || return 0
    else
      good=0
    fi
  done
  return 1
}

# ---- What can be asked for -------------------------------------------------------------------------
install_release() {
  look
  look_at_package
  make_user
  before=$(running)
  keep_settings
  publish
  switch_to "$release"
  if start && healthy; then
    [ -z "$before" ] || say "$before" >"$root/previous"
    say "$name $version runs as release $release."
    return
  fi
  journalctl --unit="$name.service" --lines=20 --no-pager >&2 || :
  if [ -n "$before" ]; then
    switch_to "$before"
    start
    refuse "Release $release is not healthy. $before runs again."
  fi
  for unit in $(started); do
    systemctl --quiet disable --now "$unit" || :
  done
  refuse "Release $release is not healthy, and was stopped. Its last output is above."
}

roll_back() {
  look
  [ -e "$root/previous" ] || refuse "There is no previous release."
  now=$(running)
  switch_to "$(cat "$root/previous")"
  say "$now" >"$root/previous"
  start
  healthy || refuse "The previous release is not healthy."
  say "$name runs as release $(running)."
}

remove() {
  look
  [ -e "$mark" ] || refuse "$name is not installed by this script."
  for unit in "$root"/current/.systemd/*; do
    [ -e "$unit" ] || continue
    systemctl --quiet disable --now "${unit##*/}" 2>/dev/null || :
    rm -f "$units/${unit##*/}"
  done
  systemctl daemon-reload
  systemctl reset-failed "$name.service" 2>/dev/null || :
  rm -rf "$root"
  say "$name is removed. Its data are in $data, its settings in $settings."
}

purge() {
  remove
  rm -rf "$data" "$settings"
  ! getent passwd "$name" >/dev/null || userdel "$name"
  say "Its data, settings and user are removed, too."
}

case ${1:-install} in
  install) install_release ;;
  rollback) roll_back ;;
  remove) remove ;;
  purge) purge ;;
  *) refuse "Usage: $0 [install|rollback|remove|purge]" ;;
esac
