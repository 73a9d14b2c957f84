"""Each way to ask for health, put to real little servers: what is well, and why another is not."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.service.model import HealthScheme, Kind, Process
from tests.apart import QUICK, RELEASE, WEB

if TYPE_CHECKING:
    from core.service.model import Service
    from tests.apart import Apart

pytestmark = pytest.mark.server
_ASK = f'deadline=-1\nhealthy web.service 8080 {RELEASE}; echo "$? $code $detail"'
_CERTIFICATE = (
    *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
    *("-subj", "/CN=x", "-keyout", "/dev/stdout"),
)
# What a server of google.golang.org/grpc v1.82 with its health package sent, frame by frame.
_BEGINS = (
    "000006040000000000000500004000" "000000040100000000" "00000408000000000000000005"
    "00000806000000000002041010090e0707"
)  # fmt: skip
_HEADERS = "00000e010400000001885f8b1d75d0620d263d4c4d6564"
_MESSAGE = "000007000000000001000000000208"
_ENDS = "00001801050000000140889acac8b21234da8f013040899acac8b5254207317f00"
_UNIMPLEMENTED = (
    "000042010500000001885f8b1d75d0620d263d4c4d656440889acac8b21234da8f02313240899acac8b525420731"
    "7f9bb6aeb51fc54a20b677310aa4d65645e728e84cebf70af8ca3a133f"
)
_NO_SETTINGS = "000000040000000000"  # how tonic and others begin, which have nothing to settle
_OWN = b'INFO {"a":1}\r\n'.hex()  # how NATS begins
# As one writes them that does not shorten its words, and says 14, UNAVAILABLE.
_UNSHORTENED = "000010010500000001000b677270632d737461747573023134"


@pytest.fixture
def sealed(web: Apart) -> Apart:
    """Return the server, on which there is a certificate."""
    made = subprocess.run(_CERTIFICATE, capture_output=True, check=True)
    web.file("/run/apart/own.pem").write_bytes(made.stdout)
    return web


def asked_by(scheme: HealthScheme, *, port: int = 0) -> Service:
    return replace(WEB, health=replace(QUICK, scheme=scheme, port=port))


def grpc(*frames: str) -> str:
    return f"raw={_BEGINS}{''.join(frames)}"


_HTTPS, _GRPC = HealthScheme.HTTPS, HealthScheme.GRPC
_JUDGED = (
    (_HTTPS, "tls", "0 "),
    (_HTTPS, "tls answers=500", "1 bad_status 500"),
    (_HTTPS, "tls says=9-ffffffff", "1 other_release 9-ffffffff"),
    (_HTTPS, "tls=refuses", "1 no_handshake -"),
    (_HTTPS, "", "1 speaks_http -"),
    (_HTTPS, f"raw={_BEGINS}", "1 speaks_grpc -"),
    (_HTTPS, f"greets={_BEGINS}", "1 speaks_grpc -"),
    (_HTTPS, f"raw={_OWN}", '1 speaks_other INFO {"a":1}'),
    (_HTTPS, "silent", "1 no_answer "),
    (HealthScheme.HTTP, "tls", "1 speaks_https -"),
    (HealthScheme.HTTP, "raw=15030100020246", "1 speaks_https -"),
    (HealthScheme.HTTP, f"raw={_BEGINS}", "1 speaks_grpc -"),
    (HealthScheme.HTTP, f"greets={_BEGINS}", "1 speaks_grpc -"),
    (HealthScheme.HTTP, f"raw={_NO_SETTINGS}", "1 speaks_grpc -"),
    (HealthScheme.HTTP, f"raw={_OWN}", '1 speaks_other INFO {"a":1}'),
    (HealthScheme.HTTP, "raw=0d0a", "1 no_answer 8080 "),
    (HealthScheme.HTTP, "answers=400", "1 bad_status 400"),
    (HealthScheme.TCP, "answers=500", "0 "),
    (HealthScheme.TCP, "silent", "1 no_answer "),
    (_GRPC, grpc(_HEADERS, _MESSAGE, "01", _ENDS), "0 "),
    (_GRPC, grpc(_HEADERS, _MESSAGE, "02", _ENDS), "1 not_serving NOT_SERVING"),
    (_GRPC, grpc(_HEADERS, "000005000000000001", "0000000000", _ENDS), "1 not_serving UNKNOWN"),
    (_GRPC, grpc(_UNIMPLEMENTED), "1 no_health_service -"),
    (_GRPC, grpc(_UNSHORTENED), "1 not_serving 14"),
    (_GRPC, grpc(_HEADERS, _MESSAGE, "01"), "1 no_answer 8080 "),
    (_GRPC, "raw=485454502f312e3120343030", "1 speaks_http -"),
    (_GRPC, "raw=1503010002020a", "1 speaks_https -"),
    (_GRPC, "silent", "1 no_answer "),
    (HealthScheme.NONE, "silent", "0 "),
    (HealthScheme.NONE, "dies", "1 crashed"),
    (HealthScheme.NOTIFY, "silent", "0 "),
)


def test_each_is_well_as_it_was_said_and_every_cause_is_told_apart(sealed: Apart) -> None:
    for scheme, behaviour, expected in _JUDGED:
        sealed.place(behaviour)
        (told,) = sealed.within(asked_by(scheme), _ASK)
        begins = expected in {"0 ", "1 crashed"}
        assert told == expected or (begins and told.startswith(expected)), (scheme, behaviour, told)


def test_the_question_comes_in_one_piece(web: Apart) -> None:
    """A server that answers the first line and hangs up has read all, and its answer arrives."""
    web.place(f"raw={_BEGINS}")
    ask = "$self ask 8080 1 http /health 200"
    told = web.within(asked_by(HealthScheme.HTTP), f"{_ASK}; for i in {{1..100}}; do {ask}; done")
    assert told == ["1 speaks_grpc -"] + 100 * ["speaks_grpc -"]


def test_without_openssl_curl_asks_over_tls(sealed: Apart) -> None:
    sealed.sh("mkdir /run/few; cp -s /usr/sbin/* /usr/bin/* /run/few; rm /run/few/openssl")
    without = (
        "PATH=/run/few; sed -i 's|^export LC_ALL=C PATH=.*|export LC_ALL=C PATH=/run/few|' $self"
    )
    for behaviour, expected in (("tls", "0 "), ("", "1 speaks_http -")):
        sealed.place(behaviour)
        (told,) = sealed.within(asked_by(_HTTPS), f"{without}\n{_ASK}")
        assert told.startswith(expected)


def test_a_further_port_is_asked_and_in_a_rehearsal_its_spare_one(web: Apart) -> None:
    service = replace(
        asked_by(HealthScheme.HTTP, port=9090), ports=("dns=9090/udp", "admin=9090/http")
    )
    told = web.within(
        service, "where 8080; spare=2001; where 2001; where 8080; health_port=0\nwhere 1"
    )
    assert told == ["9090", "22001", "9090", "1"]
    own = web.within(asked_by(HealthScheme.HTTP, port=8080), "spare=2001; where 2001")
    assert own == ["2001"]
    web.place("port=9090")
    (found,) = web.within(service, _ASK)
    assert found.startswith("0 ")


def test_the_health_can_be_asked_for_alone_by_operators_too(web: Apart) -> None:
    web.prepare(asked_by(HealthScheme.HTTP), operators="ops")
    web.place("answers=200,503")
    said = web.ask(f"health {web.new_id()} - me")
    assert said.out == '{"healthy":true}\n'
    operators = "/usr/local/libexec/goferry/operate-web"
    said = web.ask(f"health {web.new_id()} - me", door=operators)
    assert said.out == '{"healthy":false,"code":"bad_status","detail":"503"}\n'
    web.place("dies")
    said = web.ask(f"health {web.new_id()} - me")
    assert said.out.startswith('{"healthy":false,"code":"')


@pytest.mark.parametrize("main", [HealthScheme.HTTP, HealthScheme.TCP])
def test_a_further_process_is_asked_in_its_own_way(web: Apart, main: HealthScheme) -> None:
    other = HealthScheme.TCP if main is HealthScheme.HTTP else HealthScheme.HTTP
    job = Process(name="job", kind=Kind.WEB, port=8081, health=replace(QUICK, scheme=other))
    web.prepare(replace(WEB, health=replace(QUICK, scheme=main), processes=(job,)))
    web.place("answers=503 job:answers=503")
    web.sh("systemctl start web.job.service")
    told = {
        HealthScheme.HTTP: '{"healthy":false,"code":"bad_status","detail":"503"}\n',
        HealthScheme.TCP: '{"healthy":true}\n',
    }
    assert web.ask(f"health {web.new_id()} - me").out == told[main]
    assert web.ask(f"health {web.new_id()} job me").out == told[other]
    gone = web.ask(f"health {web.new_id()} other me").out
    assert gone.startswith('{"healthy":false')


def test_a_command_is_run_in_the_sandbox_of_the_very_run_that_it_judges(web: Apart) -> None:
    health = replace(QUICK, scheme=HealthScheme.COMMAND, command="check 'a b'", watchdog=30)
    service = replace(WEB, health=health)
    web.prepare(service)
    web.place("silent")
    web.file("/run/apart/command").write_text("exit 0\n")
    unit = "/run/systemd/system/web._health@web.service"
    told = web.within(service, f"{_ASK}\ncat {unit}\nput_away\nls {unit} 2>/dev/null || echo gone")
    assert (told[0][:2], told[-1]) == ("0 ", "gone")
    laid = [
        line
        for line in told
        if line.startswith(("Type", "Exec", "Restart", "Timeout", "User", "Watchdog"))
    ]
    assert laid == [
        "Type=oneshot", "User=web", 'ExecStart=/opt/web/current/bin/web check "a b"',
        "TimeoutStopSec=30", "TimeoutStartSec=20",
    ]  # fmt: skip
    web.file("/run/apart/command").write_text("exit 3\n")
    web.file("/run/apart/journal").write_text("no database\n")
    web.bend("[[ $unit != *_health* ]] || { ExecMainStatus=3; Result=exit-code; InvocationID=r; }")
    assert web.within(service, _ASK)[-1] == "1 health_command exit-code 3 no database"


def test_what_is_asked_nothing_must_still_be_the_release(web: Apart) -> None:
    web.place("silent")
    script = 'deadline=-1\nhealthy web.service 8080 9-ffffffff; echo "$? $code"'
    assert web.within(asked_by(HealthScheme.NONE), script) == ["1 other_process"]
