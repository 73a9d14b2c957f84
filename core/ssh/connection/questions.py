"""What a server asks at its door (keyboard-interactive), and the one answer that it may have."""

from __future__ import annotations

from dataclasses import dataclass

from core.plain_text import inert

_LONGEST = 80


@dataclass(slots=True)
class Questions:
    """Gives the password to the first question whose answer stays hidden, and to no other.

    An answer that is shown while it is typed is no password: it may end in the server's log.
    """

    password: str
    unanswered: str = ""  # the first question that was met with nothing, harmless to show
    _answered: str | None = None

    def answer(self, _title: str, _text: str, prompts: list[tuple[str, bool]]) -> list[str]:
        """Answer all questions of one request; a pair is a question, and whether it is shown."""
        return [self._one(question, shown=shown) for question, shown in prompts]

    def _one(self, question: str, *, shown: bool) -> str:
        if not shown and self._answered is None:
            self._answered = question
            return self.password
        if question != self._answered:  # the same again says that the password was wrong
            self.unanswered = self.unanswered or _one_line(question)
        return ""


def _one_line(question: str) -> str:
    return " ".join(inert(question).split())[:_LONGEST].rstrip(" :") or "?"
