# Hand a copy to the login that asks, as a file that it alone may read. What brought it might have put a link
# there: none is followed.

from=/var/lib/goferry-copies/$user/copies/$name
place=$(getent passwd "$login" | cut -d : -f 6)/.cache/goferry
[ -f "$from" ] && [ ! -L "$from" ] || exit 6
umask 077
setpriv --reuid="$login" --regid="$(id -g "$login")" --clear-groups mkdir -p "$place"
# shellcheck disable=SC2016 # the inner shell is the one to read "$1"
dd if="$from" iflag=nofollow,nonblock bs=1M status=none |
  setpriv --reuid="$login" --regid="$(id -g "$login")" --clear-groups sh -c 'umask 077; cat >"$1"' sh "$place/$name"
printf '%s\n' "$place/$name"
