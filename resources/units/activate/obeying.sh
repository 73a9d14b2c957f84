# ---- a command of the program, which asks it for its health ------------------------------------------

# It is asked in the sandbox of the very run that it judges: by a unit that is the
# same but for its arguments, and gone with the change.

laid= # for which run it is there

obeys_well() { # does the command end well beside the run that we met? sets code and detail when not
  local one=${met%.service}
  one=$service._health@${one#*@}.service
  [[ $laid == "$one $met_run" && -e $(passing)/$one ]] || # who asked meanwhile has put it away
    lay "$one" || { code=not_written detail=; return 1; }
  detail=$(systemctl start "$one" 2>&1) && return 0
  code=health_command
  [[ $scope != system ]] || journalctl --sync 2>/dev/null # only root may tell journald to hurry
  detail="$(show "$one" Result) $(show "$one" ExecMainStatus) $(
    journalctl --no-pager --quiet --output=cat --lines=1 --boot "_SYSTEMD_INVOCATION_ID=$(show "$one" InvocationID)" 2>/dev/null)"
  systemctl reset-failed "$one" 2>/dev/null
  return 1
}

lay() { # UNIT
  local line
  mkdir -p "$(passing)"
  while IFS= read -r line; do
    case $line in
      "[Unit]") line+=$'\nStartLimitIntervalSec=0' ;;
      Type=*) line=Type=oneshot ;;
      ExecStart=*) line=${line%% *}$health_words ;;
      TimeoutStartSec=*) line=TimeoutStartSec=$patience ;;
      Restart* | Watchdog* | Sockets=* | Requires=* | After=* | Wants=*) continue ;;
    esac
    printf '%s\n' "$line"
  done < <(cat "$units/${met/@*./@.}" "$units/${met/@*./@.}.d/goferry-credentials.conf" 2>/dev/null) >"$(passing)/$1" &&
    systemctl daemon-reload && laid="$1 $met_run"
}

put_away() { rm -f "$(passing)/$service._health@"*.service; }
