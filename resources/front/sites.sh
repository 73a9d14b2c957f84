# Change the site files of a web server as one: what it does not understand is taken back, to the byte.
# It wants `folder`, and the functions `check` and `reload`, which say nothing while all is well.

begin() {
  if [ -L "$folder" ] || [ ! -d "$folder" ]; then
    echo "$folder is not there." >&2
    exit 1
  fi
  exec 9<"$folder"
  flock -w 60 9
  before=$(mktemp -d)
  names=
  trap 'back; exit 1' HUP INT TERM
}

keep() { # NAME: root changes only what GoFerry wrote
  if [ -L "$folder/$1" ] || { [ -e "$folder/$1" ] && ! head -n 1 -- "$folder/$1" | grep -q '^# Written by GoFerry'; }; then
    echo "$folder/$1 is not GoFerry's, so it stays as it is." >&2
    back
    exit 1
  fi
  [ ! -e "$folder/$1" ] || cp -p -- "$folder/$1" "$before/$1"
  names="$names $1"
}

put() { # NAME MODE: its content comes on standard input
  keep "$1"
  cat >"$folder/.$1.new"
  chmod "$2" -- "$folder/.$1.new"
  mv -fT -- "$folder/.$1.new" "$folder/$1"
}

gone() { # NAME
  keep "$1"
  rm -f -- "$folder/$1"
}

back() {
  for name in $names; do
    rm -f -- "$folder/.$name.new"
    if [ -e "$before/$name" ]; then
      cp -p -- "$before/$name" "$folder/.$name.new" # made there, it has the label that SELinux wants
      mv -fT -- "$folder/.$name.new" "$folder/$name"
    else
      rm -f -- "$folder/$name"
    fi
  done
  rm -rf -- "$before"
}

settle() {
  told=$(check 2>&1 && reload 2>&1) && {
    rm -rf -- "$before"
    return 0
  }
  back
  reload >/dev/null 2>&1 || :
  printf '%s\n' "$told" >&2
  exit 1
}
