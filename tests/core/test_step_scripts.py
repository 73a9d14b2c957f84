"""Every step of a deploy to the letter: which, in which order, what it says, runs and leaves."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from core.binary.inspection import Verdict
from core.deploy import steps
from core.deploy.delivery import DELIVERY, delivery
from core.deploy.steps import carry_out, preparation
from core.problems import ProblemError
from core.service import marks
from core.service.installed import Installed
from core.service.layout import Layout
from core.service.model import Mode, Release, Scope, Service
from core.service.plan import ActionKey, PlanStep
from core.service.protocol import Verb
from core.service.transaction import request
from core.service.unit import File, wanted
from core.ssh.session import DeltaBase, Ran
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.ssh.session import ServerSession

WEB = Service(name="web")
USER = replace(WEB, scope=Scope.USER)
SHARED, PROXY = replace(WEB, mode=Mode.SHARED), replace(WEB, mode=Mode.PROXY)
CHANGE, SHA = "c" * 32, "ab" * 32
RELEASE = Release(
    binary=Path("/b/web"), size=1, sha256=SHA, verdict=Verdict(format="elf", sentence=say("Yes."))
)
THERE = Installed(
    login="me",
    user="web:x",
    uid=7,
    exists=frozenset({"root", "settings", "state", "marked", "linger", "manager"}),
    areas=frozenset({"me"}),
)
UNITS, NEXT = "/etc/systemd/system", f"/var/lib/goferry/web/next/{CHANGE}"
HELPER = "/usr/local/libexec/goferry/activate-web"
IN = f"/var/lib/goferry/web/incoming/7/{SHA[:32]}"

LINGER = """\
[ -e "/var/lib/systemd/linger/$(id -un)" ] || loginctl enable-linger "$(id -un)"
tries=0
until [ -S "$XDG_RUNTIME_DIR/systemd/private" ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 100 ]
  sleep 0.2
done"""
CREATE = (
    "useradd --system --user-group --no-create-home --home-dir /nonexistent"
    " --shell /usr/sbin/nologin -- web"
)
AREA = """\
login='de'"'"'ploy'
uid=$(id -u "$login")
[ ! -L /S/incoming ]
if [ "$(stat -c %a /S/incoming 2>/dev/null)" = 700 ]; then
  [ -d /S/incoming.new ] || mkdir -m 0711 /S/incoming.new
  mv -T /S/incoming "/S/incoming.new/$(stat -c %u /S/incoming)"
fi
[ -e /S/incoming ] || [ ! -e /S/incoming.new ] || mv -T /S/incoming.new /S/incoming
install -d -m 0711 -o root -g root /S/incoming
install -d -m 0700 -o "$login" -g "$(id -g "$login")" "/S/incoming/$uid\""""
USER_AREA = """\
[ -d .local/state/goferry/web/incoming ] || mkdir -m 0700 -- .local/state/goferry/web/incoming
mkdir -p -- .local/share/web"""
WRITE = """\
mkdir -p FOLDER
if [ -L FILE ]; then echo FILE is a link, so it stays. >&2; exit 1; fi
cat >FILE.goferry-new <<'GOFERRY_END_OF_FILE'
CONTENTGOFERRY_END_OF_FILE
chmod 0MODE FILE.goferry-new
sync FILE.goferry-new
mv -fT FILE.goferry-new FILE"""
VERIFY_USER = """\
own=$(mktemp -d)
XDG_RUNTIME_DIR=$own systemd-analyze verify --user UNITS/web.service UNITS/web-recover.service \
2>&1 || true
rm -rf -- "$own\""""


def installed(service: Service, **more: Any) -> Installed:  # noqa: ANN401 - fields of every type
    return replace(THERE, texts={file.path: file.content for file in wanted(service)}, **more)


def told(actions: Iterable[PlanStep]) -> list[tuple[str, str, str]]:
    """Each step as its key, what becomes of it, and its sentence."""
    marks = {(True, True): "stays", (False, True): "goes", (False, False): "looks"}
    return [(one.key, marks[one.stays, one.changes], str(one.sentence)) for one in actions]


def scripts(actions: Iterable[PlanStep]) -> list[str]:
    return [one.script for one in actions]


def writes(service: Service, paths: Iterable[str], place: str = "") -> list[str]:
    """Spell the scripts that write these files: at home, or set out in a place."""
    files = {file.path: file for file in wanted(service)}
    spelt = []
    for path in paths:
        name = "helper" if path == HELPER else path.rpartition("/")[2]
        name = f"units/{name}" if "/systemd/" in path else name
        target = f"{place}/{name}" if place else path
        script = WRITE.replace("FOLDER", target.rpartition("/")[0]).replace(" FILE", f" {target}")
        script = script.replace(">FILE", f">{target}")
        script = script.replace("MODE", "755" if "activate-web" in path else "644")
        spelt.append(script.replace("CONTENT", files[path].content))
    return spelt


