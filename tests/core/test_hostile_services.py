"""Hostile text in every field of a service, through every way in: no text that is made of it bends.

GOFERRY_EXAMPLES=10000 makes a hunt of it.
"""

from __future__ import annotations

import asyncio
import re
import shlex
import shutil
import string
import subprocess
from collections import Counter
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.cli.arguments import UsageMistake
from core.cli.entry import main, parser
from core.cli.service import wish_for
from core.deploy import deployer, preparing
from core.deploy.proposal import propose
from core.events import unheard
from core.operate import logs, removal, rollback, secrets, status
from core.problems import ProblemError
from core.project import shared
from core.project.model import Project
from core.project.traits import ServiceTraits
from core.service import installed, transaction, unit, unit_values
from core.service.installed import Installed
from core.service.layout import Layout
from core.service.model import Health, Limits, Mode, Release, Scope, Service
from core.service.protocol import Verb
from core.service.sound import problem_of
from core.service.transaction import Change
from core.service_name import usable
from core.ssh.profile import Profile
from core.ssh.session import Ran
from core.usecases.serving import settle
from tests.core.test_steps import RELEASE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

WEB = Service(name="web")
_NASTY = (
    "'", '"', "\n", "\r", "\0", "\\", "\\\n", "`id`", "$(id)", "${IFS}", "$HOME", ";", "|", "&",
    "%", "%i", "%h", "@PORT@", "@SERVICE@", "@RUN@", "\u2028", "\u2029", "\x85", "\x0b", "\x0c",
    "\x1b[2J",
    "--", "-", "/../", "..", "~", "*", "[Service]", "\n[Service]\nUser=root\n", "' ; reboot ; '",
    "GOFERRY_END_OF_FILE", "\nGOFERRY_END_OF_FILE\nreboot\n", "\u202e", "\u200f", " ", "\t", "#",
    "/health", "web", "1", "8080", "512M", "é", "漢", "a" * 5000, "{", "}", "$", "!", "=",
)  # fmt: skip
hostile = st.one_of(
    st.lists(st.sampled_from(_NASTY), min_size=1, max_size=6).map("".join),
    st.text(max_size=40),
)
numbers = st.one_of(hostile, st.integers(), st.floats(), st.booleans(), st.none())


def services(value: st.SearchStrategy[Any], number: st.SearchStrategy[Any]) -> Any:  # noqa: ANN401
    """Services that are sound but for one field, or for all of them."""
    limits = st.builds(Limits, memory=value, cpu=number, tasks=number)
    health = st.builds(Health, **{one.name: number for one in fields(Health)})
    kinds = {
        "port": number,
        "health_path": value,
        "keep_releases": number,
        "mode": st.one_of(st.sampled_from(Mode), value),
        "scope": st.one_of(st.sampled_from(Scope), value),
        "limits": limits,
        "health": health,
        "rehearse": number,
    }
    one_odd = [st.builds(replace, st.just(WEB), **{name: kind}) for name, kind in kinds.items()]
    return st.one_of(*one_odd, st.builds(Service, name=st.just("web"), **kinds))


def shape(text: str) -> Counter[tuple[str, str]]:
    """Read a unit as strictly as systemd does: how often each key stands in each section."""
    found: Counter[tuple[str, str]] = Counter()
    section, joined = "", ""
    for line in re.split(r"[\n\r\0]", text):
        joined += line
        if joined.endswith("\\"):
            joined = joined[:-1] + " "
            continue
        whole, joined = joined.strip(), ""
        if not whole or whole[0] in "#;":
            continue
        if whole[0] == "[":
            section = whole
            continue
        key, equals, _ = whole.partition("=")
        assert equals, f"systemd does not understand {whole!r}"
        found[section, key] += 1
    return found


def widest(name: str) -> Counter[tuple[str, str]]:
    """Return the most that a unit of this name may hold, in any mode and scope."""
    limits = Limits(memory="1G", cpu=50)
    texts = [
        file.content
        for mode in Mode
        for scope in Scope
        for file in unit.units(replace(WEB, mode=mode, scope=scope, limits=limits))
        if file.path.endswith(f"/{name}")
    ]
    most: Counter[tuple[str, str]] = Counter()
    for text in texts:
        most |= shape(text)
    return most


_WIDEST = {name: widest(name) for name in Layout("web").possible_units}
_USUAL = {"web.service": "Environment=PORT=8080"}


def texts_of(service: Service) -> list[tuple[str, str]]:
    """Return every text that is made of a service: each file, and each script of root."""
    there = Installed(login="deploy")
    actions = preparing.preparation(there, service, operators="ops")
    made = [(file.path, file.content) for file in unit.wanted(service)]
    made += [(action.key, action.script) for action in actions]
    return [*made, ("remove", removal.removal(Layout.of(service)).script)]


