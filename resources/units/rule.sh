# Who may run the helper: a line for each login. The rule is read and written under one lock, so that of
# two changes at the same moment neither is lost. sudo passes over names with a dot in them.

change_rule() ( # permit|revoke
  umask 077
  exec 9<"${rule%/*}"
  flock -w 60 9
  lines=$({
    grep -xE -e "$any_line" -- "$rule" 2>/dev/null | grep -vxF -e "$line" || :
    [ "$1" = revoke ] || echo "$line"
  } | sort -u)
  if [ -z "$lines" ]; then
    rm -f -- "$rule"
    exit 0
  fi
  printf '%s\n' "$heading" "$lines" >"$rule.goferry-new"
  chmod 0440 -- "$rule.goferry-new"
  visudo -q -c -f "$rule.goferry-new" || {
    rm -f -- "$rule.goferry-new"
    exit 1
  }
  mv -fT -- "$rule.goferry-new" "$rule"
)
