"""Start a command, let Ctrl+C cancel it cleanly, and turn its end into an exit code."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import traceback
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import TYPE_CHECKING

from core import languages
from core.cli.arguments import (
    Commands,
    HelpWanted,
    Parser,
    UsageMistake,
    add_global_options,
    joined,
    wants_json,
)
from core.cli.asking import Asking, someone_is_there, take_secrets
from core.cli.call import Call
from core.cli.groups import add_groups
from core.cli.hints import for_terminal
from core.cli.show import Answer, Show, show_for
from core.home import Home, refused, write_whole
from core.problems import Advice, Problem, ProblemError
from core.words import english, say, speak

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Coroutine, Sequence

DONE, PROBLEM, WRONG_USAGE, CANCELLED = 0, 1, 2, 130
READER_GONE = 141  # as a shell tells of a program that ended by SIGPIPE
_STOPS = ("SIGINT", "SIGTERM", "SIGHUP")  # Ctrl+C, `kill`, a closed terminal


def main(words: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    try:
        return _main(sys.argv[1:] if words is None else words)
    except BrokenPipeError:  # the reader of our output has gone, as in `goferry logs | head`
        _let_go()
        return READER_GONE
    except OSError as reason:  # our output could not be written, as on a full disk
        _let_go()
        with suppress(OSError):
            sys.stderr.write(f"goferry: {reason.strerror or reason}\n")
            sys.stderr.flush()
        return PROBLEM


def _main(words: Sequence[str]) -> int:
    as_json = wants_json(words)
    show = show_for(as_json_lines=as_json)
    _speak(languages.ENGLISH if as_json else languages.of_locale(os.environ))
    try:
        arguments = parser(words).parse_args(joined(words))
        if hasattr(arguments, "version"):
            return _tell(show, _version(), field="version")
    except HelpWanted as wanted:
        return _tell(show, str(wanted), field="help")
    except UsageMistake as mistake:
        show.answer(Answer(problem=mistake.problem))
        return WRONG_USAGE
    return _carry_out(arguments, show)


def _speak(language: str) -> None:
    """Speak a language to people, where their terminal has its letters; scripts read English."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            languages.LANGUAGES[language].encode(stream.encoding or "ascii")
    except UnicodeEncodeError:
        language = languages.ENGLISH
    speak(english if language == languages.ENGLISH else languages.speaker(language))


def _let_go() -> None:
    """Send what is still to be written nowhere: Python writes it at its very end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def parser(words: Sequence[str] = ()) -> Parser:
    """Build the command line; each group of commands adds its own, as far as `words` need it."""
    top = Parser(
        prog="goferry",
        description=str(
            say(
                "From a Go project to a running service on your Linux servers. "
                "Without a command, the window opens."
            )
        ),
        allow_abbrev=False,
    )
    add_global_options(top)
    commands = Commands(top, required=False)
    add_groups(commands, words)
    return top


def _tell(show: Show, text: str, *, field: str) -> int:
    show.answer(Answer(fields={field: text}, lines=tuple(text.splitlines())))
    return DONE


def _version() -> str:
    from importlib import metadata

    try:
        return metadata.version("goferry")
    except metadata.PackageNotFoundError:  # run from its sources, without being installed
        return str(say("from source"))


def _carry_out(arguments: argparse.Namespace, show: Show) -> int:
    home = Home.find(getattr(arguments, "home", None))
    try:
        if not hasattr(arguments, "run"):
            from core.cli.window import open_window

            code = open_window(home)
            show.answer(Answer())
            return code
        if (service := getattr(arguments, "service", None)) is not None:
            from core.service_name import must_be_usable

            must_be_usable(service)
        answer, stopped = asyncio.run(_stoppable(arguments.run(_call(arguments, home, show))))
        show.answer(_with_hints(answer))
    except (asyncio.CancelledError, KeyboardInterrupt):
        show.answer(Answer(problem=_CANCELLED))
        return CANCELLED
    except ProblemError as found:
        show.answer(Answer(problem=for_terminal(found.problem)))
        return PROBLEM
    except BrokenPipeError:
        raise
    except OSError as reason:
        show.answer(Answer(problem=refused(reason) or _bug(home, traceback.format_exc())))
        return PROBLEM
    except Exception:  # noqa: BLE001 - the one place where a bug becomes a sentence
        show.answer(Answer(problem=_bug(home, traceback.format_exc())))
        return PROBLEM
    return _code(answer, stopped=stopped)


def _code(answer: Answer, *, stopped: bool) -> int:
    if answer.problem is None:
        return DONE
    return CANCELLED if stopped else PROBLEM


def _with_hints(answer: Answer) -> Answer:
    return (
        answer if answer.problem is None else replace(answer, problem=for_terminal(answer.problem))
    )


def _call(arguments: argparse.Namespace, home: Home, show: Show) -> Call:
    there = someone_is_there(as_json=hasattr(arguments, "json"))
    return Call(
        arguments=arguments,
        home=home,
        show=show,
        asking=Asking(show, anyone=there),
        secrets=take_secrets(),
    )


async def _stoppable(work: Coroutine[None, None, Answer]) -> tuple[Answer, bool]:
    """Let the first signal cancel the work; more of them do not interrupt its cleaning up.

    What has begun on a server still tells how it ended: an answer, though it was stopped.
    """
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()
    cancel = _once(task.cancel)
    with suppress(NotImplementedError):  # Windows, where asyncio itself handles Ctrl+C
        for name in _STOPS:
            loop.add_signal_handler(getattr(signal, name), cancel)
    answer = await task
    own = asyncio.current_task()  # on Windows it is this one that Ctrl+C cancels
    return answer, bool(task.cancelling() or (own and own.cancelling()))


def _once(work: Callable[[], object]) -> Callable[[], None]:
    """Do it at the first call alone.

    Whether a task is being cancelled already does not tell that: a time limit within it that has
    just run out cancels it, too, and the signal that comes at this moment would be lost.
    """
    calls = count()

    def call() -> None:
        if next(calls) == 0:
            work()

    return call


_CANCELLED = Problem(
    code="cancelled",
    what=say("Canceled."),
    why=say("You stopped the command before it finished."),
    next=(Advice(say("Run the same command again when you are ready.")),),
)


def _bug(home: Home, report: str) -> Problem:
    file = home.logs / f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}.txt"
    with suppress(ProblemError):
        write_whole(file, report.encode(errors="backslashreplace"))
    return Problem(
        code="bug",
        what=say("This is a bug in GoFerry, not in your project."),
        why=say("GoFerry stopped unexpectedly: {last}", last=_last_line(report)),
        next=(Advice(say("Report it with this file: {file}", file=str(file))),),
    )


def _last_line(report: str) -> str:
    return report.strip().rpartition("\n")[2]
