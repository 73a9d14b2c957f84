# ---- publish: what was uploaded becomes a release that nobody changes any more -------------------

publish() {
  local last tmp=$root/releases/.tmp-$id
  last=$(ls -1 "$root/releases" | sed -n 's/^\([0-9]\{1,9\}\)-[0-9a-f]\{8\}$/\1/p' | sort -n | tail -n 1)
  release=$((${last:-0} + 1))-${wanted:0:8}
  step publish
  rm -rf -- "$root"/releases/.tmp-*
  mkdir -m 0700 "$tmp" "$tmp/bin" || refuse not_written
  # The uploader may still write to the staged file, so the hash that counts is that of our own copy.
  received "$(staged)" "$service" 4294967296 "$tmp/bin/$service" || refuse not_uploaded
  [[ $(sha256sum <"$tmp/bin/$service") == "$wanted  -" ]] || refuse changed_on_the_way
  extras "$tmp" || refuse files_unusable
  printf 'GOFERRY_RELEASE=%s\n' "$release" >"$tmp/release.env"
  received "$(staged)" manifest.json 16384 "$tmp/manifest.json" || : >"$tmp/manifest.json"
  chmod 0755 "$tmp/bin" "$tmp/bin/$service" "$tmp" && chmod 0644 "$tmp/release.env" "$tmp/manifest.json"
  command -v restorecon >/dev/null && restorecon -R "$tmp"
  sync "$tmp/bin/$service" "$tmp/release.env" "$tmp/bin" "$tmp" || refuse not_written
  mv -T "$tmp" "$root/releases/$release" && sync "$root/releases"
}

extras() { # FOLDER: what travels with the program lies beside it, when there is something
  received "$(staged)" files.tar 4294967296 "$1/.files.tar"
  case $? in
    0) unpack "$1/.files.tar" "$1" && rm -f "$1/.files.tar" ;;
    "$absent") rm -f "$1/.files.tar" ;;
    *) return 1 ;;
  esac
}

unpack() { # ARCHIVE FOLDER: plain files and folders below it, nothing that could shadow our own
  plain "$1" && mkdir -m 0755 "$2/files" &&
    timeout 300 tar -x --no-same-owner --no-same-permissions -C "$2/files" -f - <"$1" &&
    ! find "$2/files" ! -type f ! -type d | grep -q . &&
    chmod -R u=rwX,go=rX "$2/files" &&
    for one in "$2/files"/* "$2/files"/.[!.]*; do
      [[ -e $one ]] || continue
      [[ ! -e $2/${one##*/} && ${one##*/} != manifest.json && ${one##*/} != release.env ]] && mv "$one" "$2/" || return 1
    done &&
    rmdir "$2/files"
}

plain() { # ARCHIVE: nothing but files and folders, and not without end; looked at before any is made
  local kinds # from standard input tar takes nothing that is compressed, which could grow without end
  kinds=$(set -o pipefail; timeout 300 tar -t -v --numeric-owner --quoting-style=escape -f - <"$1" 2>/dev/null | cut -c 1 | head -n 200000) &&
    [[ $kinds != *[!d$'\n'-]* ]]
}

settings() { # take over the environment file
  [[ $verb == deploy ]] || return 0
  received "$(staged)" env "$largest_environment" "$etc/.env.new"
  case $? in
    0) ;;
    "$absent") rm -f "$etc/.env.new"; return 0 ;;
    *) rm -f "$etc/.env.new"; return 1 ;;
  esac
  for_service "$etc/.env.new" || return 1
  as_uploader 10 "$(staged)" rm -f env
  if cmp -s "$etc/.env.new" "$etc/env"; then rm -f "$etc/.env.new"; return 0; fi
  sync "$etc/.env.new" && mv -f "$etc/.env.new" "$etc/env"
}

for_service() { # FILE: root may change it, the service may read it, nobody else does either
  [[ $scope == user ]] || { chown "root:$service" "$1" && chmod 0640 "$1"; }
}

refuse() { # CODE: nothing live is other than it was
  restore
  [[ -e $root/releases/.tmp-$id ]] && rm -rf -- "$root/releases/.tmp-$id"
  sweep
  finish refused "$1" "${detail-}"
}
