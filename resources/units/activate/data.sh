# ---- data: a copy of the data folder is taken before a new release runs, and brought back if asked ---
#
# A copy belongs to the release that was live then, and goes with it. It lies in a folder that root alone
# may enter: `files` are the data as they were, `about` says when that was and how much they are. A list
# of the copies is for all to read.

copying=86400 # seconds that it may take
deed=         # what became of the data in this change: copied, or brought back

# The service may exchange folders of its data for links under our eyes, so that root would copy what is
# not the service's. Its own rights are enough to read what is its own.

as_service() { # FOLDER COMMAND…: in a folder of ours; the shell becomes it, so call this in one of its own
  local fd as=(self self)
  [[ $scope == user ]] || as=("$(id -u "$service")" "$(id -g "$service")")
  for fd in "/proc/$BASHPID/fd"/*; do
    fd=${fd##*/}
    ((fd < 3)) || exec {fd}>&-
  done
  cd -P -- "$1" && as_login "$copying" "${as[@]}" "${@:2}"
}

taken_up() { # FOLDER: prints how many bytes; on an overlay, `du -x` takes each file for another disk's
  (as_service "$1" find . -xdev -printf '%b\n') | awk '{ blocks += $1 } END { printf "%.0f\n", blocks * 512 }'
}

movable() { # can another folder take the place of the data folder, by one rename? sets code when not
  code=data_elsewhere detail=$data
  [[ -d $data && ! -L $data && $(stat -c %d "$data") == "$(stat -c %d "$state")" ]] && ! mountpoint -q -- "$data"
}

copied() { # the data of the release that is live; sets code and detail where there is no copy
  local bytes new=$copies/.new tries=0 whole=1
  [[ -n $previous && -e $data ]] || return 0 # nobody has written anything yet
  step copy
  movable || return 1
  bytes=$(taken_up "$data")
  code=no_room_for_copy
  room_for "$bytes" || return 1
  code= detail=
  while ((whole && tries++ < 3)); do
    # shellcheck disable=SC2016 # the inner shell reads it
    empty_copy "$new" && patiently as_service "$new/files" sh -c 'exec cp -a -x --reflink=auto -- "$1/." . 2>&1' sh "$data" || came_and_went
    whole=$?
    [[ $detail == *' replaced while being copied'* ]] || break
  done
  if ((whole == 0)) && complete "$new" "$bytes" && move_whole "$new" "$copies/$previous" && sync "$copies"; then
    list_copies
    deed=copied
    tell_of_data copied "$previous"
    return 0
  fi
  rm -rf -- "$new"
  [[ $code == cancelled ]] || code=not_copied
  return 1
}

room_for() { # BYTES: and more, since the service goes on writing; sets detail
  local needed=$(($1 + $1 / 10 + 32000000)) free
  free=$(($(stat -f -c '%a * %S' "$state")))
  detail="$1 $needed $free"
  ((free >= needed))
}

empty_copy() { # FOLDER
  [[ -d $copies ]] || mkdir -m 0700 "$copies" || return 1
  rm -rf -- "$1" && mkdir -m 0700 "$1" "$1/files" || return 1
  [[ $scope == user ]] || chown "$service:$service" "$1/files"
}

came_and_went() { # a file that is gone before it is copied belongs to no copy: is that all there is to say?
  [[ -z $code && -n $detail ]] && ! grep -qv ': No such file or directory$' <<<"$detail"
}

complete() { # FOLDER BYTES: a copy is whole only when all of it is on the disk
  echo "$(date -u +%FT%TZ) $2" >"$1/about" && sync -f "$1/about"
}

tell_of_data() { # WHAT RELEASE: became of the copy that belongs to it
  local time bytes
  read -r time bytes <"$copies/$2/about" && tell "{\"data\":\"$1\",\"of\":\"$2\",\"time\":\"$time\",\"bytes\":$bytes}"
}

has_copy() { [[ -d $copies/$1/files ]]; } # RELEASE

prune_copies() { # a copy goes with its release; what a power cut left is set right
  local one name
  [[ -d $copies ]] || return 0
  for one in "$copies"/*.gone; do
    [[ ! -d $one ]] || mv -T "$one" "${one%.gone}" 2>/dev/null || rm -rf -- "$one"
  done
  for one in "$copies"/*; do
    name=${one##*/}
    [[ -d $one/files && -d $root/releases/$name ]] || rm -rf -- "${copies:?}/$name"
  done
  rm -rf -- "$copies/.new"
  list_copies
}

list_copies() { # a line for each: RELEASE TIME BYTES
  local one
  for one in "$copies"/*/; do
    one=${one%/}
    [[ ! -d $one/files ]] || echo "${one##*/} $(<"$one/about")"
  done >"$state/.copies.new"
  chmod 0644 "$state/.copies.new" && mv -f "$state/.copies.new" "$state/copies"
}

# Bringing one back takes two renames, with the service stopped and not to be started by a boot. What was
# the data before waits in `.out`, beside the copies, until the release is well with what was brought back:
# then it is the copy of the release that was left. As long as it waits, all can go back.

brought() { if [[ $verb == restore ]]; then echo "$copies/.in"; else echo "$copies/$release"; fi; } # from where

waits() { [[ $deed == back && -d $copies/.out ]]; }

bring_data() { # a copy takes the place of the data; sets code where it cannot
  local from
  from=$(brought) deed=back
  step data
  still
  mkdir -p "$data" && mkdir -m 0700 "$copies/.out" && mv -T "$data" "$copies/.out/files" && mv -T "$from/files" "$data" &&
    sync "$copies/.out" "$from" "${data%/*}" && return 0
  code=not_written detail=$data
  return 1
}

still() { # nothing of the service runs, and a boot starts nothing of it
  close
  systemctl stop "$service-next@*.service" "$service-try@*.service" "$service-run@*.service" 2>/dev/null
  sync "$units" "$units"/*.wants 2>/dev/null
  moved=yes
}

take_data_back() { # however far it came, the data are those from before again
  local from
  waits || return 0
  from=$(brought)
  still
  if [[ -d $copies/.out/files ]]; then
    [[ -d $from/files ]] || mv -T "$data" "$from/files" || return 1
    mv -T "$copies/.out/files" "$data" && sync "$copies/.out" "$from" "${data%/*}" || return 1
  fi
  rm -rf -- "$copies/.out"
  deed=
}

keep_data() { # what waited belongs to the release that was left
  waits || return 0
  complete "$copies/.out" "$(taken_up "$copies/.out/files")"
  move_whole "$copies/.out" "$copies/$previous" && sync "$copies"
  tell_of_data aside "$previous"
}
