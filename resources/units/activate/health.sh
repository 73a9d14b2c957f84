# ---- health: is it the new process that answers, and well? ---------------------------------------

ask() { # PORT NUMBER: so many GETs at once; prints "STATUS RELEASE" for each that is answered
  local fd fds=()
  while ((${#fds[@]} < $2)); do exec {fd}<>"/dev/tcp/127.0.0.1/$1" || exit 1; fds+=("$fd"); done
  for fd in "${fds[@]}"; do
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: goferry\r\nConnection: close\r\n\r\n' "$health_path" >&"$fd"
  done
  for fd in "${fds[@]}"; do hear "$fd"; done
}

hear() { # FD
  local protocol status line says=-
  [[ -n $health_path ]] || { echo "$lowest -"; return; } # that the port opens is all we want to know
  IFS=' ' read -r -n 200 -u "$1" protocol status _ && [[ $protocol == HTTP/1.[01] && $status =~ ^[0-9]{3} ]] || return
  while IFS= read -r -n 8192 -u "$1" line && [[ -n ${line%$'\r'} ]]; do
    [[ ${line,,} == x-release:* ]] && says=${line#*:} && says=${says//[[:space:]]/}
  done
  echo "${status:0:3} ${says:--}"
}

listens() { # PID: the TCP ports it listens on
  local inodes address state_of inode
  inodes=" $(ls -l "/proc/$1/fd" 2>/dev/null | sed -n 's/.*socket:\[\([0-9]*\)\].*/\1/p' | tr '\n' ' ')"
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | while read -r _ address _ state_of _ _ _ _ _ inode _; do
    [[ $state_of == 0A && $inodes == *" $inode "* ]] && echo $((16#${address##*:}))
  done | sort -nu
}

lives() { # UNIT INVOCATION RESTARTS: has it run without a break since then?
  local active sub
  active=$(show "$1" ActiveState) sub=$(show "$1" SubState)
  [[ $(show "$1" InvocationID) == "$2" && $(show "$1" NRestarts) == "$3" ]] &&
    [[ $active == active || $active == activating ]] && [[ $sub != auto-restart* ]]
}

stopped() { # UNIT INVOCATION: say how it ended
  code=crashed
  [[ $(show "$1" Result) == timeout ]] && code=not_ready
  detail="Result=$(show "$1" Result) ExecMainCode=$(show "$1" ExecMainCode) ExecMainStatus=$(show "$1" ExecMainStatus)"
  journal "$2"
}

journal() { # INVOCATION: hand over what the program said in this run, and what systemd said of it
  journalctl --sync 2>/dev/null
  lines journal "_SYSTEMD_INVOCATION_ID=$1"
  lines systemd "INVOCATION_ID=$1"
}

lines() { # KIND MATCH
  local line
  journalctl --no-pager --quiet --output=cat --lines=60 "$2" 2>/dev/null |
    while IFS= read -r line; do tell "{\"$1\":$(quoted "$line")}"; done
}

good() { ((10#$1 >= lowest && 10#$1 <= highest)); }

answers() { # UNIT PORT RELEASE: one try; sets code and detail when it is not good
  local reply status pid
  says=-
  reply=$(timeout "$patience" "$self" ask "$2" 1 2>/dev/null)
  pid=$(show "$1" MainPID)
  if [[ -z $reply ]]; then
    code=no_answer detail="$(listens "$pid" | tr '\n' ' ')"
    return 1
  fi
  read -r status says <<<"$reply"
  code=bad_status detail=$status
  good "$status" || return 1
  code=other_release detail=$says
  [[ $says == "$3" ]] || { [[ $says == - && $named == no ]] || return 1; }
  code=other_process detail=$pid
  [[ $(readlink "/proc/$pid/exe") == "$root/releases/$3/bin/$service" ]] && listens "$pid" | grep -qx "$2"
}

healthy() { # UNIT PORT RELEASE: sets code and detail when it is not
  local invocation restarts in_a_row=0 since=$SECONDS quiet
  invocation=$(show "$1" InvocationID) restarts=$(show "$1" NRestarts)
  sleep "$start_delay"
  while ((in_a_row < threshold)); do
    lives "$1" "$invocation" "$restarts" || { stopped "$1" "$invocation"; return 1; }
    cancelled && return 1
    if answers "$1" "$2" "$3"; then in_a_row=$((in_a_row + 1)); else in_a_row=0; fi
    if ((in_a_row < threshold && SECONDS - since > deadline)); then journal "$invocation"; return 1; fi
    sleep "$period"
  done
  quiet=$((SECONDS + watch))
  while ((SECONDS < quiet)); do
    sleep 0.5
    lives "$1" "$invocation" "$restarts" || { stopped "$1" "$invocation"; return 1; }
    cancelled && return 1
  done
  lives "$1" "$invocation" "$restarts" || { stopped "$1" "$invocation"; return 1; }
}

joined() { # UNIT: it shares the socket now; is what it answers there well?
  # Who gets a connection is up to the kernel: of single ones the older process takes them all, of
  # many at once both get some. It was rehearsed, so it may also stay unheard.
  local invocation restarts heard=0 tries=0 status says
  invocation=$(show "$1" InvocationID) restarts=$(show "$1" NRestarts)
  while ((heard < threshold && tries < 10)); do
    tries=$((tries + 1))
    lives "$1" "$invocation" "$restarts" || { stopped "$1" "$invocation"; return 1; }
    cancelled && return 1
    while read -r status says; do
      [[ $says == "$release" ]] || continue
      code=bad_status detail=$status
      good "$status" || { journal "$invocation"; return 1; }
      heard=$((heard + 1))
    done < <(timeout "$patience" "$self" ask "$port" 24 2>/dev/null)
    sleep 0.05
  done
  tell "{\"heard\":$heard,\"tries\":$tries}"
}

cancelled() {
  [[ $direction == forward && $(cat "$state/cancel" 2>/dev/null) == "$id" ]] || return 1
  code=cancelled detail=
}

