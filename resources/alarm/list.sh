# Tell what is set up and what is open. The address itself never leaves the server.

must_be_ours
[ -e "$folder/settings" ] || exit 0
"$program" status
printf 'sha256 %s\n' "$(sha256sum -- "$program" | head -c 64)"
printf 'timer %s\n' "$(systemctl is-active goferry-alarm.timer)"
set -- "$program" "$folder"/* "$units"/goferry-alarm* /var/lib/private/goferry-alarm
printf 'bytes %s\n' "$(du -cbs -- "$@" 2>/dev/null | tail -n 1 | cut -f 1)"
