# Where the daily copy of one service lies on its server. Nothing that is not GoFerry's is replaced or removed.

folder=/etc/goferry-backup/$service
units=/etc/systemd/system
unit=goferry-backup-$service
script=/usr/local/libexec/goferry/daily
# shellcheck disable=SC2034 # not every script that begins with these lines uses it
program=/usr/local/libexec/goferry/snapshot-$service # of its own: another service may have it from a newer GoFerry

written() { [ ! -L "$1" ] && head -n 2 -- "$1" 2>/dev/null | grep -q 'Written by GoFerry'; }

foreign() {
  echo "$1 is not GoFerry's, so it stays as it is." >&2
  exit 3
}

for one in "$units/$unit.service" "$units/$unit.timer" "$script"; do
  [ ! -e "$one" ] || written "$one" || foreign "$one"
done
[ ! -e "$folder" ] || written "$folder/.goferry" || foreign "$folder"
