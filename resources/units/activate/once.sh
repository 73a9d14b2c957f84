
# ---- one-offs: the live release once more, with arguments of its own ---------------------------------
#
# It runs as a unit in the service's sandbox, as its user, with its environment and its credentials. Another
# unit waits for its end, whatever becomes of the connection that asked for it. What it writes goes to a
# file of ours, byte for byte, and whoever asked for it reads it there.

once() { # ID ARGUMENTS WHO
  local run=$state/runs/$1 one=$service-run@$1.service typed='' said
  [[ -n $(current) ]] || { echo '{"refused":"not_deployed"}'; exit 75; }
  case $2 in # the job of a timer, now; else what was typed
    -) is_job || not_understood; one=$unit ;;
    -*) one=$service.${2#-}.service; [[ -f $units/${one%.service}.timer ]] || not_understood ;;
    *) typed=$(arguments "$2") || not_understood ;;
  esac
  [[ -d $state/runs ]] || mkdir -m 0700 "$state/runs"
  mkdir -m 0700 "$run" 2>/dev/null || not_understood
  echo "$one" >"$run/unit"
  : >"$run/out"
  settings_once "$run" "$one" "$typed" >"$run/conf"
  forget_runs
  said=$(systemd-run --quiet --collect --unit="$(waiter "$1" "$one")" --description="Waits for $one" --property=SyslogIdentifier="$service" \
    bash -p "$self" attend "$1" "$3" "$login" 2>&1) && { echo '{"accepted":true}'; return; }
  rm -rf -- "$run"
  busy "" "" "" "$said"
}

waiter() { # ID UNIT: the unit that waits for its end; as there is one of each job, its name is the lock
  local name=$1
  [[ $2 == *@* ]] || name=job${2#"$service"}
  echo "goferry-$service@${name%.service}.service"
}

settings_once() { # RUN UNIT ARGUMENTS: what it has beside its unit, until it ends
  printf '# Written by GoFerry.\n[Service]\nStandardOutput=append:%s\nStandardError=inherit\n' "${1//%/%%}/out"
  [[ $2 == *@* ]] || return
  printf 'ExecStart=\nExecStart=%s%s\n' "$(word "$root/current/bin/$service")" "$3"
  cat "$units/$unit.d/goferry-credentials.conf" 2>/dev/null
}

arguments() { # BASE64: the words, each ended by a zero byte, as systemd reads them back
  local -a each=()
  local one
  base64 -d <<<"$1" >/dev/null 2>&1 || return 1
  mapfile -d '' -t each < <(base64 -d <<<"$1")
  for one in "${each[@]}"; do printf ' %s' "$(word "$one")"; done
}

word() { # TEXT: `${NAME}` is the value that a variable has there; every other $ and all of % mean nothing
  local text=$1 out='' one number at
  for ((at = 0; at < ${#text}; at++)); do
    one=${text:at:1}
    case $one in
      [A-Za-z0-9_./:=,+-]) ;;
      %) one=%% ;;
      \$) if [[ ${text:at} =~ ^\$\{[A-Za-z_][A-Za-z0-9_]*\} ]]; then one=${BASH_REMATCH[0]} at=$((at + ${#one} - 1)); else one=\$\$; fi ;;
      *) printf -v number %d "'$one"; printf -v one '\\x%02x' $((number & 255)) ;;
    esac
    out+=$one
  done
  printf '"%s"' "$out"
}

attend() { # ID WHO LOGIN: start it, wait for its end, and write down how that was
  local run=$state/runs/$1 one place said='' code=0 end=ended
  read -r one <"$run/unit"
  place=${target%/*}/systemd/$scope/$one.d # forgotten with the next start of the server, as it is
  [[ $one == *@* || $(show "$one" ActiveState) != @(activating|deactivating) ]] || { ended "$1" already_running 0; return; }
  release=$(current)
  mkdir -p "$place" && cp "$run/conf" "$place/goferry-run.conf" && systemctl daemon-reload
  exec 3>&1
  if [[ ! -e $run/stop ]] && ! said=$(carried_out "$run/out" "$one"); then
    code=$(show "$one" ExecMainStatus)
    [[ $(show "$one" ExecMainCode) == [23] ]] && code=$((128 + code)) # by a signal
    # Its end may have been asked for, and it went with 0.
    [[ $(show "$one" Result) != success || -e $run/stop ]] || end=not_started
  fi
  rm -f "$place/goferry-run.conf"
  rmdir "$place" 2>/dev/null
  [[ $one != *@* ]] || systemctl reset-failed "$one" 2>/dev/null # of a job, it tells how it ended last
  systemctl daemon-reload
  ended "$1" $end "$code" "$said"
  printf '{"time":"%s","who":"%s","login":"%s","verb":"run","release":"%s","previous":"","result":"ran","code":"%s","live":""}\n' \
    "$(date -u +%FT%TZ)" "$2" "$3" "$release" "$code" >>"$state/history.jsonl"
}

carried_out() { # FILE UNIT: start it and wait for its end; what a job writes is for the journal, too, by way of ours
  local worker
  systemctl start "$2" 2>&1 &
  worker=$!
  [[ $2 == *@* ]] || tail --follow --bytes=+1 --sleep-interval=0.2 --pid=$worker "$1" >&3 2>/dev/null
  wait "$worker"
}

ended() { # ID HOW CODE DETAIL
  printf '{"end":"%s","code":%s,"detail":%s}\n' "$2" "$3" "$(quoted "${4-}")" >"$state/runs/.end.$1" &&
    mv -f "$state/runs/.end.$1" "$state/runs/$1/end"
}

output() { # ID FROM: what it wrote from that byte on, and how it ended; waits up to 15 s for either
  local run=$state/runs/$1 until=$((SECONDS + 15)) glance=0 end size
  [[ -d $run ]] || not_understood
  while end=$(cat "$run/end" 2>/dev/null) size=$(stat -c %s "$run/out"); [[ -z $end ]] && ((size <= $2 && SECONDS < until)); do
    if ((glance++ % 8 == 7)) && ! waited_for "$1" && [[ ! -e $run/end ]]; then ended "$1" interrupted 0; fi
    idle 0.2
  done
  ((size <= $2 + largest_output)) || end= # there is more to come
  printf '{"output":"%s"%s}\n' "$(tail -c "+$(($2 + 1))" "$run/out" | head -c "$largest_output" | base64 -w0)" "${end:+,${end:1:-1}}"
}

waited_for() { # ID
  [[ $(show "$(waiter "$1" "$(<"$state/runs/$1/unit")")" ActiveState) == @(active|activating) ]]
}

end() { # ID: it is asked to end, and killed when it does not
  local run=$state/runs/$1 one tries=0
  [[ -d $run ]] || not_understood
  read -r one <"$run/unit"
  echo stop >"$run/stop"
  until [[ -e $run/end || $(show "$one" ActiveState) == activating ]] || ((tries++ == 50)); do sleep 0.1; done
  [[ -e $run/end ]] || systemctl stop --no-block "$one"
}

forget_runs() { # what the last twenty wrote can still be read
  local name
  ls -1t "$state/runs" | tail -n +21 | while read -r name; do
    [[ ! -e $state/runs/$name/end ]] || rm -rf -- "${state:?}/runs/$name"
  done
}
