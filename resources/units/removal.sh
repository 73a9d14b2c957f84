# Take the service away, and nothing else: what carries no mark of GoFerry's stays and is told, as a
# line of `kept REASON PATH`. What the program itself wrote stays, and so its user.

kept() { echo "kept $1 $2"; }

# shellcheck disable=SC2010 # only names of a pattern of ours come through
away() { # FOLDER PATTERN: remove what is ours in a folder of ours, then the folder
  ls -A -- "$1" | grep -xE -e "$2" | grep -vxF .goferry | while IFS= read -r one; do
    rm -rf --one-file-system -- "${1:?}/$one"
  done
  if holds_only "$1" '\.goferry'; then
    rm -rf --one-file-system -- "$1"
  else
    kept others "$1"
  fi
}

remove_folder() { # FOLDER PATTERN
  if [ -L "$1" ]; then
    kept link "$1"
  elif [ -e "$1" ]; then
    if ours "$1"; then away "$1" "$2"; else kept foreign "$1"; fi
  fi
}

remove_file() {
  if written "$1"; then rm -f -- "$1"; elif present "$1"; then kept foreign "$1"; fi
}

remove_handed() { # FOLDER of a unit's additions: the credentials are ours, the rest is an administrator's
  [ -d "$1" ] && [ ! -L "$1" ] || return 0
  if written "$1/goferry-credentials.conf"; then rm -f -- "$1/goferry-credentials.conf"; fi
  rmdir -- "$1" 2>/dev/null || kept others "$1"
}

remove_sites() { # FOLDER: the domains of a front door
  [ -d "$1" ] && [ ! -L "$1" ] || return 0
  for one in "$1"/*; do
    if written "$one"; then rm -f -- "$one"; fi
  done
  rmdir -- "$1" 2>/dev/null
}

each() { # UNIT: itself, or all that were started from the template
  case $1 in
    *@.*) echo "${1%.*}*.${1##*.}" ;;
    *) echo "$1" ;;
  esac
}

remove_areas() { # FOLDER: the upload areas in it, one for each login; a user's own is the user's
  if [ "$scope" = user ] || [ -L "$1" ] || [ ! -d "$1" ]; then
    rm -rf --one-file-system -- "$1"
    return
  fi
  if [ "$(stat -c %u -- "$1")" != 0 ]; then # an older GoFerry gave it to one login
    area_gone "$1" || kept others "$left"
    return
  fi
  # shellcheck disable=SC2012 # root alone gives names here, and they are numbers
  ls -A -- "$1" | while IFS= read -r one; do
    if [ ! -L "$1/$one" ] && [ -d "$1/$one" ]; then
      area_gone "$1/$one" || kept others "$left"
    else
      rm -f -- "$1/$one"
    fi
  done
  rmdir -- "$1"
}

remove_gone() { # what an earlier removal could not
  for one in "$state"/gone/*/*; do
    if [ -d "$one" ]; then area_gone "$one" || kept others "$left"; fi
  done
  rmdir -- "$state"/gone/* "$state/gone" 2>/dev/null
}

stop() { # UNIT
  written "$unit_folder/$1" || return 0
  case $1 in
    *@.*) $systemctl stop "$(each "$1")" 2>/dev/null ;;
    *) $systemctl disable --now --quiet "$1" 2>/dev/null ;;
  esac
}

remove_daily() { # the copy of the data to another server: what lies there stays, its key goes
  present "$unit_folder/goferry-backup-$name.service" || present "/etc/goferry-backup/$name" || return 0
  stop "goferry-backup-$name.timer"
  $systemctl stop "goferry-backup-$name.service" 2>/dev/null
  for one in timer service; do remove_file "$unit_folder/goferry-backup-$name.$one"; done
  if written "/etc/goferry-backup/$name/.goferry"; then
    rm -rf --one-file-system -- "/etc/goferry-backup/$name" "/etc/goferry-backup/$name.before"
    rm -f -- "/usr/local/libexec/goferry/snapshot-$name"
  fi
  if rmdir -- /etc/goferry-backup 2>/dev/null; then remove_file /usr/local/libexec/goferry/daily; fi
}

[ "$scope" = user ] || remove_daily
$systemctl stop "goferry-$name.probation.service" 2>/dev/null # first: it may begin the other
$systemctl stop "goferry-$name.service" "goferry-$name@*.service" 2>/dev/null
for unit in $units; do
  case $unit in
    *.timer) # before the job that it would start
      stop "$unit"
      if written "$unit_folder/$unit"; then $systemctl clean --what=state "$unit" 2>/dev/null; fi
      ;;
  esac
done
for unit in $units; do stop "$unit"; done
rm -f -- "$target" # which of the two releases the proxy leads to
# The helper speaks for folders without a mark, so they go first.
remove_folder "$root" 'releases|current|rehearsal|\..*'
remove_sites "$etc/sites"
remove_folder "$etc" 'env|creds|\..*'
for unit in $units; do remove_handed "$unit_folder/$unit.d"; done
for file in $files; do remove_file "$file"; done
if ours "$state"; then
  remove_gone
  for folder in "$state/incoming" "$state/incoming.new"; do remove_areas "$folder"; done
  # The folder and its mark stay: they say that the name, the user and the data are ours.
  # shellcheck disable=SC2010 # all goes but the mark; a name of two lines stays, and is told below
  ls -A -- "$state" | grep -vxE '\.goferry|gone|incoming(\.new)?' | while IFS= read -r one; do
    rm -rf --one-file-system -- "${state:?}/$one"
  done
  marked "$state" || { rm -f -- "$state/.goferry" && (umask 022 && printf '%s\n' "$mark" >"$state/.goferry"); }
else
  kept foreign "$state"
fi
$systemctl daemon-reload
for unit in $units; do $systemctl reset-failed "$(each "$unit")" 2>/dev/null; done
holds_only "$state" '\.goferry|gone'
