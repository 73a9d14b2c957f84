"""What must be done for a service, given what a server has: actions and places to the letter."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from core.binary.inspection import Verdict
from core.deploy import delivery, steps
from core.problems import ProblemError
from core.service import transaction
from core.service.installed import Installed
from core.service.layout import Layout
from core.service.model import Mode, Release, Scope, Service
from core.service.plan import ActionKey, PlanStep
from core.service.protocol import Verb
from core.service.unit import wanted
from core.ssh.profile import Profile
from core.ssh.session import DeltaBase, Ran
from core.words import say

WEB, OWN = Service(name="web"), Service(name="web", scope=Scope.USER)
CHANGE = "0" * 32
RELEASE = Release(
    binary=Path("/home/me/web"),
    size=10,
    sha256="ab" * 32,
    verdict=Verdict(format="elf", sentence=say("A test.")),
)
_WHOLE = frozenset({"root", "settings", "state", "marked"})
_HELPER = "/usr/local/libexec/goferry/activate-web"


def there(service: Service = WEB, **changed: Any) -> Installed:  # noqa: ANN401 - its fields
    """Return a server on which all is prepared, but for what is said otherwise."""
    usual = Installed(
        login="deploy",
        user="web:x:999:999::/nonexistent:/usr/sbin/nologin",
        texts={file.path: file.content for file in wanted(service)},
        exists=_WHOLE | {"linger", "manager"},
        areas=frozenset({"deploy"}),
        uid=1000,
    )
    return replace(usual, **changed)


def keys(actions: tuple[PlanStep, ...]) -> list[str]:
    return [action.key for action in actions]


def scripts(actions: tuple[PlanStep, ...]) -> dict[str, str]:
    return {action.key: action.script for action in actions}


FILES = ["write_file"] * 6
READ = ["reload", "verify_units"]


@pytest.mark.parametrize(
    ("service", "changed", "expected"),
    [
        (WEB, {}, []),
        (WEB, {"user": ""}, ["create_user"]),
        *((WEB, {"exists": _WHOLE - {one}}, ["make_folders"]) for one in sorted(_WHOLE)),
        (WEB, {"areas": frozenset({"x"})}, ["make_folders"]),
        (WEB, {"texts": {}}, [*FILES, *READ]),
        (WEB, {"texts": {}, "user": "", "exists": frozenset()},
         ["create_user", "make_folders", *FILES, *READ]),
        (OWN, {}, []),
        (OWN, {"user": ""}, []),
        (OWN, {"exists": _WHOLE | {"linger"}}, ["linger"]),
        (OWN, {"exists": _WHOLE | {"manager"}}, ["linger"]),
        (OWN, {"exists": frozenset()}, ["linger", "make_folders"]),
    ],
)  # fmt: skip
def test_what_is_missing_is_made_and_nothing_else(
    service: Service, changed: dict[str, Any], expected: list[str]
) -> None:
    actions = steps.preparation(there(service, **changed), service)
    assert keys(actions) == expected
    assert [one.stays for one in actions] == [key != "verify_units" for key in expected]
    assert [one.changes for one in actions] == [key != "verify_units" for key in expected]


def test_a_changed_record_alone_makes_systemd_read_nothing() -> None:
    record, unit, helper = (
        "/var/lib/goferry/web/service.json", "/etc/systemd/system/web.service", _HELPER,
    )  # fmt: skip
    for path, expected in (
        (record, ["write_file"]), (helper, ["write_file"]), (unit, ["write_file", *READ]),
    ):  # fmt: skip
        texts = {**there().texts, path: "older\n"}
        assert keys(steps.preparation(there(texts=texts), WEB)) == expected


def test_units_of_another_mode_go_when_systemd_has_read_the_new_ones() -> None:
    shared = replace(WEB, mode=Mode.SHARED)
    actions = steps.preparation(there(shared), WEB)
    assert keys(actions) == ["write_file"] * 4 + [*READ, *["remove_unit"] * 3]
    assert [one.script for one in actions[-3:]] == [
        (
            "rm -f /etc/systemd/system/web-next@.service\nsystemctl daemon-reload\n"
            "systemctl reset-failed 'web-next@*.service' 2>/dev/null || true"
        ),
        (
            "rm -f /etc/systemd/system/web-try@.socket\nsystemctl daemon-reload\n"
            "systemctl reset-failed 'web-try@*.socket' 2>/dev/null || true"
        ),
        (
            "systemctl disable --now web.socket\n"
            "rm -f /etc/systemd/system/web.socket\nsystemctl daemon-reload\n"
            "systemctl reset-failed 'web.socket' 2>/dev/null || true"
        ),
    ]


@pytest.mark.parametrize(
    ("change", "current", "helper", "staged"),
    [
        (CHANGE, "1-aaaaaaaa", True, True),
        ("", "1-aaaaaaaa", True, False),
        (CHANGE, "", True, False),
        (CHANGE, "1-aaaaaaaa", False, False),
    ],
)
def test_what_is_in_use_is_replaced_only_by_the_change_itself(
    change: str, current: str, *, helper: bool, staged: bool
) -> None:
    texts = {p: t for p, t in there().texts.items() if helper or p != _HELPER}
    texts["/etc/systemd/system/web.service"] = "older\n"
    server = there(texts=texts, current=current)
    actions = steps.preparation(server, WEB, change=change)
    assert (actions[0].key == "set_out") is staged
    begun = delivery.delivery(server, RELEASE, WEB, change=change or CHANGE, who="me")[-1].script
    next_one = f"/var/lib/goferry/web/next/{CHANGE}"
    if not staged:
        assert f" | {_HELPER}\n" in begun or not change
        return
    assert actions[0].script.splitlines() == [
        "umask 077",
        f"mkdir -p {next_one}/units",
        f"cp -p {_HELPER} {next_one}/helper",
        *(f"cp -p /etc/systemd/system/{unit} {next_one}/units/{unit}"
          for unit in ("web-try@.service", "web-run@.service", "web-recover.service")),
        f"cp -p /var/lib/goferry/web/service.json {next_one}/service.json",
    ]  # fmt: skip
    assert actions[1].script.splitlines()[0] == f"mkdir -p {next_one}/units"
    assert actions[1].script.splitlines()[-1] == (
        f"mv -fT {next_one}/units/web.service.goferry-new {next_one}/units/web.service"
    )
    assert keys(actions) == ["set_out", "write_file", "verify_units"]
    assert not any(one.stays for one in actions)
    assert begun.splitlines()[0] == (
        f"echo deploy {CHANGE} {'ab' * 32} me | bash -p {next_one}/helper"
    )


def test_units_of_another_mode_alone_are_a_change_too() -> None:
    left = {**there().texts, "/etc/systemd/system/web.socket": "older\n"}
    server = there(texts=left, current="1-aaaaaaaa")
    assert keys(steps.preparation(server, WEB, change=CHANGE)) == ["set_out", "verify_units"]
    begun = delivery.delivery(server, RELEASE, WEB, change=CHANGE, who="me")[-1].script
    assert f"| bash -p /var/lib/goferry/web/next/{CHANGE}/helper\n" in begun
    assert steps.preparation(there(current="1-aaaaaaaa"), WEB, change=CHANGE) == ()


def test_each_script_of_a_preparation_is_this_to_the_letter() -> None:
    found = scripts(steps.preparation(there(user="", exists=frozenset(), texts={}), WEB))
    assert found["create_user"] == (
        "useradd --system --user-group --no-create-home --home-dir /nonexistent"
        " --shell /usr/sbin/nologin -- web"
    )
    assert found["reload"] == (
        "systemctl daemon-reload\nsystemctl enable --quiet web-recover.service"
    )
    assert found["verify_units"] == (
        "systemd-analyze verify /etc/systemd/system/web.service"
        " /etc/systemd/system/web-recover.service 2>&1 || true"
    )
    assert found["make_folders"].endswith(
        """login=deploy
