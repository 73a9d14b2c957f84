"""Attacks of a login on root's helper, by what lies in its upload area or moves there meanwhile.

Whatever it plants, the rest of the server is the same before and after, and nothing from outside
the area comes to where the service or others can read it. `GOFERRY_FAULTS=1` goes through all of
them, `make test` through every sixth.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from core.deploy.preparing import prepare
from core.operate.removal import removal
from core.service import marks
from core.service.layout import Layout
from core.service.transaction import new_change
from tests import programs
from tests.deploying import deploy, finished, remove, service, session, uploads

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.ssh.connection import Connection
    from core.ssh.session import Ran
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
HELPER = "/usr/local/libexec/goferry/activate-web"
_GOAL = 60
STEP = 1 if os.environ.get("GOFERRY_FAULTS") else 6

# Two folders that are none of the upload area: one that everybody may read, one for root alone.
_VICTIMS = """
for folder in /victim /victim-secret; do
  mkdir -p $folder/credentials
  for name in web env manifest.json variables drop credentials/db other; do
    echo "OUTSIDE=$folder" >$folder/$name
  done
  tar -cf $folder/files.tar -C $folder other
  mkfifo $folder/fifo
done
chmod 0700 /victim-secret
"""

# Everything but what is the service's or the machine's own noise; with content where it is small.
_OWN = (
    "/proc /sys /dev /run /tmp /root /var/log /var/tmp /var/cache /var/lib/systemd /var/lib/web"
    " /var/lib/goferry/web /opt/web /etc/web /home/guest /etc/systemd/system/*.wants"
    " /etc/systemd/system/web*.d"
)
_TREE = rf"""
find / -xdev \( {" -o ".join(f"-path '{place}'" for place in _OWN.split())} \) -prune \
  -o -not -path / -not -path /etc -not -path /etc/systemd/system \
  -printf '%p %i %m %U %G %s %T@ %l\n' | sort | sha256sum
find /etc /victim /victim-secret -xdev -type f -not -path '/etc/web/*' \
  -not -path '/etc/systemd/*' -exec sha256sum {{}} + | sort | sha256sum
stat -c '%n %a %U %G' / /etc /etc/systemd/system /root /dev/null /dev/zero /tmp /run
"""

# What came to where others can read it, or the service, or the one who asked.
_LEAKED = (
    "grep -rlE 'OUTSIDE|root:[x$*]' /opt/web /etc/web /var/lib/goferry/web/txn"
    " /var/lib/goferry/web/history.jsonl /home/guest/loot 2>/dev/null; true"
)

_PROGRAM = "cp /opt/web/current/bin/web $K/web\n"
_TAR = """made=$(mktemp -d)
(cd $made && mkdir x && echo mine >x/mine && {} && cp made.tar $K/files.tar) && rm -r $made
"""
_LINK_MEMBER = "ln -s /victim x/out && tar -cf made.tar x && rm x/out && mkdir x/out"
_PACK = "tar -cPf made.tar"
_FILLED = f"""{_PROGRAM}echo A=1 >$K/env
echo A=1 >$K/variables
echo x >$K/credentials/db
echo m >$K/manifest.json
"""
_OLD = """mkdir $A/old; ln -s /victim $A/old/out; ln -s /victim $A/gone
touch -hd 2001-01-01 $A/gone; touch -d 2001-01-01 $A/old"""
_SWAP = """
perl -e '
  my ($one, $two) = @ARGV;
  for (1 .. 4000000) {{
    rename $one, "$one.1"; rename $two, $one; rename $one, $two; rename "$one.1", $one
  }}
