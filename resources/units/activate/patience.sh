# ---- slow starters: a release that lives gets more time, where somebody gives it ----------------------

more=0 told_of=-1 awaited=

extend() { # SECONDS: for the release that starts now
  local of one
  of=$(field "$(cat "$state/txn.json" 2>/dev/null)" id)
  [[ $of ]] || { echo '{"refused":"nothing_starts"}'; exit 75; }
  given "$of"
  more=$((more + $1))
  echo "$of $more" >"$state/.more.new" && mv -f "$state/.more.new" "$state/more"
  systemctl list-units --plain --no-legend --state=activating "$unit" "$service-next@*.service" "$service-try@*.service" |
    while read -r one _; do lengthen "$one"; done
  echo '{"accepted":true}'
}

given() { # ID: sets more: the seconds beyond the deadline that this change was given, or that sufficed last
  local of='' seconds=0
  more=0
  [[ ! -e $state/patience ]] || read -r of seconds <"$state/patience"
  [[ $of != "$deadline" ]] || more=$seconds
  [[ ! -e $state/more ]] || read -r of seconds <"$state/more"
  [[ $of != "$1" ]] || ((seconds <= more)) || more=$seconds
}

lengthen() { # UNIT: who has to say READY=1 is ended by systemd itself, when its own time is over
  local place
  place=$(passing)/$1.d
  ((more)) || return 0
  mkdir -p "$place" &&
    printf '# Written by GoFerry.\n[Service]\nTimeoutStartSec=%s\n' $((more + (deadline > 60 ? deadline : 60))) >"$place/goferry-time.conf" &&
    systemctl daemon-reload
}

awaiting() { # UNIT COMMAND…: patiently, while this unit starts
  local worked=0
  given "$id"
  lengthen "$1"
  awaited=$1 told_of=-1
  patiently "${@:2}" || worked=1
  awaited=
  return $worked
}

nearly_over() { # LEFT: say that it lives and what it said last; once, and again when more was given
  local entries last
  [[ $direction != back && $verb != probation ]] && (($1 * 3 <= deadline + more && told_of != more)) || return 0
  if [[ $awaited ]]; then
    meet "$awaited"
    [[ $active == activating ]] || return 0 # the one before it still ends
  fi
  told_of=$more
  own_words
  last=$(journalctl --no-pager --quiet --output=cat --lines=1 "${entries[@]}" 2>/dev/null | tail -n 1)
  tell "{\"starts\":$1,\"of\":$((deadline + more)),\"said\":$(quoted "$last")}"
}

keep_patience() { # what sufficed now is given to the next ones, until the deadline itself is another
  [[ -e $state/more ]] || return 0
  given "$id"
  echo "$deadline $more" >"$state/patience"
  tell "{\"patience\":$((deadline + more))}"
}

forget_time() { # of this change
  local one gone=
  rm -f "$state/more"
  for one in "$(passing)/$service".service.d "$(passing)/$service"-{next,try}@*.service.d; do
    [[ -e $one/goferry-time.conf ]] || continue
    rm -f "$one/goferry-time.conf" && gone=yes
    rmdir "$one" 2>/dev/null
  done
  [[ -z $gone ]] || systemctl daemon-reload
}
