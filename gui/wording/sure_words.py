"""What is asked before a service is stopped or removed, and what is said while it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.usecases.operating import Operation
from core.words import Text, say, say_count

if TYPE_CHECKING:
    from core.actions import SettleFleet
    from core.usecases.secrets import VariableChange


def stopping(service: str, server: str) -> tuple[Text, Text, Text]:
    """Ask before a stop: title, what it means, and the button."""
    return (
        say("Stop {service} on {server}?", service=service, server=server),
        say(
            "The service will be unreachable until you restart or redeploy it. Its "
            "releases are kept."
        ),
        say("Stop the service"),
    )


def removing(service: str, server: str) -> tuple[Text, Text, Text]:
    """Ask before a removal: title, what it means, and the button."""
    return (
        say("Remove {service} from {server}?", service=service, server=server),
        say(
            "The service stops, and its releases, units and settings are deleted "
            "on the server. Data that the program wrote to its data directory is "
            "kept."
        ),
        say("Remove the service"),
    )


def settling(wish: SettleFleet) -> tuple[Text, Text]:
    """Ask before a deploy that was cut off is settled: title, and the button."""
    service = wish.service
    if wish.back:
        title = say("Roll back all servers to the previous release of {service}?", service=service)
        return title, say("Roll back")
    title = say("Switch all servers to the new release of {service}?", service=service)
    return title, say("Finish the deploy")


def being_settled(wish: SettleFleet) -> Text:
    """Say what happens to the servers now."""
    service = wish.service
    if wish.back:
        return say("Rolling back all servers to the previous release of {service}", service=service)
    return say("Switching all servers to the new release of {service}", service=service)


def doing(operation: Operation, server: str) -> Text:
    """Say what happens to the service now."""
    match operation:
        case Operation.START:
            return say("Starting the service on {server}", server=server)
        case Operation.RESTART:
            return say("Restarting the service on {server}", server=server)
        case Operation.STOP:
            return say("Stopping the service on {server}", server=server)
        case Operation.ROLL_BACK:
            return say("Rolling back {server}", server=server)
        case Operation.PUT_BACK:
            return say("Restoring the files of the service on {server}", server=server)


def restarting_all(service: str, servers: int) -> tuple[Text, Text, Text]:
    """Ask before a restart on all servers: title, what it means, and the button."""
    return (
        say("Restart {service} on all its servers?", service=service),
        say(
            "GoFerry restarts it on one server, waits until it is healthy there, and only then "
            "continues. If it is not healthy on a server, the next ones are not restarted."
        ),
        say_count(servers, one="Restart on {n} server", many="Restart on {n} servers"),
    )


def restarting(service: str) -> Text:
    """Say what happens on all servers now."""
    return say("Restarting {service} on its servers", service=service)


def changing_variables(service: str, servers: int) -> tuple[Text, Text, Text]:
    """Ask before variables change: title, what it means, and the button."""
    return (
        say("Change the variables of {service}?", service=service),
        say(
            "The service restarts with this change, on one server after the other. "
            "If it is unhealthy on one of them, all servers return to the former "
            "variables."
        ),
        say_count(
            servers,
            one="Change and restart on {n} server",
            many="Change and restart on {n} servers",
        ),
    )


def changing(service: str) -> Text:
    """Say what happens to the variables now."""
    return say("Changing the variables of {service}", service=service)


def of_variable(change: VariableChange) -> Text:
    """Say what becomes of one variable on one server, by its name."""
    return say(
        "{server}: {deed} {name}", server=change.server, deed=_DEEDS[change.deed], name=change.name
    )


_DEEDS: dict[str, Text] = {
    "new": say("new", context="a variable"),
    "replaced": say("replaced", context="a variable"),
    "deleted": say("deleted", context="a variable"),
}
