"""Variables and credentials of a service: set and deleted by name, their values shown nowhere."""

from __future__ import annotations

import base64
import contextlib
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import replace
from operator import methodcaller
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

import pytest

from core.deploy.deployer import make_plan
from core.deploy.preparing import prepare
from core.operate.rollback import restart
from core.operate.secrets import Names, Wanted, change, names
from core.problems import ProblemError
from core.service.env_syntax import variables
from core.service.layout import Layout
from core.service.model import Mode
from core.service.protocol import Verb
from core.service.results import Result
from core.service.transaction import Change, begin, new_change
from core.ssh.host_keys import HostKey
from tests import programs
from tests.deploying import argv_on, ask, deploy, finished, on, service, uploads
from tests.goferry import Ran, goferry
from tests.testbed import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.ssh.connection import Connection
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]
ODD = 'a "quoted" $HOME `id` \\ value with = and #'


def set_secrets(server: Server, folder: Path, wanted: Wanted, *, user: str = "deploy") -> Names:
    async def both(one: Connection) -> Names:
        await change(one, "web", wanted)
        return await names(one, "web")

    return on(server, folder, both, user=user)


def test_a_login_without_sudo_sets_secrets_that_only_the_program_gets(
    server: Server, tmp_path: Path
) -> None:
    on(server, tmp_path, lambda one: finished(prepare, one, service(), login="guest"))
    wanted = Wanted(variables={"GREETING": ODD}, credentials={"db": b"pass\nword\0"})
    found = set_secrets(server, tmp_path, wanted, user="guest")
    assert (found.variables, found.credentials) == (("GREETING",), ("db",))
    assert deploy(server, tmp_path, programs.release(), service(), user="guest").result is (
        Result.DEPLOYED
    )
    assert ODD in ask(server)
    for user in ("guest", "deploy"):
        assert "GREETING" in lost_by_an_empty_file(server, tmp_path, user)
    assert server.run("stat -c '%U:%G %a' /etc/web/env /etc/web/creds/db /etc/web/creds").split(
        "\n"
    )[:3] == ["root:web 640", "root:root 600", "root:root 700"]
    pid = server.run("systemctl show web --property=MainPID --value").strip()
    given = server.run(f"cat /proc/{pid}/root/run/credentials/web.service/db | od -c | head -n 1")
    assert given.split()[1:] == [*list("pass"), "\\n", *list("word"), "\\0"]
    assert ask(server, "/?read=/run/credentials/web.service/db").startswith("pass")
    for place in ("/etc/web/creds/db", "/etc/web/env", "/run/credentials/web.service/db"):
        read = on(server, tmp_path, methodcaller("run", f"cat {place}"), user="guest")
        assert read.code != 0


def lost_by_an_empty_file(server: Server, folder: Path, user: str) -> str:
    (folder / "empty").touch()
    wanted = replace(service(), env_file=folder / "empty")
    plan = on(server, folder, lambda one: make_plan(one, programs.release(), wanted), user=user)
    assert ODD not in str(plan)
    return "".join(str(one.what) for one in plan.notes if one.code == "variables_lost")


def test_deleted_secrets_are_gone_with_the_next_start(server: Server, tmp_path: Path) -> None:
    deploy(server, tmp_path, programs.release(), service(Mode.SHARED))
    wanted = Wanted(variables={"GREETING": "hello", "KEPT": "x"}, credentials={"db": b"secret"})
    set_secrets(server, tmp_path, wanted)
    on(server, tmp_path, lambda one: finished(restart, one, "web"))
    assert "greeting hello" in ask(server)
    gone = Wanted(drop_variables=("GREETING",), drop_credentials=("db",))
    assert set_secrets(server, tmp_path, gone).variables == ("KEPT",)
    outcome = on(server, tmp_path, lambda one: finished(restart, one, "web"))
    assert outcome.result is Result.DEPLOYED, outcome.problem
    assert "greeting \n" in ask(server)
    assert server.run("ls -A /etc/web/creds; ls -d /etc/systemd/system/web*.d", check=False) == ""
    assert server.run("find /var/lib/goferry/web/incoming -mindepth 2") == ""
    assert '"verb":"secrets"' in server.run("cat /var/lib/goferry/web/history.jsonl")


def test_a_secret_leaves_values_of_many_lines_as_they_are(server: Server, tmp_path: Path) -> None:
    """The file may come from a person: quotes over lines, continued lines, an end without one."""
    file = tmp_path / "env"
    file.write_text(
        "KEY=\"-----BEGIN\nGREETING=no\n-----END\"\nGREETING=old \\\n  B=3\nLAST='a\nb'"
    )
    wanted = replace(service(), env_file=file)
    assert deploy(server, tmp_path, programs.release(), wanted).result is Result.DEPLOYED
    assert set_secrets(server, tmp_path, Wanted()).variables == ("KEY", "GREETING", "LAST")
    found = set_secrets(server, tmp_path, Wanted(variables={"GREETING": ODD}))
    assert found.variables == ("KEY", "LAST", "GREETING")
    assert variables(server.run("cat /etc/web/env").encode()) == {
        "KEY": "-----BEGIN\nGREETING=no\n-----END",
        "LAST": "a\nb",
        "GREETING": ODD,
    }
    on(server, tmp_path, lambda one: finished(restart, one, "web"))
    assert ODD in ask(server)


