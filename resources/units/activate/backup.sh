
# ---- backup: the data as an archive for whoever asks, and an archive in the place of the data ---------
#
# What makes it is a program of GoFerry's own, sent along (resources/backup): it takes files of SQLite under
# SQLite's own locks. It has the service's rights, as any release has. Root only holds the pipe between it
# and a process with the rights of the login, which writes the archive into that login's upload area.

change_backup() {
  local well
  release=$previous
  [[ -n $previous ]] || refuse not_deployed
  [[ -d $data ]] || refuse no_data
  sent_along || refuse changed_on_the_way
  [[ $besides != +stopped ]] || { step stop; still; }
  step snapshot
  archived
  well=$?
  [[ $besides != +stopped ]] || goes_again
  ((well == 0)) || refuse "$code"
  finish backed_up "" ""
}

sent_along() { # the program, held to its hash
  received "$id" snapshot 33554432 "$root/.snapshot" && [[ $(sha256sum <"$root/.snapshot") == "$wanted  -" ]] && chmod 0755 "$root/.snapshot"
}

goes_again() { # after a stop that was asked for by name
  local why=$code what=$detail
  step start
  seen_off "$unit" launched && healthy "$unit" "$inner_port" "$release" && accompany || finish down "$code" "$detail"
  code=$why detail=$what
}

archived() { # sets code and detail where there is no archive
  local ended
  code=no_room_for_backup
  room_for "$(taken_up "$data")" || return 1
  patiently archive "$since"
  ended=$?
  ((ended == 0)) && return 0
  as_uploader 60 "$id" rm -f backup.tar
  [[ $code == cancelled ]] && return 1
  code=not_backed_up
  ((ended != 3)) || code=database_locked
  return 1
}

archive() { # MOMENT: what it complains of is cut: it is the service's, and may be without end
  local codes
  {
    (words=/dev/stderr as_service "$data" "$root/.snapshot" "$service" "$release" "$1") |
      feed=/dev/stdin as_uploader "$copying" "$id" dd of=backup.tar bs=1M iflag=fullblock conv=fsync
    codes=("${PIPESTATUS[@]}")
  } 2> >(head -c 4000)
  ((codes[0] == 0)) || return "${codes[0]}"
  return "${codes[1]}"
}

data() { # which files there are, for a person to see what a restore would replace; names are the service's
  local found=''
  [[ ! -d $data ]] || found=$( (as_service "$data" find . -xdev -type f -printf '%s %Ts %P\0') | head -c 2097152 | base64 -w0)
  printf '{"files":"%s"}\n' "$found"
}

change_restore() {
  release=$previous
  [[ -n $previous ]] || refuse not_deployed
  [[ ! -e $copies/.out ]] || refuse not_written
  [[ ! -e $data ]] || movable || refuse "$code"
  step unpack
  unpacked || refuse "$code"
  remember restore # from here on a power cut is set right at boot
  bring_data || revert
  watch=1
  activate
  step tidy
  finish_live
}

unpacked() { # beside the copies, by the service itself; sets code and detail where it cannot be
  local new=$copies/.in bytes
  bytes=$(as_uploader 10 "$(staged)" stat -c %s backup.tar)
  code=backup_damaged detail=
  [[ $bytes =~ ^[0-9]{1,15}$ ]] || return 1
  code=no_room_for_backup
  room_for "$bytes" || return 1
  empty_copy "$new" && patiently laid_open "$new" && complete "$new" "$bytes" && return 0
  [[ $code == cancelled ]] || code=not_unpacked
  [[ $code == cancelled || ! -e $new/sum || $(<"$new/sum") == "$wanted  -" ]] || code=backup_damaged
  return 1
}

of_upload() { as_uploader "$copying" "$(staged)" dd if=backup.tar bs=1M iflag=nofollow,nonblock,noctty,fullblock; }

laid_open() { # FOLDER: one of root's, so nobody exchanges what lies in it; what is unpacked is hashed on its way
  local codes hash hasher
  exec {hash}> >(exec sha256sum >"$1/sum")
  hasher=$!
  {
    of_upload | tee "/dev/fd/$hash" | (feed=/dev/stdin words=/dev/stderr as_service "$1/files" tar -x -p -f - --no-same-owner --strip-components=1 data)
    codes=("${PIPESTATUS[@]}")
  } 2> >(head -c 4000)
  exec {hash}>&-
  wait "$hasher"
  ((codes[0] == 0 && codes[1] == 0 && codes[2] == 0)) && [[ $(<"$1/sum") == "$wanted  -" ]] || return 1
  rm -f "$1/sum"
  [[ ! -d $data ]] || chmod --reference="$data" "$1/files"
}
