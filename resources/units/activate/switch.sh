# ---- switch ----------------------------------------------------------------------------------------

point() { # the commit: one rename
  ln -sfn "releases/$1" "$root/.current.new" && mv -T "$root/.current.new" "$root/current" && sync "$root"
}

launch() { # (re)start the service from `current`
  local one unwanted=
  is_job || systemctl reset-failed "$unit" 2>/dev/null # of a job, it tells how it ended last
  # In another mode or at another port, all that holds the old one lets go of it first; and at the
  # first start, what an earlier service of this name left listening.
  if [[ $anew || -z $previous ]]; then
    systemctl stop "$service.timer" "$service.socket" "$service-proxy.service" "$unit" 2>/dev/null
    rm -f "${target%.env}".*.sock # of a socket that its unit names no more, systemd leaves the file
  fi
  for one in $(unit_files); do [[ -f $units/$one ]] || unwant "$one"; done
  # What is not there is not to be known, and what somebody wrote by hand counts from the next start.
  [[ -z $unwanted && $(show "$unit" NeedDaemonReload) != yes ]] || systemctl daemon-reload
  if is_job; then keep_time "$unit"; return; fi # one that runs now goes on, with the release that it began with
  if [[ $mode != restart ]]; then
    # A program that held the port itself until now must let go of it first.
    systemctl --quiet is-active "$service.socket" || systemctl stop "$unit" 2>&1
    begins_at_boot "$service.socket"
    systemctl start "$service.socket" 2>&1
  fi
  begins_at_boot "$unit"
  systemctl restart "$unit" 2>&1
}

# To enable what is enabled lets systemd read all its units again.
begins_at_boot() { [[ $(systemctl is-enabled "$1" 2>/dev/null) == enabled ]] || systemctl enable --quiet "$1" 2>&1; } # UNIT

launched() { # start it and hold it to its word
  awaiting "$unit" launch && return 0
  [[ $code == cancelled ]] || unstarted
  return 1
}

unstarted() { # sets code and detail
  if is_job; then code=not_scheduled; else meet "$unit" && stopped; fi
}

patiently() { # COMMAND…: run it, but a cancelled deploy waits for nothing; its words go to detail
  local worker glance=0 since=$SECONDS
  "$@" >"$state/.told" 2>&1 &
  worker=$!
  while kill -0 "$worker" 2>/dev/null; do
    cancelled && { kill "$worker" 2>/dev/null; return 1; }
    if [[ $awaited ]] && ((++glance % 20 == 0)); then
      given "$id"
      nearly_over $((deadline + more - SECONDS + since))
    fi
    idle 0.05
  done
  detail=$(<"$state/.told")
  code=
  wait "$worker"
}

activate() {
  local candidate=$service-next@$release.service
  if [[ -z $anew && ( $mode == shared || $mode == proxy ) ]] && [[ $(show "$unit" ActiveState) == active && $(show "$service.socket" ActiveState) == active ]]; then
    step candidate
    # One of the deploy before may still be on its way to its end, and it holds the port of them all.
    [[ $mode != proxy ]] || patiently systemctl stop "$service-next@*.service" 2>/dev/null
    systemctl reset-failed "$candidate" 2>/dev/null
    if ! awaiting "$candidate" systemctl start "$candidate"; then
      [[ $code == cancelled ]] || { meet "$candidate" && stopped; }
      withdraw
    fi
    if [[ $mode == shared ]]; then joined "$candidate"; else overtakes "$candidate"; fi || withdraw
  fi
  cancelled && withdraw
  step switch
  point "$release" || withdraw
  step start
  seen_off "$unit" launched || revert
  step probe
  healthy "$unit" "$inner_port" "$release" && accompany && lead "$inner_port" || revert
  stay_with "$candidate"
  dismiss "$candidate"
}

# A release that does not end in time is killed, and systemd remembers it as failed for ever. Of those
# whose time has passed anyway nobody needs to know; the service's own state stays as it is.

dismiss() { # UNIT…: end them while we go on
  systemd-run --quiet --collect "$live" dismiss "$@" 2>/dev/null || systemctl stop --no-block "$@" 2>/dev/null
}

