
# ---- space: what the service takes on the disk, and what may go of it ---------------------------------
#
# Which releases go is decided by a person, or by rules on the client; which never go is decided here.

space() {
  local one name releases='' copied=''
  for name in $(released); do
    releases+=",\"$name\":$(bytes_of "$root/releases/$name" "$state/kept/$name")"
    [[ ! -d $copies/$name ]] || copied+=",\"$name\":$(bytes_of "$copies/$name")"
  done
  printf '{"current":"%s","before":"%s","watched":"%s","releases":{%s},"copies":{%s},"uploads":%s,"old_uploads":%s,"records":%s,"beside":%s,"running":%s,"data":%s,"journal":%s,"free":%s,"size":%s}\n' \
    "$(current)" "$(before_this)" "$(on_probation release 2>/dev/null)" "${releases#,}" "${copied#,}" \
    "$(uploads -printf '%b\n' | summed)" "$(old_uploads -exec find {} -printf '%b\n' \; | summed)" \
    "$(find "$state" -xdev \( -path "$copies" -o -path "$state/incoming" -o -path "$state/kept" -o -path "$state/gone" \) -prune -o -type f -printf '%b\n' | summed)" \
    "$(stat -c %s "$live" "$units/$service"[.-]* 2>/dev/null | awk '{ all += $1 } END { printf "%.0f", all }')" \
    "$(systemctl list-units --no-legend --plain --state=active,activating,deactivating "goferry-${service}[.@]*service" 2>/dev/null | grep -c .)" \
    "$(if [[ -d $data ]]; then taken_up "$data"; else echo 0; fi)" "$(journal_bytes)" \
    $(($(stat -f -c '%a * %S' "$state"))) $(($(stat -f -c '%b * %S' "$state")))
}

released() { ls -1 "$root/releases" | grep -xE '[0-9]{1,9}-[0-9a-f]{8}' | sort -n; }

summed() { awk '{ all += $1 } END { printf "%.0f", all * 512 }'; }

bytes_of() { find "$@" -xdev -printf '%b\n' 2>/dev/null | summed; } # FOLDER…

bytes_of_release() { bytes_of "$root/releases/$1" "$state/kept/$1" "$copies/$1"; } # RELEASE: with all that goes with it

journal_bytes() { # of all of the server, as journald tells it
  find /var/log/journal /run/log/journal -name '*.journal*' -printf '%b\n' 2>/dev/null | summed
}

uploads() { as_uploader 60 "" find . -mindepth 1 "$@"; } # WORDS of find: of the login that asks

old_uploads() { # WORDS of find: those that nothing was written to for an hour
  # shellcheck disable=SC2016 # the inner shell reads it
  uploads -maxdepth 1 -mmin +60 ! -exec sh -c 'find "$1" -mmin -60 | grep -q .' sh {} \; "$@"
}

clean() { # RELEASES[+uploads] WHO: of these, what runs and what a roll-back would take stay
  local name before deleted='' free after
  exec 9>"$state/lock"
  flock -w 10 9 || busy "" "" "" "a change is running"
  before=$(before_this) free=$(free_bytes)
  while read -r name; do
    [[ -d $root/releases/$name && $name != "$(current)" && $name != "$before" && $name != "$(on_probation release 2>/dev/null)" ]] || continue
    forget_release "$name"
    deleted+=",\"$name\""
  done < <(tr , '\n' <<<"${1%%+*}" | grep -x '[0-9]*-[0-9a-f]*')
  prune_copies
  [[ $1 != *+uploads ]] || old_uploads -exec rm -rf -- {} +
  sync -f "$state"
  after=$(free_bytes)
  printf '{"time":"%s","who":"%s","login":"%s","verb":"clean","release":"%s","previous":"","result":"cleaned","code":"","live":""}\n' \
    "$(date -u +%FT%TZ)" "$2" "$login" "$(current)" >>"$state/history.jsonl"
  printf '{"gone":[%s],"freed":%s}\n' "${deleted#,}" $((after > free ? after - free : 0))
}

free_bytes() { echo $(($(stat -f -c '%a * %S' "$state"))); }
