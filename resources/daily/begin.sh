# Try the way with the key, then let the timer run. Whatever does not end well leaves what was there before.

before=$folder.before
back() {
  code=$?
  trap - EXIT
  if [ -e "$before" ]; then
    rm -rf -- "$folder" && mv -T -- "$before" "$folder"
  else
    taken_away
  fi
  exit "$code"
}
rm -rf -- "$before"
if [ -e "$folder/settings" ]; then cp -a -- "$folder" "$before"; fi
trap back EXIT
write_settings
chmod 0700 "$script"
"$script" "$service" try || exit 9
[ "$(sha256sum -- "$program" 2>/dev/null | head -c 64)" = "$digest" ] || {
  head -c 33554432 -- "$sent" >"$program.new"
  [ "$(sha256sum -- "$program.new" | head -c 64)" = "$digest" ] || { rm -f -- "$program.new"; exit 4; }
  chmod 0755 "$program.new"
  mv -fT -- "$program.new" "$program"
}
rm -f -- "$sent"
trap - EXIT
write_units
systemctl daemon-reload
systemctl enable --quiet "$unit.timer"
systemctl restart "$unit.timer"
rm -rf -- "$before"
