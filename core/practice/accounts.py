"""Who may log in to a practice machine, and the keys that both sides know each other by."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.home import write_whole

if TYPE_CHECKING:
    from pathlib import Path

ADMIN = "deploy"


@dataclass(frozen=True, slots=True)
class Key:
    """An Ed25519 key: the private half's file, and the public half as one OpenSSH line."""

    file: Path
    public: str


def own_key(file: Path) -> Key:
    """Return the key in `file`, made at the first call; readable by this user alone."""
    # Here, since the window's start must not wait for a cryptography library.
    from cryptography.hazmat.primitives import serialization as form  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PrivateKey,
    )

    if not file.exists():
        made = Ed25519PrivateKey.generate()
        private = (form.Encoding.PEM, form.PrivateFormat.OpenSSH, form.NoEncryption())
        write_whole(file, made.private_bytes(*private))
    key = form.load_ssh_private_key(file.read_bytes(), password=None)
    public = key.public_key().public_bytes(form.Encoding.OpenSSH, form.PublicFormat.OpenSSH)
    return Key(file, public.decode("ascii"))


def script(hostname: str, *, host_key: Key, login: Key) -> str:
    """Spell what is run as root inside: the server's own key, an admin, and root, by key alone."""
    private = host_key.file.read_text("ascii")
    return f"""set -eu
umask 022
echo {hostname} >/etc/hostname
hostname {hostname}
cat >/etc/hosts <<'HOSTS'
127.0.0.1	localhost
127.0.1.1	{hostname}
::1	localhost ip6-localhost ip6-loopback
ff02::1	ip6-allnodes
ff02::2	ip6-allrouters
HOSTS

rm -f /etc/ssh/ssh_host_*
(umask 077; cat >/etc/ssh/ssh_host_ed25519_key <<'KEY'
{private.strip()}
KEY
)
echo {shlex.quote(host_key.public)} >/etc/ssh/ssh_host_ed25519_key.pub
# A login starts no systemd of its user: in a container, each next one would wait for its long end.
sed -i /pam_systemd/d /etc/pam.d/common-session
cat >/etc/ssh/sshd_config.d/practice.conf <<'CONFIG'
HostKey /etc/ssh/ssh_host_ed25519_key
PermitRootLogin prohibit-password
PasswordAuthentication no
CONFIG

useradd --create-home --shell /bin/bash {ADMIN}
echo '{ADMIN} ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/{ADMIN}
chmod 0440 /etc/sudoers.d/{ADMIN}
for home in /root /home/{ADMIN}; do
  mkdir -p "$home/.ssh"
  echo {shlex.quote(login.public)} >"$home/.ssh/authorized_keys"
  chown -R --reference="$home" "$home/.ssh"
  chmod -R go= "$home/.ssh"
done
systemctl restart ssh
"""
