# Tell how the daily copy of a service is, and which copies lie on the other server.

[ -e "$folder/settings" ] || exit 6
grep -v '^digest ' "$folder/settings"
printf 'timer %s\n' "$(systemctl is-active "$unit.timer")"
printf 'state %s\n' "$(systemctl is-active "$unit.service")"
printf 'next %s\n' "$(TZ=UTC systemctl show --property=NextElapseUSecRealtime --value "$unit.timer")"
if [ -e "/var/lib/goferry/$service/daily" ]; then cat "/var/lib/goferry/$service/daily"; fi
if found=$("$script" "$service" list 2>&1); then printf '%s\n' "$found" | sed 's/^/there /'; else printf 'away %s\n' "$found"; fi