uid=$(id -u "$login")
[ ! -L /var/lib/goferry/web/incoming ]
if [ "$(stat -c %a /var/lib/goferry/web/incoming 2>/dev/null)" = 700 ]; then
  [ -d /var/lib/goferry/web/incoming.new ] || mkdir -m 0711 /var/lib/goferry/web/incoming.new
  mv -T /var/lib/goferry/web/incoming "/var/lib/goferry/web/incoming.new/$(stat -c %u \
/var/lib/goferry/web/incoming)"
fi
[ -e /var/lib/goferry/web/incoming ] || [ ! -e /var/lib/goferry/web/incoming.new ] || \
mv -T /var/lib/goferry/web/incoming.new /var/lib/goferry/web/incoming
install -d -m 0711 -o root -g root /var/lib/goferry/web/incoming
install -d -m 0700 -o "$login" -g "$(id -g "$login")" "/var/lib/goferry/web/incoming/$uid\""""
    )
    own = scripts(steps.preparation(there(OWN, exists=frozenset(), texts={}), OWN))
    assert own["make_folders"].splitlines()[-2:] == [
        (
            "[ -d .local/state/goferry/web/incoming ] || "
            "mkdir -m 0700 -- .local/state/goferry/web/incoming"
        ),
        "mkdir -p -- .local/share/web",
    ]
    assert own["reload"].startswith("systemctl --user daemon-reload\n")
    assert own["verify_units"].startswith("own=$(mktemp -d)\nXDG_RUNTIME_DIR=$own systemd-analyze")
    assert "loginctl enable-linger" in own["linger"]


