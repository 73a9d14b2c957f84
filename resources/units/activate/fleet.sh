# ---- a fleet: many servers change as one, or none does ------------------------------------------------
#
# A change of a fleet stops twice. Before the switch it waits until all others have come as far. After it,
# it waits until all are well, and watches its release meanwhile. Who asked for it says what is next, and
# every few seconds that they are still there. Where nothing is heard for too long the change returns by
# itself, so that no computer that dies leaves a fleet half. Once it has given up, no word counts any more:
# who gives up and who is heard is told apart under one lock.

soaked=0 # seconds for which the release was watched so: they count for its probation

fleet() { # ID WORD: its client is there, or says what is next
  local of spoken when now
  exec 8>"$state/word.lock"
  flock 8
  spoken_last
  [[ $of == "$1" && $spoken != over ]] || { echo '{"refused":"over"}'; exit 75; }
  [[ $2 == here || $spoken == keep ]] || spoken=$2
  note_word "$1" "$spoken"
  echo '{"accepted":true}'
}

spoken_last() { # sets of, spoken and when
  of='' spoken='' when=0
  [[ ! -e $state/word ]] || read -r of spoken when <"$state/word"
}

note_word() { # ID WORD
  local now
  uptime
  echo "$1 $2 $now" >"$state/.word.new"
  [[ $2 == here ]] || sync "$state/.word.new"
  mv -f "$state/.word.new" "$state/word"
}

await_word() { # WORD [COMMAND…]: as long as the command holds; sets code and detail where it never comes
  local of spoken when now
  while spoken_last && [[ $spoken != "$1" && $spoken != keep ]]; do
    cancelled && return 1
    "${@:2}" || return 1
    uptime
    ((now - when <= fleet_silence)) || ! alone || return 1
    idle 0.1
  done
}

alone() { # is the client gone? then from here on nobody is heard
  local of spoken when now silent=1
  exec 8>"$state/word.lock"
  flock 8
  spoken_last
  uptime
  if ((now - when > fleet_silence)); then
    note_word "$id" over
    code=client_gone detail= silent=0
  fi
  exec 8>&-
  return $silent
}

all_there() { # the old release is live as it was; wait until every server of the fleet has come as far
  step barrier
  await_word go
}

all_well() { # what was switched to is watched as on probation until every server is well
  local -A runs=() proved=() bad=() first=()
  local now next=0 began_cold=no began
  step soak
  uptime
  began=$now
  await_word keep holds_on && uptime && soaked=$((now - began)) && return 0
  [[ $code != client_gone || $release == "$previous" ]] || keep_for_later
  return 1
}

holds_on() {
  is_job || lives || return 1
  uptime
  ((now >= next)) || return 0
  next=$((now + $(pause)))
  looks_well
}

keep_for_later() { # it was well: whoever comes back may want it, whole
  [[ -d $state/kept ]] || mkdir -m 0700 "$state/kept"
  copy_whole "$state/kept/$release"
}

unkept() { # after a power cut: was it never said that all are well?
  local of spoken when
  spoken_last
  [[ $of == "$id" && $spoken != keep ]]
}
