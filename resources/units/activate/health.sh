# ---- health: is it the new process that answers, and well? ---------------------------------------

sockets() { find "/proc/$1/fd" -lname 'socket:*' -printf '%l\n' 2>/dev/null; } # PID: each as socket:[INODE]

listens() { # PID: the TCP ports it listens on
  local inodes address inode
  inodes=$(sockets "$1")
  # A busy server has thousands of connections here; only the listening ones (0A) are of interest.
  grep -h ':0000 0A ' /proc/net/tcp /proc/net/tcp6 2>/dev/null | while read -r _ address _ _ _ _ _ _ _ inode _; do
    [[ $inodes == *"socket:[$inode]"* ]] && echo $((16#${address##*:}))
  done | sort -nu
}

look() { # UNIT: sets active, sub, invocation, restarts, pid, and process (also of one that ended)
  local key value
  active= sub= invocation= restarts= pid=0 process=0
  while IFS='=' read -r key value; do
    case $key in
      ActiveState) active=$value ;;
      SubState) sub=$value ;;
      InvocationID) invocation=$value ;;
      NRestarts) restarts=$value ;;
      MainPID) pid=$value ;;
      ExecMainPID) process=$value ;;
    esac
  done < <(systemctl show "$1" --property=ActiveState,SubState,InvocationID,NRestarts,MainPID,ExecMainPID)
}

meet() { # UNIT: from now on `lives` means this very run of it
  look "$1"
  met=$1 met_run=$invocation met_restarts=$restarts met_process=$process
}

lives() { # has the unit run without a break since we met it? sets code and detail when not
  look "$met"
  [[ $invocation == "$met_run" && $restarts == "$met_restarts" && $sub != auto-restart* ]] &&
    [[ $active == active || $active == activating ]] && return 0
  stopped
  return 1
}

goes_on() { lives && ! cancelled; }

stopped() { # say how the run that we met ended
  code=crashed
  case $(end_of_run) in
    timeout) code=not_ready ;;
    oom-kill) code=out_of_memory ;;
    watchdog) code=watchdog ;;
  esac
  detail=$(systemctl show "$met" --property=Result,ExecMainCode,ExecMainStatus | tr '\n' ' ')
  [[ $detail != *ExecMainStatus=203* ]] || detail+=$(circumstances)
  journal
}

end_of_run() { # in systemd's word; where the next run has begun already, only its journal still has it
  local manager key failed=MESSAGE_ID=d9b373ed55a64feb8242e02dbe79a49c
  [[ $(show "$met" InvocationID) != "$met_run" ]] || { show "$met" Result; return; }
  managed
  journalctl --no-pager --quiet --output=export --boot "_PID=$manager" "_UID=$UID" "$key=$met_run" "$failed" 2>/dev/null |
    sed -n 's/^UNIT_RESULT=//p'
}

managed() { # sets `manager` and `key`: whose words about a run are systemd's own
  manager=1 key=INVOCATION_ID
  [[ $scope == system ]] || { manager=$(command systemctl show "user@$UID.service" --property=MainPID --value) && key=USER_INVOCATION_ID; }
}

circumstances() { # what may forbid systemd to run a program that it did not even start
  printf 'noexec=%s enforce=%s label=%s' \
    "$([[ ,$(findmnt -no OPTIONS --target "$root/releases" 2>/dev/null), == *,noexec,* ]] && echo 1)" \
    "$(cat /sys/fs/selinux/enforce 2>/dev/null)" \
    "$(stat -c %C "$(readlink -f "$root/releases/$release/bin/$service")" 2>/dev/null)"
}

journal() { # hand over what the program that we met said in this run, and what systemd said of it
  local tries=0 manager key run="_SYSTEMD_INVOCATION_ID=$met_run" process="_PID=$met_process" theirs entries
  own_words
  if [[ $scope == system ]]; then
    journalctl --sync 2>/dev/null
  else # only root may tell journald to hurry
    while idle 0.5; [[ -z $(journalctl --quiet --lines=1 "${entries[@]}" 2>/dev/null) ]] && ((tries++ < 4)); do :; done
  fi
  managed
  [[ ${handed-} == yes ]] || lines journal "${entries[@]}"
  # A program may log under any name and for any run. Who wrote an entry, journald finds out itself.
  theirs=("_PID=$manager" "_UID=$UID" "$key=$met_run")
  begun || theirs+=(+ "$process" "$key=$met_run")
  lines systemd --boot "${theirs[@]}"
}

own_words() { # sets `entries`: what finds the entries that the program wrote in the run that we met
  # Of a process that died before journald looked at it, the entries name no run, only the number.
  entries=(--boot "_SYSTEMD_INVOCATION_ID=$met_run" + "_PID=$met_process")
  [[ $scope == user ]] || entries+=("_SYSTEMD_UNIT=$met")
}

