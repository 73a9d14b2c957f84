# ---- the release command: what a release does once before it takes over, as with a database ----------
#
# While it runs, all that is live is the old release's own, to the byte: whatever becomes of the command,
# of us or of the power, the old one was never touched, also where it is started anew meanwhile.

ran= besides= # what became of it: begun, or done; and what is asked for beside the release

commanded() { # run it in the new release's sandbox; sets code and detail where it did not end well
  local one=$service-command@$release.service handed=yes well=1
  code=not_written detail=
  lay_out "$one" || return 1
  ran=begun
  step command
  obeyed "$one" && well=0 ran='done'
  systemctl stop "$one" 2>/dev/null
  systemctl reset-failed "$one" 2>/dev/null
  rm -f "$(passing)/$one"
  return $well
}

lay_out() { # UNIT: for this run alone, so it is gone with a power cut
  local handed_over=$units/$service.service.d/goferry-credentials.conf
  [[ -f $handed_over ]] || handed_over=
  mkdir -p "$(passing)" &&
    cat "$state/after/units/$service-command@.service" ${handed_over:+"$handed_over"} >"$(passing)/$1" &&
    systemctl daemon-reload
}

passing() { if [[ $scope == system ]]; then echo /run/systemd/system; else echo "$XDG_RUNTIME_DIR/systemd/user"; fi; }

obeyed() { # UNIT: start it, hand its words on as they come, and wait for its end
  local worker told=0 glance=0 most=2000 met='' met_run='' met_restarts='' met_process=0
  rm -f "$state/.cursor"
  code= detail=
  systemctl start "$1" >"$state/.told" 2>&1 &
  worker=$!
  while kill -0 "$worker" 2>/dev/null; do
    ! cancelled || systemctl stop "$1"
    ((glance++ % 10)) || hand_on "$1"
    idle 0.05
  done
  # Only root may tell journald to hurry.
  if [[ $scope == system ]]; then journalctl --sync 2>/dev/null; else sleep 1; fi
  hand_on "$1"
  ((told < most)) || handed=no
  if wait "$worker"; then
    [[ $handed == yes ]] || journal
    return 0
  fi
  [[ $code != cancelled ]] || return 1
  meet "$1" && stopped
  if [[ $code == not_ready ]]; then code=command_too_slow; else code=command_failed; fi
  return 1
}

hand_on() { # UNIT: what it said since, up to so many lines; of more than these, the last ones come at its end
  local line entries
  ((told < most)) || return 0
  [[ $met_run && $met_process != 0 ]] || meet "$1"
  [[ $met_run ]] || return 0
  own_words
  while IFS= read -r line; do
    tell "{\"journal\":$(quoted "$line")}"
    ((++told < most)) || tell '{"journal":"..."}'
  done < <(journalctl --no-pager --quiet --output=cat --cursor-file="$state/.cursor" "${entries[@]}" 2>/dev/null | head -n "$((most - told))")
}
