"""A login of a made-up server that is not root: what it may see, and what it runs as itself."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, cast

from core.problems import Problem, ProblemError
from core.ssh.profile import Profile
from core.ssh.session import Ran
from core.words import say
from tests.apart import LOGIN

if TYPE_CHECKING:
    from core.ssh.session import ServerSession
    from tests.apart import Apart, Said

HOME = "/run/home"
_AS_LOGIN = (
    f"HOME={HOME}", "PATH=/run/apart/bin:/usr/sbin:/usr/bin:/sbin:/bin", "setpriv",
    f"--reuid={LOGIN}", f"--regid={LOGIN}", "--clear-groups",
)  # fmt: skip


class Login:
    """Its connection; `sudo` is the script that answers in sudo's place."""

    def __init__(self, apart: Apart, sudo: str = "exit 1") -> None:
        self.profile = Profile(name="apart", host="127.0.0.1", user="deploy")
        self._apart = apart
        runtime = f"/run/user/{LOGIN}/systemd"
        apart.sh(
            f"cd /run/apart; mkdir -p {HOME} {runtime} bin; touch calls starts;"
            "chmod 0777 . units enabled calls starts;"
            f"chown -R {LOGIN}:{LOGIN} {HOME} /run/user/{LOGIN}"
        )
        program = apart.file("/run/apart/bin/sudo")
        program.write_text(f"#!/bin/sh\n{sudo}\n")
        program.chmod(0o755)
        with socket.socket(socket.AF_UNIX) as manager:
            apart.file(f"{runtime}/private").unlink(missing_ok=True)
            manager.bind(str(apart.file(f"{runtime}/private")))

    def sh(self, script: str, *words: str) -> Said:
        """Run a script as the login, where its logins begin."""
        return self._apart.sh(f"cd {HOME}\n{script}", *words, *_AS_LOGIN)

    async def run(self, script: str, **_: object) -> Ran:
        return Ran(*self.sh(script))

    async def run_as_root(self, script: str, **_: object) -> Ran:
        del script
        raise ProblemError(Problem(code="sudo_not_allowed", what=say("-"), why=say("-")))

    async def must_take_files(self) -> None:
        pass

    @property
    def session(self) -> ServerSession:
        """The connection as the product takes it."""
        return cast("ServerSession", self)