WANTED = [
    HELPER,
    f"{UNITS}/web.service",
    f"{UNITS}/web-try@.service",
    f"{UNITS}/web-run@.service",
    f"{UNITS}/web-recover.service",
    "/var/lib/goferry/web/service.json",
]
WANTED_USER = [
    ".local/libexec/goferry/activate-web",
    ".config/systemd/user/web.service",
    ".config/systemd/user/web-try@.service",
    ".config/systemd/user/web-run@.service",
    ".config/systemd/user/web-recover.service",
    ".local/state/goferry/web/service.json",
]
RELOAD = ("reload", "stays", "Make systemd read the changed unit files.")
VERIFY = ("verify_units", "looks", "Check the unit files with systemd.")
FOLDERS = ("make_folders", "stays", "Create the directories for releases, settings and records.")


def test_a_fresh_server_is_prepared_in_this_order() -> None:
    found = preparation(Installed(login="de'ploy"), WEB)
    assert told(found) == [
        ("create_user", "stays", "Create the system user web, which cannot log in."),
        FOLDERS,
        *(("write_file", "stays", f"Write {path}.") for path in WANTED),
        RELOAD,
        VERIFY,
    ]
    making = marks.making(Layout.of(WEB))
    assert scripts(found) == [
        CREATE,
        making + AREA.replace("/S/", "/var/lib/goferry/web/"),
        *writes(WEB, WANTED),
        "systemctl daemon-reload\nsystemctl enable --quiet web-recover.service",
        f"systemd-analyze verify {UNITS}/web.service {UNITS}/web-recover.service 2>&1 || true",
    ]
    assert {one.difference for one in found} == {""}


def test_a_login_s_own_service_needs_no_root() -> None:
    found = preparation(Installed(login="me"), USER)
    assert told(found) == [
        (
            "linger",
            "stays",
            "Turn on lingering, so that your services run while you are logged out.",
        ),
        FOLDERS,
        *(("write_file", "stays", f"Write ~/{path}.") for path in WANTED_USER),
        RELOAD,
        VERIFY,
    ]
    assert scripts(found) == [
        LINGER,
        marks.making(Layout.of(USER)) + USER_AREA,
        *writes(USER, WANTED_USER),
        "systemctl --user daemon-reload\nsystemctl --user enable --quiet web-recover.service",
        VERIFY_USER.replace("UNITS", ".config/systemd/user"),
    ]


@pytest.mark.parametrize(
    ("service", "lacks", "first"),
    [
        (USER, {"linger"}, ["linger"]),
        (USER, {"manager"}, ["linger"]),
        (USER, set(), []),
        (USER, {"root", "settings", "state", "marked"}, ["make_folders"]),
        (WEB, {"linger", "manager"}, []),
        *((WEB, {one}, ["make_folders"]) for one in ("root", "settings", "state", "marked")),
    ],
)
def test_only_what_is_missing_is_done(service: Service, lacks: set[str], first: list[str]) -> None:
    there = installed(service, exists=THERE.exists - lacks)
    assert [one.key for one in preparation(there, service)] == first
    nobody = [one.key for one in preparation(replace(there, user=""), service)]
    assert nobody == ["create_user"] * (service is WEB) + first


def test_what_is_no_unit_needs_no_reload() -> None:
    found = preparation(installed(WEB), replace(WEB, keep_releases=6))
    paths = (HELPER, "/var/lib/goferry/web/service.json")
    assert told(found) == [("write_file", "stays", f"Change {path}.") for path in paths]


def test_another_mode_changes_units_and_removes_what_it_does_not_need() -> None:
    found = preparation(installed(SHARED), WEB)
    changed = [path for path in WANTED if "recover" not in path and "run@" not in path]
    left = ["web-next@.service", "web-try@.socket", "web.socket"]
    assert told(found) == [
        *(("write_file", "stays", f"Change {path}.") for path in changed),
        RELOAD,
        VERIFY,
        *(("remove_unit", "stays", f"Remove {UNITS}/{one}, which this mode does not need.")
          for one in left),
    ]  # fmt: skip
    forgotten = ["web-next@*.service", "web-try@*.socket", "web.socket"]
    assert scripts(found)[-3:] == [
        f"{'systemctl disable --now web.socket' * (name == 'web.socket')}"
        f"{chr(10) * (name == 'web.socket')}rm -f {UNITS}/{name}\nsystemctl daemon-reload\n"
        f"systemctl reset-failed '{one}' 2>/dev/null || true"
        for name, one in zip(left, forgotten, strict=True)
    ]
    assert found[-5].difference == ""
    record, difference = f"{Layout('web').record}\n", found[3].difference
    assert difference.startswith(f"--- installed {record}+++ new {record}@@ ")
    assert '-  "mode": "shared",\n+  "mode": "restart",\n' in difference


