#!/bin/bash -p
# Written by GoFerry. Copies the data of one service to another server by sftp; systemd starts it.
#
# The service's helper makes the archive, as for any login that asks for a backup: here that is root. OpenSSH
# carries it, by a key of its own that opens nothing else there. It has its name only when all of it is there.
set -u
export LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin
umask 077
service=$1
[[ $service =~ ^[a-z][a-z0-9-]{0,30}$ ]] || exit 2
folder=/etc/goferry-backup/$service state=/var/lib/goferry/$service
helper=/usr/local/libexec/goferry/activate-$service program=/usr/local/libexec/goferry/snapshot-$service
# shellcheck disable=SC1007 # `host= port=` empties them, as it says
host= port= user= server= keep= digest= onto= sealed=no
while read -r word value; do
  case $word in
    host | port | user | server | keep | digest | onto | sealed) printf -v "$word" %s "$value" ;;
  esac
done <"$folder/settings"
id=$(tr -d - </proc/sys/kernel/random/uuid)
area=$state/incoming/0/$id
trap 'rm -rf -- "$area"' EXIT

quoted() { # a JSON string
  local text=${1:0:400}
  text=${text//[[:cntrl:]]/ }
  text=${text//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

note() { # CODE DETAIL: how it went, and when it went well last; for all to read
  local time='' size=0 name='' copies=0
  [[ ! -e $folder/last ]] || read -r time size name copies <"$folder/last"
  printf '{"time":"%s","code":"%s","detail":%s,"last":"%s","size":%s,"name":"%s","copies":%s,"onto":%s}\n' \
    "$(date -u +%FT%TZ)" "$1" "$(quoted "$2")" "$time" "$size" "$name" "$copies" "$(quoted "$onto")" >"$state/.daily.new"
  chmod 0644 "$state/.daily.new" && mv -f "$state/.daily.new" "$state/daily"
}

failed() { # CODE DETAIL
  note "$1" "${2-}"
  echo "The copy failed: $1 ${2-}" >&2
  exit 1
}

field() { sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p'; } # NAME: of a JSON object without quoted quotes

asked() { # VERB WANTED
  printf '%s %s %s goferry-backup\n' "$1" "$id" "$2" | "$helper"
}

begun() { # a change that runs is waited for, an hour at most
  local said
  for _ in {1..120}; do
    said=$(asked backup "$digest") && [[ $said == *'"accepted"'* ]] && return 0
    [[ $said == *'"busy"'* ]] || failed not_begun "$said"
    sleep 30
  done
  failed busy ""
}

archived() {
  local seen=0 said ended=''
  while [[ -z $ended ]]; do
    said=$(asked follow "$seen") || failed not_told "$said"
    [[ -z $said ]] || seen=$((seen + $(wc -l <<<"$said")))
    ended=$(grep -m 1 '"result"' <<<"$said")
  done
  [[ $(field result <<<"$ended") == backed_up ]] || failed "$(field code <<<"$ended")" "$(field detail <<<"$ended")"
}

sealed_up() { # a second file of that size: a full disk is worse than no copy
  local needed free
  needed=$(($(stat -c %s "$area/backup.tar") * 11 / 10 + 32000000))
  free=$(($(stat -f -c '%a * %S' "$area")))
  ((free >= needed)) || failed no_room_for_backup "$needed $free"
  "$program" seal "$folder/key" <"$area/backup.tar" >"$area/backup.tar.sealed" || failed not_sealed ""
  rm -f "$area/backup.tar"
}

there_do() { # LINES: what sftp is to do there; its words, and what it complains of in `told`
  sftp -b - -o LogLevel=ERROR -F /dev/null -i "$folder/id_ed25519" -o IdentitiesOnly=yes -o IdentityAgent=none -o BatchMode=yes \
    -o StrictHostKeyChecking=yes -o "UserKnownHostsFile=$folder/known_hosts" -o GlobalKnownHostsFile=/dev/null \
    -o HostKeyAlias=goferry-receiver -o UpdateHostKeys=no -o ConnectTimeout=30 -o ServerAliveInterval=15 \
    -o ServerAliveCountMax=8 -o "HostName=$host" -o "Port=$port" -o "User=$user" receiver <<<"$1" 2>"$folder/told"
}

why() { grep -vE '^(Connection closed.*)?.?$' "$folder/told" | tail -n 1; } # what comes before it says more

there() { # the copies that are there, the oldest first
  grep -oxE "$service-[A-Za-z0-9_-]{1,80}-[0-9]{8}T[0-9]{6}Z\.tar(\.sealed)?" | sort
}

if [[ ${2-} == list ]]; then
  there_do '@ls -l' && exit 0
  why >&2
  exit 1
fi
if [[ ${2-} == try ]]; then
  there_do '@pwd' >/dev/null && exit 0
  why >&2
  exit 1
fi
[[ $(sha256sum <"$program") == "$digest  -" ]] || failed program_replaced "$program"
mkdir -p "$area" || failed not_written "$area"
cp "$program" "$area/snapshot" || failed not_written "$area"
begun
archived
file=backup.tar end=tar
if [[ $sealed == yes ]]; then
  sealed_up
  file=backup.tar.sealed end=tar.sealed
fi
size=$(stat -c %s "$area/$file")
name=$service-$server-$(date -u +%Y%m%dT%H%M%SZ).$end
found=$(there_do "@put -f $area/$file .part
@rename .part $name
@ls -1") || failed not_sent "$(why)"
mapfile -t copies < <(there <<<"$found")
gone=("${copies[@]:0:$((${#copies[@]} > keep ? ${#copies[@]} - keep : 0))}")
if ((${#gone[@]})); then
  there_do "$(printf '@rm %s\n' "${gone[@]}")" >/dev/null || failed not_pruned "$(why)"
fi
echo "$(date -u +%FT%TZ) $size $name $((${#copies[@]} - ${#gone[@]}))" >"$folder/last"
note "" ""