' {one} {two} >/dev/null 2>&1 &
echo $! >~/mover
"""
# Looks at every process of this login that holds something of root's, and tries to write to it.
_THIEF = r"""
perl -e '
  open my $loot, ">>", "$ENV{HOME}/loot";
  for (1 .. 400000) {
    for my $dir (glob "/proc/[0-9]*/fd") {
      my ($pid) = $dir =~ /(\d+)/;
      next if (stat "/proc/$pid")[4] != $> or $pid == $$;
      open my $name, "<", "/proc/$pid/comm"; my $comm = <$name> // "";
      next if $comm =~ /ssh|perl|bash|sudo|systemd|\(sd-pam/;
      open my $env, "<", "/proc/$pid/environ"; local $/; my $all = <$env> // "";
      print $loot "OUTSIDE environ $all\n" if $all =~ /SUDO|INVOCATION|service=/;
      for my $fd (glob "$dir/*") {
        my $to = readlink $fd // next;
        next if $to =~ m{^pipe:|^/dev/null$|incoming/};
        print $loot "OUTSIDE descriptor $comm $fd $to\n" if $to =~ m{^/(?!usr|etc/ld|proc)};
      }
    }
  }
' >/dev/null 2>&1 &
echo $! >~/mover
"""


@dataclass(frozen=True)
class Attack:
    """A script of the login's ($A its area, $K the upload) before a request; `moves` beside it."""

    name: str
    verb: str
    plant: str = "true"
    moves: str = ""


def _planted() -> Iterator[Attack]:
    """Every file that deploy and secrets take, as each thing that it should not be."""
    forms = {
        "a link to what all may read": "ln -s /victim/{name} $K/{name}",
        "a link to root's": "ln -s /victim-secret/{name} $K/{name}",
        "a pipe": "mkfifo $K/{name}",
        "a device": "ln -s /dev/zero $K/{name}",
        "a link to a pipe": "ln -s /victim/fifo $K/{name}",
        "a descriptor": "ln -s /proc/self/fd/9 $K/{name}",
        "a folder": "mkdir $K/{name}; ln -s /victim/env $K/{name}/env",
        "a giant": "truncate -s 5G $K/{name}",
        "a hard link": "ln /victim/{name} $K/{name} 2>/dev/null || true",
    }
    for verb, names in (
        ("deploy", ("web", "manifest.json", "env", "files.tar")),
        ("secrets", ("variables", "drop", "credentials/db")),
    ):
        for name in names:
            for form, script in forms.items():
                if form == "a giant" and name in {"web", "files.tar"}:
                    continue  # copied before it is refused: four thousand million bytes each
                ready = "" if name == "web" or verb == "secrets" else _PROGRAM
                yield Attack(f"{name} is {form}", verb, ready + script.format(name=name))


def _folders() -> Iterator[Attack]:
    """The folder of the upload, or one in it, leads elsewhere."""
    for verb in ("deploy", "secrets"):
        for place in ("/victim", "/victim-secret", "/etc", "/proc/self", "/dev", "../../.."):
            yield Attack(f"the folder is {place}", verb, f"rm -rf $K; ln -s {place} $K")
        yield Attack("the folder is a pipe", verb, "rm -rf $K; mkfifo $K")
        yield Attack("the folder is closed", verb, "chmod 0 $K")
    for place in ("/victim/credentials", "/victim-secret/credentials", "/etc/web/creds"):
        yield Attack(
            f"the credentials are {place}",
            "secrets",
            f"rmdir $K/credentials; ln -s {place} $K/credentials",
        )
    yield Attack(
        "odd names", "secrets",
        "cd $K/credentials; touch 'a\nb' 'x y' '..a' '-rf' '$(id)'; ln -s /victim/env 'n\ndb'",
    )  # fmt: skip
    yield Attack("old links", "deploy", f"{_PROGRAM}{_OLD}")


def _archives() -> Iterator[Attack]:
    """Files that travel with the program, in an archive that no GoFerry made."""
    for name, script in {
        "an absolute name": f"{_PACK} --transform 's,x/mine,/victim/env,' x",
        "a name that climbs": f"{_PACK} --transform 's,x/mine,../../../../victim/env,' x",
        "a link": "ln -s /victim x/out && tar -cf made.tar x",
        "a file through a link": f"{_LINK_MEMBER} && echo 1 >x/out/env && tar -rf made.tar x/out",
        "a hard link": f"ln x/mine x/more && {_PACK} --transform 's,^x/mine,/victim/env,RSh' x",
        "a pipe": "mkfifo x/fifo && tar -cf made.tar x",
        "a set-uid program": "cp /bin/true x/up && chmod 4755 x/up && tar -cf made.tar x",
        "our own names": f"mkdir bin && touch bin/web release.env && {_PACK} bin release.env",
        "packed": "tar -cf - x | gzip >made.tar",
        "no archive": "head -c 100000 /dev/urandom >made.tar",
        "a giant with holes": "truncate -s 900G x/holes && tar -cSf made.tar x",
    }.items():
        yield Attack(f"the archive has {name}", "deploy", _PROGRAM + _TAR.format(script))


def _moving() -> Iterator[Attack]:
    """Something changes places for ever while root's helper works."""
    both = "rm -rf $A/out; ln -s {place} $A/out\n"
    for verb in ("deploy", "secrets"):
        for place in ("/victim", "/victim-secret"):
            plant = _FILLED + both.format(place=place)
            yield Attack(
                f"the folder and {place}", verb, plant, _SWAP.format(one="$K", two="$A/out")
            )
    for verb, name in (
        ("deploy", "web"),
        ("deploy", "env"),
        ("deploy", "manifest.json"),
        ("secrets", "variables"),
        ("secrets", "credentials"),
        ("secrets", "credentials/db"),
    ):
        plant = _FILLED + both.format(place=f"/victim/{name}")
        yield Attack(
            f"{name} and a link", verb, plant, _SWAP.format(one=f"$K/{name}", two="$A/out")
        )
        pipe = f"{_FILLED}mkfifo $A/out\n"
        yield Attack(f"{name} and a pipe", verb, pipe, _SWAP.format(one=f"$K/{name}", two="$A/out"))
    yield Attack("a thief of descriptors", "deploy", _FILLED, _THIEF)
    yield Attack("a thief of descriptors", "secrets", _FILLED, _THIEF)


_MINES = "".join(
    f"ln -s {place} $A/{name}\n"
    for name, place in (
        ("-", "/victim"),
        ("env", "/victim/env"),
        ("1-00000000", "/victim-secret"),
        ("goferry", "/etc"),
    )
) + "rm -rf $K; ln -s /victim $K; touch -hd 2001-01-01 $A/- $A/env $A/goferry"  # fmt: skip
_VERBS = "restart stop start rollback names logs follow cancel lease unlease"
ELSEWHERE = tuple(Attack("mines", verb, _MINES) for verb in _VERBS.split())
ATTACKS = (*_planted(), *_folders(), *_archives(), *_moving())


@pytest.fixture
def prepared(debian: Server, tmp_path: Path) -> Iterator[Server]:
    """A running service that guest may deploy, and things of root's that guest would like."""

    async def permit() -> None:
        async with session(debian, tmp_path) as one:
            await finished(prepare, one, service(), login="guest")

    asyncio.run(permit())
    deploy(debian, tmp_path, programs.release(), service(), user="guest")
    debian.run(_VICTIMS)
    yield debian
    own = "/home/guest/loot /home/guest/mover /var/lib/thief"
    debian.run(f"rm -rf /victim /victim-secret {own}; find /tmp -user guest -delete")
    remove(debian)


async def carried_out(one: Connection, server: Server, attack: Attack) -> Ran:
    """Plant, ask, wait until the helper has done, stop what moves, and clear the area."""
    area, change = uploads(server), new_change()
    running = server.run("sha256sum </opt/web/current/bin/web").split()[0]
    wanted = {"deploy": running, "logs": "-", "follow": "0"}.get(attack.verb, "-")
    key = change if attack.verb == "secrets" else running[:32]
    places = f"A={area}; K=$A/{key}; mkdir -m 0700 $K $K/credentials\n"
    planted = await one.run("sh -s", stdin=f"{places}{attack.plant}\n".encode())
    assert planted.code == 0, (attack, planted)
    before = server.run(f"find {area} -printf '%p %i %y %s %T@ %l\\n' | sort")
    if attack.moves:
        await one.run("sh -s", stdin=f"A={area}; K=$A/{key}{attack.moves}".encode())
    line = f"{attack.verb} {change} {wanted} guest\n"
    ran = await one.run(f"sudo -n {HELPER}", stdin=line.encode(), seconds=200)
    server.run("while systemctl is-active --quiet goferry-web; do sleep 0.1; done")
    if attack.moves:
        await one.run("kill $(cat ~/mover)")
    if attack in ELSEWHERE:
        assert server.run(f"find {area} -printf '%p %i %y %s %T@ %l\\n' | sort") == before, attack
    await one.run(f"chmod -R u+rwx {area}; rm -rf {area}/* {area}/.[!.]*")
    return ran


def test_nothing_outside_the_upload_area_is_read_written_or_deleted(
    prepared: Server, tmp_path: Path
) -> None:
    assert len(ATTACKS) + len(ELSEWHERE) >= _GOAL
    failures = []

    async def all_of_them() -> None:
        async with session(prepared, tmp_path, user="guest") as one:
            for attack in (*ATTACKS, *ELSEWHERE)[::STEP]:
                before = prepared.run(_TREE)
                ran = await carried_out(one, prepared, attack)
                after, leaked = prepared.run(_TREE), prepared.run(_LEAKED)
                if before != after or leaked or "OUTSIDE" in ran.out:
                    failures.append((attack.verb, attack.name, leaked, before, after))
                    prepared.run(f"rm -rf {leaked}" if "/opt" not in leaked else "true")

    asyncio.run(all_of_them())
    assert failures == []
    assert prepared.run("ls /victim/credentials /victim/env") != ""
    assert '"OUTSIDE' not in prepared.run("journalctl -b --no-pager | tail -n 2000")


# What a login leaves in its area, or does there, when root takes the area away. `$T` is a folder of
# the login's own elsewhere on the same disk, in which root has put something of its own.
_TAKEN = {
    "links": "for one in / /etc /victim /victim-secret; do ln -s $one $A/l$$$(basename $one); done",
    "hard links": "ln $T/own $A/own; ln /victim/env $A/env 2>/dev/null || true",
    "odd names": "cd $A; touch 'a\nb' '-rf' '..a' 'x y' '$(id)'; mkdir 'c\nd'; ln -s / 'c\nd/e\nf'",
    "a deep tree": "cd $A; perl -e 'for (1 .. 3000) { mkdir q{d}; chdir q{d} }"
    " symlink q{/victim}, q{l}'",
    "closed folders": "mkdir -p $A/k/in; touch $A/k/in/x; chmod 0 $A/k/in $A/k; chmod 0 $A",
    "a folder with root's things in it": "mv $T/mine $A/mine",
    "a folder and a link": f"mkdir -p $A/in/k; echo 1 >$A/in/k/x; ln -s /victim $A/out"
    f"{_SWAP.format(one='$A/in', two='$A/out')}",
    "a folder that leaves": f"mkdir -p $A/in/k/l; mkdir $T/out"
    f"{_SWAP.format(one='$A/in/k', two='$T/out')}",
    "files without end": """cd $A
perl -e 'for (1 .. 300000) { mkdir qq{d$_}; open F, q{>}, qq{d$_/f} }' >/dev/null 2>&1 &
echo $! >~/mover""",
}
_THINGS = """
rm -rf /var/lib/thief; install -d -o guest -g guest /var/lib/thief /var/lib/thief/mine
mkdir /var/lib/thief/mine/roots; echo OUTSIDE >/var/lib/thief/mine/roots/file
echo own >/var/lib/thief/own; chown guest /var/lib/thief/own
"""


@pytest.mark.parametrize("whole", [True, False])
def test_an_area_that_is_taken_away_takes_nothing_else_with_it(
    prepared: Server, tmp_path: Path, *, whole: bool
) -> None:
    """By the service's removal, or by the revocation of its login's right."""
    area = uploads(prepared)
    script = removal(Layout("web")).script
    if not whole:
        script = f"set -eu\n{marks.taking_area(Layout('web'), 'guest')}"

    async def each() -> None:
        async with (
            session(prepared, tmp_path) as root,
            session(prepared, tmp_path, user="guest") as guest,
        ):
            for name, plant in _TAKEN.items():
                await finished(prepare, root, service(), login="guest")
                prepared.run(_THINGS)
                before = prepared.run(_ELSEWHERE)
                lines = f"A={area}; T=/var/lib/thief\n{plant}\n"
                planted = await guest.run("sh -s", stdin=lines.encode())
                assert planted.code == 0, (name, planted)
                await root.run_as_root(script)
                assert prepared.run(f"ls -d {area} 2>/dev/null; true") == "", name
                await guest.run("kill $(cat ~/mover 2>/dev/null) 2>/dev/null; rm -f ~/mover")
                kept = "find /var/lib/thief /var/lib/goferry -name roots -path '*mine/roots'"
                assert prepared.run(f"cat $({kept})/file") == "OUTSIDE\n", name
                assert prepared.run("cat /var/lib/thief/own") == "own\n", name
                assert prepared.run(_ELSEWHERE) == before, name
                prepared.run("rm -rf /var/lib/goferry/web/gone")

    asyncio.run(each())


_ELSEWHERE = r"""
find /etc /victim /victim-secret -xdev \( -path '/etc/systemd' -o -path '/etc/sudoers.d' \) -prune \
  -o -path /etc/web -prune -o -not -path /etc -printf '%p %i %m %U %G %s %l\n' | sort | sha256sum
"""
