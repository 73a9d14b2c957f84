# ---- health: is it the new process that answers, and well? ---------------------------------------

ask() { # PORT NUMBER: so many GETs at once; prints "STATUS RELEASE" for each that is answered
  local fd fds=()
  while ((${#fds[@]} < $2)); do exec {fd}<>"/dev/tcp/127.0.0.1/$1" || exit 1; fds+=("$fd"); done
  if [[ -z $health_path ]]; then # that the port opens is all we want to know
    for fd in "${fds[@]}"; do echo "$lowest -"; done
    return # who hangs up at once would end us while we speak
  fi
  for fd in "${fds[@]}"; do
    printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: goferry\r\nConnection: close\r\n\r\n' "$health_path" >&"$fd"
  done
  for fd in "${fds[@]}"; do hear "$fd"; done
}

hear() { # FD
  local http status line says=-
  IFS=' ' read -r -n 200 -u "$1" http status _ && [[ $http == HTTP/1.[01] && $status =~ ^[0-9]{3} ]] || return
  while IFS= read -r -n 8192 -u "$1" line && [[ -n ${line%$'\r'} ]]; do
    [[ ${line,,} == x-release:* ]] && says=${line#*:} && says=${says//[[:space:]]/}
  done
  echo "${status:0:3} ${says:--}"
}

listens() { # PID: the TCP ports it listens on
  local inodes address inode
  inodes=" $(ls -l "/proc/$1/fd" 2>/dev/null | sed -n 's/.*socket:\[\([0-9]*\)\].*/\1/p' | tr '\n' ' ')"
  # A busy server has thousands of connections here; only the listening ones (0A) are of interest.
  grep -h ':0000 0A ' /proc/net/tcp /proc/net/tcp6 2>/dev/null | while read -r _ address _ _ _ _ _ _ _ inode _; do
    [[ $inodes == *" $inode "* ]] && echo $((16#${address##*:}))
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

stopped() { # say how the unit that we met ended
  code=crashed
  [[ $(show "$met" Result) == timeout ]] && code=not_ready
  detail=$(systemctl show "$met" --property=Result,ExecMainCode,ExecMainStatus | tr '\n' ' ')
  [[ $detail != *ExecMainStatus=203* ]] || detail+=$(circumstances)
  journal
}

circumstances() { # what may forbid systemd to run a program that it did not even start
  printf 'noexec=%s enforce=%s label=%s' \
    "$([[ ,$(findmnt -no OPTIONS --target "$root/releases" 2>/dev/null), == *,noexec,* ]] && echo 1)" \
    "$(cat /sys/fs/selinux/enforce 2>/dev/null)" \
    "$(stat -c %C "$(readlink -f "$root/releases/$release/bin/$service")" 2>/dev/null)"
}

journal() { # hand over what the program that we met said in this run, and what systemd said of it
  local tries=0 manager=1 key=INVOCATION_ID run="_SYSTEMD_INVOCATION_ID=$met_run" process="_PID=$met_process" theirs
  # Of a process that died before journald looked at it, the entries name no run, only the number.
  if [[ $scope == system ]]; then
    journalctl --sync 2>/dev/null
    lines journal --boot "$run" + "$process" "_SYSTEMD_UNIT=$met"
  else # only root may tell journald to hurry
    while sleep 0.5; [[ -z $(journalctl --quiet --lines=1 --boot "$run" + "$process" 2>/dev/null) ]] && ((tries++ < 4)); do :; done
    lines journal --boot "$run" + "$process"
    manager=$(command systemctl show "user@$UID.service" --property=MainPID --value) key=USER_INVOCATION_ID
  fi
  # A program may log under any name and for any run. Who wrote an entry, journald finds out itself.
  theirs=("_PID=$manager" "_UID=$UID" "$key=$met_run")
  begun || theirs+=(+ "$process" "$key=$met_run")
  lines systemd --boot "${theirs[@]}"
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

answers() { # PORT RELEASE: does the met unit answer well? sets code and detail when not
  local reply status
  says=-
  reply=$(timeout "$patience" bash -p "$self" ask "$1" 1 2>/dev/null)
  if [[ -z $reply ]]; then
    code=no_answer detail="$(listens "$pid" | tr '\n' ' ')"
    return 1
  fi
  read -r status says <<<"$reply"
  code=bad_status detail=$status
  good "$status" || return 1
  code=other_release detail=$says
  [[ $says == "$2" ]] || { [[ $says == - && $named == no ]] || return 1; }
  code=other_process detail=$pid
  [[ $(readlink "/proc/$pid/exe") == "$root/releases/$2/bin/$service" ]] && listens "$pid" | grep -qx "$1"
}

healthy() { # UNIT PORT RELEASE: sets code and detail when it is not
  local in_a_row=0 since=$SECONDS quiet
  meet "$1"
  patiently sleep "$start_delay"
  while goes_on || return 1; do
    if answers "$2" "$3"; then
      in_a_row=$((in_a_row + 1))
      ((in_a_row >= threshold)) && break
    else
      in_a_row=0
      ((SECONDS - since > deadline)) && { journal; return 1; }
    fi
    patiently sleep "$period"
  done
  quiet=$((SECONDS + watch))
  while goes_on || return 1; do
    ((SECONDS >= quiet)) && return 0
    sleep 0.5
  done
}

joined() { # UNIT: it shares the socket now; is what it answers there well?
  # Who gets a connection is up to the kernel: of single ones the older process takes them all, of
  # many at once both get some. It was rehearsed, so it may also stay unheard.
  local heard=0 tries=0 status
  meet "$1"
  while ((heard < threshold && tries < 10)); do
    tries=$((tries + 1))
    goes_on || return 1
    while read -r status says; do
      [[ $says == "$release" ]] || continue
      code=bad_status detail=$status
      good "$status" || { journal; return 1; }
      heard=$((heard + 1))
    done < <(timeout "$patience" bash -p "$self" ask "$port" 24 2>/dev/null)
    sleep 0.05
  done
  tell "{\"heard\":$heard,\"tries\":$tries}"
}

cancelled() { # on the way back, nothing is
  local wish=
  [[ $direction == forward && -e $state/cancel ]] && read -r wish <"$state/cancel"
  [[ $wish == "$id" ]] || return 1
  code=cancelled detail=
}

