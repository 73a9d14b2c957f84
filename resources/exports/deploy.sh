#!/bin/sh
# Written by GoFerry: goferry export script
#
# Deploys @NAME@ over SSH, where and as GoFerry would: the same directories, units and user.
#
#   goferry package . --format folder --output @NAME@-package
#   sh script/deploy.sh deploy@server @NAME@-package
#   ssh deploy@server sudo /opt/@NAME@/current/.install.sh rollback
#
# The same package again changes nothing; a release that is not healthy is undone by the server.
# The user is root, or one that sudo asks for no password. Only a host key that ssh knows already is
# trusted. A port, a key or a jump host belong into ~/.ssh/config.
set -eu
name=service

refuse() {
  printf '%s\n' "$*" >&2
  exit 1
}

[ $# = 2 ] || refuse "Usage: sh $0 [USER@]SERVER PACKAGE"
server=$1
package=$2
case $server in
  -* | '') refuse "This is no server: $server" ;;
esac
for one in SHA256SUMS install.sh "release/bin/$name"; do
  [ -f "$package/$one" ] || refuse "$package is no package of $name: it has no $one."
done
(cd -- "$package" && sha256sum --check --quiet SHA256SUMS) ||
  refuse "A file of the package is not as it was packed. Nothing was changed."

over_ssh() {
  ssh -o BatchMode=yes -o StrictHostKeyChecking=yes -- "$server" "$@"
}

# What was installed last left its list of files beside the release.
installed="cat /opt/$name/current/.package 2>/dev/null; systemctl is-failed '$name*' | grep '^failed'; :"
there=$(over_ssh "$installed")
if [ "$there" = "$(cat -- "$package/SHA256SUMS")" ]; then
  echo "$name: nothing to change"
  exit 0
fi

# What arrives lies in a directory of the user's own; root installs it from there.
# shellcheck disable=SC2016 # the server's shell puts these values in
install='
set -eu
umask 022
folder=$(mktemp -d)
trap "rm -rf \"$folder\"" EXIT
tar --no-same-owner -C "$folder" -xf -
sudo=
[ "$(id -u)" = 0 ] || sudo="sudo -n"
$sudo sh "$folder/install.sh"
$sudo install -m 0755 "$folder/install.sh" "/opt/$name/current/.install.sh"
$sudo install -m 0644 "$folder/SHA256SUMS" "/opt/$name/current/.package"
'
tar -C "$package" -cf - . | over_ssh "name=$name; $install"