dismissed() { # UNIT…
  systemctl stop "$@"
  systemctl reset-failed "$@" 2>/dev/null
  return 0 # one that is not loaded any more is what we want
}

forget_failed() { systemctl reset-failed "$service-next@*" "$service-try@*" "$service-command@*" 2>/dev/null; }

overtakes() { # UNIT: well on its own port, it gets the public one
  local watch=1
  healthy "$1" "$next_port" "$release" && lead "$next_port"
}

lead() { # PORT: the proxy hands new connections on to it from now on; those it holds end here
  [[ $mode == proxy ]] || return 0
  # It is forgotten with a power cut, as the release on probation is.
  echo "TARGET=$1" >"$target" && seen_off "$service-proxy.service" turned && return 0
  code=no_proxy
  return 1
}

turned() { detail=$(systemctl restart "$service-proxy.service" 2>&1); }

withdraw() { # the old one never stopped
  local why=$code what=$detail
  ! waits || revert # of this one, nothing runs any more
  step withdraw
  lead "$inner_port"
  systemctl stop "$candidate" 2>/dev/null
  restore
  given_up "$why"
  finish rolled_back "$why" "$what"
}

revert() {
  local why=$code what=$detail candidate=$service-next@$release.service
  step revert
  given_up "$why"
  if [[ -z $previous ]]; then
    close
    rm -f "$root/current"
    restore
    systemctl reset-failed "$unit" 2>/dev/null
    finish refused "$why" "$what"
  fi
  take_data_back || finish down "$why" "$what"
  point "$previous"
  direction=back named=no
  restore
  watch=0
  local well=1
  if launched; then
    lead "$inner_port"
    systemctl stop "$candidate" 2>/dev/null # it would go on answering for the old one
    healthy "$unit" "$inner_port" "$previous" && well=0
  fi
  [[ -z $moved ]] || accompany || well=1
  systemctl stop "$candidate" 2>/dev/null
  ((well == 0)) && finish rolled_back "$why" "$what"
  finish down "$why" "$what"
}

close() { # stop everything that runs, also for the next start of the server
  end_processes
  ! is_job || systemctl disable --now --quiet "$service.timer" 2>/dev/null
  systemctl disable --now --quiet "$unit" 2>/dev/null
  [[ $mode == restart ]] || systemctl disable --now --quiet "$service.socket" 2>/dev/null
  [[ $mode != proxy ]] || systemctl stop "$service-proxy.service" 2>/dev/null
  systemctl reset-failed "$unit" "$service-proxy.service" "$service.socket" 2>/dev/null # stopped as asked
}

given_up() { # CODE: a cancelled release is not a bad one, nor one that was left alone or had no room to rehearse
  ! going_down || exit 0
  sweep
  [[ $1 == cancelled || $1 == client_gone || $1 == no_spare_port || $verb == restart || $release == "$previous" ]] || touch "$state/bad/$release"
}

# A rehearsal is reached by us alone. Where the program takes a socket, systemd holds the port before
# the program starts, and root's lies where no other user may listen. A program that opens its port by
# itself may find it taken meanwhile: that is seen, and another one is tried.

rehearsed() { # the new release on a port of its own, in the same sandbox
  local spare trial well=1 tries=0
  step rehearse
  ln -sfn "releases/$release" "$root/.rehearsal.new" && mv -T "$root/.rehearsal.new" "$root/rehearsal" || return 1
  code=no_spare_port detail=
  while ((well && tries++ < 5)) && ! cancelled; do
    reserve || continue
    try_out
    well=$?
    ((well)) && [[ $code != cancelled ]] && stolen || break
  done
  rm -f "$root/rehearsal"
  return $well
}

opens_itself() { [[ $mode == restart || $mode == proxy ]]; }

