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
            say("Both releases run on the same port for a few seconds."),
        ),
        Choice(
            Mode.SOCKET,
            say("One after the other, while requests wait"),
            say("systemd keeps the port open meanwhile."),
        ),
        Choice(
            Mode.PROXY,
            say("Behind systemd's proxy, the port stays open"),
            say(
                "Compatibility mode for programs without socket activation. They do "
                "not see client addresses, and open connections end during a switch."
            ),
        ),
        Choice(
            Mode.RESTART,
            say("One after the other, with a short gap"),
            say("Works with every program. Requests that arrive during the restart are refused."),
        ),
    )
)
KINDS = OneOf(
    (
        Choice(
            Kind.WEB,
            say("It listens on a port"),
            say("The service is healthy if it responds with success."),
        ),
        Choice(
            Kind.WORKER,
            say("It runs without a port"),
            say("The service is healthy if it stays up."),
        ),
        Choice(
            Kind.TIMER,
            say("It is a job that runs on a schedule"),
            say("The service is healthy if its last run succeeded."),
        ),
    )
)
WITHOUT_ROOT = Choice(
    Scope.USER,
    say("&Run it without root, as a service of the login user"),
    say(
        "Not sandboxed: the service can read and write everything that this user "
        "can. For servers where you do not have root."
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
            say("The release, with the uploaded files"),
            say("The directory is read-only, and each release has its own."),
        ),
        Choice(
            WorkingDir.DATA,
            say("The data directory, which is kept between releases"),
            say(
                "For programs that write next to their own file: a directory in "
                "/var/lib with the service's name."
            ),
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
        Choice(HealthScheme.TCP, say("The port opens"), say("No health check is sent there.")),
        Choice(
            HealthScheme.GRPC,
            say("gRPC health protocol"),
            say("The service implements grpc.health.v1 without TLS."),
        ),
        Choice(
            HealthScheme.NOTIFY,
            say("The program notifies systemd"),
            say("The program sends READY=1 when it is ready."),
        ),
        Choice(
            HealthScheme.COMMAND,
            say("A command of the program"),
            say("The program runs a second time and exits with code 0 if the service is healthy."),
        ),
        Choice(HealthScheme.NONE, say("It stays up"), say("There is no health check.")),
    )
)
