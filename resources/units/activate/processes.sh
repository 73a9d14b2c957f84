
# ---- further processes of a release: they change with it, and return with it -----------------------
#
# Each is a unit SERVICE.NAME.service, with a timer beside it where it has a schedule. These files are the
# list of them, and a section that systemd passes over tells how each is known to be well: so they come
# and go with all that is whole.

processes() { # prints their names
  local file
  for file in "$units/$service".*.service; do
    file=${file##*/"$service".}
    [[ ${file%.service} =~ ^[a-z][a-z0-9-]{0,20}$ ]] && echo "${file%.service}"
  done
}

process_units() { # FOLDER: the names of their units there
  ls -1 "$1" 2>/dev/null | grep -xE "$service\.[a-z][a-z0-9-]{0,20}\.(service|timer)"
}

leaders() { # what starts each: its timer, where it has one
  local name
  for name in $(processes); do
    if [[ -f $units/$service.$name.timer ]]; then echo "$service.$name.timer"; else echo "$service.$name.service"; fi
  done
}

leavers() { # what still runs of processes that this release does not have
  local one
  systemctl list-units --all --plain --no-legend "$service.*.service" "$service.*.timer" 2>/dev/null |
    grep -oE "$service\.[a-z][a-z0-9-]{0,20}\.(service|timer)" | sort -u |
    while read -r one; do [[ -f $units/$one ]] || echo "$one"; done
}

set_off() { # start all of them anew from `current`; those that it does not have end
  local gone one starting=()
  mapfile -t gone < <(leavers)
  ((${#gone[@]} == 0)) || retire "${gone[@]}"
  if share_credentials; then systemctl daemon-reload; fi
  for one in $(leaders); do
    if [[ $one == *.timer ]]; then be_job "${one%.timer}.service"; else starting+=("$one"); fi
  done
  ((${#starting[@]})) || return 0
  systemctl reset-failed "${starting[@]}" 2>/dev/null
  systemctl enable --quiet "${starting[@]}" 2>&1
  systemctl restart "${starting[@]}" 2>&1
}

be_job() { # UNIT: only its timer starts it, though it may have run all the time until now
  [[ $(show "$1" ActiveState) != active ]] || systemctl stop "$1" 2>/dev/null
  unwant "$1"
  keep_time "$1"
}

retire() { # UNIT…: end them, also for the next start
  systemctl stop "$@" 2>/dev/null
  unwant "$@"
  systemctl reset-failed "$@" 2>/dev/null
  return 0
}

unwant() { # UNIT…: boot does not start them any more; `disable` may want a file that is gone; sets unwanted
  local one link
  for one; do
    for link in "$units"/*.wants/"$one"; do
      [[ ! -L $link ]] || { rm -f "$link" && unwanted=yes && rmdir --ignore-fail-on-non-empty "${link%/*}"; }
    done
  done
}

end_processes() { # stop them all, also for the next start of the server
  local all
  mapfile -t all < <({ process_units "$units"; leavers; } | sort -ru) # a timer before what it starts
  ((${#all[@]} == 0)) || { systemctl disable --now --quiet "${all[@]}" 2>/dev/null; retire "${all[@]}"; }
}

share_credentials() { # what is handed to the main process is handed to each; tells whether that was other
  local one own=$units/$service.service.d/goferry-credentials.conf other=1
  for one in "$units/$service".*.service.d; do
    [[ ! -d $one || -f ${one%.d} ]] || put /nowhere "$one/goferry-credentials.conf"
  done
  for one in $(processes); do
    put "$own" "$units/$service.$one.service.d/goferry-credentials.conf" && other=0
  done
  return $other
}

# All are started and then watched at once, and the main process with them. The first that is not well
# is told, and ends the watch: then the whole release returns.

accompany() { # sets code and detail when one of them is not well
  local name sick='' all watchers=() seen=$state/.processes
  mapfile -t all < <(processes)
  [[ ${all[*]} || $(leavers) ]] || return 0
  [[ $direction == back ]] || step processes
  moved=yes
  patiently set_off || [[ $code != cancelled ]] || return 1 # of one that did not start, its watcher tells
  rm -rf -- "$seen" && mkdir -m 0700 "$seen" || return 1
  for name in "${all[@]}"; do watched "$name" & watchers+=($!); done
  while [[ -z $sick ]] && (($(ls -1 "$seen" | grep -c '\.well$') < ${#all[@]})); do
    sick=$(ls -1 "$seen" | sed -n 's/\.sick$//p' | head -n 1)
    [[ $sick ]] || main_goes_on || { sick=-; break; }
    idle 0.2
  done
  ((${#watchers[@]} == 0)) || { kill "${watchers[@]}"; wait "${watchers[@]}"; } 2>/dev/null
  [[ $sick && $sick != - ]] && blame "$sick"
  rm -rf -- "$seen"
  [[ -z $sick ]]
}

main_goes_on() { # nobody asks on the way back, where it is known already
  [[ $direction == back ]] || is_job || goes_on
}

watched() { # NAME: in a shell of its own; what it finds stands in a file
  local end=sick own=$1 unit=$service.$1.service met_restarts=0
  tell() { printf '%s\n' "$1" >>"$seen/$own.said"; }
  eval "$(sed -n 's/^Settings=//p' "$units/$unit")"
  [[ $direction != back ]] || watch=0
  [[ $verb == deploy || $direction == back ]] || watch=1 # it was well before
  # One that died was perhaps started anew before we met it.
  if healthy "$unit" "$inner_port" "$(current)"; then ((met_restarts == 0)) && end=well || stopped; fi
  printf '%s\n' "$code" "$detail" >"$seen/.$1" && mv "$seen/.$1" "$seen/$1.$end"
}

blame() { # NAME: whose words follow
  { read -r code && IFS= read -r detail; } <"$seen/$1.sick"
  tell "{\"process\":\"$1\"}"
  [[ ! -e $seen/$1.said ]] || cat "$seen/$1.said" >>"$state/txn/$id.log"
}

keep_step() { # do all of them run the release that `current` names?
  local name
  [[ -z $(leavers) ]] || return 1
  for name in $(leaders); do
    [[ $(show "$name" ActiveState) == active ]] || return 1
    [[ $name == *.timer ]] && continue
    [[ $(readlink "/proc/$(show "$name" MainPID)/exe") == "$root/releases/$(current)/bin/$service" ]] || return 1
  done
}
