# A command with the rights of a login alone. Nothing of ours reaches it, no variable, no group and no
# terminal, and it cannot come to new rights. The shell becomes it, so call this in one of its own. It reads
# what `feed` names and complains to `words`, where they are set: we open both, and it sees the bytes alone.

as_login() { # SECONDS UID GID COMMAND…: the UID `self` keeps who we are
  limit=$1 own_uid=$2 own_gid=$3
  shift 3
  [ "$own_uid" = self ] ||
    set -- setpriv --reuid="$own_uid" --regid="$own_gid" --clear-groups --no-new-privs "$@"
  exec env -i PATH="$PATH" LC_ALL=C timeout -k 5 "$limit" setsid "$@" <"${feed:-/dev/null}" 2>>"${words:-/dev/null}"
}
