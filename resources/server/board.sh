# Tells how all services of GoFerry on this server are, in one answer. It only looks: nothing is changed,
# nothing is left behind, and no root is needed.
#
# It is asked every few seconds: so it starts few programs, none for a single service, and hands on what
# they say as it is. What it is to look at beside what it finds, whoever asks knows from the answer before.
#
# LC_ALL=C makes [a-z] mean what it says.
export LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin
shopt -s nullglob extglob
@WANTED@

machine() {
  local up load cpus='' key value size='' free=''
  read -r up _ </proc/uptime
  read -r load _ </proc/loadavg
  read -r cpus </sys/devices/system/cpu/online
  while read -r key value _; do
    case $key in
      MemTotal:) size=$value ;;
      MemAvailable:) free=$value && break ;;
    esac
  done </proc/meminfo
  printf '%s\n' "uptime $up" "load $load" "cpus $cpus" "memory $size $free"
  printf 'clock %(%FT%T%z)T\n' -1
  stat -f -c 'disk %S %a %b' /opt 2>/dev/null # of a block: its size; how many are free, how many there are
  # Who writes this file is the hook of a package: without that, nobody would.
  if [[ -e /run/reboot-required ]]; then
    echo 'reboot yes'
  elif [[ -e /usr/share/update-notifier/notify-reboot-required || -e /etc/kernel/postinst.d/unattended-upgrades ]]; then
    echo 'reboot no'
  fi
}

look() { # SCOPE STATES ROOTS UNITS
  local state name units=() links=()
  [[ -d $2 ]] || return
  echo "scope $1 $2"
  [[ -r $2 && -x $2 ]] || echo "closed $2"
  for state in "$2"/*/; do
    state=${state%/} name=${state##*/}
    [[ $name =~ ^[a-z][a-z0-9-]{0,30}$ ]] || continue
    if [[ ! -x $state || ( -e $state/service.json && ! -r $state/service.json ) ]]; then
      echo "hidden $name"
      continue
    fi
    links+=("$3/$name/current")
    units+=("$4/$name.service" "$4/$name".@(timer) "$4/$name".*.@(service|timer)) # also where its file is gone
    [[ ! -e $state/txn.json ]] || echo "changing $name"
    printf 'release %s\n' "$3/$name"/releases/*-*/
    printf 'bad %s\n' "$state"/bad/*-*
  done
  handed head -v -c 65536 -- "$2"/*/@(service.json|probation|noted|daily)
  handed tail -v -n 30 -- "$2"/*/history.jsonl
  echo '== end =='
  handed stat -c 'file %i/%s/%.9Z %N' -- "${links[@]}" "${paths[@]}"
  paths=()
  echo '== shown =='
  ((${#units[@]} == 0)) || manager "$1" show --property="$properties" -- "${units[@]##*/}" 2>/dev/null
  echo '== end =='
}

handed() { # PROGRAM OPTION… -- FILE…: what it says of those that are there
  [[ ${*: -1} == -- ]] || "$@" 2>/dev/null
}

properties=Id,ActiveState,SubState,Job,Result,InvocationID,NRestarts,MainPID,ExecMainCode,ExecMainStatus
properties+=,ExecMainStartTimestamp,ExecMainStartTimestampMonotonic,StateChangeTimestampMonotonic
properties+=,ActiveEnterTimestampMonotonic,WatchdogTimestampMonotonic,MemoryCurrent,CPUUsageNSec
properties+=,NextElapseUSecRealtime,DropInPaths

manager() { # SCOPE WORD…
  if [[ $1 == system ]]; then
    TZ=UTC systemctl "${@:2}"
  else
    TZ=UTC XDG_RUNTIME_DIR=/run/user/$UID systemctl --user "${@:2}"
  fi
}

processes() { # what the main process of a unit uses, where systemd counts nothing
  local pid key value memory used
  for pid in "${pids[@]}"; do
    memory='' used=()
    while read -r key value _; do [[ $key == VmRSS: ]] && memory=$value && break; done <"/proc/$pid/status"
    IFS= read -r value <"/proc/$pid/stat" && read -r -a used <<<"${value##*) }"
    echo "process $pid $memory ${used[11]-} ${used[12]-}"
  done
} 2>/dev/null

@SCHEMES@
now() { # sets `moment`, in microseconds; a bash of before 2019 has no such clock
  moment=${EPOCHREALTIME-}
  moment=${moment/./}
}

healths() { # all are asked at once, as a deploy asks; who does not answer in time is not waited for
  local scheme health_path patience lowest=0 longest=1 fd fds=() line said took until number=0
  set -- "${questions[@]}"
  while (($# >= 4)); do
    scheme=$1 health_path=$3 patience=$4
    ((patience <= longest)) || longest=$patience
    exec {fd}< <(
      TMOUT=$patience
      now && began=$moment
      ask "$2" 1 2>/dev/null
      now
      echo "took ${began:+$((moment - began))}"
    )
    fds+=("$fd")
    shift 4
  done
  until=$((SECONDS + longest + 1))
  for fd in "${fds[@]}"; do
    said='' took=''
    while ((SECONDS < until)) && IFS= read -r -t $((until - SECONDS)) -u "$fd" line; do
      [[ $line != took* ]] || { took=${line#took }; break; }
      said=${line:0:300}
    done
    echo "answer $((number++)) ${took:--} $said"
  done
}

machine
look system /var/lib/goferry /opt /etc/systemd/system
look user "$HOME/.local/state/goferry" "$HOME/.local/share/goferry" "$HOME/.config/systemd/user"
handed sha256sum -- "${hashes[@]}"
processes
healths
echo end
