# Whose is it? Root changes and deletes only what carries a mark that GoFerry wrote itself: a name is
# no mark, others may have something of that name. Nothing here follows a link.

process_units() { # those of further processes: which there are, the release before may have told
  # shellcheck disable=SC2010 # only names of a pattern of ours come through
  ls -1 -- "$unit_folder" 2>/dev/null | grep -xE "$name\.[a-z][a-z0-9-]{0,20}\.(service|timer)" || :
}

for one in $(process_units); do units="$units $one" files="$files $unit_folder/$one"; done

present() { [ -e "$1" ] || [ -L "$1" ]; }

owned() { # PATH: it is the owner's, and no link
  [ ! -L "$1" ] && [ "$(stat -c %u -- "$1" 2>/dev/null)" = "$owner" ]
}

written() { # FILE: GoFerry wrote it
  [ -f "$1" ] && owned "$1" &&
    head -n 3 -- "$1" 2>/dev/null | grep -q -e 'Written by GoFerry' -e "^exec $helper operate\$"
}

marked() { # FOLDER: GoFerry made it
  [ -d "$1" ] && owned "$1" && [ -f "$1/.goferry" ] && owned "$1/.goferry" &&
    [ "$(head -n 1 -- "$1/.goferry" 2>/dev/null)" = "$mark" ]
}

# shellcheck disable=SC2010 # a name that is odd is none of ours, and that is what is asked
holds_only() { # FOLDER PATTERN: nothing lies there but what has such a name
  ! ls -A -- "$1" 2>/dev/null | grep -qvxE -e "$2"
}

older() { # FOLDER: made by a GoFerry that wrote no marks yet, as our helper and its very shape tell
  [ -d "$1" ] && owned "$1" || return 1
  if [ "$1" = "$state" ]; then
    owned "${state%/*}" # nobody else makes folders there
    return
  fi
  marked "$state" || older "$state" || return 1
  holds_only "$1" '' && return 0
  written "$helper" || return 1
  case $1 in
    "$root")
      holds_only "$1" 'releases|current|rehearsal|\.(current|rehearsal)\.new' &&
        [ -d "$1/releases" ] && owned "$1/releases" &&
        holds_only "$1/releases" '[0-9]{1,9}-[0-9a-f]{8}|\.tmp-[0-9a-f]{32}'
      ;;
    "$etc") holds_only "$1" 'env|creds|\.env\.(new|before)|\.taken' ;;
    *) return 1 ;;
  esac
}

ours() { marked "$1" || older "$1"; }

strangers() { # what stands in the place of one of the service's parts, and is not GoFerry's
  for path in "$root" "$etc" "$state"; do
    if present "$path" && ! ours "$path"; then echo "$path"; fi
  done
  for path in $files; do
    [ -f "$path" ] && [ ! -r "$path" ] && continue # whose it is, only root can tell
    if present "$path" && ! written "$path"; then echo "$path"; fi
  done
  for folder in $elsewhere; do
    for unit in $units; do
      if present "$folder/$unit"; then echo "$folder/$unit"; fi
    done
  done
}

all_marked() { # as far as one may look: the settings are closed to other users
  marked "$state" && marked "$root" && { [ ! -r "$etc" ] || marked "$etc"; }
}
