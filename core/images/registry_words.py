"""What can go wrong between here and a registry, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.plain_text import inert, one_line
from core.problems import Advice, Problem
from core.words import say

if TYPE_CHECKING:
    from core.images.reference import Reference
    from core.images.reply import Reply

_FORBIDDEN = {401, 403, 404}


def unreachable(reference: Reference, reason: str) -> Problem:
    """Say that nothing answers there, or that the line keeps breaking."""
    return Problem(
        code="registry_unreachable",
        what=say("The connection to {host} was lost.", host=reference.host),
        why=say("The system reported: {reason}", reason=one_line(reason)),
        next=(
            Advice(say("Check the registry's name and this computer's network.")),
            Advice(say("Push again. What the registry already has is not sent again.")),
        ),
    )


def untrusted(reference: Reference, reason: Exception) -> Problem:
    """Say that a certificate does not hold."""
    return Problem(
        code="registry_untrusted",
        what=say("The certificate of {host} is not trusted.", host=reference.host),
        why=say(
            "The certificate is not from an authority of this computer, is for another name, "
            "or has expired."
        ),
        next=(
            Advice(
                say(
                    "Save the registry's CA certificate as {file}.",
                    file=f"/etc/docker/certs.d/{reference.host}/ca.crt",
                )
            ),
        ),
        details=inert(str(reason)),
    )


def login_needed(reference: Reference) -> Problem:
    """Say that a registry wants a login, and none is kept."""
    return Problem(
        code="registry_login_needed",
        what=say("{host} requires a login.", host=reference.host),
        why=say("Docker's config.json has no login for this registry."),
        next=(Advice(say("Run: {command}", command=f"docker login {reference.host}")),),
    )


def login_refused(reference: Reference, user: str) -> Problem:
    """Say that a login does not hold."""
    return Problem(
        code="registry_login_refused",
        what=say("{host} rejected the login.", host=reference.host),
        why=say("The user name or the password of {user} is wrong.", user=one_line(user) or "?"),
        next=(Advice(say("Run: {command}", command=f"docker login {reference.host}")),),
    )


def insecure_login(reference: Reference) -> Problem:
    """Say that a registry sends logins to a place without encryption."""
    return Problem(
        code="registry_login_insecure",
        what=say("Nothing was pushed to {host}.", host=reference.host),
        why=say("The registry asks for the password over a connection without encryption."),
        next=(Advice(say("Use a registry with HTTPS.")),),
    )


def refused(reference: Reference, reply: Reply) -> Problem:
    """Say that a registry does not take the image: by its rights, or for another reason."""
    if reply.status not in _FORBIDDEN:
        return odd(reference, reply)
    return Problem(
        code="registry_denied",
        what=say("You do not have permission to push to {name}.", name=str(reference)),
        why=say("The repository does not exist, or the login is not allowed to push to it."),
        next=(Advice(say("Check the repository's name and the rights of the login.")),),
        details=inert(reply.reason),
    )


def odd(reference: Reference, reply: Reply) -> Problem:
    """Say that a registry replied what no registry should."""
    return Problem(
        code="registry_rejected",
        what=say("{host} did not accept the image.", host=reference.host),
        why=say("The registry replied with HTTP status {status}.", status=reply.status),
        next=(Advice(say("See Details for the registry's reply.")),),
        details=inert(reply.reason),
    )
