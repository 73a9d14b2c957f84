# Send a message as an alarm is sent: by the same program and user, in the same sandbox.

must_be_ours
[ -e "$folder/settings" ] || exit 6
set --
while IFS= read -r line; do
  case $line in
    Exec* | Type=* | State* | Description=* | LogLevelMax=*) ;;
    [A-Z]*=*) set -- "$@" "--property=$line" ;;
  esac
done <"$units/goferry-alarm.service"
systemd-run --quiet --pipe --wait --collect --service-type=exec "$@" -- "$program" test </dev/null
"$program" mail
