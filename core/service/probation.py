"""What a server tells of a release on probation: until when, and why the last one did not hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.plain_text import inert
from core.problems import Problem, ProblemError
from core.service import release_words, transaction
from core.service.causes import problem_of
from core.service.following import of_process
from core.service.layout import Layout
from core.service.protocol import Cause, Ending, Verb
from core.service.transaction import Blamed, Change, Ended, Said
from core.words import joined, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.service.installed import Installed
    from core.service.model import Service
    from core.ssh.session import ServerSession
    from core.words import Text

WAY_BACK = "return"  # the helper's word for a change that nobody asked it for
VERB = "probation"  # and for the end of one that changed nothing


def until(there: Installed) -> str:
    """Tell until when the running release is on probation, by the server's clock (ISO 8601)."""
    noted = there.probation
    runs = there.current and noted.get("release") == there.current
    return str(noted.get("until", "")) if runs else ""


def failed(there: Installed) -> bool:
    """Whether the running release did not hold, and there was none to go back to."""
    return bool(there.history) and there.history[-1].get("result") == Ending.UNPROVED


async def came_to(session: ServerSession, service: Service, there: Installed) -> Problem | None:
    """Say why the last release did not hold, where nothing was changed since.

    The server kept what the program said; the cause is told as a deploy would have told it.
    """
    last = there.history[-1] if there.history else {}
    went_back = last.get("verb") == WAY_BACK and last.get("result") == Ending.LIVE
    if not went_back and not failed(there):
        return None
    return await explained(session, service, last)


async def explained(session: ServerSession, service: Service, last: Mapping[str, Any]) -> Problem:
    """Say why a release did not hold, by the entry of the history that ended its probation."""
    told: list[transaction.Told] = []
    asked = Change(verb=Verb.FOLLOW, id=str(last.get("change", "")), who=transaction.whoami())
    try:
        await transaction.follow(session, Layout.of(service), asked, told.append)
    except ProblemError:
        told = []  # the server keeps the words of its last changes alone, and not for everybody
    cause = _cause(last, told, service)
    what = _what(last, cause, went_back=last.get("verb") == WAY_BACK)
    stays = release_words.what_was_left(str(last.get("command", "")))
    return replace(cause, what=joined((what, stays), " ") if stays else what)


def _cause(last: Mapping[str, Any], told: list[transaction.Told], service: Service) -> Problem:
    ended = next((one for one in told if isinstance(one, Ended)), None)
    ended = ended or Ended(code=inert(str(last.get("code", ""))))
    ended = replace(ended, result=Ending.ROLLED_BACK, command="")  # that has words of its own here
    said = [one for one in told if isinstance(one, Said)]
    if blamed := next((one.process for one in told if isinstance(one, Blamed)), ""):
        return of_process(blamed, ended, said, service)
    cause = problem_of(ended, said, service)
    if ended.code == Cause.NO_ANSWER:
        why = say("At first, the release responded. Then {path} did not respond several "
            "times in a row.",
                  path=service.health_path or str(service.port))  # fmt: skip
        return replace(cause, why=why)
    return cause


def _what(last: Mapping[str, Any], cause: Problem, *, went_back: bool) -> Text:
    bad = inert(str(last.get("previous" if went_back else "release", "")))
    if went_back:
        return say(
            "Release {release} failed on probation, and {previous} is live again: {what}",
            release=bad,
            previous=inert(str(last.get("release", ""))),
            what=cause.what,
        )
    return say(
        "Release {release} failed on probation, and there is no other to roll back to: {what}",
        release=bad,
        what=cause.what,
    )
