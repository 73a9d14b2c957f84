"""Variables of two real servers change as one, by the real command line: on both, or on none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.fleet_faults import FREE_WITHIN, Fleet

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
SECRET = "s3cret-of-the-fleet"
# What of a value may have been left: in files of all, in the journal, or with a process.
_LEFT = (
    f"grep -rlsF {SECRET} /var/lib/goferry /home /root /tmp /etc /opt /run/systemd /run/goferry"
    f" | grep -vx /etc/web/env; journalctl --no-pager | grep -cF {SECRET};"
    f" ls -A /var/lib/goferry/web/incoming/*/ | grep -v : | grep .;"
    " ls -A /etc/web | grep -E 'new|taken'; :"
)
_REFUSE = (
    "mkdir -p /etc/systemd/system/web.service.d && printf '[Service]\\nExecStartPre=/bin/sh -c"
    ' "! grep -q REFUSED= /etc/web/env"\\n\' >/etc/systemd/system/web.service.d/test.conf'
    " && systemctl daemon-reload"
)


def test_both_have_the_new_variables_or_the_former_ones(
    fleet: Callable[[int], tuple[Server, ...]], tmp_path: Path
) -> None:
    servers = fleet(2)
    both = Fleet(servers, tmp_path)

    def envs() -> list[str]:
        return [one.run("cat /etc/web/env 2>/dev/null || :") for one in servers]

    def edit(lines: str, when: Any = None) -> dict[str, Any]:  # noqa: ANN401 - as `ran` takes it
        file = tmp_path / "lines"
        file.write_text(lines)
        to = ",".join(both.names)
        words = ["--json", "env", "--service", "web", "--to", to, "--set", str(file), "--yes"]
        return both.ran(words, when)

    done = edit(f"A={SECRET}\n")
    assert done["ok"], done
    assert envs() == [f'A="{SECRET}"\n'] * 2
    assert [one.run(_LEFT) for one in servers] == ["0\n"] * 2

    servers[1].run(_REFUSE)
    done = edit("REFUSED=1\nA=other\n")
    assert [one["outcome"] for one in done["servers"]] == ["rolled_back"] * 2, done
    assert envs() == [f'A="{SECRET}"\n'] * 2
    assert both.versions() == ["1", "1"]

    def kill(event: dict[str, Any], running: subprocess.Popen[str]) -> None:
        if "Watch it until" in str(event.get("step", "")):
            running.kill()

    assert edit("A=other\n", kill) == {}, "it was killed"
    assert both.free_after() <= FREE_WITHIN
    assert envs() == [f'A="{SECRET}"\n'] * 2
    assert both.versions() == ["1", "1"]
    assert [one.run(_LEFT) for one in servers] == ["0\n"] * 2