reserve() { # sets spare and trial
  serves || [[ $further ]] || { spare=0 trial=$service-try@0; return; }
  if opens_itself; then
    spare=$(any_spare) && trial=$service-try@$spare
    return
  fi
  if [[ $scope == system ]]; then spare=$(spare_port 512 1023); else spare=$(any_spare); fi || return 1
  trial=$service-try@$spare
  detail=$(systemctl start "$trial.socket" 2>&1) && return 0
  systemctl reset-failed "$trial.socket" 2>/dev/null
  return 1
}

# Of a rehearsal on port N, the further ports are 1N, 2N and so on: more than to put two texts together,
# a unit cannot do. So that these are ports, too, N has four digits at most.
any_spare() { if [[ $further ]]; then spare_port 1024 9999; else spare_port 20000 59999; fi; }

spare_port() { # LOWEST HIGHEST: prints a port that nobody uses now, nor any that belongs to it, or nothing
  local -A taken=()
  local hex number=$(($2 - $1 + 1)) first=$((RANDOM * 32768 + RANDOM)) n
  while read -r hex; do taken[$hex]=yes; done < <(sed -n 's/^ *[0-9]*: [0-9A-F]*:\([0-9A-F]*\) .*/\1/p' /proc/net/{tcp,tcp6,udp,udp6} 2>/dev/null)
  for ((n = 0; n < number; n++)); do
    untaken $(($1 + (first + n) % number)) && return 0
  done
  return 1
}

untaken() { # PORT: prints it
  local hex one beside=
  for one in "" $further; do
    printf -v hex '%04X' "$beside$1"
    [[ ! ${taken[$hex]-} ]] || return 1
    beside=$((beside + 1))
  done
  echo "$1"
}

try_out() {
  local well=1 said
  said=$(wc -l <"$state/txn/$id.log")
  if awaiting "$trial.service" systemctl start "$trial.service"; then
    healthy "$trial.service" "$spare" "$release"
    well=$?
    [[ $says == "$release" ]] && named=yes # it tells its id, so from now on it must
  elif [[ $code != cancelled ]]; then
    meet "$trial.service" && stopped
  fi
  if ((well)); then
    systemctl stop "$trial.service" "$trial.socket" 2>/dev/null
    systemctl reset-failed "$trial.service" "$trial.socket" 2>/dev/null
  else
    dismiss "$trial.service" "$trial.socket"
  fi
  if ((well)) && opens_itself && ! listened "$spare" && tail -n "+$((said + 1))" "$state/txn/$id.log" | grep -q '"journal":.*address already in use'; then
    return 0 # it insists on its own port, so it cannot be rehearsed beside the running one
  fi
  return $well
}

stolen() { # somebody else took the port between choice and start
  opens_itself && listened "$spare" || return 1
  code=no_spare_port detail=$spare
}

listened() { # PORT: does anything listen on it?
  local hex
  printf -v hex '%04X' "$1"
  grep -qh ":$hex [0-9A-F]*:0000 0A " /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

prune() { # by number and by bytes; never the current one, never the one that a roll-back would take
  local name needed size number=0 bytes=0
  needed=" $(current) $(before_this) "
  for name in $needed; do ((bytes += $(bytes_of_release "$name"))); done
  while read -r name; do
    ((++number))
    [[ $needed != *" $name "* ]] || continue
    size=$(bytes_of_release "$name")
    if ((number > keep || (keep_size && bytes + size > keep_size))); then forget_release "$name"; else ((bytes += size)); fi
  done < <(released | tac)
  prune_copies
  ls -1t "$state/txn" | tail -n +21 | while read -r name; do rm -f -- "$state/txn/$name"; done
}

forget_release() { rm -rf -- "${root:?}/releases/$1" "$state/bad/$1" "$state/kept/$1" "$state/kept/$1.gone"; } # RELEASE

before_this() { last_live not_bad; }
not_bad() { [[ ! -e $state/bad/$1 ]]; } # RELEASE

last_live() { # TEST: the release that was live last before the current one, is there, and passes
  sed -n 's/.*"live":"\([0-9a-f-]\{1,\}\)".*/\1/p' "$state/history.jsonl" 2>/dev/null | tac |
    while read -r name; do
      [[ $name != "$(current)" && -d $root/releases/$name ]] && "$1" "$name" && echo "$name" && break
    done
}