def must_be_whole(service: Service) -> None:
    """Fail where a text of this service has another structure than that of a plain one."""
    plain = replace(service, health_path="", limits=Limits(), health=Health())
    usual = dict(texts_of(replace(plain, port=8080, keep_releases=5)))
    for path, text in texts_of(service):
        name = path.rpartition("/")[2]
        if name.startswith(service.name):
            name = f"web{name.removeprefix(service.name)}"
        if name in _WIDEST:
            assert not shape(text) - _WIDEST[name], text
        elif not name.endswith(".json"):
            assert text.count("\n") == usual[path].count("\n") or path == "write_file", text


def accepted(service: Service) -> bool:
    """Tell whether a service is let in; if so, everything made of it is whole."""
    if problem_of(service) is not None:
        for make in (unit.units, unit.helper, unit.wanted, texts_of):
            with pytest.raises(ProblemError):
                make(service)
        return False
    must_be_whole(service)
    return True


@given(services(hostile, numbers))
def test_no_field_of_a_service_bends_a_text(service: Service) -> None:
    accepted(service)


@given(hostile, hostile)
def test_even_an_unchecked_value_stays_within_its_place(path: str, memory: str) -> None:
    odd = replace(WEB, health_path=path, limits=Limits(memory=memory, cpu=1))
    with pytest.MonkeyPatch.context() as unchecked:
        unchecked.setattr(unit, "must_be_sound", lambda _: None)
        unchecked.setattr(unit_values, "must_be_sound", lambda _: None)
        for file in unit.units(odd):
            assert not shape(file.content) - _WIDEST[file.path.rpartition("/")[2]]
        header = unit.helper(odd).content.split("self=")[0]
    said = arrived(header, "health_path", "service", "keep")
    assert said == [path.replace("\0", ""), "web", "5"]


_BASH = shutil.which("bash") or "/bin/bash"


def arrived(script: str, *names: str) -> list[str]:
    """Let bash read a script, and return what stands in these variables."""
    tell = " ".join(f'"${name}"' for name in names)
    done = subprocess.run(
        (_BASH, "-p"),
        input=f"{script}\nprintf '%s\\0' {tell}\n".encode("utf-8", "surrogatepass"),
        capture_output=True,
        check=True,
        env={"PATH": "/nowhere"},  # a command that came to life here would not be found
    )
    assert done.stderr == b""
    return [one.decode("utf-8", "surrogatepass") for one in done.stdout.split(b"\0")[:-1]]


# ---- every way in --------------------------------------------------------------------------------


class Untouched:
    """A session that may not be asked anything."""

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"a server was asked: {name}")


def ways(name: str) -> Iterator[Callable[[], Awaitable[object]]]:
    session: Any = Untouched()
    wanted = Service(name=name)
    yield lambda: preparing.prepare(session, wanted, login="deploy", report=unheard)
    yield lambda: preparing.plan_preparation(session, wanted, login="deploy")
    yield lambda: deployer.make_plan(session, RELEASE, wanted)
    yield lambda: deployer.deploy(session, RELEASE, wanted, report=unheard)
    yield lambda: installed.ask(session, wanted)
    yield lambda: removal.plan_removal(session, name)
    yield lambda: removal.remove(session, name)
    yield lambda: secrets.names(session, name)
    yield lambda: secrets.change(session, name, secrets.Wanted(variables={"A": "1"}))
    yield lambda: status.status(session, name)
    yield lambda: logs.places(session, (name,))
    yield lambda: rollback.roll_back(session, name, report=unheard)
    yield lambda: rollback.restart(session, name, report=unheard)
    yield lambda: rollback.stop(session, name, report=unheard)


class Root:
    """A server where only root's shell may run the helper; it keeps what it was told to run."""

    profile = Profile(name="web1", host="x.example", user="deploy")

    def __init__(self) -> None:
        self.script = ""

    async def run(self, script: str, **_: object) -> Ran:
        return Ran(code=1, out="", err=f"sudo: a password is required ({len(script)})")

    async def run_as_root(self, script: str, **_: object) -> Ran:
        self.script = script
        return Ran(code=0, out="", err="")


@given(hostile, hostile)
def test_a_request_to_the_helper_is_one_word_of_root_s_shell(wanted: str, who: str) -> None:
    root: Any = Root()
    change = Change(verb=Verb.ROLLBACK, id="0" * 32, wanted=wanted, who=who)
    asyncio.run(transaction.tell(root, Layout("web"), change))
    words = shlex.split(root.script)
    assert words[:2] + words[3:] == ["printf", r"%s\n", "|", Layout("web").helper]
    assert words[2].startswith(f"rollback {'0' * 32} {wanted} ")


