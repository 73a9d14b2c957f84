# ---- what is live is noted, so that what somebody changes by hand can be seen, and put back -----------
#
# The note is for all to read: digests of files that are no secret, and what changes with each writing of
# them, so that nobody has to read them again and again. Their copies are root's own.

take_stock() { # what is live now is as it should be
  local one files=() digests
  mapfile -t files < <(for one in $(unit_files); do [[ ! -f $units/$one ]] || echo "$units/$one"; done)
  files+=("$live")
  [[ $scope != system ]] || for one in "/etc/sudoers.d/goferry-$service"{,-operators}; do [[ ! -f $one ]] || files+=("$one"); done
  one=$root/releases/$(current)/bin/$service
  [[ ! -f $one ]] || files+=("$one")
  copy_stock && digests=$(sha256sum -- "${files[@]}" | cut -c 1-64) || return 1
  {
    echo "release $(current)"
    echo "disk $(($(du -sk "$root/releases" | cut -f 1) * 1024))"
    paste -d ' ' <(echo "$digests") <(stat -c '%i/%s/%.9Z %n' -- "${files[@]}")
  } >"$state/.noted.new"
  chmod 0644 "$state/.noted.new" && sync "$state/.noted.new" && mv -f "$state/.noted.new" "$state/noted"
}

copy_stock() { # for root alone; program and helper come with a deploy, the environment is an administrator's
  local new=$state/.stock.new one
  rm -rf -- "$new"
  mkdir -m 0700 "$new" "$new/units" || return 1
  for one in $(unit_files); do [[ ! -f $units/$one ]] || cp -p "$units/$one" "$new/units/" || return 1; done
  cp -p "$state/service.json" "$new/" && move_whole "$new" "$state/stock"
}

keep_changes() { # what somebody changed by hand is meant, from now on
  exec 9>"$state/lock"
  flock -w 10 9 || busy "" "" "" "a change is running"
  [[ -n $(current) ]] && take_stock && echo '{"accepted":true}'
}

change_putback() {
  release=$previous
  [[ -d $state/stock && -n $release ]] || refuse not_noted
  [[ $release == "$(sed -n 's/^release //p' "$state/noted")" ]] || refuse not_noted
  as_noted "$root/releases/$release/bin/$service" || refuse program_replaced
  as_noted "$live" || refuse helper_changed
  copy_whole "$state/before" || refuse not_written
  set_aside
  put_units || refuse not_written
  systemctl daemon-reload
  take_stock
  # What was stopped stays so; else it runs by what was put back from now on.
  systemctl --quiet is-active "$unit" "$service.timer" "$service.socket" || finish stopped "" ""
  change_restart
}

as_noted() { # FILE: of which there is no copy
  local digest
  digest=$(sha256sum 2>/dev/null <"$1") && grep -qxE "${digest%% *} [^ ]+ $1" "$state/noted"
}

set_aside() { # additions to a unit of ours that are not ours; nothing of them is lost
  local one path folder
  folder=$state/aside/$(date -u +%Y%m%dT%H%M%SZ)
  for one in $(unit_files); do
    for path in $(show "$one" DropInPaths); do
      [[ $path == */"$one".d/* && $path != */goferry-*.conf && $path != /usr/* && $path != /lib/* ]] || continue
      (umask 077 && mkdir -p "$folder/$one.d") && mv -f "$path" "$folder/$one.d/" && rmdir "${path%/*}" 2>/dev/null
    done
  done
}

put_units() { # and what is of the service beside them; a unit that was added goes
  local one failed=
  for one in $(unit_files "$state/stock/units"); do put "$state/stock/units/$one" "$units/$one"; done
  put "$state/stock/service.json" "$state/service.json"
  sync "$units" "$state"
  [[ -z $failed ]]
}

