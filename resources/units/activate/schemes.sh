# ---- what is asked: HTTP, HTTPS, gRPC, or whether a port opens ---------------------------------------

ask() { # PORT NUMBER: so many questions at once; prints "STATUS RELEASE" for each that is answered
  local fd fds=()
  trap '' PIPE # who hangs up on a question may have answered it
  case $scheme in
    https) ask_https "$1"; return ;;
    grpc) ask_grpc "$1"; return ;;
  esac
  while ((${#fds[@]} < $2)); do exec {fd}<>"/dev/tcp/127.0.0.1/$1" || exit 1; fds+=("$fd"); done
  if [[ $scheme == tcp ]]; then # that the port opens is all we want to know
    for fd in "${fds[@]}"; do echo "$lowest -"; done
    return # who hangs up at once would end us while we speak
  fi
  for fd in "${fds[@]}"; do question 127.0.0.1 >&"$fd"; done
  for fd in "${fds[@]}"; do hear "$fd" || unasked "$1"; done
}

# Who does not understand a question may hang up so fast that its own first words are lost to bash.
unasked() { # PORT: what is said there before any question
  local fd
  exec {fd}<>"/dev/tcp/127.0.0.1/$1" && hear "$fd" -t 0.5
}

# bash itself writes line by line. Who hangs up on the first one has not read the others, and the answer is
# lost with them: so another program sends a question, in one piece.
question() { # HOST
  /usr/bin/printf 'GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: goferry\r\nConnection: close\r\n\r\n' "$health_path" "$1"
}

odd() { echo "$1 ${2:--}"; } # CODE [DETAIL]: in place of a status

# A server of HTTP/2 begins by itself, with a frame of settings: its length, six for each of them, and
# its kind. The zeros of both are lost to a shell.
frame_of_settings=$'[\x06\x0c\x12\x18\x1e$]?\x04'

hear() { # FD [OPTION…]: fails when nothing is said; the options are those of `read`
  local http='' status='' line says=-
  IFS=' ' read -r -n 200 -u "$1" "${@:2}" http status line
  [[ $http != $'\x15\x03'* ]] || { odd speaks_https; return; } # an alert of TLS
  [[ ! $http =~ ^$frame_of_settings ]] || { odd speaks_grpc; return; }
  if [[ $http != HTTP/1.[01] || ! $status =~ ^[0-9]{3} ]]; then
    says="$http $status ${line-}" # bash unsets the last one where the connection was reset
    says=${says//[^[:print:]]/}
    [[ ${says// /} ]] && odd speaks_other "$says"
    return
  fi
  while IFS= read -r -n 8192 -u "$1" line && [[ -n ${line%$'\r'} ]]; do
    [[ ${line,,} == x-release:* ]] && says=${line#*:} && says=${says//[[:space:]]/}
  done
  if [[ $status == 400* ]]; then
    IFS= read -r -n 200 -u "$1" line
    [[ $line != *'HTTP request to an HTTPS server'* ]] || { odd speaks_https; return; } # Go's own words
  fi
  echo "${status:0:3} ${says:--}"
}

# Nobody judges the certificate: it is for another name than that of the loopback.
ask_https() { # PORT
  local fd said
  if command -v openssl >/dev/null; then
    exec {fd}< <(question localhost | timeout "$patience" openssl s_client -quiet -connect "127.0.0.1:$1" -servername localhost 2>/dev/null)
  else
    exec {fd}< <(timeout "$patience" curl --silent --include --insecure --http1.1 --user-agent goferry --resolve "localhost:$1:127.0.0.1" "https://localhost:$1$health_path")
  fi
  said=$(hear "$fd")
  [[ $said ]] || said=$(in_the_clear "$1")
  [[ -z $said ]] || echo "$said"
}

in_the_clear() { # PORT: what is spoken where no TLS came about
  local scheme=http said
  said=$(ask "$1" 1)
  case $said in
    "") ;;
    speaks_https*) odd no_handshake ;;
    speaks_*) echo "$said" ;;
    *) odd speaks_http ;;
  esac
}

# gRPC's health protocol (grpc.health.v1) in the few frames of HTTP/2 that it needs: empty settings,
# and on stream 1 a call of Check for no service by name, which means the server as a whole.
ask_grpc() { # PORT
  local fd head body message=none code=
  exec {fd}<>"/dev/tcp/127.0.0.1/$1" || return
  /usr/bin/printf '%b' 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' '\0\0\0\04\0\0\0\0\0' \
    '\0\0\0112\01\04\0\0\0\01' '\0203\0206D\034/grpc.health.v1.Health/Check' 'A\011localhost' \
    '_\020application/grpc' '@\02te\010trailers' \
    '\0\0\05\0\01\0\0\0\01' '\0\0\0\0\0' >&"$fd"
  while head=$(bytes "$fd" 9) || [[ $head == 1503* ]]; do # length, kind, flags and stream of a frame
    case $head in
      485454502f*) odd speaks_http; return ;; # HTTP/1
      1503*) odd speaks_https; return ;; # an alert of TLS, which is shorter
    esac
    body=
    ((16#${head:0:6} == 0)) || body=$(bytes "$fd" $((16#${head:0:6}))) || return
    [[ ${head:10} == 00000001 ]] || continue
    [[ ${head:6:2} != 00 || -z $body ]] || message=${body:10} # after a flag and a length
    [[ ! $body =~ $grpc_status ]] || code=${BASH_REMATCH[2]:1:1}${BASH_REMATCH[2]:3:1} # their digits
    ((16#${head:8:2} & 1)) && break # the last one of the stream
  done
  judge_grpc "$message" "$code"
}

# "grpc-status", as it is or in HPACK's short letters, and one or two digits.
grpc_status='(889acac8b21234da8f|0b677270632d737461747573)0[12]((3[0-9]){1,2})'

judge_grpc() { # MESSAGE CODE: HealthCheckResponse in protobuf, and the status of the call
  case $2:$1 in
    0:0801) echo "$lowest -" ;;
    0:0802) odd not_serving NOT_SERVING ;;
    0:*) odd not_serving UNKNOWN ;;
    12:*) odd no_health_service ;;
    :*) ;; # no whole answer
    *) odd not_serving "$2" ;;
  esac
}

bytes() { # FD NUMBER: the next ones in hexadecimal; od takes no more than it is told
  local found
  found=$(timeout "$patience" od -An -v -tx1 -N "$2" <&"$1")
  found=${found//[[:space:]]/}
  echo "$found"
  ((${#found} == 2 * $2))
}