def refused_everywhere(name: str) -> None:
    async def whole() -> None:
        for way in ways(name):
            with pytest.raises(ProblemError) as caught:
                await way()
            assert caught.value.problem.code.startswith("service_name_")

    asyncio.run(whole())


names = st.one_of(hostile, st.text(string.ascii_lowercase + string.digits + "-", max_size=34))


@given(names)
def test_a_name_that_cannot_be_reaches_no_server_by_any_way(name: str) -> None:
    if not usable(name):
        refused_everywhere(name)


def test_no_reserved_name_reaches_a_server_by_any_way() -> None:
    text = Path("resources/names/reserved.txt").read_text("ascii")
    reserved = [line for line in text.splitlines() if not line.startswith("#")]
    assert len(reserved) > 500
    for name in reserved:
        refused_everywhere(name)


def places(name: str) -> set[str]:
    layout = Layout(name)
    own = {layout.root, layout.settings, layout.state, layout.data}
    rules = {layout.sudoers, layout.operators, layout.operate}
    return own | rules | set(layout.possible_files) | {f"/run/goferry-{name}.env"}


@given(names.filter(usable), st.sampled_from(["", "-next", "-proxy", "-operators", "-x", "2"]))
def test_two_services_share_no_place(name: str, ending: str) -> None:
    other = f"{name}{ending}"
    for path in places(name):
        assert path.startswith(
            ("/opt/", "/etc/", "/var/lib/", "/usr/local/libexec/goferry/", "/run/")
        )
        assert ".." not in path
    if other != name and usable(other):
        assert not places(name) & places(other)


@example("web", "--", "port")
@example("web", "--", "include")
@given(
    hostile, hostile, st.sampled_from(["port", "memory", "cpu", "tasks", "mode", "health-period"])
)
def test_no_option_of_the_command_line_bends_a_text(name: str, value: str, option: str) -> None:
    words = ["deploy", "x", "--to", "y", f"--service={name}", f"--health={value}"]
    try:
        typed = parser().parse_args([*words, f"--{option}={value}"])
        wanted = settle(wish_for(typed), shared.Shared())
    except (UsageMistake, ProblemError):
        return
    assert accepted(wanted)


def toml(text: str) -> str:
    """Write text as TOML does, whatever it is."""
    return '"' + "".join(f"\\U{ord(letter):08x}" for letter in text) + '"'


_TEXTS = ("name", "health", "mode", "memory")
_NUMBERS = ("port", "cpu", "tasks")


@given(st.dictionaries(st.sampled_from(_TEXTS), hostile, max_size=4), st.integers(), hostile)
def test_no_goferry_toml_bends_a_text(
    tmp_path_factory: pytest.TempPathFactory, said: dict[str, str], number: int, raw: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "hostile-project"
    folder.mkdir(exist_ok=True)
    lines = [f"{key} = {toml(value)}" for key, value in said.items()]
    lines += [f"{key} = {number}" for key in _NUMBERS]
    text = "[service]\n" + "\n".join(lines)
    project = Project(folder=folder, module="example.com/web", go_version="1.22")
    for content in (text, f"{text}\nexcludes = [{toml(raw)}]", f"[service]\nname = {raw}"):
        (folder / "goferry.toml").write_bytes(content.encode("utf-8", "surrogatepass"))
        try:
            wanted = propose(project, ServiceTraits())
        except ProblemError:
            continue
        assert accepted(replace(wanted, excludes=()))


_COMMANDS = (
    "prepare y", "prepare y --plan", "deploy x --to y", "deploy x --to y --plan", "status --to y",
    "logs --to y", "history --to y", "rollback --to y", "restart --to y", "stop --to y",
    "remove --to y --yes", "drill --to y --yes", "secrets list --to y", "secrets delete A --to y",
)  # fmt: skip


@pytest.mark.parametrize("command", _COMMANDS)
def test_every_command_refuses_the_name_before_anything_else(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("", "ssl", "ssh", "goferry", "hello-operators", "../etc", "-x", "a;id", "web\n"):
        words = [*command.split(), f"--service={name}", "--json", "--home", str(tmp_path / "home")]
        assert main(words) == 1
        assert '"code": "service_name_' in capsys.readouterr().out


def test_a_release_is_never_made_of_a_service() -> None:
    """The one place in a text where a hash stands: hex, whatever the service says."""
    assert re.fullmatch("[0-9a-f]{64}", RELEASE.sha256)
    assert isinstance(RELEASE, Release)
