# ---- changes, each in the transient unit -----------------------------------------------------------

change_deploy() {
  local tried=
  [[ $besides != *+fleet ]] || note_word "$id" here
  copy_whole "$state/before" || refuse not_written
  publish
  cancelled && refuse cancelled
  take_over || refuse not_written
  [[ $copy_data != yes ]] || copied || refuse "$code"
  if [[ $mode == shared || $rehearse == yes ]]; then
    rehearsed || not_taken
    tried=yes
  fi
  [[ -z $besides ]] || beforehand || not_taken
  [[ -z $tried ]] || watch=1
  activate
  [[ $besides != *+fleet ]] || all_well || revert
  step tidy
  sweep
  rm -f "$state/bad/$release"
  finish_live
}

beforehand() { # while all that is live is the old release's own, to the byte; sets code and detail
  local swapped=
  code=not_written detail=
  copy_whole "$state/after" || return 1
  # Where nothing came but a program, there is nothing to take back.
  diff -rq "$state/before" "$state/after" >/dev/null || swapped=yes
  [[ -z $swapped ]] || put_whole "$state/before" || return 1
  [[ $besides != *+fleet ]] || all_there || return 1
  [[ $besides != +command* ]] || commanded || return 1
  [[ $swapped ]] || return 0
  code=not_written detail=
  put_whole "$state/after"
}

not_taken() { # all is as it was, since nothing of the new release was switched to
  restore
  given_up "$code"
  finish refused "$code" "$detail"
}

take_over() { # the files that were set out for this change, and the environment that came with it
  [[ ! -d $state/next/$id ]] || put_whole "$state/next/$id" || return 1
  settings
}

change_rollback() {
  release=$wanted
  # One that failed with the data of now is not bad with its own.
  [[ $release$besides != -+data ]] || release=$(last_live has_copy)
  [[ $release && $release != - ]] || release=$(before_this)
  [[ -n $release && -d $root/releases/$release ]] || refuse no_such_release
  if [[ $besides == +data ]]; then
    has_copy "$release" || refuse no_copy
    [[ ! -e $copies/.out ]] || refuse not_written
    [[ ! -e $data ]] || movable || refuse "$code"
  else
    [[ $release != "$previous" ]] || refuse already_running
  fi
  copy_whole "$state/before" || refuse not_written
  remember restore # from here on a power cut is set right at boot
  [[ $besides != +data ]] || bring_data || revert
  [[ $release == "$previous" ]] || bring_back "$release" || unwritten
  [[ $besides == +data ]] || ! has_copy "$release" || tell_of_data left "$release"
  watch=1
  activate
  step tidy
  rm -f "$state/bad/$release"
  # Who goes back leaves a bad one; who goes on to a newer one can come back to what was left.
  [[ -z $previous ]] || ((${previous%%-*} <= ${release%%-*})) || touch "$state/bad/$previous"
  finish_live
}

unwritten() { # what came with the release could not be put in place
  code=not_written
  ! waits || revert
  refuse not_written
}

finish_live() {
  local why='' what
  what=$(reach)
  keep_patience
  keep_before
  keep_data
  prune >/dev/null 2>&1
  # Starting it anew changes no file: what somebody changed by hand is not taken for meant.
  [[ $verb == @(restart|start|putback|edit) ]] || take_stock 2>/dev/null
  case $verb in
    deploy) put_on_probation ;;
    return) why=$(on_probation code) what=$(on_probation detail) && returned ;;
  esac
  finish live "$why" "$what"
}

reach() { # can browsers come at all; and behind the proxy, can others come past it?
  serves || return 0
  if [[ $mode == proxy ]]; then
    heard_outside "$inner_port" && echo exposed
  else
    heard_outside "$port" || ! listened "$port" || echo loopback
  fi
}

heard_outside() { # PORT: does something listen on it for others than this computer?
  local hex
  printf -v hex '%04X' "$1"
  grep -h ":$hex [0-9A-F]*:0000 0A " /proc/net/tcp /proc/net/tcp6 2>/dev/null |
    grep -qvE ': (0100007F|00000000000000000000000001000000):'
}

change_restart() {
  [[ -n $previous ]] || refuse not_deployed
  release=$previous watch=1
  if [[ $mode == shared || $mode == proxy ]]; then
    activate
    step tidy
    finish_live
  fi
  direction=onwards # there is nothing to return to, so it goes to its end
  step start
  if seen_off "$unit" launched && step probe && healthy "$unit" "$inner_port" "$release" && accompany; then finish live "" ""; fi
  finish down "$code" "$detail"
}

