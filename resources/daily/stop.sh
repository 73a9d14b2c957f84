# Take the daily copy of a service away, with its key. What lies on the other server stays there.

systemctl disable --quiet --now "$unit.timer" 2>/dev/null || :
systemctl stop "$unit.service" 2>/dev/null || :
rm -f -- "$units/$unit.service" "$units/$unit.timer" "/var/lib/goferry/$service/daily"
rm -rf -- "$folder" "$program"
rmdir -- "${folder%/*}" 2>/dev/null && rm -f -- "$script"
systemctl daemon-reload
systemctl reset-failed "$unit.service" 2>/dev/null || :
