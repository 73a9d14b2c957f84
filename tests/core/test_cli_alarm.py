"""`goferry alarm`: an address comes by a file or a pipe, and is shown by nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.alarms.alarm import Alarm, Incident, Settings, Told, Tried
from tests.cli_made_up import Called, Cli, awaited, server

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home

URL = b"https://hooks.slack.com/services/T0/B0/TOKEN\n"
SETTINGS = Settings(server="web1", form="slack", host="hooks.slack.com", program="ab")
WELL = Alarm(
    server="web1", told=Told(settings=SETTINGS), bytes=6_600_000, running=True, genuine=True
)
TO = ("--to", "web1")


@pytest.fixture
def made(tmp_path: Path) -> Path:
    program = tmp_path / "made"
    program.write_bytes(b"1234")
    return program


def cli_of(home: Home, made: Path, **doing: Any) -> Cli:  # noqa: ANN401 - made up
    usual: dict[str, Called] = {"put": awaited(), "listed": awaited(WELL), **doing}
    names = {f"core.alarms.setting.{name}": one for name, one in usual.items()}
    names["core.usecases.bringing.built_for"] = Called(made, awaited=True)
    return Cli(home, server(), doing=names)


def before(known: Alarm) -> Called:
    """Tell this alarm of the server, and then the one that was set, each time anew."""
    return awaited([known, WELL] * 9)


def wishes(cli: Cli) -> list[Any]:
    return [words[1] for words, _ in cli.doing["core.alarms.setting.put"].calls]


def test_an_alarm_is_set_as_it_is_wished(home: Home, made: Path, tmp_path: Path) -> None:
    file = tmp_path / "address"
    file.write_bytes(URL)
    cli = cli_of(home, made)
    more = ("--mail", "a@b.example", "--service", "web,api", "--disk", "80", "--log-lines", "5")
    days = ("--certificate-days", "7", "--calm", "60")
    ran = cli.json("alarm", "set", *TO, "--webhook-from", file, *more, *days)
    assert (ran.code, ran.result["alarms"][0]["host"]) == (0, "hooks.slack.com")
    assert wishes(cli)[0].settings == Settings(
        server="web1",
        services=("web", "api"),
        form="slack",
        host="hooks.slack.com",
        mail="a@b.example",
        disk=80,
        certificate_days=7,
        calm=60,
        log_lines=5,
    )
    assert wishes(cli)[0].receiver.credential == f"{URL.decode()}\n"
    assert "TOKEN" not in ran.out + ran.err


def test_an_address_comes_by_a_pipe_or_hidden_typing(home: Home, made: Path) -> None:
    cli = cli_of(home, made, listed=before(Alarm(server="web1")))
    piped = cli.run("alarm", "set", *TO, "--webhook-from", "-", "--form", "json", stdin=URL)
    typed = cli.run("alarm", "set", *TO, typed="", secrets=[URL.decode()])
    assert (piped.code, typed.code, cli.asked) == (0, 0, ["Webhook address: "])
    assert [one.receiver.form for one in wishes(cli)] == ["json", "slack"]
    assert "TOKEN" not in piped.out + piped.err + typed.out + typed.err
    first = (
        "web1  slack at hooks.slack.com  services: all  disk 90%  certificates 14 days  uses 6.6 MB"
    )
    assert piped.out.splitlines() == [
        first,
        "Try it: goferry alarm test --to web1",
    ]
    assert cli.run("alarm", "set", *TO, "--mail", "a@b.example", typed="").code == 0
    assert (wishes(cli)[-1].receiver, wishes(cli)[-1].settings.form) == (None, "")


def test_who_is_told_no_more_is_said_before_it_is_replaced(home: Home, made: Path) -> None:
    words = ("alarm", "set", *TO, "--mail", "a@b.example")
    cli = cli_of(home, made, listed=awaited(WELL))
    refused = cli.run(*words, typed="n\n")
    assert (refused.code, wishes(cli)) == (1, [])
    assert "web1 notifies  slack at hooks.slack.com" in refused.err
    assert "Replace this? (goferry alarm add keeps it.)" in refused.err
    replaced = cli.run(*words, typed="y\n")
    assert (replaced.code, len(wishes(cli))) == (0, 1)
    assert "web1: replaced slack at hooks.slack.com" in replaced.out
    for more in ({"stdin": b""}, {"typed": ""}):
        yes = ("--yes",) if "typed" in more else ()
        assert cli.run(*words, *yes, **more).code == 0, "a script meant what it says"


def test_one_more_receiver_leaves_all_that_was_set(home: Home, made: Path, tmp_path: Path) -> None:
    file = tmp_path / "address"
    file.write_bytes(URL)
    own = replace(SETTINGS, services=("web",), disk=70, calm=9, log_lines=3, program="")
    slack = Alarm(server="web1", told=Told(settings=own))
    mail = Alarm(server="web1", told=Told(settings=replace(own, form="", host="", mail="a@b.c")))
    none = Alarm(server="web1")
    cli = cli_of(home, made)
    for known, more, wanted, sent in (
        (slack, ("--mail", "a@b.c"), replace(own, mail="a@b.c"), False),
        (mail, ("--webhook-from", file), replace(own, mail="a@b.c"), True),
        (none, ("--webhook-from", file),
         Settings(server="web1", form="slack", host="hooks.slack.com"), True),
    ):  # fmt: skip
        cli.doing["core.alarms.setting.listed"] = before(known)
        assert cli.run("alarm", "add", *TO, *more).code == 0
        assert wishes(cli)[-1].settings == wanted
        assert (wishes(cli)[-1].receiver is not None) == sent
    put = len(wishes(cli))
    for known, more, what in (
        (slack, ("--webhook-from", file), "a webhook at hooks.slack.com"),
        (mail, ("--mail", "x@b.c"), "the address a@b.c"),
    ):
        cli.doing["core.alarms.setting.listed"] = before(known)
        ran = cli.json("alarm", "add", *TO, *more)
        assert (ran.code, ran.problem["code"], len(wishes(cli))) == (1, "alarm_taken", put)
        assert what in ran.problem["what"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), "alarm_nobody"),
        (("--webhook-from", "-"), "alarm_nobody"),
        (("--webhook-from", "/nowhere/at/all"), "webhook_file_unreadable"),
        (("--mail", "a"), "mail_unusable"),
        (("--mail", "a@b.example", "--service", "A b"), "service_name_unusable"),
        (("--mail", "a@b.example", "--disk", "100"), "usage"),
        (("--mail", "a@b.example", "--disk", "0"), "usage"),
        (("--mail", "a@b.example", "--form", "irc"), "usage"),
    ],
)
def test_what_cannot_be_an_alarm_is_refused_before_any_server_is_reached(
    home: Home, made: Path, words: tuple[str, ...], code: str
) -> None:
    cli = cli_of(home, made)
    ran = cli.json("alarm", "set", *TO, *words)
    assert (ran.code != 0, ran.problem["code"], cli.given) == (True, code, [])


def test_what_is_open_and_what_waits_is_told(home: Home, made: Path) -> None:
    incident = Incident(kind="crash-loop", subject="web", since=1796021115)
    told = Told(settings=SETTINGS, open=(incident,), waiting=2, refused="no route", given_up=1)
    found = Alarm(server="web1", told=told, running=True, genuine=True)
    cli = cli_of(home, made, listed=awaited([found, found, Alarm(server="web1")]))
    assert cli.json("alarm", "list", *TO).result["alarms"][0]["open"] == [
        {"kind": "crash-loop", "subject": "web", "since": 1796021115}
    ]
    assert cli.run("alarm", "list", *TO).out.splitlines()[1:] == [
        "  web1: web: crash-loop since 2026-11-30T06:45:15+00:00",
        "  web1: messages waiting to be delivered: 2 (no route)",
        "  web1: messages that were rejected: 1",
    ]
    assert cli.json("alarm", "list", *TO).result["alarms"] == [{"server": "web1", "set": False}]


@pytest.mark.parametrize(
    ("running", "genuine", "why"),
    [
        (False, True, "The timer goferry-alarm.timer is not running."),
        (True, False, "The alarm program is not the one that GoFerry uploaded."),
    ],
)
def test_an_alarm_that_would_tell_nothing_is_a_failure(
    home: Home, made: Path, *, running: bool, genuine: bool, why: str
) -> None:
    found = Alarm(server="web1", told=Told(), running=running, genuine=genuine)
    ran = cli_of(home, made, listed=awaited(found)).json("alarm", "list", *TO)
    assert (ran.code, ran.problem["code"], ran.problem["why"]) == (1, "alarm_unwell", why)


def test_a_test_says_what_the_receiver_answered(home: Home, made: Path) -> None:
    both = (
        Tried(by="webhook", delivered=True, status=204),
        Tried(by="mail", delivered=True),
    )
    cli = cli_of(home, made, tried=awaited([both, both]))
    assert cli.run("alarm", "test", *TO).out.splitlines() == [
        "✓ web1  webhook  the receiver responded with 204",
        "✓ web1  mail     handed to sendmail",
    ]
    assert cli.json("alarm", "test", *TO).result["alarms"][0] == {
        "server": "web1",
        "by": "webhook",
        "delivered": True,
        "status": 204,
        "why": "",
    }
    for why, advice in (("x509: unknown authority", "ca-certificates"), ("", "the address")):
        refused = (Tried(by="webhook", why=why),)
        ran = cli_of(type(home).find(home.config / advice), made, tried=awaited(refused)).json(
            "alarm", "test", *TO
        )
        assert (ran.code, ran.problem["code"]) == (1, "alarm_not_delivered")
        assert advice in ran.problem["next"][0]


def test_an_alarm_is_removed(home: Home, made: Path) -> None:
    cli = cli_of(home, made, removed=awaited())
    ran = cli.json("alarm", "remove", *TO)
    assert (ran.code, ran.result["alarms"]) == (0, [{"server": "web1", "set": False}])
    assert cli.run("alarm", "remove", *TO).out == "✓ web1: the alarm was removed.\n"