change_edit() { # the variables that were sent are in force at once; what is not well with them, returns
  release=$previous watch=1
  [[ $release ]] || refuse not_deployed
  [[ $besides != *+fleet ]] || note_word "$id" here
  copy_whole "$state/before" || refuse not_written
  remember edit # from here on a power cut is set right at boot
  edited "$id" || refuse not_uploaded
  [[ $besides != *+fleet ]] || all_there || refuse "$code"
  in_force || refuse not_written
  activate
  [[ $besides != *+fleet ]] || all_well || revert
  step tidy
  finish_live
}

change_start() { change_restart; }

change_stop() {
  release=$previous
  step stop
  rm -f "$state/probation" # whoever stops it looks after it
  seen_off "$unit" close
  finish stopped "" ""
}

change_recover() { # a change was cut off by power: what does `current` say, and is it well?
  local was
  [[ -e $state/txn.json ]] || { watch_on >/dev/null; exit 0; }
  moved=yes # nobody knows how far it came
  was=$(<"$state/txn.json")
  id=$(field "$was" id) verb=$(field "$was" verb) release=$(field "$was" release)
  previous=$(field "$was" previous) who=$(field "$was" who) login=$(field "$was" login) since=$(field "$was" since) ran=$(field "$was" command) deed=$(field "$was" data)
  systemctl stop "$service-next@*.service" "$service-try@*" "$service-command@*" 2>/dev/null
  rm -f "$(passing)/$service-command@"*.service
  put_away
  rm -rf -- "$root"/releases/.tmp-* "$root/rehearsal"
  if ! as_wanted; then
    take_data_back || finish down not_written "$data"
    prune_copies
    restore
    [[ -z $anew ]] && ((${#came[@]} == 0)) && runs_current || launched
    lead "$inner_port"
    [[ -z $(current) ]] || { ((${#came[@]} == 0)) && keep_step; } || set_off >/dev/null
    finish refused interrupted ""
  fi
  ! unkept || { code=client_gone; revert; }
  { runs_current || launched; } && healthy "$unit" "$inner_port" "$release" && accompany && lead "$inner_port" || revert
  finish_live
}

as_wanted() { # did it come so far that it is to go on? where nothing is switched, only what came last tells
  [[ $(current) == "$release" && ( $release != "$previous" || ( $verb == @(rollback|restore|edit) && $(field "$was" step) == tidy ) ) ]]
}

runs_current() {
  [[ -z $(current) || $(readlink "/proc/$(show "$unit" MainPID)/exe") == "$root/releases/$(current)/bin/$service" ]]
}

field() { sed -n "s/.*\"$2\":\"\([^\"]*\)\".*/\1/p" <<<"$1"; }

run() { # VERB ID WANTED WHO LOGIN UID GID: the last three as sudo told them, none at boot
  verb=$1 id=$2 wanted=${3%%+*} besides=${3#"${3%%+*}"} who=$4 login=${5-} uid=${6-} gid=${7-} since=$(date -u +%FT%TZ) release= previous= code= detail= says=- named=no direction=forward came=() anew= moved= met= met_run= met_restarts= cold=no deed=
  [[ $id != boot ]] || cold=yes
  exec 9>"$state/lock"
  until flock -w 1 9; do
    if cancelled || ((SECONDS > 90)); then
      [[ $verb != edit ]] || sweep
      tell "{\"result\":\"refused\",\"release\":\"\",\"previous\":\"\",\"running\":\"$(current)\",\"code\":\"${code:-busy}\",\"detail\":\"\"}"
      exit 75
    fi
  done
  if [[ $verb != recover && -e $state/txn.json ]]; then
    (change_recover)
    ! going_down || exit 0 # that one may be as it was, and nothing begins over it
    [[ $self != "$live" ]] || become "$live" # it may have brought other settings back
  fi
  watch_off
  previous=$(current)
  [[ $verb != @(deploy|edit) ]] || reap
  trap told_to_stop TERM INT
  "change_$verb"
}

told_to_stop() { # somebody wants the old release; or the server goes down, and would wait for us in vain
  ! going_down || exit 0
  echo "$id" >"$state/cancel"
}

# Nothing is well then, and nothing starts any more: that tells nothing of a release. Whoever finds it so
# gives no verdict, for at boot `recover` finds txn.json.
going_down() {
  local system='' tries=0
  # systemd stops every process of ours, this question too: it is asked until it is answered.
  until [[ $system ]] || ((tries++ == 50)); do system=$(systemctl is-system-running 2>/dev/null); done
  [[ $system == stopping ]]
}