def test_a_file_gets_its_name_when_it_is_whole_on_the_disk_and_never_through_a_link() -> None:
    first = steps.preparation(there(texts={}), WEB)[0]
    lines = first.script.splitlines()
    assert lines[:3] == [
        "mkdir -p /usr/local/libexec/goferry",
        f"if [ -L {_HELPER} ]; then echo {_HELPER} is a link, so it stays. >&2; exit 1; fi",
        f"cat >{_HELPER}.goferry-new <<'GOFERRY_END_OF_FILE'",
    ]
    assert lines[-4:] == [
        "GOFERRY_END_OF_FILE",
        f"chmod 0755 {_HELPER}.goferry-new",
        f"sync {_HELPER}.goferry-new",
        f"mv -fT {_HELPER}.goferry-new {_HELPER}",
    ]
    units = [one.script for one in steps.preparation(there(texts={}), WEB)[1:4]]
    assert all("\nchmod 0644 /etc/systemd/system/web" in one for one in units)


@pytest.mark.parametrize(
    ("changed", "key", "script"),
    [
        ({}, "upload", "put /home/me/web AREA/web"),
        (
            {"releases": ("1-abababab", "2-cdcdcdcd", "3-abababab")},
            "reuse",
            "cp /opt/web/releases/3-abababab/bin/web AREA/web",
        ),
        ({"releases": ("1-ababcdcd", "2-cdcdabab")}, "upload", "put /home/me/web AREA/web"),
        (
            {"copy": Path("/home/me/copy"), "current": "4-eeeeeeee"},
            "upload",
            (
                "put /home/me/web AREA/web.zst.part   # as its difference to"
                " /opt/web/releases/4-eeeeeeee/bin/web\n"
                "zstd -dcq --patch-from=/opt/web/releases/4-eeeeeeee/bin/web"
                " <AREA/web.zst.part >AREA/web"
            ),
        ),
    ],
)
def test_a_program_travels_in_the_shortest_way(
    changed: dict[str, Any], key: str, script: str
) -> None:
    first = delivery.delivery(there(**changed), RELEASE, WEB, change=CHANGE, who="me")[0]
    area = f"/var/lib/goferry/web/incoming/1000/{'ab' * 16}"
    assert (first.key, first.script) == (key, script.replace("AREA", area))
    told = {"reuse": "3-abababab", "upload": "4-eeeeeeee" if "copy" in changed else ""}[key]
    assert told in str(first.sentence), "the release that is named is the one that is used"
    delta_base = DeltaBase(Path("/home/me/copy"), "/opt/web/releases/4-eeeeeeee/bin/web")
    assert first.delta_base == (delta_base if "copy" in changed else None)


