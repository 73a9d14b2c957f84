# ---- probation: after a switch the server watches for a while, and goes back by itself ---------------
#
# The watch is a transient unit of its own that holds no lock. Each change ends it, and lets it go on with
# what is left where its release still runs. The way back is a change like any other: only one of the two
# can begin. What is left is counted on the server's uptime, and a file keeps it over a power cut.

put_on_probation() { # the release that has just come; what only a timer starts is no run that could end
  rm -f "$state/probation"
  ((probation == 0)) || [[ ${kind-web} == timer ]] || note_probation $((probation > soaked ? probation - soaked : 1))
}

note_probation() { # LEFT: replaced as a whole
  printf '{"release":"%s","left":"%s","until":"%s","who":"%s","login":"%s","run":"%s","restarts":"%s","code":"%s","detail":%s}\n' \
    "$release" "$1" "$(date -d "+$1 seconds" +%FT%T%:z)" "$who" "$login" "$met_run" "$met_restarts" "$code" "$(quoted "$detail")" >"$state/.probation.new"
  sync "$state/.probation.new"
  mv -f "$state/.probation.new" "$state/probation"
}

on_probation() { # KEY: of the release that is
  [[ ! -e $state/probation ]] || field "$(<"$state/probation")" "$1"
}

watch_on() { # with what is left; prints until when
  local release code='' detail=''
  release=$(on_probation release)
  if [[ -z $release || $release != "$(current)" ]]; then
    rm -f "$state/probation"
    return
  fi
  [[ $met == "$unit" ]] || met_run=$(on_probation run) met_restarts=$(on_probation restarts) # it runs on
  who=$(on_probation who) login=$(on_probation login) note_probation "$(on_probation left)"
  systemd-run --quiet --collect --unit="goferry-$service.probation" --property=TimeoutStopSec=5 \
    --property=Restart=on-failure --property=RestartSec=1 bash -p "$live" watch "$cold" >/dev/null 2>&1 && on_probation until
}

watch_off() { [[ ! -e $state/probation ]] || systemctl stop "goferry-$service.probation.service" 2>/dev/null; }

watch_release() { # COLD: yes after a boot, where it was started anew
  local now until began_cold=$1
  local -A runs=() proved=() bad=() first=()
  verb=probation previous= code= detail= says=- named=no direction=onwards
  release=$(on_probation release) who=$(on_probation who) login=$(on_probation login) until=$(on_probation left)
  [[ -n $release && $release == "$(current)" ]] || exit 0
  id=$(tr -d - </proc/sys/kernel/random/uuid)
  uptime
  until=$((now + until))
  meet "$unit"
  if [[ $began_cold == yes ]]; then
    comes_up || go_back
  else
    met_run=$(on_probation run) met_restarts=$(on_probation restarts) # that died since, or did not
  fi
  holds_until "$until" || go_back
  passed proved ""
}

uptime() { # sets now, in seconds
  read -r now _ </proc/uptime
  now=${now%%.*}
}

comes_up() { # what was started anew may take as long as a deploy gives it, and longer where all is slow
  local watch=0 now last
  uptime
  last=$((now + (deadline > 60 ? deadline : 60)))
  until healthy "$unit" "$inner_port" "$release"; do
    uptime
    ((now < last)) || return 1
    idle 1
  done
}

holds_until() { # UPTIME: sets code and detail when it does not
  local now pause looks=0 noted=-10
  pause=$(pause)
  # A server may be so busy that all the time is gone before the first look; but nothing is proved without one.
  while uptime && ((looks++ == 0 || now < $1)); do
    # After a power cut it may be watched for some seconds twice.
    ((now < noted + 10)) || { noted=$now && note_probation $(($1 > now ? $1 - now : 1)); }
    idle "$pause"
    if ! lives; then
      by_hand || return 1
      stopped_by_hand && passed ended ""
      comes_up || return 1
    fi
    looks_well || return 1
  done
}

pause() { # prints how many seconds there are between two looks
  local seconds=${period%.*}
  echo $((seconds < 1 ? 1 : seconds > 10 ? 10 : seconds))
}

looks_well() { # once, now: the release and all its processes; sets code and detail when it does not
  others_hold && others_answer || return 1
  if is_job; then keeps_time "$unit"; return; fi
  if answers "$inner_port" "$release"; then
    bad[$unit]=0 code= detail=
  elif ! briefly "$unit" 5; then
    journal
    return 1
  fi
}