def test_beside_a_live_release_all_files_are_set_out() -> None:
    found = preparation(installed(SHARED, current="1-00000000"), PROXY, change=CHANGE)
    changed = [file.path for file in wanted(PROXY) if "recover" not in file.path]
    new = f"{UNITS}/web-proxy.service"
    assert told(found) == [
        ("set_out", "goes", "Write the new files of this service next to those in use."),
        *(("write_file", "goes", f"{'Write' if path == new else 'Change'} {path}.")
          for path in changed),
        VERIFY,
    ]  # fmt: skip
    recover = "web-recover.service"
    units = [f"{NEXT}/units/web{one}" for one in (".service", "-recover.service", ".socket")]
    assert scripts(found) == [
        f"umask 077\nmkdir -p {NEXT}/units\ncp -p {UNITS}/{recover} {NEXT}/units/{recover}",
        *writes(PROXY, changed, NEXT),
        f"systemd-analyze verify {' '.join(units)} {NEXT}/units/web-proxy.service 2>&1 || true",
    ]


@pytest.mark.parametrize(
    ("there", "change", "first"),
    [
        (installed(WEB, current="1-0"), CHANGE, []),
        (installed(SHARED, current="1-0"), CHANGE, ["set_out"]),
        (installed(SHARED, current="1-0"), "", ["write_file"]),
        (installed(SHARED), CHANGE, ["write_file"]),
        (replace(installed(SHARED, current="1-0"), texts={"/x": ""}), CHANGE, ["write_file"]),
        (replace(installed(WEB, current="1-0"), texts={**installed(WEB).texts, "/x": ""}),
         CHANGE, ["set_out"]),
        (installed(replace(WEB, keep_releases=9), current="1-0"), CHANGE, ["set_out"]),
    ],
)  # fmt: skip
def test_files_are_set_out_only_beside_a_live_release_with_a_helper(
    there: Installed, change: str, first: list[str]
) -> None:
    assert [one.key for one in preparation(there, WEB, change=change)][:1] == first


GOES = ["Install the release", "Switch to the new release", "Start the service"]
GOES += ["Wait until it is healthy", "Record the deploy and clean up"]
SWITCH = ("activate", "goes", "Switch to the new release, and roll back if it is not healthy.")


def switching(helper: str, who: str, *goes: str) -> str:
    lines = [f"#   {number}. {one}" for number, one in enumerate(goes, 1)]
    told = f"echo deploy {CHANGE} {SHA} {who} | {helper}\n# The helper then goes these steps:\n"
    return told + "\n".join(lines)


