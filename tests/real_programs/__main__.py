"""Take real programs the whole way on one server: `python -m tests.real_programs [NAME…]`.

With `--bare` each is deployed without any setting: what does a person read who knows nothing of it?
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests import testbed
from tests.goferry import goferry
from tests.real_programs.table import Program, programs
from tests.real_programs.way import Walked, Way

if TYPE_CHECKING:
    from tests.testbed import Server

_SERVER = "debian"
_HEAD = "name        settings    result      seconds     exposure    kind"


def introduced(server: Server, home: Path) -> Way:
    """Tell a new home of the server."""
    where = ("--host", server.address, "--user", "deploy", "--key", server.key_file)
    print_ = server.run("ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub").split()[1]
    for words in (("add", _SERVER, *where), ("trust", _SERVER, "--fingerprint", print_)):
        ran = goferry("--json", "server", *words, home=home)
        assert ran.code in {0, 1}, ran
    return Way(home, _SERVER)


def _row(one: Walked) -> str:
    exposure = "" if one.exposure is None else f"{one.exposure:.1f}"
    settings, result = str(len(one.program.settings)), "stopped" if one.why else "well"
    row = _columns(one.program.name, settings, result, f"{one.seconds:.0f}", exposure)
    return f"{row}{one.program.kind}" + (f"\n    {one.why}" if one.why else "")


def _columns(*words: str) -> str:
    return "".join(f"{word:<12}" for word in words)


def main(words: list[str]) -> int:
    """Print a row for each; the exit code tells whether all went well."""
    names = {word for word in words if word != "--bare"}
    chosen = [one for one in programs() if not names or one.name in names]
    with testbed.boot() as server, tempfile.TemporaryDirectory() as home:
        way = introduced(server, Path(home))
        if "--bare" in words:
            for one in chosen:
                _say(f"{one.name}: {way.bare(one)}")
            return 0
        _say(_HEAD)
        walked = [_walked(way, one) for one in chosen]
    good = sum(not one.why for one in walked)
    _say(f"{good} of {len(chosen)} went the whole way")
    return 0 if good == len(chosen) else 1


def _walked(way: Way, program: Program) -> Walked:
    walked = way.walk(program)
    _say(_row(walked))
    return walked


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