briefly() { # UNIT SECONDS: it answered badly once more; a moment of weakness is none
  ((${bad[$1]-0})) || first[$1]=$now
  bad[$1]=$((${bad[$1]-0} + 1))
  uptime
  ((bad[$1] < 3 || now - first[$1] < $2))
}

others_hold() { # further processes: each must go on with the run that was seen first
  local one met met_run met_restarts met_process active sub invocation restarts pid process
  for one in $(leaders); do
    [[ $one == *.service ]] || continue
    if [[ ${runs[$one]-} ]]; then
      met=$one && read -r met_run met_restarts met_process <<<"${runs[$one]}"
      lives && continue
      by_hand || { accuse "$one"; return 1; }
      proved[$one]=no bad[$one]=0
    elif [[ $began_cold != yes ]]; then
      proved[$one]=yes
    fi
    meet "$one"
    runs[$one]="$met_run $met_restarts $met_process"
  done
}

accuse() { local one=${1#*.}; tell "{\"process\":\"${one%.service}\"}"; } # UNIT

# Those that have a port are asked as the main process is, all at once. The deploy found each of them well;
# one that was started anew since, as after a boot, may take until it is.

others_answer() { # sets code and detail when one of them does not
  local one sick='' may=0 met met_run met_restarts met_process answers=$state/.answers
  ((${#runs[@]})) || return 0
  rm -rf -- "$answers" && mkdir -m 0700 "$answers" || return 0
  for one in "${!runs[@]}"; do answered "$one" & done
  wait
  for one in "${!runs[@]}"; do
    [[ -e $answers/$one ]] || continue
    { read -r may && read -r code && IFS= read -r detail; } <"$answers/$one"
    [[ $code ]] || { proved[$one]=yes bad[$one]=0; continue; }
    briefly "$one" "$may" || { sick=$one; break; }
  done
  rm -rf -- "$answers"
  [[ $sick ]] || return 0
  accuse "$sick"
  meet "$sick"
  journal
  return 1
}

answered() { # UNIT: in a shell of its own; for how long it may be wrong, and what is, stand in a file
  local may=5
  eval "$(sed -n 's/^Settings=//p' "$units/$1")"
  asks || return 0
  meet "$1"
  [[ $active == active ]] || return 0
  [[ ${proved[$1]-} == yes ]] || may=$((deadline > 60 ? deadline : 60))
  answers "$inner_port" "$release" && code= detail=
  printf '%s\n' "$may" "$code" "$detail" >"$answers/$1"
}

by_hand() { # did somebody stop or restart it? systemd says so beforehand, and not when a program ends
  local manager key stopping=MESSAGE_ID=de5b426a63be47a7b6ac3eaac82e2f6f
  managed
  [[ -n $(journalctl --quiet --lines=1 --boot "_PID=$manager" "_UID=$UID" "$key=$met_run" "$stopping" 2>/dev/null) ]]
}

stopped_by_hand() {
  look "$unit"
  [[ $active == inactive || $active == failed ]]
}

passed() { # RESULT CODE: an end that changes nothing
  rm -f "$state/probation"
  put_away
  note "$1" "$2" ""
  last_words "$1" "$2" "$detail" ""
}

go_back() { # code and detail say why
  local target now
  target=$(before_this)
  [[ -n $target ]] || passed unproved "$code"
  uptime
  note_probation $((until - now > 10 ? until - now : 10)) # the way back may be cut off, and this is not forgotten
  # Another change that has begun ends us, or leaves all as it is.
  until begin_unit return "$id" "$target" "$who" "$login" >/dev/null 2>&1; do sleep 1; done
  exit 0
}

change_return() { # what was on probation did not hold
  [[ $(on_probation release) == "$previous" && -n $(on_probation code) ]] || refuse not_needed
  # What its release command did stays: that is told with the way back.
  ran=$(field "$(grep "\"verb\":\"deploy\",\"release\":\"$previous\".*\"result\":\"live\"" "$state/history.jsonl" | tail -n 1)" command)
  change_rollback
}

returned() { # what comes instead goes on being watched where it never passed
  touch "$state/bad/$previous"
  grep -q "\"verb\":\"probation\",\"release\":\"$release\".*\"result\":\"proved\"" "$state/history.jsonl" || put_on_probation
}

