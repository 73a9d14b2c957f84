"""Whether a server may be talked to: its key against the known_hosts files, before any login."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from core.actions import ReplaceHostKey, TrustHostKey
from core.home import not_read
from core.plain_text import inert
from core.problems import Advice, Problem, ProblemError
from core.ssh.certificates import read_certificate
from core.ssh.connection.handshake import WantedKeys, is_signed
from core.ssh.host_key_records import trust, withdraw
from core.ssh.host_keys import HostKey, Judgement, KnownHosts, Standing, host_name, parse_key
from core.words import say

if TYPE_CHECKING:
    from core.home import Home
    from core.ssh.certificates import Certificate
    from core.ssh.connection.route import Hop
    from core.ssh.profile import Profile


class HostKeyCheck:
    """What is known about one server's keys, under each name that it goes by here."""

    def __init__(self, hop: Hop, home: Home | None) -> None:
        self._hop = hop
        there = hop.destination
        self._files = known_hosts_files(home, there.known_hosts, there.global_known_hosts)
        self._known = KnownHosts(self._files)

    @property
    def wanted(self) -> WantedKeys:
        """What to ask the server for first, so that it shows what can be judged."""
        found = (kind for name in self._hop.names for kind in self._known.types(*name))
        signed = any(self._known.has_authority(*name) for name in self._hop.names)
        return WantedKeys(tuple(dict.fromkeys(found)), certificate=signed)

    def check(self, key: HostKey) -> None:
        """Raise `ProblemError` unless this key is known as the server's own."""
        certificate = read_certificate(key.data) if key.is_certificate else None
        judged = [self._judge(*name, key, certificate) for name in self._hop.names]
        standings = {one.standing for one in judged}
        shown = key if certificate is None else certificate.key
        if Standing.REVOKED in standings or self._is_withdrawn(shown, certificate):
            raise ProblemError(_revoked(self._hop.profile, shown))
        if Standing.KNOWN in standings:
            return
        changed = [one for one in judged if one.standing is Standing.CHANGED]
        if changed:
            raise ProblemError(self._changed(shown, changed[0]))
        raise ProblemError(_unknown(self._hop, shown))

    def _is_withdrawn(self, key: HostKey, certificate: Certificate | None) -> bool:
        """Whether the file of RevokedHostKeys has this key, or the authority that signed it."""
        named = self._hop.destination.revoked_keys
        if not named:
            return False
        try:
            content = Path(named).read_bytes()
        except OSError as reason:
            raise ProblemError(not_read(Path(named), reason)) from reason
        if content.startswith(_REVOCATION_LIST):
            raise ProblemError(_binary_list(named))
        lines = content.decode("utf-8", "replace").split("\n")
        withdrawn = {found for line in lines if (found := parse_key(line)) is not None}
        return key in withdrawn or (certificate is not None and certificate.authority in withdrawn)

    def _judge(
        self, host: str, port: int, key: HostKey, certificate: Certificate | None
    ) -> Judgement:
        if certificate is None:
            return self._known.judge(host, port, key)
        valid = certificate.speaks_for(host) and is_signed(certificate)
        return self._known.vouched(
            host, port, certificate.key, authority=certificate.authority, valid=valid
        )

    def accept(self, own: Path, key: HostKey) -> None:
        """Record a key that a person compared; a key that it replaces opens no door any more.

        It is written to `own`, GoFerry's file. Other files stay as they are, and what they hold of
        a replaced key is withdrawn in ours.
        """
        host, port = self._hop.names[-1]
        gone = self._replaced_by(key)
        trust(own, host, port, key, instead_of=gone)
        for name in self._hop.names:
            left = [one for one in gone if self._is_known(name, one)]
            withdraw(own, *name, left)

    def _replaced_by(self, key: HostKey) -> list[HostKey]:
        """Return the recorded keys that the host no longer has.

        It was asked for those first. A key of another type beside one of the same type may still
        be its own.
        """
        recorded = self.recorded(key)
        same = [one for one in recorded if one.type == key.type]
        return same or recorded

    def recorded(self, key: HostKey) -> list[HostKey]:
        """Return the keys in whose place the server shows this one; none when it is known."""
        judged = [self._known.judge(*name, key) for name in self._hop.names]
        if any(one.standing is Standing.KNOWN for one in judged):
            return []
        return list(dict.fromkeys(old for one in judged for old in one.recorded))

    def _is_known(self, name: tuple[str, int], key: HostKey) -> bool:
        return KnownHosts(self._files).judge(*name, key).standing is Standing.KNOWN

    def _changed(self, key: HostKey, judgement: Judgement) -> Problem:
        recorded = "\n".join(f"  {one.type} {one.fingerprint}" for one in judgement.recorded)
        server = self._hop.profile.name
        return Problem(
            code="host_key_changed",
            what=say("The host key of {server} has changed. Nothing was sent.", server=server),
            why=say(
                "Either the server was reinstalled, or someone is intercepting the connection."
            ),
            next=(
                Advice(say("Ask the server's administrator whether the host key was changed.")),
                Advice(
                    say(
                        "If it was, remove the old line and try again: ssh-keygen {line}",
                        line=self._line_of_another(key),
                    )
                ),
                *self._how_to_accept(key),
            ),
            details=inert(f"now:\n  {key.type} {key.fingerprint}\nbefore:\n{recorded}"),
        )

    def _how_to_accept(self, key: HostKey) -> tuple[Advice, ...]:
        """Offer to put the new key in the old one's place, which no jump can be given."""
        if self._hop.is_jump:
            return ()
        deed = ReplaceHostKey(self._hop.profile.name, key.fingerprint)
        return (Advice(say("Replace the host key…"), deed),)

    def _line_of_another(self, key: HostKey) -> str:
        """Name a line that holds another key than this, as ssh-keygen takes it.

        Without its file ssh-keygen would look into the user's own alone, and not into GoFerry's.
        """
        return next(
            f"-f {shlex.quote(str(file))} -R {shlex.quote(host_name(host, port))}"
            for file in self._files
            for host, port in self._hop.names
            if KnownHosts((file,)).judge(host, port, key).standing is Standing.CHANGED
        )


