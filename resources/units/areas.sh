# What a login put into its upload area goes with that login's rights alone: it may have moved things of
# others there, and may exchange folders meanwhile. Root only takes the area out of its reach before.

emptied() ( # FOLDER: by its owner, who is handed nothing of ours
  cd -P -- "$1" || exit 1
  as_login 60 "$(stat -c %u .)" "$(stat -c %g .)" \
    sh -c 'chmod -R u+rwx . ; find . -mindepth 1 -delete' >/dev/null
)

area_gone() { # FOLDER: a login's upload area; where something of others stays, `left` tells where
  [ -d "$1" ] && [ ! -L "$1" ] || return 0
  [ -d "$state/gone" ] || mkdir -m 0700 -- "$state/gone"
  left=$(mktemp -d -- "$state/gone/XXXXXXXX")
  mv -T -- "$1" "$left/${1##*/}"
  left=$left/${1##*/}
  emptied "$left" || :
  rmdir -- "$left" 2>/dev/null || return 1
  rmdir -- "${left%/*}" "$state/gone" 2>/dev/null || :
}
