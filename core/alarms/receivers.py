"""Who is told: the forms that receivers want, and the address, which is a credential."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qs, urlsplit

from core.problems import Advice, Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from core.words import Text

LARGEST = 4096  # bytes of a file with an address
_MAIL = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,252}[A-Za-z0-9])"
)
_SECRET = re.compile(r"[!-~]{1,200}")
_URL = re.compile(r"[!-~]{1,2000}")
_HOST = re.compile(r"[A-Za-z0-9.:-]{1,253}")
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class Form(StrEnum):
    """In which form a receiver takes a message; `resources/alarm/forms.go` has the same names."""

    JSON = "json"
    SLACK = "slack"
    DISCORD = "discord"
    TELEGRAM = "telegram"
    NTFY = "ntfy"
    WECOM = "wecom"
    DINGTALK = "dingtalk"


_FORM_OF = {  # by the host that its vendor gives out
    "hooks.slack.com": Form.SLACK,
    "discord.com": Form.DISCORD,
    "discordapp.com": Form.DISCORD,
    "api.telegram.org": Form.TELEGRAM,
    "ntfy.sh": Form.NTFY,
    "qyapi.weixin.qq.com": Form.WECOM,
    "oapi.dingtalk.com": Form.DINGTALK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A webhook; only form and host may be shown. `secret` signs messages (DingTalk)."""

    form: Form
    host: str
    url: str = field(repr=False)
    secret: str = field(default="", repr=False)

    @property
    def credential(self) -> str:
        """What the server keeps for root alone."""
        return f"{self.url}\n{self.secret}\n"


def receiver_in(content: bytes, form: Form | None = None) -> Receiver:
    """Read an address from a file: the URL in the first line, a secret in the second.

    Without a `form`, the host tells. Raises "webhook_unusable"; no sentence holds the address.
    """
    lines = [line.strip() for line in content.decode("utf-8", "replace").splitlines()]
    url, secret, *more = *filter(None, lines), "", ""
    if any(more) or len(content) > LARGEST:
        raise ProblemError(_unusable(say("The file has more than two lines.")))
    parts = _parts(url)
    form = form or _FORM_OF.get(parts.hostname or "", Form.JSON)
    _must_suit(form, parts, secret)
    return Receiver(form=form, host=str(parts.hostname), url=url, secret=secret)


def must_be_mail(address: str) -> None:
    """Raise "mail_unusable" for what cannot be an address to send mail to."""
    if not _MAIL.fullmatch(address):
        raise ProblemError(
            Problem(
                code="mail_unusable",
                what=say("“{address}” is not a mail address.", address=address[:80]),
                why=say("An address reads name@example.com, without a display name."),
                field="mail",
            )
        )


def _parts(url: str) -> SplitResult:
    """Take an address apart; what comes of it is HTTPS, or stays on the server itself."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError as odd:
        raise ProblemError(_unusable(say("The first line is not a URL."))) from odd
    if not _URL.fullmatch(url) or not _HOST.fullmatch(host):
        raise ProblemError(_unusable(say("The first line is not a URL.")))
    if parts.scheme != "https" and not (parts.scheme == "http" and host in _HERE):
        raise ProblemError(_unusable(say("The URL must begin with https://.")))
    return parts


def _must_suit(form: Form, parts: SplitResult, secret: str) -> None:
    if secret and (form is not Form.DINGTALK or not _SECRET.fullmatch(secret)):
        raise ProblemError(_unusable(say("Only DingTalk uses a second line, the signing secret.")))
    if form is Form.TELEGRAM and not parse_qs(parts.query).get("chat_id"):
        raise ProblemError(
            _unusable(
                say("The URL has no chat_id."),
                say("Write it like this: {url}", url=_TELEGRAM),
            )
        )


_TELEGRAM = "https://api.telegram.org/botTOKEN/sendMessage?chat_id=CHAT"


def _unusable(why: Text, *advice: Text) -> Problem:
    return Problem(
        code="webhook_unusable",
        what=say("The webhook address cannot be used."),
        why=why,
        next=tuple(map(Advice, advice)),
        field="webhook",
    )
