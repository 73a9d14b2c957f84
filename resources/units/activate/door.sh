# ---- the front door ----------------------------------------------------------------------------------

not_understood() { echo '{"refused":"not_understood"}'; exit 65; }

begin() { # VERB ID WANTED WHO
  local said now
  [[ -e $state/txn/$2.log ]] && not_understood
  : >"$state/txn/$2.log"
  if said=$(systemd-run --quiet --collect --unit="goferry-$service" --property=TimeoutStopSec=90 \
    "$self" run "$1" "$2" "$3" "$4" 2>&1); then
    echo '{"accepted":true}'
    return
  fi
  rm -f "$state/txn/$2.log"
  now=$(cat "$state/txn.json" 2>/dev/null)
  printf '{"refused":"busy","who":"%s","since":"%s","detail":%s}\n' \
    "$(field "$now" who)" "$(field "$now" since)" "$(quoted "$said")"
  exit 75
}

follow() { # ID FROM: wait up to 15 s for lines after FROM
  local log=$state/txn/$1.log until=$((SECONDS + 15))
  [[ -e $log ]] || not_understood
  while ((SECONDS < until)) && (($(wc -l <"$log") <= $2)); do
    if [[ $(show "goferry-$service.service" ActiveState) == inactive ]] && (($(wc -l <"$log") <= $2)); then
      echo '{"result":"interrupted"}'
      return
    fi
    sleep 0.2
  done
  tail -n "+$(($2 + 1))" "$log"
}

front() {
  local verb id wanted who rest
  IFS=' ' read -r -n 200 -t 10 verb id wanted who rest || not_understood
  [[ -z $rest && $who =~ ^[A-Za-z0-9._@-]{1,80}$ && $id =~ ^[0-9a-f]{32}$ ]] || not_understood
  case $verb:$wanted in
    deploy:*) [[ $wanted =~ ^[0-9a-f]{64}$ ]] || not_understood; begin "$verb" "$id" "$wanted" "$who" ;;
    rollback:*) [[ $wanted =~ ^(-|[0-9]{1,9}-[0-9a-f]{8})$ ]] || not_understood; begin "$verb" "$id" "$wanted" "$who" ;;
    restart:- | stop:- | start:-) begin "$verb" "$id" - "$who" ;;
    cancel:-) echo "$id" >"$state/cancel" ;;
    follow:*) [[ $wanted =~ ^[0-9]{1,6}$ ]] || not_understood; follow "$id" "$wanted" ;;
    *) not_understood ;;
  esac
}

case ${1-} in
  "") front ;;
  run) shift; run "$@" ;;
  ask) ask "$2" "$3" ;;
  *) exit 64 ;;
esac
