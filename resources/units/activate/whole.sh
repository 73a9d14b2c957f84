# ---- a release is whole: units, environment and the names of credentials belong to its program ----
#
# What was live with a release is kept, for root alone, when the release is left. A roll-back brings all
# of it back; a change that comes to nothing returns what was there before it, to the byte.

unit_files() { # [FOLDER]: what may be here, and what is of further processes, here or there
  printf '%s\n' "$service".{service,socket,timer} "$service"-{proxy,recover}.service "$service"-{next,try}@.{service,socket} "$service"-{command,run}@.service
  { process_units "$units"; [[ -z ${1-} ]] || process_units "$1"; } | sort -u
}

handed_over() { printf '%s.service.d/goferry-credentials.conf\n' "$service" "$service-next@" "$service-try@"; }

copy_whole() { # FOLDER: all that is live beside the program goes into it, or nothing does
  local new=$state/.whole.new one here=()
  rm -rf -- "$new"
  mkdir -m 0700 "$new" "$new/units" || return 1
  for one in $(unit_files) $(handed_over); do [[ ! -f $units/$one ]] || here+=("$one"); done
  ((${#here[@]} == 0)) || (cd "$units" && cp -p --parents "${here[@]}" "$new/units/") || return 1
  for one in "$etc/env" "$state/service.json"; do
    [[ ! -f $one ]] || cp -p "$one" "$new/" || return 1
  done
  cp -p "$live" "$new/helper" && echo "$id" >"$new/whole" && find "$new" -exec sync {} + || return 1
  move_whole "$new" "$1"
}

move_whole() { # FROM TO
  rm -rf -- "$2.gone"
  [[ ! -e $2 ]] || mv -T "$2" "$2.gone" || return 1
  mv -T "$1" "$2" && sync "$state" && rm -rf -- "$2.gone"
}

put_whole() { # FOLDER [engine]: what is in it becomes live; sets came, and anew for another mode or port
  local one was back=()
  was=$(way_of "$live") # we may be the new helper already: what is in place tells what holds the port
  came=() failed=
  for one in $(unit_files "$1/units"); do
    # What is left out runs until its turn comes, and still starts at boot: `launch` and `set_off` end it.
    [[ $one != *.timer || -e $units/$one ]] || back+=("$one")
    put "$1/units/$one" "$units/$one" && came+=(unit)
  done
  if [[ -e $1/whole ]]; then # else it holds new files alone, and what is here stays
    for one in $(handed_over); do put "$1/units/$one" "$units/$one" && came+=(credentials); done
    put "$1/env" "$etc/env" && came+=(environment)
  fi
  put "$1/service.json" "$state/service.json"
  if [[ ${2-} == engine ]]; then put_settings "$1/helper"; else put "$1/helper" "$live"; fi
  sync "$units" "$etc" "$state"
  [[ " ${came[*]} " != *" unit "* && " ${came[*]} " != *" credentials "* ]] || systemctl daemon-reload
  wait_on "${back[@]}"
  become "$live"
  [[ $(way) == "$was" ]] || anew=yes
  [[ -z $failed ]]
}

wait_on() { # TIMER…: each ended when systemd read the units without its file; one that is in use waits on
  local one
  for one; do
    [[ ! -e $units/$one ]] || ! systemctl --quiet is-enabled "$one" 2>/dev/null || systemctl start "$one" 2>/dev/null
  done
}

put() { # FROM TO: TO becomes as FROM is, also when that is not there; tells whether it was different
  if [[ ! -e $1 ]]; then
    [[ -e $2 ]] || return 1
    rm -f "$2"
    [[ $2 != */*.d/* ]] || rmdir "${2%/*}" 2>/dev/null
    return 0
  fi
  alike "$1" "$2" && return 1
  mkdir -p "${2%/*}" && cp -p "$1" "$2.goferry-new" && sync "$2.goferry-new" && mv -f "$2.goferry-new" "$2" && return 0
  failed=yes
  return 1
}

alike() { # FILE FILE: in content, mode and owner?
  local each
  cmp -s "$1" "$2" && mapfile -t each < <(stat -c '%a %u %g' "$1" "$2") && [[ ${each[0]} == "${each[1]}" ]]
}

put_settings() { # HELPER: its settings come back; the rest of ours stays, for older ones had faults
  local new=$state/.helper.new
  {
    sed '/^service=/,$d' "$self"
    if [[ $(settings_of "$1" | named) == "$(settings_of "$self" | named)" ]]; then
      settings_of "$1"
    else # an older one had no words for some of them: they are ours, or what was usual
      settings_of "$self"
      settings_of "$1" | sed '1a kind=web further='
    fi
    tac "$self" | sed '/^keep=/,$d' | tac # one that came back before may have two of them
  } >"$new" && chmod 0755 "$new" && put "$new" "$live"
  rm -f "$new"
}

settings_of() { sed -n '/^service=/,/^keep=/p' "$1"; }

named() { grep -oE '(^| )[a-z_]+=' | tr -d ' ' | sort; }

become() { # HELPER: go on with its settings; it is root's, as we are
  eval "$(settings_of "$1")"
  unit=$service.service
}

way() { echo "$mode $port $inner_port $further $kind"; }

way_of() { # HELPER
  (kind=web further=; eval "$(settings_of "$1")" && way) # older ones had no words for them
}

restore() { # what was there before this change, unless it was not touched
  [[ -d $state/before && $(<"$state/before/whole") == "$id" ]] || return 1
  put_whole "$state/before"
}

keep_before() { # what was live with the release that was left goes with it from now on
  [[ -n $previous && $previous != "$release" && -d $state/before && $(<"$state/before/whole") == "$id" ]] || return 0
  [[ -d $state/kept ]] || mkdir -m 0700 "$state/kept"
  move_whole "$state/before" "$state/kept/$previous"
}

bring_back() { # RELEASE: with the program comes what was live with it
  local from=$state/kept/$1 gone
  [[ -d $from ]] || from=$from.gone
  if [[ ! -d $from ]]; then
    tell '{"kept":"no"}'
    return 0
  fi
  put_whole "$from" engine || return 1
  gone=$(without_content)
  [[ -z $gone ]] || systemctl daemon-reload
  tell "{\"restored\":[$(printf '%s\n' "${came[@]}" | sort -u | grep . | listed)],\"gone\":[$([[ -z $gone ]] || listed <<<"$gone")]}"
}

without_content() { # a credential whose content was deleted cannot be handed over: prints its name
  local one name
  for one in $(handed_over); do
    [[ -f $units/$one ]] || continue
    sed -n 's/^LoadCredential=\([^:]*\):.*/\1/p' "$units/$one" | while read -r name; do
      [[ -e $etc/creds/$name ]] || { sed -i "/^LoadCredential=$name:/d" "$units/$one" && echo "$name"; }
    done
  done | sort -u
}

forget_whole() { # nothing of this change is needed any more
  rm -rf -- "$state"/{before,after}{,.gone} "$state/.cursor" "$state/word" "$state/next/$id" "$copies/.in" "$root/.snapshot" "$etc/.env.new" "$etc/.taken"
  find "$state/next" -mindepth 1 -maxdepth 1 -mmin +1440 -exec rm -rf -- {} + 2>/dev/null
}

