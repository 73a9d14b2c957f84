# Make the service's folders, each with GoFerry's mark, and take over none that is somebody else's.

refuse() {
  echo "$1 is not GoFerry's, so it stays as it is." >&2
  exit 1
}

make() { # FOLDER MODE GROUP
  if present "$1"; then
    ours "$1" || refuse "$1"
  else
    mkdir -m 0700 -- "$1"
  fi
  [ "$scope" = user ] || chown -h -- "root:$3" "$1"
  chmod "$2" -- "$1"
  marked "$1" && return
  rm -f -- "$1/.goferry"
  (umask 022 && printf '%s\n' "$mark" >"$1/.goferry")
}

foreign=$(strangers | head -n 1)
[ -z "$foreign" ] || refuse "$foreign"
mkdir -p -- "${root%/*}" "${etc%/*}" "${state%/*}"
owned "${state%/*}" || refuse "${state%/*}"
make "$state" "$state_mode" root
make "$root" 0755 root
make "$etc" "$etc_mode" "$name"
[ -d "$root/releases" ] || mkdir -m 0755 -- "$root/releases"
[ -d "$state/txn" ] || mkdir -m 0700 -- "$state/txn"
[ -d "$state/bad" ] || mkdir -m 0755 -- "$state/bad"
