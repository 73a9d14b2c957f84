
# ---- uploads: what a login sent, touched with that login's rights alone ----------------------------
#
# A login may put links into its upload area and exchange folders under our eyes, so root does nothing
# there itself, not even a look. A process with the login's rights does it. Whoever has the same rights
# can take from that process what it holds, so it holds nothing of ours: no file, no variable, no
# terminal. What it says comes through a pipe into a file that only root has ever held.

absent=44 # how the reader ends when there is no such plain file
reading=600 # seconds that all reading of one change may take together

as_uploader() { # SECONDS FOLDER COMMAND…: run it in the upload area or a folder there, if that is no link
  local fd as=(self self) place
  place=$(cd -P -- "$state" && pwd -P)/incoming
  if [[ $scope == system ]]; then
    [[ $uid =~ ^[0-9]+$ && $gid =~ ^[0-9]+$ ]] || return 1
    place+=/$uid # each login has its own
    as=("$uid" "$gid")
  fi
  place+=${2:+/$2}
  (
    for fd in "/proc/$BASHPID/fd"/*; do
      fd=${fd##*/}
      ((fd < 3)) || exec {fd}>&-
    done
    # shellcheck disable=SC2016 # the inner shell reads them
    cd / && as_login "$1" "${as[@]}" \
      sh -c 'cd -P -- "$1" && [ "$(pwd -P)" = "$1" ] && shift && exec "$@"' sh "$place" "${@:3}"
  )
}

received() { # FOLDER NAME LIMIT FILE: copy an upload into a file of ours; `absent` when there is none
  local began=$SECONDS codes
  rm -f "$4"
  (umask 077 && : >"$4") || return 1
  # A link, a pipe or a device is no upload; one that takes its place meanwhile is neither followed
  # nor waited for.
  # shellcheck disable=SC2016 # the inner shell reads them
  as_uploader "$reading" "$1" sh -c '[ -f "$1" ] && [ ! -L "$1" ] || exit "$3"
    exec dd if="$1" bs=1M count="$2" iflag=nofollow,nonblock,noctty,fullblock,count_bytes' \
    sh "$2" "$(($3 + 1))" "$absent" | timeout -k 5 "$reading" head -c "$(($3 + 1))" >"$4"
  codes=("${PIPESTATUS[@]}")
  reading=$((reading - (SECONDS - began)))
  ((reading > 0)) || return 1
  ((codes[0] == 0)) || return "${codes[0]}"
  ((codes[1] == 0 && $(stat -c %s "$4") <= $3))
}

discard() { as_uploader 60 "" rm -rf -- "$1"; } # FOLDER of the upload area

reap() { # leave nothing of uploads that nobody came back for
  as_uploader 60 "" find . -mindepth 1 -maxdepth 1 -mmin +1440 -exec rm -rf -- {} +
}

staged() { echo "${wanted:0:32}"; } # by content, so that a cut upload can go on

sweep() {
  case $verb in
    deploy) discard "$(staged)" ;;
    edit) discard "$id" ;;
  esac
  rm -rf -- "$root/rehearsal"
}
