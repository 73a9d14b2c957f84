# ---- secrets: variables of the environment file, and credentials that systemd hands over ----------

received() { # FILE LIMIT: read what was uploaded, with no more rights than its uploader has
  # Root follows no link of theirs: it would publish what they may not read.
  local as=()
  [[ $scope == user ]] || as=(setpriv --reuid="$(stat -c %u "$state/incoming")" --regid="$(stat -c %g "$state/incoming")" --clear-groups)
  timeout 300 "${as[@]}" head -c "$2" -- "$1"
}

names() {
  printf '{"variables":[%s],"credentials":[%s]}\n' "$(variables | listed)" "$(credentials | listed)"
}

variables() { sed -n 's/^[[:space:]]*\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p' "$etc/env" 2>/dev/null; }

credentials() { ls -1 "$etc/creds" 2>/dev/null | grep -xE '[A-Za-z0-9][A-Za-z0-9_.-]{0,63}'; }

listed() { sed 's/.*/"&"/' | paste -sd,; }

secrets() { # ID WHO: take over what was sent, as a whole, and forget what is named in `drop`
  local from=$state/incoming/$1 held holder held_since kind name line
  [[ -d $from ]] || not_understood # before anything is touched
  exec 9>"$state/lock"
  flock -w 10 9 || busy "" "" "a change is running"
  leased_to_another "$1" "$(sed 's/[. ].*//' /proc/uptime)" "$(</proc/sys/kernel/random/boot_id)" && busy "$holder" "$held_since" ""
  umask 077
  mkdir -p "$etc/creds"
  cp "$etc/env" "$etc/.env.new" 2>/dev/null || : >"$etc/.env.new"
  while read -r kind name; do forget "$kind" "$name"; done < <(received "$from/drop" 65536 2>/dev/null)
  while IFS= read -r line; do
    [[ $line =~ ^[A-Za-z_][A-Za-z0-9_]*= ]] || continue
    forget variable "${line%%=*}"
    printf '%s\n' "$line" >>"$etc/.env.new"
  done < <(received "$from/variables" 262144 2>/dev/null)
  for name in $(ls -1 "$from/credentials" 2>/dev/null | grep -xE '[A-Za-z0-9][A-Za-z0-9_.-]{0,63}'); do
    received "$from/credentials/$name" 1048576 >"$etc/creds/.new" && sync "$etc/creds/.new" && mv -f "$etc/creds/.new" "$etc/creds/$name"
  done
  rm -rf -- "$from"
  for_service "$etc/.env.new"
  sync "$etc/.env.new" && mv -f "$etc/.env.new" "$etc/env"
  hand_over
  printf '{"time":"%s","who":"%s","verb":"secrets","release":"%s","previous":"","result":"changed","code":"","live":""}\n' \
    "$(date -u +%FT%TZ)" "$2" "$(current)" >>"$state/history.jsonl"
  echo '{"accepted":true}'
}

forget() { # KIND NAME
  case $1 in
    variable) [[ $2 =~ ^[A-Za-z_][A-Za-z0-9_]*$ ]] && sed -i "/^[[:space:]]*$2=/d" "$etc/.env.new" ;;
    credential) [[ $2 =~ ^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$ ]] && rm -f "$etc/creds/$2" ;;
  esac
}

hand_over() { # let systemd give each credential to the program, and to it alone
  local one folder text= name
  for name in $(credentials); do text+="LoadCredential=$name:$etc/creds/$name"$'\n'; done
  for one in "$service" "$service-next@" "$service-try@"; do
    folder=$units/$one.service.d
    if [[ -z $text ]]; then
      rm -f "$folder/goferry-credentials.conf"
      rmdir "$folder" 2>/dev/null
    else
      mkdir -p -m 0755 "$folder"
      (umask 022 && printf '# Written by GoFerry.\n[Service]\n%s' "$text" >"$folder/goferry-credentials.conf")
    fi
  done
  systemctl daemon-reload
}

logs() { # CURSOR: what the service wrote since, or its last lines
  local words=(--no-pager --quiet --output=json --output-fields=MESSAGE,PRIORITY,_SYSTEMD_UNIT)
  words+=(--unit="$unit" --unit="$service-next@*" --unit="$service-try@*")
  if [[ $1 == - ]]; then words+=(--lines=200); else words+=(--after-cursor="$1"); fi
  journalctl "${words[@]}"
}

