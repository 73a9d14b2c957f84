"""An alarm's address is a credential: read strictly, sent apart, and never told by anything."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.alarms import setting
from core.alarms.alarm import Alarm, Incident, Settings, Told, Tried, alarm_in, tried_in
from core.alarms.receivers import Form, Receiver, must_be_mail, receiver_in
from core.alarms.setting import Wish
from core.ssh.session import Ran
from tests.made_up import Server, refusal

if TYPE_CHECKING:
    from pathlib import Path

URL = "https://hooks.slack.com/services/T0/B0/TOKEN"
SECRET = "SEC0123"
NOT_THERE = ("run:sha256sum", Ran(1, "", "no such file"))
FOLDER = ("run:mkdir", "/home/deploy/.cache/goferry\n")


@pytest.fixture
def wish(tmp_path: Path) -> Wish:
    program = tmp_path / "alarm"
    program.write_bytes(b"\x7fELF")
    receiver = receiver_in(f"{URL}\n".encode())
    return Wish(settings=Settings(server="web1", form="slack"), receiver=receiver, program=program)


@pytest.mark.parametrize(
    ("url", "form"),
    [
        (URL, Form.SLACK),
        ("https://discord.com/api/webhooks/1/x", Form.DISCORD),
        ("https://api.telegram.org/bot1:A/sendMessage?chat_id=-1", Form.TELEGRAM),
        ("https://ntfy.sh/topic", Form.NTFY),
        ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k", Form.WECOM),
        ("https://oapi.dingtalk.com/robot/send?access_token=a", Form.DINGTALK),
        ("https://alarm.example:8443/x", Form.JSON),
        ("http://127.0.0.1:9000/x", Form.JSON),
    ],
)
def test_the_host_tells_the_form(url: str, form: Form) -> None:
    found = receiver_in(f"  {url}\r\n\n".encode())
    assert (found.form, found.url, found.secret) == (form, url, "")
    assert url not in repr(found)


def test_a_form_and_a_secret_may_be_said() -> None:
    found = receiver_in(f"https://a.example/x\n{SECRET}\n".encode(), Form.DINGTALK)
    assert found == Receiver(
        form=Form.DINGTALK, host="a.example", url="https://a.example/x", secret=SECRET
    )
    assert found.credential == f"https://a.example/x\n{SECRET}\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hooks.example/TOKEN",
        b"http://hooks.example/TOKEN",
        b"ftp://hooks.example/TOKEN",
        b"https:///TOKEN",
        b"https://hooks.example:x/TOKEN",
        b"https://[::1/TOKEN",
        b"https://hooks.example/TO KEN",
        "https://hooks.example/TOK\N{SNOWMAN}EN".encode(),
        b"https://hooks.example/\xff",
        b"https://hooks.example/TOKEN\nSEC1",
        b"https://oapi.dingtalk.com/TOKEN\nSEC 1",
        b"https://hooks.example/TOKEN\na\nb",
        b"https://api.telegram.org/botTOKEN/sendMessage",
        b"https://hooks.example/" + b"T" * 5000,
    ],
)
def test_what_is_no_address_is_refused_without_being_shown(content: bytes) -> None:
    problem = refusal(lambda: receiver_in(content))
    said = f"{problem.what} {problem.why} {problem.details}"
    assert (problem.code, "TOK" in said, "SEC" in said) == ("webhook_unusable", False, False)


@pytest.mark.parametrize(
    "odd", ["", "a", "-oX@b.example", "a@b c", "a@-b", "a@b\nBcc: c@d", "<a@b>"]
)
def test_what_is_no_mail_address_never_gets_to_sendmail(odd: str) -> None:
    assert refusal(lambda: must_be_mail(odd)).code == "mail_unusable"


def test_a_mail_address_is_taken() -> None:
    must_be_mail("ops+web@mail.example.com")


def test_the_address_goes_in_the_script_alone_and_the_program_once(wish: Wish) -> None:
    server = Server(NOT_THERE, FOLDER, ("root:set -eu", ""))
    asyncio.run(setting.put(server, wish))
    root, sha256 = server.texts("root")[0], hashlib.sha256(b"\x7fELF").hexdigest()
    assert server.files == {f".cache/goferry/alarm-{sha256[:32]}": b"\x7fELF"}
    assert f"sent=/home/deploy/.cache/goferry/alarm-{sha256[:32]}" in root
    assert base64.b64encode(f"{URL}\n\n".encode()).decode()[:60] in root.replace("\n", "")
    assert "TOKEN" not in root, "it is not to be read over somebody's shoulder"
    there = Server(("run:sha256sum", f"{sha256}  -\n"), ("root:set -eu", ""))
    asyncio.run(setting.put(there, wish))
    assert (there.files, "sent=''" in there.texts("root")[0]) == ({}, True)


def test_a_webhook_that_stays_is_not_written(wish: Wish) -> None:
    for form, written in (("slack", False), ("", True)):
        settings = replace(wish.settings, form=form, mail="a@b.c")
        text = setting.script(replace(wish, settings=settings, receiver=None), sha256="", sent="")
        assert ('put "$folder/webhook"' in text) == written


@pytest.mark.parametrize(
    ("code", "problem"),
    [(3, "alarm_foreign"), (4, "alarm_not_done"), (5, "alarm_no_sendmail"), (6, "alarm_none")],
)
def test_a_server_says_why_it_took_nothing(wish: Wish, code: int, problem: str) -> None:
    server = Server(NOT_THERE, FOLDER, ("root:set -eu", Ran(code, "", "/etc/x is not GoFerry's.")))
    assert refusal(lambda: asyncio.run(setting.put(server, wish))).code == problem


def test_without_a_folder_to_send_to_nothing_is_done(wish: Wish) -> None:
    server = Server(NOT_THERE, ("run:mkdir", Ran(1, "", "read-only")))
    assert refusal(lambda: asyncio.run(setting.put(server, wish))).code == "alarm_not_done"
    assert server.texts("root") == []


def test_what_a_server_tells_is_read_and_not_believed() -> None:
    told = {
        "settings": {"server": "web1", "form": "slack", "host": "hooks.slack.com", "program": "ab"},
        "open": [{"kind": "crash-loop", "subject": "web\x1b[2J", "since": 1796021115}],
        "waiting": 2,
        "refused": "no\nroute",
        "news": "of a newer one",
    }
    out = f"{json.dumps(told)}\nsha256 ab\ntimer active\nbytes 6600000\n"
    settings = Settings(server="web1", form="slack", host="hooks.slack.com", program="ab")
    incident = Incident(kind="crash-loop", subject="web·[2J", since=1796021115)
    assert alarm_in("web1", out) == Alarm(
        server="web1",
        told=Told(settings=settings, open=(incident,), waiting=2, refused="no·route"),
        bytes=6600000,
        running=True,
        genuine=True,
    )
    assert alarm_in("web1", "") == Alarm(server="web1")
    odd = alarm_in("web1", '{"open": 3}\nsha256 cd\ntimer failed\nbytes x\n')
    assert odd == Alarm(server="web1", told=Told())


def test_what_became_of_a_test_is_read() -> None:
    server = Server(
        ("root:set -eu", '{"by":"webhook","delivered":false,"status":404,"why":"no"}\n')
    )
    assert asyncio.run(setting.tried(server)) == (
        Tried(by="webhook", delivered=False, status=404, why="no"),
    )
    assert tried_in('{"delivered": "yes"}\nrest\n') == (Tried(),)


def test_an_alarm_is_listed_and_removed() -> None:
    server = Server(("root:set -eu", ""))
    assert asyncio.run(setting.listed(server)) == Alarm(server="web1")
    asyncio.run(setting.removed(server))
    assert ['"$program" status' in one for one in server.texts("root")] == [True, False]


def test_no_odd_name_of_a_service_reaches_a_server(wish: Wish) -> None:
    odd = replace(wish, settings=Settings(services=("web", "a;b")))
    told = refusal(lambda: setting.script(odd, sha256="ab", sent=""))
    assert told.code == "service_name_unusable"
    sound = replace(wish, settings=Settings(services=("web",)))
    assert "set -eu" in setting.script(sound, sha256="ab", sent="")
