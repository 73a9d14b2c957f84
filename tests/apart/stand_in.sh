#!/bin/bash
# Stands in for systemd's programs, and keeps in order what root's scripts call: the test's own hook may
# spoil a call, or end its caller. Programs are really started, so that health is really asked.

here=/run/apart name=${0##*/}
call="$name $*"
printf '%s\n' "$call" >>$here/calls
# shellcheck disable=SC1090,SC1091 # the test writes it
if [[ -e $here/hook ]]; then . $here/hook; fi
unit_files=/etc/systemd/system settings=/etc/web/env
if [[ " $* " == *" --user "* ]]; then unit_files=$HOME/.config/systemd/user settings=$HOME/.config/goferry/web/env; fi

wanted_at_boot() { # UNIT: a link in a folder that is there for as long as it holds one
  mkdir -p "$(readlink -f $here/enabled)"
  $here/real/ln -sfn "$unit_files/$1" "$here/enabled/$1"
}

alive() { # PID: it runs, and is no zombie
  local state
  read -r _ _ state _ 2>/dev/null <"/proc/$1/stat" && [[ $state != Z ]]
}

halt() { # UNIT or pattern
  local folder pid
  # shellcheck disable=SC2231 # a pattern is meant as one
  for folder in $here/units/$1 $here/units/$1.service; do
    [[ -e $folder/pid ]] || continue
    read -r pid <"$folder/pid"
    if [[ $pid != - ]]; then
      kill -- "-$pid" "$pid" 2>/dev/null # it leads a session
      while alive "$pid"; do sleep 0.01; done
    fi
    rm -r "$folder"
  done
}

begin() { # UNIT
  local file=$unit_files/${1/@*./@.} instance=${1#*@} folder=$here/units/$1 program port pid
  instance=${instance%.*}
  [[ ! -e /run/systemd/system/$1 ]] || file=/run/systemd/system/$1
  [[ -e $file ]] || { echo "Unit $1 not found." >&2; return 5; }
  mkdir -p "$folder"
  echo "$RANDOM$RANDOM" >"$folder/run"
  program=$(sed -n 's/^ExecStart=//p' "$file")
  program=${program%% *} program=${program//%i/$instance} program=${program//%h/${HOME-}}
  if [[ $1 == *-command@* ]]; then obey "$1"; return; fi
  if [[ $1 == *._health@* ]]; then # its end is the answer
    bash $here/command </dev/null >/dev/null 2>&1
    local ended=$?
    rm -r "$folder"
    return $ended
  fi
  if [[ $1 == *.socket || $1 == *.timer || $program != */bin/web ]]; then echo - >"$folder/pid"; return; fi
  port=$(sed -n 's/^Environment=PORT=//p' "$file")
  echo "$1 $(cd "${program%/*}/.." && basename "$(pwd -P)") $(paste -sd' ' "$settings" 2>/dev/null)" >>$here/starts
  (
    for fd in "/proc/$BASHPID/fd"/*; do ((${fd##*/} < 3)) || exec {fd}>&- 2>/dev/null; done
    eval 'exec 8>&- 9>&- 10>&- 11>&- 12>&- 63>&-'
    exec env -i "PORT=${port//%i/$instance}" "UNIT=$1" PYTHONHOME=$here/python LD_LIBRARY_PATH=$here/python/lib \
      setsid "$program" -S $here/program.py </dev/null >/dev/null 2>$here/program.err
  ) &
  pid=$!
  echo $pid >"$folder/pid"
  if [[ ! -x $program ]]; then return 1; fi
  while alive $pid && [[ ! -e $here/ready.$pid ]]; do sleep 0.01; done
}

obey() { # UNIT: the test's own script runs in its place, until its end
  local pid
  settings=$(sed -n 's/^EnvironmentFile=-//p' "$file")
  echo "$1 $instance $(paste -sd' ' "$settings" 2>/dev/null)" >>$here/starts
  setsid bash $here/command </dev/null >/dev/null 2>&1 &
  pid=$!
  echo $pid >"$folder/pid"
  wait $pid || return 1
  [[ ! -e $folder/pid ]] || echo - >"$folder/pid"
}

