"""What to say where a service was asked for its health in another way than it speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.actions import ShowLogs, UseOption
from core.problems import Advice, Problem
from core.service.health_question import port_of, scheme_of
from core.service.model import HealthScheme
from core.service.protocol import Cause
from core.words import say, verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.service.model import Service
    from core.service.transaction import Ended, Said
    from core.words import Text

_LOGS = Advice(say("Read the log of this run."), ShowLogs())
_AS_TCP = UseOption("health.scheme", HealthScheme.TCP.value)
_OPENS = Advice(say("Or check only that the port opens."), _AS_TCP)
_FIELD = "health"


def unanswered(service: Service) -> tuple[Advice, ...]:
    """Advise where a port is open and nothing came back: it hangs, or waits for other words."""
    if scheme_of(service) is HealthScheme.TCP:
        return (_LOGS,)
    other = say("If the program uses its own protocol, check only that the port opens.")
    return Advice(other, _AS_TCP), _LOGS


def silent(service: Service) -> Problem:
    """Tell that a program did not say that it is ready, though nothing but that was asked of it."""
    return _problem(
        say("The new release did not report that it is ready (READY=1)."),
        say(
            "The health check waits for READY=1, which the program did not send to systemd within "
            "{seconds} seconds.",
            seconds=service.health.deadline,
        ),
        Advice(say("If the program does not send it, use another health check.")),
        _LOGS,
    )


def _hung(_ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    seconds = service.health.watchdog
    return _problem(
        say("The watchdog stopped the new release."),
        say(
            "The program did not send WATCHDOG=1 to systemd within {seconds} seconds.",
            seconds=seconds,
        ),
        Advice(say("If it hung, the log shows what each of its goroutines was doing."), ShowLogs()),
        Advice(
            say(
                "If it never sends it, add that to the program, or leave the watchdog off: "
                "--health-watchdog 0."
            ),
            UseOption("health.watchdog", "0"),
        ),
    )


def _speaks_http(_ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    return _problem(
        say("Port {port} uses plain HTTP.", port=port_of(service)),
        say("The health check used {scheme} there.", scheme=service.health.scheme.value),
        _ask_by(say("Use plain HTTP for the health check."), HealthScheme.HTTP),
        _LOGS,
    )


def _speaks_https(_ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    return _problem(
        say("Port {port} uses TLS.", port=port_of(service)),
        say("The health check did not use TLS there."),
        _ask_by(say("Use TLS for the health check."), HealthScheme.HTTPS),
        _OPENS,
    )


def _speaks_grpc(_ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    return _problem(
        say("Port {port} uses HTTP/2 from its first byte, as gRPC does.", port=port_of(service)),
        say("The health check used {scheme} there.", scheme=service.health.scheme.value),
        _ask_by(say("Use gRPC's own health check."), HealthScheme.GRPC),
        _OPENS,
    )


def _speaks_other(ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    return _problem(
        say("Port {port} uses its own protocol, not HTTP.", port=port_of(service)),
        say("Its response: {line}", line=verbatim(ended.detail[:200])),
        Advice(say("Check only that the port opens."), _AS_TCP),
        _LOGS,
    )


def _ask_by(words: Text, scheme: HealthScheme) -> Advice:
    return Advice(words, UseOption("health.scheme", scheme.value))


def _no_handshake(_ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    return _problem(
        say("Port {port} uses TLS, but refused the health check.", port=port_of(service)),
        say(
            "The check has no client certificate and requests the name localhost. "
            "A program that gets its certificates automatically has none for that "
            "name."
        ),
        Advice(say("Check only that the port opens."), _AS_TCP),
        _LOGS,
    )


def _not_serving(ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    return _problem(
        say("The new release reports that it is unhealthy."),
        say("The gRPC health check returned {state}.", state=verbatim(ended.detail[:40])),
        _LOGS,
    )


def _no_health_service(_ended: Ended, _said: Sequence[Said], _service: Service) -> Problem:
    return _problem(
        say("The new release has no gRPC health check."),
        say("The program uses gRPC but does not implement grpc.health.v1."),
        Advice(say("Register the server of google.golang.org/grpc/health in the program.")),
        _OPENS,
    )


def _problem(what: Text, why: Text, *advice: Advice) -> Problem:
    return Problem(code="", what=what, why=why, next=advice, field=_FIELD)


def _health_command(ended: Ended, _said: Sequence[Said], service: Service) -> Problem:
    result, _, rest = ended.detail.partition(" ")
    status, _, last = rest.partition(" ")
    if result == "timeout":
        why = say(
            "The command did not finish within {seconds} seconds.", seconds=service.health.timeout
        )
    elif last:
        why = say("Last output: {line}", line=verbatim(last[:200]))
    else:
        why = say("The program wrote no output before it exited.")
    what = say("The health command ended with code {status}.", status=verbatim(status or "?"))
    return _problem(what, why, Advice(say("Run it on your computer.")), _LOGS)


CAUSES: dict[str, Callable[[Ended, Sequence[Said], Service], Problem]] = {
    Cause.SPEAKS_GRPC: _speaks_grpc,
    Cause.SPEAKS_HTTP: _speaks_http,
    Cause.SPEAKS_HTTPS: _speaks_https,
    Cause.SPEAKS_OTHER: _speaks_other,
    Cause.NO_HANDSHAKE: _no_handshake,
    Cause.NOT_SERVING: _not_serving,
    Cause.HEALTH_COMMAND: _health_command,
    Cause.NO_HEALTH_SERVICE: _no_health_service,
    Cause.WATCHDOG: _hung,
}
