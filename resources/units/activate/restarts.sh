# ---- restarts: how the last runs ended, and what each said before -----------------------------------
#
# A login that may read the journal asks so by itself (core/operate/restarts.py), in a plain sh. The newest
# run comes first: where there is too much for one answer, the oldest are cut off.

# shellcheck disable=SC3043 # dash, too, knows `local`
restarts() { # FIELD MATCH…: what systemd says of the units that match, then the ends of the runs that FIELD names
  local field="$1" user='' run said
  shift
  [ "$field" = INVOCATION_ID ] || user=--user
  said=$(entries ${user:+"$user"} --lines=1000 "$@")
  printf '%s\n' "$said"
  printf '%s\n' "$said" | sed -n "s/.*\"$field\":\"\\([0-9a-f]\\{32\\}\\)\".*/\\1/p" | uniq | tail -n 21 | sed '1!G;h;$!d' |
    while read -r run; do entries ${user:+"$user"} --lines=60 "_SYSTEMD_INVOCATION_ID=$run"; done
}

entries() { # OPTION… MATCH…
  journalctl --no-pager --quiet --output=json --output-fields=MESSAGE,MESSAGE_ID,UNIT,USER_UNIT,INVOCATION_ID,USER_INVOCATION_ID,UNIT_RESULT,EXIT_CODE,EXIT_STATUS,_EXE,_SYSTEMD_INVOCATION_ID "$@"
}

