put() { # FILE MODE: what comes in, in base64, as a whole
  base64 -d >"$1.new"
  chmod "$2" "$1.new"
  mv -fT -- "$1.new" "$1"
}
