#!/bin/bash -p
# Written by GoFerry. Puts releases of one service to work, and takes them back.
#
# It takes no arguments and reads one request line from standard input, so that one sudo rule can
# permit exactly this file. A change runs as the transient unit goferry-SERVICE: it ends by itself,
# forwards or backwards, whatever becomes of the connection that asked for it. Its name is the lock.
#
# On a server it has few comments, since it is read anew for each question. With all of them it is in
# GoFerry's source, part by part: resources/units/activate
#
@REQUESTS@
#
# shellcheck disable=SC1007 # `code= detail=` empties them both, as it says
# shellcheck disable=SC2010,SC2012 # names that `ls` tells are held to a pattern of ours before they count
# shellcheck disable=SC2015 # in `A && B || C`, C is meant to follow where either of them does not hold
# shellcheck disable=SC2030,SC2031 # `_` takes what nobody reads
#
# LC_ALL=C makes [a-z] mean what it says.
set -u
export LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin
umask 022
@MANAGER@

# What client and helper say to each other (core/service/protocol.py).
@PROTOCOL@

service=@SERVICE@
scope=@SCOPE@
mode=@MODE@
kind=@KIND@
rehearse=@REHEARSE@
port=@PORT@ inner_port=@INNER_PORT@ next_port=@NEXT_PORT@
further=@FURTHER@
scheme=@HEALTH_SCHEME@ health_port=@HEALTH_PORT@ health_path=@HEALTH_PATH@
health_words=@HEALTH_WORDS@
start_delay=@START_DELAY@ period=@PERIOD@ patience=@TIMEOUT@
threshold=@THRESHOLD@ deadline=@DEADLINE@ watch=@WATCH@ lowest=@LOWEST@ highest=@HIGHEST@
probation=@PROBATION@
keep_size=@KEEP_SIZE@
keep=@KEEP@

root=@HELPER_ROOT@
etc=@HELPER_ETC@
state=@HELPER_STATE@
units=@HELPER_UNITS@
live=@HELPER_FILE@
target=@TARGET_FILE@
data=@HELPER_DATA@ copies=$state/data copy_data=@COPY_DATA@
unit=$service.service
self=$(readlink -f "$0")

# Only folders that GoFerry made are changed, and none that a link leads to (core/service/marks.py).
mark=@MARK@
for place in "$root" "$etc" "$state"; do
  [[ -d $place && ! -L $place && -O $place && -f $place/.goferry && ! -L $place/.goferry && -O $place/.goferry ]] &&
    read -r line <"$place/.goferry" && [[ $line == "$mark" ]] && continue
  echo '{"refused":"not_ours"}'
  exit 65
done
[[ ! -L $root/releases && ! -L $state/incoming ]] || { echo '{"refused":"not_ours"}'; exit 65; }

# ---- words: every line of a change's log is one JSON object --------------------------------------

quoted() { # a JSON string without control characters
  local text=${1:0:4000}
  text=${text//[[:cntrl:]]/ }
  text=${text//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}

tell() { printf '%s\n' "$1" >>"$state/txn/$id.log"; }

step() { # remember where the change stands, then say it
  at=$1
  remember "$at"
  tell "{\"step\":\"$at\",\"release\":\"$release\"}"
}

remember() { # replaced as a whole: a power cut leaves the old text or the new
  printf '{"id":"%s","verb":"%s","step":"%s","release":"%s","previous":"%s","who":"%s","login":"%s","since":"%s","command":"%s","data":"%s"}\n' \
    "$id" "$verb" "$1" "$release" "$previous" "$who" "$login" "$since" "$ran" "$deed" >"$state/.txn.new"
  sync "$state/.txn.new"
  mv -f "$state/.txn.new" "$state/txn.json"
}

finish() { # RESULT CODE DETAIL: the last words of a change
  local lives=
  [[ $1 != down ]] || ! going_down || exit 0
  [[ $1 == live ]] && lives=$release
  forget_failed
  put_away
  note "$1" "$2" "$lives"
  rm -f "$state/txn.json"
  forget_time
  forget_whole
  last_words "$1" "$2" "${3-}" "$(watch_on)"
}

note() { # RESULT CODE LIVE: a line of the history
  local seconds
  seconds=$(lasted)
  printf '{"time":"%s","who":"%s","login":"%s","verb":"%s","release":"%s","previous":"%s","result":"%s","code":"%s","live":"%s","change":"%s"%s}\n' \
    "$(date -u +%FT%TZ)" "$who" "$login" "$verb" "$release" "$previous" "$1" "$2" "$3" "$id" "${ran:+,\"command\":\"$ran\"}${deed:+,\"data\":\"$deed\"}${cut:+,\"cut\":$cut}${seconds:+,\"seconds\":$seconds}" >>"$state/history.jsonl"
  chmod 0755 "$state/bad" # older ones were closed, and what nobody may see is not known
  chmod 0644 "$state/history.jsonl"
  sync "$state/history.jsonl"
}

lasted() { # for how many seconds has the change been at it? nothing where nobody knows
  local begun now
  begun=$(date -d "${since:-?}" +%s 2>/dev/null) && now=$(date +%s) || return
  ((now < begun)) || echo $((now - begun))
}

last_words() { # RESULT CODE DETAIL UNTIL
  tell "{\"result\":\"$1\",\"release\":\"$release\",\"previous\":\"$previous\",\"running\":\"$(current)\",\"code\":\"$2\",\"detail\":$(quoted "$3")${ran:+,\"command\":\"$ran\"}${deed:+,\"data\":\"$deed\"}${4:+,\"probation_until\":\"$4\"}}"
  exit 0
}

# A turn of a loop waits without a process of its own: there is never anything to read here.
idle() { # SECONDS
  [[ ${never-} ]] || exec {never}<> <(:)
  ! read -r -t "$1" -u "$never"
}

show() { systemctl show "$1" --property="$2" --value; }

current() { basename -- "$(readlink "$root/current" 2>/dev/null)"; }

