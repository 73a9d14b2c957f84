# ---- switch ----------------------------------------------------------------------------------------

point() { # the commit: one rename
  ln -sfn "releases/$1" "$root/.current.new" && mv -T "$root/.current.new" "$root/current" && sync "$root"
}

launch() { # (re)start the service from `current`
  systemctl reset-failed "$unit" 2>/dev/null
  if [[ $mode != restart ]]; then
    # A program that held the port itself until now must let go of it first.
    systemctl --quiet is-active "$service.socket" || systemctl stop "$unit" 2>&1
    systemctl enable --quiet --now "$service.socket" 2>&1
  fi
  systemctl enable --quiet "$unit" 2>&1
  systemctl restart "$unit" 2>&1
}

launched() { # start it and hold it to its word
  detail=$(launch) && return 0
  meet "$unit" && stopped
  return 1
}

activate() {
  local candidate=$service-next@$release.service
  settings || refuse not_written
  if [[ $mode == shared || $mode == proxy ]] && [[ $(show "$unit" ActiveState) == active && $(show "$service.socket" ActiveState) == active ]]; then
    step candidate
    systemctl reset-failed "$candidate" 2>/dev/null
    if ! detail=$(systemctl start "$candidate" 2>&1); then
      meet "$candidate" && stopped
      withdraw
    fi
    if [[ $mode == shared ]]; then joined "$candidate"; else overtakes "$candidate"; fi || withdraw
  fi
  step switch
  point "$release" || withdraw
  step start
  launched || revert
  step probe
  healthy "$unit" "$inner_port" "$release" && lead "$inner_port" || revert
  systemctl stop --no-block "$candidate" 2>/dev/null # it drains while we go on
}

overtakes() { # UNIT: well on its own port, it gets the public one
  local watch=1
  healthy "$1" "$next_port" "$release" && lead "$next_port"
}

lead() { # PORT: the proxy hands new connections on to it from now on; those it holds end here
  [[ $mode == proxy ]] || return 0
  local runtime=/run
  [[ $scope == system ]] || runtime=$XDG_RUNTIME_DIR
  # It is forgotten with a power cut, as the release on probation is.
  echo "TARGET=$1" >"$runtime/goferry-$service.env" && detail=$(systemctl restart "$service-proxy.service" 2>&1) && return 0
  code=no_proxy
  return 1
}

withdraw() { # the old one never stopped
  local why=$code what=$detail
  step withdraw
  lead "$inner_port"
  systemctl stop "$candidate" 2>/dev/null
  unsettle
  given_up "$why"
  finish rolled_back "$why" "$what"
}

revert() {
  local why=$code what=$detail candidate=$service-next@$release.service
  step revert
  unsettle
  given_up "$why"
  if [[ -z $previous ]]; then
    close
    rm -f "$root/current"
    systemctl reset-failed "$unit" 2>/dev/null
    finish refused "$why" "$what"
  fi
  point "$previous"
  direction=back watch=0 named=no
  local well=1
  if launched; then
    lead "$inner_port"
    systemctl stop "$candidate" 2>/dev/null # it would go on answering for the old one
    healthy "$unit" "$inner_port" "$previous" && well=0
  fi
  systemctl stop "$candidate" 2>/dev/null
  ((well == 0)) && finish rolled_back "$why" "$what"
  finish down "$why" "$what"
}

close() { # stop everything that answers, also for the next start of the server
  systemctl disable --now --quiet "$unit" 2>/dev/null
  [[ $mode == restart ]] || systemctl disable --now --quiet "$service.socket" 2>/dev/null
  [[ $mode != proxy ]] || systemctl stop "$service-proxy.service" 2>/dev/null
}

given_up() { # a cancelled release is not a bad one
  sweep
  [[ $1 == cancelled || $verb == restart ]] || touch "$state/bad/$release"
}

rehearsed() { # the new release on a spare port of the loopback, in the same sandbox
  local spare trial well
  until spare=$((20000 + RANDOM % 10000)) && ! (: <>"/dev/tcp/127.0.0.1/$spare") 2>/dev/null; do :; done
  step rehearse
  ln -sfn "releases/$release" "$root/.rehearsal.new" && mv -T "$root/.rehearsal.new" "$root/rehearsal" || return 1
  trial=$service-try@$spare
  [[ $mode == restart || $mode == proxy ]] || systemctl start "$trial.socket" 2>/dev/null
  if detail=$(systemctl start "$trial.service" 2>&1); then
    healthy "$trial.service" "$spare" "$release"
    well=$?
    [[ $says == "$release" ]] && named=yes # it tells its id, so from now on it must
  else
    meet "$trial.service" && stopped
    well=1
  fi
  if ((well)) && [[ $mode == restart || $mode == proxy ]] && grep -q '"journal":.*address already in use' "$state/txn/$id.log"; then
    well=0 # it insists on its own port, so it cannot be rehearsed beside the running one
  fi
  if ((well)); then
    systemctl stop "$trial.service" "$trial.socket" 2>/dev/null
    systemctl reset-failed "$trial.service" "$trial.socket" 2>/dev/null
  else
    systemctl stop --no-block "$trial.service" "$trial.socket" # it drains while we go on
  fi
  rm -f "$root/rehearsal"
  return $well
}

prune() { # never the current one, never the one that a roll-back would take
  local before name
  before=$(before_this)
  ls -1 "$root/releases" | grep -xE '[0-9]{1,9}-[0-9a-f]{8}' | sort -rn | tail -n +$((keep + 1)) |
    while read -r name; do
      [[ $name == "$(current)" || $name == "$before" ]] || rm -rf -- "${root:?}/releases/$name" "$state/bad/$name"
    done
  ls -1t "$state/txn" | tail -n +21 | while read -r name; do rm -f -- "$state/txn/$name"; done
}

before_this() { # the release that was live last before the current one and is not known as bad
  sed -n 's/.*"live":"\([0-9a-f-]\{1,\}\)".*/\1/p' "$state/history.jsonl" 2>/dev/null | tac |
    while read -r name; do
      [[ $name != "$(current)" && ! -e $state/bad/$name && -d $root/releases/$name ]] && echo "$name" && break
    done
}

