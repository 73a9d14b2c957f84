"""What to say of each cause for which a release did not come up, or is not quite well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.actions import CheckServer, ChooseOption, Retry, ShowLogs, UseOption
from core.problems import Advice, Problem
from core.remedies.port import port_action
from core.service import health_question, scheme_words, slow_words
from core.service.model import HealthScheme
from core.service.protocol import FLEET_SILENCE, Cause, Ending
from core.service.unit_values import inner_ports
from core.words import say, verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.service.model import Service
    from core.service.transaction import Ended, Said
    from core.words import Text

LOGS = Advice(say("Read the log of this run."), ShowLogs())
AGAIN = Advice(say("Deploy again."), Retry())
_NO_HEALTH_HERE = frozenset({"401", "403", "404", "405"})  # no such path, or not for everybody
_ARGUMENTS = Advice(say("If the program needs arguments, add them."), ChooseOption("args"))
_COMPLAINT = re.compile(r"\b(?:error|fatal|cannot|could not|unable)\b", re.IGNORECASE)
_LAST = 3  # lines: a program may say what to read after what went wrong
_IS_WORKER = Advice(say("If it needs no port, deploy it as a worker."), UseOption("kind", "worker"))
_ENDINGS = frozenset(Ending)


def loopback_only(service: Service) -> Problem:
    """Tell that a healthy service cannot be reached by a browser."""
    return Problem(
        code="loopback_only",
        what=say("The service is healthy, but only the server itself can reach it."),
        why=say("The program listens only on 127.0.0.1:{port}.", port=service.port),
        next=(
            Advice(
                say(
                    "Make it listen on :{port}, or put a web server in front of it.",
                    port=service.port,
                )
            ),
        ),
    )


def past_the_proxy(service: Service) -> Problem:
    """Tell that the program's own port is open to others, beside the proxy's."""
    inner = inner_ports(service)[0]
    return Problem(
        code="inner_port_open",
        what=say("The service is healthy, but others can also reach it without the proxy."),
        why=say(
            "The program opens port {inner} for everyone, not only for 127.0.0.1.", inner=inner
        ),
        next=(
            Advice(say("Let the program listen on 127.0.0.1 and the port in PORT.")),
            Advice(say("Or keep port {inner} closed in the firewall.", inner=inner)),
        ),
    )


def last_words(said: Sequence[Said]) -> Text:
    """Quote what a program said last: why, where that stands a little before its very end."""
    own = [line.text for line in said if line.own and line.text.strip()]
    complaints = [line for line in own[-_LAST:] if _COMPLAINT.search(line)]
    last = next(reversed(complaints or own), "")
    if last:
        return say("Last output: {line}", line=last[:200])
    return say("The program wrote no output before it exited.")


def _crashed(_ended: Ended, said: Sequence[Said], service: Service) -> Problem:
    return Problem(
        code="",
        what=say("The new release exited unexpectedly."),
        why=last_words(said),
        next=(LOGS, *(() if service.args else (_ARGUMENTS,))),
    )


def _out_of_memory(_ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    limit = service.limits.memory
    return Problem(
        code="",
        what=say("The new release was killed: it ran out of memory."),
        why=say("The memory limit is {limit}.", limit=limit)
        if limit
        else say("The service has no memory limit. The server itself ran out of memory."),
        next=(Advice(say("Raise the limit, or find out what needs so much memory.")), LOGS),
        field="limits" if limit else "",
    )


def _no_answer(ended: Ended, said: Sequence[Said], service: Service) -> Problem:
    other = [port for port in ended.detail.split() if port.isdigit()]
    asked = health_question.port_of(service)
    if other and str(asked) not in other:
        return Problem(
            code="",
            what=say("The program listens on port {other}.", other=other[0]),
            why=say("The program should listen on port {port}, which is in PORT.", port=asked),
            next=(Advice(say("Use port {p}.", p=other[0]), port_action(other[0])),),
            field="port",
        )
    if not other and any(line.own and line.text.strip() for line in said):
        return slow_words.still_starting(service, last_words(said), (_IS_WORKER, LOGS))
    return Problem(
        code="",
        what=say("The new release is running, but does not respond on port {port}.", port=asked),
        why=say(
            "No response to {path} within {seconds} seconds.",
            path=health_question.words(service),
            seconds=service.health.deadline,
        ),
        next=scheme_words.unanswered(service) if other else (_IS_WORKER, LOGS),
    )


def _not_ready(_ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    if service.health.scheme is HealthScheme.NOTIFY:
        return scheme_words.silent(service)
    return Problem(
        code="",
        what=say("The new release did not report that it is ready (READY=1)."),
        why=say(
            "Mode {mode} needs systemd socket activation and a READY=1 message. "
            "The program did not send one within {seconds} seconds.",
            mode=service.mode.value,
            seconds=service.health.deadline,
        ),
        next=(Advice(say("Use mode restart, which suits every program.")), LOGS),
    )


def _bad_status(ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    if ended.detail in _NO_HEALTH_HERE:
        return _wrong_path(ended.detail, service)
    return Problem(
        code="",
        what=say("The new release reports that it is unhealthy."),
        why=say(
            "{path} returned status {status}. Expected: {lowest}-{highest}.",
            path=service.health_path,
            status=ended.detail,
            lowest=service.health.lowest,
            highest=service.health.highest,
        ),
        next=(LOGS,),
    )


def _wrong_path(status: str, service: Service) -> Problem:
    return Problem(
        code="",
        what=say("The release runs, but {path} is not a health check.", path=service.health_path),
        why=say("The response to that path had the status {status}.", status=status),
        next=(
            Advice(say("Choose a path that responds with success."), ChooseOption("health_path")),
            Advice(say("Or check only that the port opens."), UseOption("health_path", "")),
        ),
        field="health_path",
    )


def _other_process(_ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    return Problem(
        code="",
        what=say("Another program responds on port {port}.", port=health_question.port_of(service)),
        why=say("The response did not come from the new release, so its health is not known."),
        next=(Advice(say("Use another port."), ChooseOption("port")),),
        field="port",
    )


def _cancelled(_ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    return Problem(
        code="",
        what=say("The deploy was canceled."),
        why=say("The server rolled back to its previous state."),
        next=(AGAIN,),
    )


def _client_gone(_ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    return Problem(
        code="",
        what=say("The deploy to several servers was interrupted."),
        why=say(
            "The server lost contact with the deploying computer for {n} seconds and rolled back.",
            n=FLEET_SILENCE,
        ),
        next=(AGAIN,),
    )


def _damaged(_ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    return Problem(
        code="",
        what=say("The program that arrived is not the one that was sent."),
        why=say("Its SHA-256 on the server differs, so it was not used."),
        next=(AGAIN,),
    )


def _not_written(_ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    return Problem(
        code="",
        what=say("The server could not store the release."),
        why=say("Most likely its disk is full or read-only."),
        next=(Advice(say("See this server's check results."), CheckServer()),),
    )


def _interrupted(_ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    return Problem(
        code="",
        what=say("The change on the server was interrupted."),
        why=say("The server was shut down or restarted. Its next start repairs the change."),
        next=(AGAIN,),
    )


def _no_release(_ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    return Problem(
        code="",
        what=say("There is no release to roll back to."),
        why=say("No earlier release was ever healthy here, or none is kept."),
    )


def _not_scheduled(_ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    return Problem(
        code="",
        what=say("systemd did not start the timer of {name}.", name=service.name),
        why=say(
            "systemd might not understand the schedule {schedule}.",
            schedule=verbatim(service.schedule),
        ),
        next=(Advice(say("Correct the schedule."), ChooseOption("schedule")),),
        field="schedule",
    )


def _no_proxy(_ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    return Problem(
        code="",
        what=say("systemd-socket-proxyd in front of the program did not start."),
        why=say("The server might lack systemd-socket-proxyd, or the port is in use."),
        next=(Advice(say("Use mode restart, which suits every program.")), LOGS),
    )


def not_deployed(name: str) -> Problem:
    """Say that nothing of the service can run there, whatever was asked for."""
    return Problem(
        code=Cause.NOT_DEPLOYED,
        what=say("{name} was not deployed to this server yet.", name=name),
        why=say("There is no release that can be started."),
        next=(Advice(say("Deploy it first.")),),
    )


def _already(_ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    return Problem(
        code="",
        what=say("This release is already running."),
        why=say("Nothing was changed."),
    )


def _no_spare_port(_ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    return Problem(
        code="",
        what=say("The new release could not be rehearsed: the server has no free port."),
        why=say("Other programs took every port that was chosen for it."),
        next=(Advice(say("On the server, see which program listens: ss -ltnp.")), AGAIN),
    )


def unknown(ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    """Say all that is known of a cause that has no words here."""
    known = say("The new release did not start.")
    newer = say("The server reported a result that this GoFerry version does not know.")
    return Problem(
        code="",
        what=known if ended.result in _ENDINGS else newer,
        why=say("The server reported: {detail}", detail=verbatim(ended.detail[:200])),
        next=(LOGS,),
    )


CAUSES: dict[str, Callable[[Ended, Sequence[Said], Service], Problem]] = {
    Cause.CRASHED: _crashed,
    Cause.OUT_OF_MEMORY: _out_of_memory,
    Cause.NO_ANSWER: _no_answer,
    Cause.NOT_READY: _not_ready,
    Cause.BAD_STATUS: _bad_status,
    Cause.OTHER_PROCESS: _other_process,
    Cause.OTHER_RELEASE: _other_process,
    Cause.CANCELLED: _cancelled,
    Cause.CLIENT_GONE: _client_gone,
    Cause.CHANGED_ON_THE_WAY: _damaged,
    Cause.NOT_UPLOADED: _damaged,
    Cause.NOT_WRITTEN: _not_written,
    Cause.INTERRUPTED: _interrupted,
    Cause.NO_SUCH_RELEASE: _no_release,
    Cause.NOT_DEPLOYED: lambda _ended, _said, service: not_deployed(service.name),
    Cause.NO_PROXY: _no_proxy,
    Cause.NOT_SCHEDULED: _not_scheduled,
    Cause.NO_SPARE_PORT: _no_spare_port,
    Cause.ALREADY_RUNNING: _already,
    **scheme_words.CAUSES,
}
