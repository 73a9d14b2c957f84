"""An alarm as it is wished, and as its server tells that it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from core.codec import Unreadable, object_in, write_json
from core.declared import coded
from core.plain_text import one_line, whole_number
from core.service_name import must_be_usable
from core.typed import from_plain, to_plain

DISK, CERTIFICATE_DAYS, CALM = 90, 14, 300


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a server is told, without the address itself.

    No `services` means all, also later ones. `disk` is in per cent; `calm` is for how many seconds
    all must be well before an incident is over; `log_lines` how many of the program's last lines go
    along, which may hold secrets. `program` is the hash of the program that was sent.
    """

    server: str = ""
    services: tuple[str, ...] = ()
    form: str = ""
    host: str = ""
    mail: str = ""
    disk: int = DISK
    certificate_days: int = CERTIFICATE_DAYS
    calm: int = CALM
    log_lines: int = 0
    program: str = ""


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something that is wrong there and was told; `since` in seconds, by the server's clock."""

    kind: str = ""
    subject: str = ""
    since: int = 0


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the program tells of itself; `sent` is when a message got through last, 0 for never.

    `waiting` messages have not got through yet, `refused` says why; `given_up` were rejected for
    days.
    """

    settings: Settings = field(default_factory=Settings)
    open: tuple[Incident, ...] = ()
    waiting: int = 0
    given_up: int = 0
    sent: int = 0
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """The alarm of one server: `told` is None without one.

    `bytes` is what it takes there, `running` whether its timer runs, `genuine` whether its program
    is still the one that was sent.
    """

    server: str
    told: Told | None = None
    bytes: int = 0
    running: bool = False
    genuine: bool = False


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A test message: `by` webhook or mail, and what became of it; status 0: nobody answered."""

    by: str = ""
    delivered: bool = False
    status: int = 0
    why: str = ""


def text_of(settings: Settings) -> str:
    """Write down the settings for the server; raises `ProblemError` for an odd service name."""
    for one in settings.services:
        must_be_usable(one)
    return write_json(to_plain(settings)).decode() + "\n"


def alarm_in(server: str, out: str) -> Alarm:
    """Read what `list.sh` printed; a server's words are not believed."""
    lines = out.splitlines()
    plain = dict(line.partition(" ")[::2] for line in lines if not line.startswith("{"))
    told: Told | None = next((_read(Told, line) for line in lines if line.startswith("{")), None)
    return Alarm(
        server=server,
        told=told,
        bytes=whole_number(plain.get("bytes", "")),
        running=plain.get("timer") == "active",
        genuine=told is not None and told.settings.program == plain.get("sha256"),
    )


def tried_in(out: str) -> tuple[Tried, ...]:
    """Read what `test.sh` printed."""
    return tuple(_read(Tried, line) for line in out.splitlines() if line.startswith("{"))


def _read(kind: type[Any], line: str) -> Any:  # noqa: ANN401 - one of the two above
    try:
        return from_plain(kind, _shown(object_in(line)))
    except Unreadable:
        return kind()


def _shown(found: object) -> Any:  # noqa: ANN401 - JSON's own kinds
    """Take the sting out of every text."""
    if isinstance(found, str):
        return one_line(found)
    if isinstance(found, dict):
        return {key: _shown(one) for key, one in found.items()}
    return [_shown(one) for one in found] if isinstance(found, list) else found