def test_no_canary_shows_anywhere_on_either_computer(
    server: Server, key_login: Callable[[str], Path], tmp_path: Path
) -> None:
    """A password for login and sudo, a passphrase, and 18 values that travel by three ways."""
    mark = f"canary{token_hex(4)}"  # others on this computer may look for canaries, too
    home, canaries = tmp_path / "home", [f"{mark}-{n:02}" for n in range(18)]
    (tmp_path / "env").write_text("".join(f"E{n}={one}\n" for n, one in enumerate(canaries[:13])))
    (tmp_path / "value").write_text(canaries[13])
    passphrase = f"{mark}-passphrase"
    key = key_login(passphrase)
    env = {"GOFERRY_SUDO_PASSWORD": PASSWORD, "GOFERRY_PASSPHRASE": passphrase}
    host = ("--host", server.address, "--user", "pass-user")
    on_server = ("--service", "web", "--to", "debian")
    said: list[Ran] = []
    with argv_samples() as here, argv_on(server) as there:

        def run(*words: str | Path, stdin: str = "") -> None:
            said.append(goferry(*words, home=home, env=env, stdin=stdin))
            assert said[-1].code == 0, said[-1]

        run("server", "add", "debian", *host, "--key", key)
        run("server", "trust", "debian", "--fingerprint", fingerprint(server))
        program = programs.release().binary
        run("deploy", program, *on_server, "--env-file", tmp_path / "env", "--plan")
        run("deploy", program, *on_server, "--env-file", tmp_path / "env")
        run("secrets", "set", "FROM_FILE", "--from", tmp_path / "value", *on_server)
        for n, one in enumerate(canaries[14:16]):
            run("secrets", "set", f"V{n}", *on_server, stdin=one)
        for n, one in enumerate(canaries[16:]):
            run("secrets", "set", f"c{n}", "--credential", *on_server, stdin=one)
        for command in ("restart", "history", "logs"):
            run(command, *on_server)
        run("secrets", "list", *on_server)
    assert canaries[14] in server.run("cat /etc/web/env")
    assert canaries[17] in server.run("cat /etc/web/creds/c1")
    kept = [file.read_bytes() for file in home.rglob("*") if file.is_file()]
    assert "goferry" in there[0]
    shown = f"{said} {here} {there} {kept}"
    assert mark not in shown
    assert PASSWORD not in shown
    found = server.run(
        f"pattern='{mark}|{PASSWORD}'\n"
        'grep -rlE "$pattern" /etc/systemd /etc/sudoers.d /opt /usr/local /tmp'
        " /var/lib/goferry /var/log\n"
        'journalctl --no-pager | grep -cE "$pattern"\n'
        'systemctl show "web*" | grep -E "$pattern"',
        check=False,
    )
    assert found.strip() == "0"


def test_an_environment_from_a_pipe_arrives_as_from_a_file(server: Server, tmp_path: Path) -> None:
    home, on_server = tmp_path / "home", ("--service", "web", "--to", "debian", "--health", "")
    host = ("--host", server.address, "--user", "deploy", "--key", server.key_file)
    assert goferry("server", "add", "debian", *host, home=home).code == 0
    goferry("server", "trust", "debian", "--fingerprint", fingerprint(server), home=home)
    words = ("deploy", programs.release().binary, *on_server, "--env-file", "/dev/stdin")
    for plan in (("--plan",), (), ()):
        ran = goferry(*words, *plan, home=home, stdin="GREETING=one\nB=2\n")
        assert ran.code == 0, ran
    assert server.run("cat /etc/web/env") == "GREETING=one\nB=2\n"
    assert "unchanged" in ran.out


@pytest.fixture
def key_login(server: Server, tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Let the user who has a password log in by a key, too, which has a passphrase."""

    def permit(passphrase: str) -> Path:
        words = ("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-f", str(tmp_path / "key"))
        subprocess.run(words, check=True)
        public = (tmp_path / "key.pub").read_text()
        server.run(
            "install -d -m 0700 -o pass-user ~pass-user/.ssh\n"
            f"echo '{public}' >~pass-user/.ssh/authorized_keys"
        )
        return tmp_path / "key"

    yield permit
    server.run("rm -rf ~pass-user/.ssh")


@contextmanager
def argv_samples() -> Iterator[set[bytes]]:
    """Look at every command line on this computer, again and again."""
    seen: set[bytes] = set()
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            for file in Path("/proc").glob("[0-9]*/cmdline"):
                with contextlib.suppress(OSError):  # it has just ended
                    seen.add(file.read_bytes())

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield seen
    finally:
        over.set()
        watching.join()


def fingerprint(server: Server) -> str:
    kind, data = server.host_key.split()[:2]
    return HostKey(kind, base64.b64decode(data)).fingerprint


def test_root_reads_no_more_of_an_upload_than_its_uploader_may(
    server: Server, tmp_path: Path
) -> None:
    on(server, tmp_path, lambda one: finished(prepare, one, service(), login="guest"))
    server.run("install -d -m 0700 /root/other && echo CANARY=root-only >/root/other/variables")
    server.run("cp /root/other/variables /root/other/env")
    asked = Change(verb=Verb.SECRETS, id=new_change(), who="guest")
    folder = f"{uploads(server)}/{asked.id}"

    async def plant(one: Connection) -> None:
        await one.run(f"ln -s /root/other {folder}")
        with pytest.raises(ProblemError):
            await begin(one, Layout("web"), asked)

    try:
        on(server, tmp_path, plant, user="guest")
        assert "CANARY" in server.run("cat /root/other/variables")
    finally:
        server.run(f"rm -rf /root/other {folder}")
    assert "CANARY" not in server.run("cat /etc/web/env", check=False)