# shellcheck disable=SC2034 # `show` reads them by their names
describe() { # UNIT: sets what `show` prints
  local folder=$here/units/$1
  ActiveState=inactive SubState=dead InvocationID='' NRestarts=0 MainPID=0 ExecMainPID=0 Result=success
  ExecMainCode=0 ExecMainStatus=0
  if [[ -e $folder/pid ]]; then
    read -r InvocationID <"$folder/run"
    read -r ExecMainPID <"$folder/pid"
    if [[ $ExecMainPID == - ]] || alive "$ExecMainPID"; then
      ActiveState=active SubState=running MainPID=$ExecMainPID
      [[ ! -e $here/ending.$ExecMainPID ]] || ActiveState=deactivating
    else
      ActiveState=failed SubState=failed Result=exit-code ExecMainCode=1 ExecMainStatus=1
    fi
    echo >>"$folder/shows"
    shows=$(wc -l <"$folder/shows")
  fi
  # shellcheck disable=SC1090,SC1091 # the test writes it; `unit` and `shows` are for it to judge by
  if [[ -e $here/bend ]]; then unit=$1; . $here/bend; fi
}

as_systemctl() {
  local verb='' units=() wanted='' bare='' now='' all='' one failed=0
  for one; do
    case $one in
      --property=*) wanted=${one#*=} ;;
      --value) bare=yes ;;
      --now) now=yes ;;
      --all) all=yes ;;
      --version) echo "systemd $(cat $here/version 2>/dev/null || echo 252) (252.1)"; return ;;
      -*) ;;
      *) if [[ $verb ]]; then units+=("$one"); else verb=$one; fi ;;
    esac
  done
  case $verb in
    is-system-running) cat $here/system 2>/dev/null || echo running; return ;;
    show)
      describe "${units[0]}"
      for one in ${wanted//,/ }; do if [[ $bare ]]; then echo "${!one-}"; else echo "$one=${!one-}"; fi; done
      return
      ;;
    is-active) describe "${units[0]}"; [[ $ActiveState == active ]]; return ;;
    is-enabled)
      if [[ -L $here/enabled/${units[0]} ]]; then echo enabled; else echo disabled; return 1; fi
      return
      ;;
    daemon-reload) # a timer ends without its file, and nothing else does
      for one in "$here"/units/*.timer; do [[ -e $unit_files/${one##*/} ]] || rm -rf "$one"; done
      return
      ;;
    cat) [[ -e $unit_files/${units[0]} ]]; return ;;
    list-units) # with --all also what boot alone still knows, be its file there or not
      # shellcheck disable=SC2231 # a pattern is meant as one
      for wanted in "${units[@]}"; do
        for one in $here/units/$wanted; do if [[ -e $one ]]; then echo "${one##*/} loaded active running Some words"; fi; done
        [[ $all ]] || continue
        for one in $here/enabled/$wanted; do if [[ -L $one ]]; then echo "${one##*/} not-found inactive dead Some words"; fi; done
      done
      return
      ;;
  esac
  for one in "${units[@]}"; do
    case $verb in
      start) describe "$one"; [[ $ActiveState == active ]] || begin "$one" || return ;;
      restart) halt "$one"; begin "$one" || failed=$? ;;
      stop) halt "$one" ;;
      enable) wanted_at_boot "$one"; [[ ! $now ]] || begin "$one" || return ;;
      disable) rm -f "$here/enabled/$one"; [[ ! $now ]] || halt "$one" ;;
    esac
  done
  return "$failed"
}

case $name in
  systemctl) as_systemctl "$@" ;;
  systemd-run) # what it starts runs before it returns, and gets nothing of its caller's
    own=()
    [[ $call != *.probation* ]] || exit 0 # a watch takes its time: who wants one, starts it
    while [[ $1 == -* ]]; do [[ $1 != --user ]] || own=("HOME=$HOME"); shift; done
    env -i PATH="$PATH" "${own[@]}" "$@" >>$here/written
    ;;
  journalctl)
    if [[ $* == *--cursor-file=* ]]; then # each line once
      cat $here/words 2>/dev/null
      rm -f $here/words
      exit 0
    fi
    cat $here/journal 2>/dev/null || :
    ;;
  systemd-analyze | loginctl) ;;
  *) exec "$here/real/$name" "$@" ;;
esac
