# ---- secrets: variables of the environment file, and credentials that systemd hands over ----------

names() {
  printf '{"variables":[%s],"credentials":[%s]}\n' "$(variables | listed)" "$(credentials | listed)"
}

credentials() { ls -1 "$etc/creds" 2>/dev/null | grep -xE '[A-Za-z0-9][A-Za-z0-9_.-]{0,63}'; }

listed() { sed 's/.*/"&"/' | paste -sd,; }

secrets() { # ID WHO: take over what was sent, as a whole, and forget what is named in `drop`
  local taken=$etc/.taken held holder holder_login held_since kind name
  reading=60
  as_uploader 10 "$1" true || not_understood # before anything is touched
  exec 9>"$state/lock"
  flock -w 10 9 || busy "" "" "" "a change is running"
  leased_to_another "$1" "$(sed 's/[. ].*//' /proc/uptime)" "$(</proc/sys/kernel/random/boot_id)" && busy "$holder" "$holder_login" "$held_since" ""
  umask 077
  take "$1" "$taken" || { rm -rf -- "$taken"; not_understood; }
  mkdir -p "$etc/creds"
  beside "$taken" || { rm -rf -- "$taken"; not_understood; }
  while read -r kind name; do [[ $kind != credential ]] || forget credential "$name"; done <"$taken/drop"
  # shellcheck disable=SC2045 # `take` let in only names without blanks
  for name in $(ls -1 "$taken/credentials"); do
    sync "$taken/credentials/$name" && mv -f "$taken/credentials/$name" "$etc/creds/$name"
  done
  rm -rf -- "$taken"
  discard "$1"
  in_force
  hand_over
  printf '{"time":"%s","who":"%s","login":"%s","verb":"secrets","release":"%s","previous":"","result":"changed","code":"","live":""}\n' \
    "$(date -u +%FT%TZ)" "$2" "$login" "$(current)" >>"$state/history.jsonl"
  chmod 0644 "$state/history.jsonl" # it may be the first entry, and holds no secret
  echo '{"accepted":true}'
}

beside() { # TAKEN: the environment with what was sent, beside the one in use; for root alone, until it is in force
  local kind name line gone=
  while read -r kind name; do [[ $kind != variable ]] || forget variable "$name"; done <"$1/drop"
  while IFS= read -r line; do forget variable "${line%%=*}"; done <"$1/variables"
  rm -f "$etc/.env.new"
  [[ ! -e $etc/env ]] || assignments without "$gone" <"$etc/env" >"$etc/.env.new" || return 1
  grep -E '^[A-Za-z_][A-Za-z0-9_]*=' "$1/variables" >>"$etc/.env.new"
  [[ -e $etc/.env.new ]]
}

in_force() { for_service "$etc/.env.new" && sync "$etc/.env.new" && mv -f "$etc/.env.new" "$etc/env"; }

edited() { # ID: what was sent stands beside what is in use, and nowhere else any more
  local taken=$etc/.taken code=1
  reading=60
  (umask 077; take "$1" "$taken" && beside "$taken") && code=0
  rm -rf -- "$taken"
  discard "$1"
  return $code
}

take() { # FOLDER TAKEN: copy what was sent into a folder of ours; nothing is in force yet
  local name code
  rm -rf -- "$2" && mkdir -m 0700 "$2" "$2/credentials" || return 1
  for name in drop variables; do
    received "$1" "$name" "$largest_environment" "$2/$name"
    code=$?
    ((code == 0 || code == absent)) || return 1
  done
  while read -r name; do
    received "$1/credentials" "$name" "$largest_credential" "$2/credentials/$name" || return 1
  done < <(as_uploader 10 "$1/credentials" ls -1b | head -n 500 | grep -xE '[A-Za-z0-9][A-Za-z0-9_.-]{0,63}')
}

forget() { # KIND NAME
  case $1 in
    variable) [[ ! $2 =~ ^[A-Za-z_][A-Za-z0-9_]*$ ]] || gone+=" $2" ;;
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
      (umask 022 && mkdir -p "$folder" && printf '# Written by GoFerry.\n[Service]\n%s' "$text" >"$folder/goferry-credentials.conf")
    fi
  done
  share_credentials
  systemctl daemon-reload
}

logs() { # CURSOR or @SECONDS: what the service wrote since, or its last lines
  local words=(--no-pager --quiet --output=json "--output-fields=MESSAGE,PRIORITY,_SYSTEMD_UNIT,_SYSTEMD_USER_UNIT")
  words+=(--unit="$unit" --unit="$service-next@*" --unit="$service-try@*" --unit="$service-command@*" --unit="$service-run@*" --unit="$service.*.service" --unit="goferry-$service@job*")
  case $1 in
    -) words+=(--lines=200) ;;
    @*) words+=(--since="$1") ;;
    *) words+=(--cursor="$1") ;; # the asker passes over what it knows: after one that is gone, a line would be missing
  esac
  journalctl "${words[@]}"
}

