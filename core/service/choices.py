"""What each mode, scope, working folder and way to ask for health means, in words for people."""

from __future__ import annotations

from core.service.kinds import Choice, OneOf
from core.service.model import HealthScheme, Kind, Mode, Scope, WorkingDir
from core.words import say

MODES = OneOf(
    (
        Choice(
            Mode.SHARED,
            say("Side by side, no request is lost"),
            say("For some seconds both releases run on the same port."),
        ),
        Choice(
            Mode.SOCKET,
            say("One after the other, requests wait"),
            say("systemd keeps the port open meanwhile."),
        ),
        Choice(
            Mode.PROXY,
            say("Behind systemd's proxy, the port stays open"),
            say(
                "Compatibility for programs that only open a port by themselves: they do not see "
                "their callers' addresses, and connections that are open during a switch end."
            ),
        ),
        Choice(
            Mode.RESTART,
            say("One after the other, with a short gap"),
            say("Suits every program. Requests that arrive during the restart are refused."),
        ),
    )
)
KINDS = OneOf(
    (
        Choice(
            Kind.WEB,
            say("It answers on a port"),
            say("It is healthy when it answers well."),
        ),
        Choice(
            Kind.WORKER,
            say("It works without a port"),
            say("It is healthy when it stays up."),
        ),
        Choice(
            Kind.TIMER,
            say("It is a job that runs by a schedule"),
            say("It is healthy when its last run ended well."),
        ),
    )
)
WITHOUT_ROOT = Choice(
    Scope.USER,
    say("&Run it without root, as a service of the login user"),
    say(
        "Not sandboxed: it can read and write all that this user can. For servers where you have "
        "no root."
    ),
)
SCOPES = OneOf(
    (
        Choice(
            Scope.SYSTEM,
            say("As a service of the system, in a sandbox"),
            say("The service runs as its own user with few rights."),
        ),
        WITHOUT_ROOT,
    )
)
WORKING_DIRS = OneOf(
    (
        Choice(
            WorkingDir.RELEASE,
            say("The release, with the files that travel"),
            say("It is closed for writing, and another one with each release."),
        ),
        Choice(
            WorkingDir.DATA,
            say("The data folder, which outlives releases"),
            say("For programs that write beside themselves: /var/lib and the service's name."),
        ),
    )
)
HEALTH_SCHEMES = OneOf(
    (
        Choice(HealthScheme.HTTP, say("HTTP"), say("The health path answers over HTTP.")),
        Choice(
            HealthScheme.HTTPS,
            say("HTTPS"),
            say("The health path answers over TLS; the certificate is not checked."),
        ),
        Choice(HealthScheme.TCP, say("The port opens"), say("Nothing is asked there.")),
        Choice(
            HealthScheme.GRPC,
            say("gRPC health protocol"),
            say("The service implements grpc.health.v1 without TLS."),
        ),
        Choice(
            HealthScheme.NOTIFY,
            say("The program tells systemd"),
            say("It sends READY=1 when it is ready."),
        ),
        Choice(
            HealthScheme.COMMAND,
            say("A command of the program"),
            say("It runs once more, beside itself, and ends with code 0 when it is well."),
        ),
        Choice(HealthScheme.NONE, say("It stays up"), say("Nothing is asked.")),
    )
)
