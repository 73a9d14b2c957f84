"""Each odd setting of sshd is no hindrance, or is named before anything is made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from core.deploy.deployer import make_plan
from core.operate.status import status
from core.problems import ProblemError
from core.service import record
from core.service.results import Result
from tests import programs
from tests.deploying import deploy, on, service
from tests.server.test_looking import sshd_says

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = pytest.mark.server

WHOLE = bool(os.environ.get("GOFERRY_SHELLS"))

_NO_SFTP = "sed -i 's/^Subsystem/#Subsystem/' /etc/ssh/sshd_config"
_SFTP = "sed -i 's/^#Subsystem/Subsystem/' /etc/ssh/sshd_config"
_MENU = "#!/bin/sh\necho 'Welcome. 1) backup 2) quit'\nread -r choice\necho 'No such choice.'\n"
_WRAPPER = "#!/bin/sh\necho logged >>/tmp/log\nexec $SSH_ORIGINAL_COMMAND\n"


@dataclass(frozen=True)
class Setting:
    """Lines of sshd_config, what is done to the server first and undone after it, what is told."""

    lines: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    code: str = ""
    why: str = ""


def _forced(command: str, why: str) -> Setting:
    return Setting((f"ForceCommand {command}",), code="shell_in_the_way", why=why)


SETTINGS = {
    "MaxSessions 1": Setting(("MaxSessions 1",)),
    "MaxSessions 2": Setting(("MaxSessions 2",)),
    "no SFTP subsystem": Setting(before=_NO_SFTP, after=_SFTP),
    "no SFTP at all": Setting(
        before=f"{_NO_SFTP}; mv /usr/lib/openssh/sftp-server /opt",
        after=f"{_SFTP}; mv /opt/sftp-server /usr/lib/openssh",
        code="files_refused",
        why="sftp-server is not installed",
    ),
    "no forwarding": Setting(("DisableForwarding yes",)),
    "no terminal": Setting(("PermitTTY no",)),
    "a banner": Setting(("Banner /etc/os-release",)),
    "a forced wrapper": Setting(("ForceCommand /opt/wrapper",)),
    "forced SFTP": _forced("internal-sftp", "only file transfers"),
    "a forced menu": _forced("/opt/menu", "Something other than a shell"),
    "a forced end": _forced("/bin/false", "the code 1"),
    "nologin": Setting(
        before="usermod --shell /usr/sbin/nologin deploy",
        after="usermod --shell /bin/bash deploy",
        code="shell_in_the_way",
        why="nologin",
    ),
    "a restricted shell": Setting(
        before="usermod --shell /bin/rbash deploy", after="usermod --shell /bin/bash deploy"
    ),
}


# These cost a deploy each; the others are for `make shells-test`.
_SHORT = {"MaxSessions 1", "no SFTP subsystem"}
CHOSEN = [name for name, one in SETTINGS.items() if WHOLE or one.code or name in _SHORT]


@pytest.fixture(scope="module")
def programs_there(debian: Server) -> Iterator[None]:
    """Put the programs on the server that some settings force."""
    for name, text in (("menu", _MENU), ("wrapper", _WRAPPER)):
        debian.run(f"cat >/opt/{name} <<'FILE'\n{text}FILE\nchmod 755 /opt/{name}")
    yield
    debian.run("rm /opt/menu /opt/wrapper")


async def _never_there(one: Connection) -> str:
    with pytest.raises(ProblemError) as caught:
        await record.read(one, "web")
    return caught.value.problem.code


@pytest.mark.usefixtures("programs_there")
@pytest.mark.parametrize("name", CHOSEN)
def test_each_setting_is_no_hindrance_or_is_named_before_anything_is_made(
    server: Server, tmp_path: Path, name: str
) -> None:
    setting = SETTINGS[name]
    server.run(setting.before or ":")
    try:
        with sshd_says(server, *setting.lines):
            _judge(server, tmp_path, setting)
    finally:
        server.run(setting.after or ":")


def _judge(server: Server, folder: Path, setting: Setting) -> None:
    release = programs.release()
    if not setting.code:
        assert on(server, folder, _never_there) == "service_not_found"
        assert deploy(server, folder, release, service()).result is Result.DEPLOYED
        assert on(server, folder, lambda one: status(one, "web")).healthy is True
        return
    if setting.code == "shell_in_the_way":
        with pytest.raises(ProblemError) as caught:
            on(server, folder, lambda one: make_plan(one, release, service()))
        problem = caught.value.problem
        assert on(server, folder, _never_there) == "shell_in_the_way"
    else:
        outcome = deploy(server, folder, release, service())
        assert outcome.problem is not None
        assert outcome.result is Result.REFUSED
        problem = outcome.problem
    assert (problem.code, setting.why in str(problem.why)) == (setting.code, True), problem
    assert server.run("getent passwd web; ls /etc/systemd/system/web.service", check=False) == ""
