# Where the alarm of this server lies. Nothing that is not GoFerry's is replaced or removed.

folder=/etc/goferry-alarm
units=/etc/systemd/system
program=/usr/local/libexec/goferry/alarm

written() { [ ! -L "$1" ] && head -n 1 -- "$1" 2>/dev/null | grep -q 'Written by GoFerry'; }

must_be_ours() {
  for one in "$folder/.goferry" "$units"/goferry-alarm.timer "$units"/goferry-alarm*.service; do
    [ ! -e "$one" ] || written "$one" || {
      echo "$one is not GoFerry's, so it stays as it is." >&2
      exit 3
    }
  done
  [ ! -e "$folder" ] || [ -e "$folder/.goferry" ] || {
    echo "$folder is not GoFerry's, so it stays as it is." >&2
    exit 3
  }
}