def test_settings_and_files_travel_before_the_switch() -> None:
    with_all = replace(WEB, env_file=Path("/home/me/env"), includes=(Path("/home/me/static"),))
    actions = delivery.delivery(there(), RELEASE, with_all, change=CHANGE, who="A b/c")
    assert keys(actions) == ["upload", "settings", "files", "activate"]
    assert set(keys(actions)[:-1]) < delivery.DELIVERY
    assert actions[-1].script.startswith(f"echo deploy {CHANGE} {'ab' * 32} A-b-c | {_HELPER}\n")
    assert keys(delivery.delivery(there(), RELEASE, WEB, change=CHANGE, who="me")) == [
        "upload", "activate",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "shown"), [("", "somebody"), ("é$(x)", "---x-"), ("a" * 81, "a" * 80), ("M1", "M1")]
)
def test_who_asks_is_one_plain_word(who: str, shown: str) -> None:
    assert transaction.request(Verb.DEPLOY, CHANGE, "-", who=who) == f"deploy {CHANGE} - {shown}"


def test_the_places_of_a_service_are_these() -> None:
    system, user = (
        {name: getattr(Layout("web", scope), name) for name in (
            "root", "settings", "data", "state", "history", "bad", "helper", "units", "record",
            "uploads", "systemctl", "unit", "sudoers", "operate", "operators",
        )} for scope in (Scope.SYSTEM, Scope.USER)
    )  # fmt: skip
    shared = {
        "unit": "web.service",
        "sudoers": "/etc/sudoers.d/goferry-web",
        "operate": "/usr/local/libexec/goferry/operate-web",
        "operators": "/etc/sudoers.d/goferry-web-operators",
    }
    assert system == shared | {
        "root": "/opt/web",
        "settings": "/etc/web",
        "data": "/var/lib/web",
        "state": "/var/lib/goferry/web",
        "history": "/var/lib/goferry/web/history.jsonl",
        "bad": "/var/lib/goferry/web/bad",
        "helper": _HELPER,
        "units": "/etc/systemd/system",
        "record": "/var/lib/goferry/web/service.json",
        "uploads": "/var/lib/goferry/web/incoming",
        "systemctl": "systemctl",
    }
    assert user == shared | {
        "root": ".local/share/goferry/web",
        "settings": ".config/goferry/web",
        "data": ".local/share/web",
        "state": ".local/state/goferry/web",
        "history": ".local/state/goferry/web/history.jsonl",
        "bad": ".local/state/goferry/web/bad",
        "helper": ".local/libexec/goferry/activate-web",
        "units": ".config/systemd/user",
        "record": ".local/state/goferry/web/service.json",
        "uploads": ".local/state/goferry/web/incoming",
        "systemctl": "systemctl --user",
    }
    assert Layout("web").incoming("c" * 64, uid=7) == f"/var/lib/goferry/web/incoming/7/{'c' * 32}"
    own = Layout("web", Scope.USER)
    assert own.incoming("c" * 64, uid=7) == f".local/state/goferry/web/incoming/{'c' * 32}"
    assert own.for_unit(own.root) == "%h/.local/share/goferry/web"
    assert Layout("web").possible_units == (
        "web.service", "web.socket", "web-proxy.service", "web-recover.service",
        "web-command@.service", "web-next@.service", "web-try@.service", "web-try@.socket",
        "web.timer", "web-run@.service",
    )  # fmt: skip
    with pytest.raises(ProblemError):
        Layout("../web")


@pytest.mark.parametrize(
    ("code", "out", "err"),
    [(1, "", "no space\nmore"), (2, "told\n", ""), (3, "x", f"{'y' * 200}z"), (4, "", "")],
)
def test_a_step_that_does_not_work_is_a_problem_with_the_server_s_words(
    code: int, out: str, err: str
) -> None:
    class Failing:
        profile = Profile(name="web1", host="h")
        ran = ""

        async def run_as_root(self, script: str, **_: object) -> Ran:
            self.ran = script
            return Ran(code, out, err)

    session = Failing()
    action = PlanStep(key=ActionKey.RELOAD, sentence=say("Do."), script="one")
    with pytest.raises(ProblemError) as caught:
        asyncio.run(steps.carry_out(cast("Any", session), action, Scope.SYSTEM))
    assert session.ran == "set -eu\none\n"
    assert caught.value.problem.code == "step_stopped"
    line = ((err or out).splitlines() or ["-"])[0][:200]
    assert str(caught.value.problem.why) == f"The server reported: {line}"
    assert caught.value.problem.details == f"one\n\n{err or out}"
