# Let one other server bring copies, by its key: it gets a user of its own, shut in a folder by sshd itself.
# Nothing that is not GoFerry's is replaced, and nothing stays where sshd does not do as it is told.

base=/var/lib/goferry-copies
home=$base/$user
config=/etc/ssh/sshd_config.d/60-goferry-copies.conf
keys=/etc/ssh/goferry-copies
PATH=$PATH:/usr/sbin:/sbin

written() { [ ! -L "$1" ] && head -n 1 -- "$1" 2>/dev/null | grep -q 'Written by GoFerry'; }
foreign() {
  echo "$1 is not GoFerry's, so it stays as it is." >&2
  exit 3
}
undone() { # CODE: of a first one, nothing stays
  [ -z "$at" ] || exit "$1"
  if [ "$fresh" = yes ]; then rm -f -- "$config"; fi
  rm -f -- "$keys/$user"
  rm -rf -- "$home/.goferry"
  rmdir -- "$home/copies" "$home" "$base" "$keys" 2>/dev/null || :
  userdel "$user" 2>/dev/null || :
  exit "$1"
}

command -v sshd >/dev/null && [ -d /etc/ssh/sshd_config.d ] || exit 7
[ ! -e "$config" ] || written "$config" || foreign "$config"
[ ! -e "$home" ] || written "$home/.goferry" || foreign "$home"
at=$(getent passwd "$user" | cut -d : -f 6) || :
[ -z "$at" ] || [ "$at" = "$home" ] || foreign "the user $user"
fresh=no
[ -e "$config" ] || fresh=yes
umask 022
getent group goferry-copies >/dev/null || groupadd --system goferry-copies
[ -n "$at" ] || useradd --system --no-create-home --home-dir "$home" --shell /usr/sbin/nologin --gid goferry-copies "$user"
usermod --password '*' "$user" # no password opens it, and it is not locked either
mkdir -p -- "$home" "$keys"
printf 'Written by GoFerry for copies of data.\nservice %s\nserver %s\n' "$service" "$server" >"$home/.goferry"
[ -d "$home/copies" ] || mkdir -m 0700 -- "$home/copies"
chown "$user:goferry-copies" "$home/copies"
printf 'restrict %s\n' "$key" >"$keys/$user"
cat >"$config" <<'CONFIG'
# Written by GoFerry. Who brings copies of data here may do nothing else.
Match Group goferry-copies
    AuthorizedKeysFile /etc/ssh/goferry-copies/%u
    AuthenticationMethods publickey
    ChrootDirectory /var/lib/goferry-copies/%u
    ForceCommand internal-sftp -d /copies -P symlink,hardlink
    DisableForwarding yes
    PermitTTY no
    PermitUserRC no
Match all
CONFIG
told=$(sshd -t 2>&1) || { echo "$told" >&2; undone 8; }
shown=$(sshd -T -C "user=$user,host=copies,addr=192.0.2.1" 2>&1) || { echo "$shown" >&2; undone 8; }
for line in \
  'authorizedkeysfile /etc/ssh/goferry-copies/%u' \
  'authenticationmethods publickey' \
  'chrootdirectory /var/lib/goferry-copies/%u' \
  'forcecommand internal-sftp -d /copies -P symlink,hardlink' \
  'disableforwarding yes' \
  'permittty no'; do
  printf '%s\n' "$shown" | grep -qixF -- "$line" || { echo "sshd does not say: $line" >&2; undone 8; }
done
systemctl reload ssh.service 2>/dev/null || systemctl reload sshd.service 2>/dev/null || :
[ -n "$at" ] || echo new
