# ---- the front door ----------------------------------------------------------------------------------

not_understood() { printf '{"refused":"not_understood","protocol":%s}\n' "$protocol"; exit 65; }

# A lease keeps others out from the plan to the switch. It lives by being renewed, counted on the
# server's own uptime, so that neither a dead client nor a wrong clock can hold it for long.

lease() { # ID WHO [SECONDS]: take it or renew it
  local now boot
  boot=$(</proc/sys/kernel/random/boot_id) now=$(</proc/uptime)
  now=${now%%.*}
  exec 8>"$state/lease.lock"
  flock 8
  leased_to_another "$1" "$now" "$boot" && busy "$holder" "$holder_login" "$held_since" ""
  [[ -n $held_since && $held == "$1" ]] || held_since=$(date -u +%FT%TZ)
  echo "$1 $((now + ${3:-$lease_seconds})) $boot $2 $held_since $login" >"$state/.lease.new" && mv -f "$state/.lease.new" "$state/lease"
  echo '{"accepted":true}'
}

leased_to_another() { # ID NOW BOOT: sets held, holder, holder_login and held_since
  local until boot
  held= until=0 boot= holder= held_since= holder_login=
  [[ -e $state/lease ]] && read -r held until boot holder held_since holder_login <"$state/lease"
  [[ -n $held && $held != "$1" && $boot == "$3" ]] && ((until >= $2))
}

lease_for() { # ID SECONDS WHO: for longer, and where no change runs
  local now
  if [[ $2 != - && $(show "goferry-$service.service" ActiveState) == activ* ]]; then
    now=$(cat "$state/txn.json" 2>/dev/null)
    [[ $(field "$now" id) == "$1" ]] || busy "$(field "$now" who)" "$(field "$now" login)" "$(field "$now" since)" ""
  fi
  lease "$1" "$3" "${2#-}"
}

unlease() { # ID
  exec 8>"$state/lease.lock"
  flock 8
  [[ $(cat "$state/lease" 2>/dev/null) != "$1 "* ]] || rm -f "$state/lease"
}

busy() { # WHO LOGIN SINCE DETAIL
  printf '{"refused":"busy","who":"%s","login":"%s","since":"%s","detail":%s}\n' "$1" "$2" "$3" "$(quoted "$4")"
  exit 75
}

begin() { # VERB ID WANTED WHO
  local said now
  [[ -e $state/txn/$2.log ]] && not_understood
  said=$(lease "$2" "$4") || { echo "$said"; exit 75; }
  : >"$state/txn/$2.log"
  if said=$(begin_unit "$1" "$2" "$3" "$4" "$login" "$uid" "$gid" 2>&1); then
    unlease "$2" # from here on the unit's name keeps others out
    echo '{"accepted":true}'
    return
  fi
  rm -f "$state/txn/$2.log"
  now=$(cat "$state/txn.json" 2>/dev/null)
  busy "$(field "$now" who)" "$(field "$now" login)" "$(field "$now" since)" "$said"
}

begin_unit() { # VERB ID WANTED WHO LOGIN UID GID: a change runs in a unit whose name is the lock
  systemd-run --quiet --collect --unit="goferry-$service" --property=TimeoutStopSec=90 bash -p "$self" run "$@"
}

follow() { # ID FROM: wait up to 15 s for lines after FROM
  local log=$state/txn/$1.log until=$((SECONDS + 15)) glance=0 lines
  [[ -e $log ]] || not_understood
  while mapfile -t lines <"$log" && ((SECONDS < until && ${#lines[@]} <= $2)); do
    if ((glance++ % 16 == 15)) && [[ $(show "goferry-$service.service" ActiveState) == inactive ]]; then
      mapfile -t lines <"$log" # its last words may have come meanwhile
      ((${#lines[@]} > $2)) || echo '{"result":"interrupted"}'
      break
    fi
    idle 0.1
  done
  tail -n "+$(($2 + 1))" "$log"
}

restarts_here() {
  local others
  mapfile -t others < <(process_units "$units" | sed -n 's/.*\.service$/UNIT=&/p')
  restarts INVOCATION_ID _SYSTEMD_UNIT=init.scope "UNIT=$unit" "${others[@]}"
}

asker() { # sets login, uid and gid: who asks, as sudo tells it; the request only claims
  if [[ $scope == user || -z ${SUDO_UID-} ]]; then
    login=$(id -un) uid=$UID gid=$(id -g)
  else
    # shellcheck disable=SC2153 # sudo sets all three
    login=$SUDO_USER uid=$SUDO_UID gid=$SUDO_GID
  fi
  login=${login//[^A-Za-z0-9._@-]/-}
  login=${login:0:80}
}

front() {
  local verb id wanted who rest pattern changes operators
  IFS=' ' read -r -n "$longest_request" -t 10 verb id wanted who rest || not_understood
  [[ -z $rest && $who =~ ^[A-Za-z0-9._@-]{1,80}$ && $id =~ ^[0-9a-f]{32}$ ]] || not_understood
  request "$verb" && [[ $wanted =~ $pattern ]] || not_understood
  [[ $limited == no || $operators == yes ]] || not_understood
  asker
  [[ $changes == no ]] || { begin "$verb" "$id" "$wanted" "$who"; return; }
  case $verb in
    lease) lease_for "$id" "$wanted" "$who" ;;
    unlease) unlease "$id" ;;
    fleet) fleet "$id" "$wanted" ;;
    cancel) echo "$id" >"$state/cancel" ;;
    names) names ;;
    data) data ;;
    space) space ;;
    clean) clean "$wanted" "$who" ;;
    health) health "$wanted" ;;
    keep) keep_changes ;;
    extend) extend "$wanted" ;;
    secrets) secrets "$id" "$who" ;;
    logs) logs "$wanted" ;;
    restarts) restarts_here ;;
    follow) follow "$id" "$wanted" ;;
    once) once "$id" "$wanted" "$who" ;;
    output) output "$id" "$wanted" ;;
    end) end "$id" ;;
  esac
}

limited=no
case ${1-} in
  "") front ;;
  operate) limited=yes; front ;;
  run) shift; run "$@" ;;
  ask) scheme=$4 health_path=$5 lowest=$6; ask "$2" "$3" ;;
  watch) watch_release "$2" ;;
  stock) [[ ! -e $state/noted ]] || take_stock ;;
  dismiss) dismissed "${@:2}" ;;
  attend) attend "${@:2}" ;;
  *) exit 64 ;;
esac