def known_hosts_files(
    home: Home | None,
    named: tuple[str, ...] | None = None,
    of_all: tuple[str, ...] | None = None,
) -> tuple[Path, ...]:
    """List where trusted keys stand: GoFerry's own file, then the user's and the system's.

    `named` are the files that the ssh configuration names in place of the user's usual ones,
    `of_all` those in place of the system's.
    """
    own = () if home is None else (home.known_hosts,)
    user, system = Path.home() / ".ssh", Path("/etc/ssh")
    usual = (user / "known_hosts", user / "known_hosts2")
    users = usual if named is None else tuple(map(Path, named))
    systems = (system / "ssh_known_hosts", system / "ssh_known_hosts2")
    return (*own, *users, *(systems if of_all is None else map(Path, of_all)))


_REVOCATION_LIST = b"SSHKRL\n\0"


def _binary_list(file: str) -> Problem:
    return Problem(
        code="ssh_config_not_followed",
        what=say("The list of revoked host keys in {file} could not be checked.", file=file),
        why=say("The file is in OpenSSH's binary format (KRL), which GoFerry does not support."),
        next=(Advice(say("Set RevokedHostKeys to a text file with one public key per line.")),),
        field="host",
    )


_HOW_TO_CHECK = """\
On the server (its provider's console, or a connection that you trust already), run:
  for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf "$key"; done
and compare the line that ends in {type}."""


def _unknown(hop: Hop, key: HostKey) -> Problem:
    return Problem(
        code="host_key_unknown",
        what=say("The host key of {server} is not trusted yet.", server=hop.profile.name),
        why=say("The fingerprint of its host key is {fingerprint}.", fingerprint=key.fingerprint),
        next=(_how_to_trust(hop, key),),
        details=f"{key.type} {key.fingerprint}\n" + _HOW_TO_CHECK.format(type=key.type),
    )


def _how_to_trust(hop: Hop, key: HostKey) -> Advice:
    if hop.is_jump:
        return Advice(
            say(
                "The connection passes through this server. Compare its host key once with: "
                "ssh {host}",
                host=hop.profile.name,
            )
        )
    return Advice(
        say("Compare the fingerprint, then trust the host key."),
        TrustHostKey(key.fingerprint),
    )


def _revoked(profile: Profile, key: HostKey) -> Problem:
    return Problem(
        code="host_key_revoked",
        what=say("The host key of {server} was revoked. Nothing was sent.", server=profile.name),
        why=say("A known_hosts file marks this host key as revoked."),
        next=(Advice(say("Ask the server's administrator for the new host key.")),),
        details=f"{key.type} {key.fingerprint}",
    )
