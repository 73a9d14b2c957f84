# Put all of it in place, and look at once.

put_program() { # as it was sent: the hash says so
  [ "$(sha256sum -- "$program" 2>/dev/null | head -c 64)" != "$sha256" ] || return 0
  head -c 33554432 -- "$sent" >"$program.new"
  [ "$(sha256sum -- "$program.new" | head -c 64)" = "$sha256" ] || {
    rm -f -- "$program.new"
    echo "What was sent is not what arrived." >&2
    exit 4
  }
  chmod 0755 "$program.new"
  mv -fT -- "$program.new" "$program"
}

must_be_ours
[ -z "$mail" ] || [ -x /usr/sbin/sendmail ] || exit 5
umask 022
mkdir -p -- "${program%/*}" "$folder"
umask 077
printf 'Written by GoFerry for the alarms of this server.\n' >"$folder/.goferry"
systemctl stop goferry-alarm.timer 2>/dev/null || :
put_program
rm -f -- "$sent"
