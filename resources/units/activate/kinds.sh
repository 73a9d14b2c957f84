# ---- kinds: a worker has no port, and of a timer's service only the timer waits ---------------------

serves() { [[ $kind == web ]]; } # does it have a port that somebody asks?

is_job() { [[ $kind == timer ]]; }

keep_time() { # UNIT: from now on its timer starts it, with whatever release is current then
  local timer=${1%.service}.timer stamp moment=$(($(date +%s) - 2))
  stamp=/var/lib/systemd/timers/stamp-$timer
  [[ $scope == system ]] || stamp=${XDG_DATA_HOME:-$HOME/.local/share}/systemd/timers/stamp-$timer
  [[ -z $anew ]] || systemctl disable --quiet "$1" 2>/dev/null # a kind that runs all the time begins at boot
  systemctl stop "$timer" 2>/dev/null
  # What falls into this very moment is caught up; what the schedule, perhaps a new one, would have had
  # before it is not.
  [[ ! -e $stamp ]] || (($(stat -c %Y "$stamp") >= moment)) || touch -d "@$moment" "$stamp"
  systemctl enable --quiet "$timer" && systemctl start "$timer"
}

keeps_time() { # UNIT: does its timer wait? sets code and detail when not
  code=not_scheduled detail=
  [[ $(show "${1%.service}.timer" ActiveState) == active ]]
}
