
# ---- connections: how many a release still holds when it ends, and are cut with it -------------------
#
# It may finish what it answers until systemd's own limit. What it held at its end is known only to one
# who looked until then: afterwards a connection that was cut and one that ended well look the same.

cut= # how many it were in this change, as far as somebody looked

holds() { # PID PORTS, as 1F90|01BB: how many connections to them it has taken and not ended
  comm -12 \
    <(sockets "$1" | sort) \
    <(sed -nE "s/^ *[0-9]+: [0-9A-F]+:($2) [0-9A-F:]+ 01 [^ ]+ [^ ]+ [^ ]+ +[0-9]+ +[0-9]+ ([0-9]+) .*/socket:[\2]/p" /proc/net/tcp /proc/net/tcp6 2>/dev/null | sort) | wc -l
}

taken_at() { # PID: the ports that it listens on, for `holds`
  local one hex found=
  for one in $(listens "$1"); do
    printf -v hex '%04X' "$one"
    found+=${found:+|}$hex
  done
  echo "$found"
}

seen_off() { # UNIT COMMAND…: which ends the process that runs now; tells what that cut
  local old ports='' watcher well
  old=$(show "$1" MainPID)
  ! serves || ports=$(taken_at "$old")
  [[ $ports ]] || { "${@:2}"; return; }
  echo "$(holds "$old" "$ports") 0" >"$state/.held"
  look_on "$1" "$old" "$ports" &
  watcher=$!
  "${@:2}"
  well=$?
  # Where it lives on, as after a cancelled deploy, nobody knows yet what will be cut.
  if has_program "$old"; then kill "$watcher" 2>/dev/null; fi
  wait "$watcher" 2>/dev/null && cut_off
  rm -f "$state/.held"
  return $well
}

look_on() { # UNIT PID PORTS: until it is gone; the last look stands in a file
  local count since=
  while idle 0.2; count=$(holds "$2" "$3"); has_program "$2"; do
    # Only where it was seen to be ending, what is idle has had the time to end well.
    [[ $since || $(show "$1" ActiveState) != deactivating ]] || since=$SECONDS
    echo "$count $((SECONDS - ${since:-SECONDS}))" >"$state/.held"
  done
}

# A process that ends lets go of its program before its connections: what was counted before was whole.
has_program() { [[ $(readlink "/proc/$1/exe" 2>/dev/null) ]]; }

cut_off() { # hands on what was seen last
  local count seconds
  read -r count seconds <"$state/.held" || return 0
  cut=$((${cut:-0} + count))
  tell "{\"cut\":$count,\"after\":$seconds}"
}

stay_with() { # UNIT: what it holds may still end well while it does, and nobody looks on any more
  local one ports='' count
  one=$(show "$1" MainPID)
  ! serves || ports=$(taken_at "$one")
  [[ $ports ]] || return 0
  count=$(holds "$one" "$ports")
  ((count == 0)) || tell "{\"staying\":$count}"
}