begun() { # did the process become the program, or did systemd's own words come from it?
  local program status
  status=$(show "$met" ExecMainStatus)
  program=$(readlink -f "$root/releases/$release/bin/$service")
  ((status < 200 || status > 245)) || [[ -n $(journalctl --quiet --lines=1 --boot "$run" "_EXE=$program" 2>/dev/null) ]]
}

lines() { # KIND MATCH…
  local line
  journalctl --no-pager --quiet --output=cat --lines=60 "${@:2}" 2>/dev/null |
    while IFS= read -r line; do tell "{\"$1\":$(quoted "$line")}"; done
}

good() { ((10#$1 >= lowest && 10#$1 <= highest)); }

answers() { # PORT RELEASE: does the met unit, whose own port this is, answer well? sets code and detail when not
  local reply status asked
  says=-
  asks || { runs "$2" && { [[ $scheme != command ]] || obeys_well; }; return; } # systemd waited for READY=1
  asked=$(where "$1")
  reply=$(in_time "$asked" 1)
  if [[ -z $reply ]]; then
    code=no_answer detail="$(listens "$pid" | tr '\n' ' ')"
    return 1
  fi
  read -r status says <<<"$reply"
  code=$status detail=$says
  [[ $status == [0-9]* ]] || { says=-; return 1; }
  code=bad_status detail=$status
  good "$status" || return 1
  code=other_release detail=$says
  [[ $says == "$2" ]] || { [[ $says == - && $named == no ]] || return 1; }
  runs "$2" && listens "$pid" | grep -qx "$asked"
}

in_time() { # PORT NUMBER: ask in a process of its own, which can be ended; it gets what is ours, not the helper's
  timeout "$patience" bash -p "$self" ask "$1" "$2" "$scheme" "$health_path" "$lowest" 2>/dev/null
}

asks() { [[ $scheme != notify && $scheme != none && $scheme != command ]]; } # a port

runs() { # RELEASE: is the met process its program?
  code=other_process detail=$pid
  [[ $(readlink "/proc/$pid/exe") == "$root/releases/$1/bin/$service" ]]
}

where() { # PORT: where the health is asked of a program that has this port for its own
  local one place=0
  ((health_port > 0 && health_port != port)) || { echo "$1"; return; }
  [[ $1 == "${spare-}" ]] || { echo "$health_port"; return; }
  for one in $further; do
    place=$((place + 1))
    [[ $one != "$health_port" ]] || echo "$place$1"
  done
}

healthy() { # UNIT PORT RELEASE: sets code and detail when it is not
  local in_a_row=0 since=$SECONDS quiet
  told_of=-1
  if is_job; then keeps_time "$1"; return; fi
  meet "$1"
  patiently sleep "$start_delay"
  while goes_on || return 1; do
    if answers "$2" "$3"; then
      in_a_row=$((in_a_row + 1))
      ((in_a_row >= threshold)) && break
    else
      in_a_row=0
      given "$id"
      ((SECONDS - since > deadline + more)) && { journal; return 1; }
      # Who speaks otherwise than it was asked is up already: more time would change nothing.
      [[ ${code-} == speaks_* ]] || nearly_over $((deadline + more - SECONDS + since))
    fi
    patiently sleep "$period"
  done
  quiet=$((SECONDS + watch))
  while goes_on || return 1; do
    ((SECONDS >= quiet)) && return 0
    idle 0.5
  done
}

health() { # PROCESS, or - for the main one: what a deploy would ask, asked once of the one that runs
  local code= detail= says=- named=no
  if [[ $1 != - ]]; then
    unit=$service.$1.service
    eval "$(sed -n 's/^Settings=//p' "$units/$unit" 2>/dev/null)"
  fi
  meet "$unit"
  if [[ $active == active ]] && answers "$inner_port" "$(current)"; then
    echo '{"healthy":true}'
  else
    printf '{"healthy":false,"code":"%s","detail":%s}\n' "${code:-crashed}" "$(quoted "$detail")"
  fi
  put_away
}

joined() { # UNIT: it shares the socket now; is what it answers there well?
  # Who gets a connection is up to the kernel: of single ones the older process takes them all, of
  # many at once both get some. It was rehearsed, so it may also stay unheard.
  local heard=0 tries=0 status
  meet "$1"
  [[ $verb != return ]] || tries=9 # what runs may hang, and would keep each of them waiting
  while ((heard < threshold && tries < 10)); do
    tries=$((tries + 1))
    goes_on || return 1
    while read -r status says; do
      [[ $says == "$release" ]] || continue
      code=bad_status detail=$status
      good "$status" || { journal; return 1; }
      heard=$((heard + 1))
    done < <(asks && in_time "$(where "$port")" 24)
    idle 0.05
  done
  tell "{\"heard\":$heard,\"tries\":$tries}"
}

cancelled() { # on the way back, nothing is
  local wish=
  [[ $direction == forward && -e $state/cancel ]] && read -r wish <"$state/cancel"
  [[ $wish == "$id" ]] || return 1
  code=cancelled detail=
}