def test_a_first_release_travels_whole_with_its_settings_and_files(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name in ("b.txt", "a.txt"):
        (folder / name).touch()
    service = replace(WEB, env_file=Path("/e/env"), includes=(folder,))
    found = delivery(installed(service), RELEASE, service, change=CHANGE, who="me")
    assert told(found) == [
        ("upload", "goes", "Upload the program. Running services are not touched."),
        ("settings", "goes", "Upload the environment file. Only root and the service can read it."),
        ("files", "goes", "Upload the files for the working directory."),
        SWITCH,
    ]
    assert scripts(found) == [
        f"put /b/web {IN}/web",
        f"put /e/env {IN}/env   # 0600; its content is not shown",
        f"put files.tar {IN}/files.tar\n#   pages/a.txt\n#   pages/b.txt",
        switching(HELPER, "me", *GOES),
    ]
    assert [one.delta_base for one in found] == [None] * 4
    assert {"reuse", "upload", "settings", "files"} == DELIVERY


def test_a_release_like_the_running_one_travels_as_its_difference() -> None:
    there = installed(SHARED, current="1-00000000", copy=Path("/k"), releases=("1-00000000",))
    found = delivery(there, RELEASE, SHARED, change=CHANGE, who="me")
    running = "/opt/web/releases/1-00000000/bin/web"
    assert told(found) == [
        ("upload", "goes", "Upload the difference between the program and release 1-00000000."),
        SWITCH,
    ]
    goes = [GOES[0], "Rehearse it on a spare port", "Start it next to the running one"]
    assert scripts(found) == [
        (
            f"put /b/web {IN}/web.zst.part   # as its difference to {running}\n"
            f"zstd -dcq --patch-from={running} <{IN}/web.zst.part >{IN}/web"
        ),
        switching(HELPER, "me", *goes, *GOES[1:]),
    ]
    assert found[0].delta_base == DeltaBase(Path("/k"), running)


def test_a_program_that_is_there_is_taken_from_its_newest_release_by_the_new_helper() -> None:
    releases = ("1-abababab", "2-abababab", "3-00000000", "4-aabababab0")
    there = installed(WEB, current="1-abababab", copy=Path("/k"), releases=releases)
    found = delivery(there, RELEASE, PROXY, change=CHANGE, who="")
    assert told(found) == [
        ("reuse", "goes", "Reuse the program of release 2-abababab."),
        SWITCH,
    ]
    goes = [GOES[0], "Start it next to the running one", *GOES[1:]]
    assert scripts(found) == [
        f"cp /opt/web/releases/2-abababab/bin/web {IN}/web",
        switching(f"bash -p {NEXT}/helper", "somebody", *goes),
    ]
    for nothing_set_out in (installed(WEB, areas=frozenset()), Installed(login="me")):
        last = delivery(nothing_set_out, RELEASE, WEB, change=CHANGE, who="me")[-1]
        assert f" | {HELPER}\n" in last.script


@pytest.mark.parametrize(
    ("who", "shown"),
    [
        ("", "somebody"),
        ("anna.b@pc", "anna.b@pc"),
        ("a b;c", "a-b-c"),
        ("é", "-"),
        ("x" * 81, "x" * 80),
        ("a7", "a7"),
    ],
)
def test_who_asks_is_one_plain_word(who: str, shown: str) -> None:
    assert request(Verb.STOP, CHANGE, SHA, who=who) == f"stop {CHANGE} {SHA} {shown}"


def test_no_line_of_a_file_ends_it_early(monkeypatch: pytest.MonkeyPatch) -> None:
    end = "GOFERRY_END_OF_FILE"
    file = File(path="/var/lib/it", content=f"{end}\n{end}_\n", mode=0o600)
    monkeypatch.setattr(steps, "wanted", lambda _service: (file,))
    assert preparation(replace(THERE, texts={}), WEB)[0].script == (
        f"mkdir -p /var/lib\n"
        f"if [ -L /var/lib/it ]; then echo /var/lib/it is a link, so it stays. >&2; exit 1; fi\n"
        f"cat >/var/lib/it.goferry-new <<'{end}__'\n{end}\n{end}_\n{end}__\n"
        f"chmod 0600 /var/lib/it.goferry-new\nsync /var/lib/it.goferry-new\n"
        f"mv -fT /var/lib/it.goferry-new /var/lib/it"
    )


class Answering:
    """A session that answers every script alike, and keeps what it was given."""

    def __init__(self, ran: Ran) -> None:
        self.ran = ran
        self.asked: list[tuple[str, str, float]] = []

    async def run(self, script: str, *, seconds: float) -> Ran:
        self.asked.append(("login", script, seconds))
        return self.ran

    async def run_as_root(self, script: str, *, seconds: float) -> Ran:
        self.asked.append(("root", script, seconds))
        return self.ran


DO = PlanStep(key=ActionKey.RELOAD, sentence=say("Do it."), script="do it")


def test_a_step_is_run_by_its_owner_and_stops_at_its_first_fault() -> None:
    session = Answering(Ran(0, "", "warned"))
    for scope in (Scope.SYSTEM, Scope.USER):
        asyncio.run(carry_out(cast("ServerSession", session), DO, scope))
    found = "export XDG_RUNTIME_DIR=/run/user/$(id -u)\n"
    assert session.asked == [
        ("root", "set -eu\ndo it\n", 120.0),
        ("login", f"{found}set -eu\ndo it\n", 120.0),
    ]


@pytest.mark.parametrize(
    ("ran", "line", "output"),
    [
        (Ran(1, "out", "\n err\nmore"), "err", "\n err\nmore"),
        (Ran(2, "out", ""), "out", "out"),
        (Ran(129, "", ""), "-", ""),
        (Ran(1, "", "x" * 201), "x" * 200, "x" * 201),
    ],
)
def test_a_step_that_did_not_work_says_what_the_server_said(
    ran: Ran, line: str, output: str
) -> None:
    with pytest.raises(ProblemError) as caught:
        asyncio.run(carry_out(cast("ServerSession", Answering(ran)), DO, Scope.SYSTEM))
    problem = caught.value.problem
    assert problem.code == "step_stopped"
    assert str(problem.what) == "A step on the server failed: Do it."
    assert str(problem.why) == f"The server reported: {line}"
    assert problem.details == f"do it\n\n{output}"
