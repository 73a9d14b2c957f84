# Take all of it away, also what it remembered.

must_be_ours
systemctl disable --quiet --now goferry-alarm.timer 2>/dev/null || :
systemctl stop goferry-alarm.service goferry-alarm-root.service 2>/dev/null || :
rm -f -- "$units/goferry-alarm.service" "$units/goferry-alarm-root.service" "$units/goferry-alarm.timer"
rm -f -- "$program" /run/goferry-alarm.seen
rm -rf -- "$folder" /var/lib/private/goferry-alarm
[ ! -L /var/lib/goferry-alarm ] || rm -f -- /var/lib/goferry-alarm
rmdir -- "${program%/*}" 2>/dev/null || :
systemctl daemon-reload
systemctl reset-failed goferry-alarm.service goferry-alarm-root.service 2>/dev/null || :
