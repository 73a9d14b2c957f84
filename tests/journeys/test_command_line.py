"""The whole journey by the command line, as a script does it; and the ways in which it can end."""

from __future__ import annotations

import json
import signal
import subprocess
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests import sshd, testbed
from tests.goferry import WORDS, Ran, environment, goferry
from tests.long import few
from tests.testbed import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.home import Home
    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]

_SERVICE = Path(__file__).parents[1] / "programs" / "service"
_NOTES = ("--service", "notes", "--to", "practice")


class Script:
    """A person's script: `goferry --json` in a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *words: str | Path, env: dict[str, str] | None = None) -> Ran:
        return goferry("--json", *words, home=self.home, env=env)

    def well(self, *words: str | Path) -> Ran:
        """Run a command that must succeed."""
        ran = self(*words)
        assert ran.code == 0, ran
        assert ran.result["ok"] is True
        return ran

    def refused(self, *words: str | Path, env: dict[str, str] | None = None) -> str:
        """Run a command that must end in a problem that a person can act on; return its code."""
        ran = self(*words, env=env)
        assert ran.code == 1, ran
        return str(ran.problem["code"])


@pytest.fixture
def practice(home: Home) -> Iterator[Script]:
    """A home with a practice server, which is gone afterwards."""
    script = Script(home.config)
    try:
        yield script
    finally:
        script.well("practice", "stop")


def test_from_nothing_to_a_running_service_and_back(practice: Script, tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    practice.well("new", "gin", folder, "--module", "example.com/notes")
    assert practice.well("project", folder).result["gin"] is True
    (artifact,) = practice.well("build", folder).result["artifacts"]
    assert artifact["static"] is True
    assert practice.well("inspect", artifact["path"]).result["module"] == "example.com/notes"

    assert practice.well("practice", "start").result["port"] == 22
    checked = practice.well("server", "check", "practice").result
    assert checked["host_key"]["state"] == "known"
    assert checked["facts"]["systemd_running"] is True
    assert all(row["ok"] for row in checked["preflight"])

    plan = practice.well("deploy", artifact["path"], *_NOTES, "--plan").result
    assert {"create_user", "upload", "activate"} <= {step["key"] for step in plan["steps"]}
    assert practice.refused("status", *_NOTES) == "service_not_found"  # a plan changes nothing

    ran = practice.well("deploy", artifact["path"], *_NOTES)
    assert {"step_started", "progress", "step_finished"} <= {one["event"] for one in ran.events}
    first = _only(ran)
    assert (first["name"], first["outcome"], first["previous"]) == ("practice", "deployed", "")
    assert 0 < first["uploaded_bytes"] <= artifact["size"]  # gzip may be worth it
    assert _release_at(first["url"]) == first["release"]
    again = _only(practice.well("deploy", artifact["path"], *_NOTES))
    assert (again["outcome"], again["uploaded_bytes"]) == ("unchanged", 0)

    style = folder / "internal/web/static/style.css"
    style.write_text(style.read_text() + "\nbody { color: teal }\n")
    second = _only(practice.well("deploy", folder, *_NOTES))
    assert (second["outcome"], second["previous"]) == ("deployed", first["release"])
    assert _release_at(first["url"]) == second["release"]

    back = _only(practice.well("rollback", *_NOTES))
    assert (back["release"], back["uploaded_bytes"]) == (first["release"], 0)
    assert _release_at(first["url"]) == first["release"]
    _operate(practice, first)


def _operate(practice: Script, first: dict[str, Any]) -> None:
    status = _only(practice.well("status", *_NOTES))
    assert (status["active"], status["release"], status["healthy"]) == (
        "active",
        first["release"],
        True,
    )
    history = _only(practice.well("history", *_NOTES))["history"]
    assert [entry["verb"] for entry in history] == ["deploy", "deploy", "rollback"]
    logs = [one for one in practice.well("logs", *_NOTES).events if one["event"] == "log"]
    assert any("listening" in line["text"] for line in logs)
    practice.well("restart", *_NOTES)
    practice.well("stop", *_NOTES)
    stopped = practice("status", *_NOTES)
    assert stopped.code == 1  # scripts are told that nothing answers
    assert _only(stopped)["active"] == "inactive"
    practice.well("remove", *_NOTES)
    assert practice.refused("status", *_NOTES) == "service_not_found"


@pytest.mark.parametrize("behaviour", few(["sick", "crash"]))
def test_a_release_that_is_not_healthy_in_its_rehearsal_never_gets_a_turn(
    served: Script, server: Server, behaviour: str
) -> None:
    ran = served("deploy", _SERVICE, *_WEB, "--set", f"main.behaviour={behaviour}")
    assert ran.code == 1
    assert ran.problem["next"]
    assert _only(ran)["outcome"] == "refused", ran
    assert _only(ran)["release"].startswith("1-")
    _still_answers(server)


def test_a_release_that_is_not_healthy_gives_way_to_the_old_one(served: Script) -> None:
    here = ("--service", "plain", "--to", "web1", "--port", "8091", "--mode", "restart")
    served.well("deploy", _SERVICE, *here)
    ran = served("deploy", _SERVICE, *here, "--set", "main.behaviour=sick")
    assert ran.code == 1
    assert ran.problem["next"]
    assert _only(ran)["outcome"] == "rolled_back", ran
    assert _only(ran)["release"].startswith("1-")
    status = _only(served.well("status", "--service", "plain", "--to", "web1"))
    assert status["healthy"] is True
    served.well("remove", "--service", "plain", "--to", "web1")


def test_a_wrong_password_is_refused_in_words(served: Script, server: Server) -> None:
    served.well("server", "add", "by-password", "--host", server.address, "--user", "pass-user")
    here = ("--service", "web", "--to", "by-password")
    assert served.refused("status", *here) == "login_refused"
    assert served.refused("status", *here, env={"GOFERRY_PASSWORD": "wrong"}) == "login_refused"
    _still_answers(server)
    login = {"GOFERRY_PASSWORD": PASSWORD}
    assert served.refused("status", *here, env=login) == "sudo_password_needed"
    right = served("restart", *here, env={**login, "GOFERRY_SUDO_PASSWORD": PASSWORD})
    assert right.code == 0, right
    assert PASSWORD not in right.out + right.err
    _still_answers(server)


@pytest.mark.usefixtures("served")
def test_a_changed_host_key_stops_everything(server: Server, home: Home, tmp_path: Path) -> None:
    script = Script(home.config)
    _add(script, server)
    old = sshd.make_key(tmp_path / "old").with_suffix(".pub").read_text()
    home.known_hosts.write_text(f"{server.address} {old}")
    for refused in (("deploy", _SERVICE, *_WEB), ("server", "check", "web1")):
        ran = script(*refused)
        assert (ran.code, ran.problem["code"]) == (1, "host_key_changed")
        assert _fingerprint(server) in json.dumps(ran.problem)
    _still_answers(server)


def test_a_broken_or_too_large_program_reaches_no_server(
    served: Script, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "go.mod").write_text("module example.com/broken\n\ngo 1.21\n")
    (tmp_path / "main.go").write_text("package main\n\nfunc main() { undefined() }\n")
    ran = served("deploy", tmp_path, *_WEB)
    assert ran.code == 1
    assert "main.go:3" in json.dumps(ran.problem)
    (tmp_path / "main.go").write_text("package main\n\nfunc main() {}\n")
    (tmp_path / "goferry.toml").write_text('[budget]\nmax_size = "1kB"\n')
    assert served.refused("deploy", tmp_path, *_WEB) == "budget_exceeded"
    _still_answers(server)


@pytest.mark.usefixtures("slow_cable")
def test_control_c_in_an_upload_keeps_the_old_release(served: Script, server: Server) -> None:
    words = ("deploy", _SERVICE, *_WEB, "--set", "main.version=2", "--json")
    command = (*WORDS, "--home", served.home, *words)
    with subprocess.Popen(
        command, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as deploy:
        assert deploy.stdout is not None
        for line in deploy.stdout:
            if json.loads(line).get("unit") == "bytes":
                break
        deploy.send_signal(signal.SIGINT)
        rest = deploy.stdout.read().splitlines()
        assert deploy.wait(120) == 130
    assert json.loads(rest[-1])["problem"]["code"] == "cancelled"
    _still_answers(server)
    assert _only(served.well("status", *_WEB[:4]))["release"].startswith("1-")
    assert not server.run("find /var/lib/goferry/web/incoming -type f").strip()


def test_an_unknown_key_is_named_and_trusted_only_by_its_fingerprint(
    home: Home, server: Server
) -> None:
    script = Script(home.config)
    _add(script, server)
    assert script.refused("server", "check", "web1") == "host_key_unknown"
    assert script.refused("server", "trust", "web1") == "host_key_unknown"
    wrong = ("--fingerprint", "SHA256:" + "A" * 43)
    assert script.refused("server", "trust", "web1", *wrong) == "fingerprint_differs"
    assert not home.known_hosts.exists()
    trusted = script.well("server", "trust", "web1", "--fingerprint", _fingerprint(server))
    assert trusted.result["host_key"]["type"] == "ssh-ed25519"
    script.well("server", "check", "web1")


@pytest.fixture
def slow_cable(server: Server) -> Iterator[None]:
    """Make an upload last some seconds."""
    server.limit_rate(16_000_000)
    yield
    server.limit_rate(0)


_WEB = ("--service", "web", "--to", "web1", "--port", "8090")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One server for all that must leave it as it was."""
    if why := testbed.unavailable():
        pytest.skip(why)
    with testbed.boot() as booted:
        yield booted


@pytest.fixture(scope="module")
def served(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Script:
    """A home that knows the server, on which the first release of a service answers."""
    script = Script(tmp_path_factory.mktemp("home"))
    _add(script, server)
    script.well("server", "trust", "web1", "--fingerprint", _fingerprint(server))
    script.well("deploy", _SERVICE, *_WEB)
    _still_answers(server)
    return script


def _add(script: Script, server: Server) -> None:
    where = ("--host", server.address, "--user", "deploy", "--key", server.key_file)
    script.well("server", "add", "web1", *where)


def _fingerprint(server: Server) -> str:
    """Read the fingerprint where a person would: on the server itself."""
    told = server.run("ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub")
    return told.split()[1]


def _still_answers(server: Server) -> None:
    with urllib.request.urlopen(f"http://{server.address}:8090/health", timeout=30) as reply:
        assert reply.status == 200


def _release_at(url: str) -> str:
    with urllib.request.urlopen(f"{url}health", timeout=30) as reply:  # noqa: S310 - a test server
        return str(json.load(reply)["release"])


def _only(ran: Ran) -> dict[str, Any]:
    servers: list[dict[str, Any]] = ran.result["servers"]
    (server,) = servers
    return server
