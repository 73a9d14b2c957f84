"""What a deploy from the window brings: the program, and the service as it is on each server."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from core.events import unheard
from core.problems import ProblemError
from core.usecases.guarding import environment_of
from core.usecases.servers import chosen
from gui.widgets.server.next_steps import NextStep
from gui.wording.release_names import names_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.service.model import Release, Service
    from core.ssh.profile import Profile
    from core.usecases.deploying import DeployWish
    from core.usecases.fitting import There
    from core.usecases.guarding import Environment
    from core.usecases.settling import Settled
    from core.words import Text
    from gui.page import Page
    from gui.runtime.session import Session
    from gui.wording.release_names import ReleaseNames


def chosen_servers(session: Session) -> tuple[Profile, ...]:
    """Return the servers that are chosen, in the order of the list."""
    current = session.current
    return tuple(one for one in current.servers if one.name in current.chosen)


async def release(page: Page) -> Release | None:
    """Turn the last build into a release; its verdict is read from the file."""
    from core.service.model import Release

    try:
        found = await page.session.inspected()
    except ProblemError as error:  # shown here also when another page asked for the deploy
        page.add_problems((error.problem,))
        return None
    return None if found is None else Release.of(found)


def program(session: Session) -> tuple[object, ...]:
    """Tell programs apart: the one of another build, or of another project, is another."""
    current = session.current
    return (
        current.project.folder if current.project else None,
        current.artifact.sha256 if current.artifact else None,
    )


def names(session: Session) -> ReleaseNames:
    """Name releases by the program at hand, and by what the board knows of their age."""
    from core.service.model import Release

    current = session.current
    known = Release.of(current.inspection) if current.inspection else None
    service = current.service.name if current.service else ""
    return names_of(known, current.board, service, time.time())


def next_steps(session: Session, server: str) -> tuple[NextStep, ...]:
    """Return what a person may want after the first deploy."""
    current = session.current
    status = current.statuses.get(server)
    offered = {
        NextStep.DOMAIN: status is not None and status.domains == () and bool(status.addresses),
        NextStep.SERVER: len(current.servers) == 1,
        NextStep.ALARM: True,
    }
    return tuple(one for one, wanted in offered.items() if wanted)


def there(session: Session, service: Service, servers: Sequence[Profile]) -> dict[str, There]:
    """Fit the service to the labels of servers, as goferry.toml asks. Raises `ProblemError`."""
    from core.usecases.fitting import fit_each

    current = session.current
    if current.project is None or current.proposed is None:
        return {}
    return fit_each(service, current.proposed, current.project.folder, servers)


def own(session: Session) -> dict[str, list[Text]]:
    """Say which settings servers have of their own; a deploy says what is wrong with them."""
    current = session.current
    if current.service is None:
        return {}
    try:
        found = there(session, current.service, current.servers)
    except ProblemError:
        return {}
    return {name: [each.sentence for each in one.settings] for name, one in found.items()}


def choose(page: Page, expression: str) -> None:
    """Choose the servers that an expression means; the same as with `--to`."""
    words = expression.replace(" ", "").split(",")
    try:
        found = chosen(page.session.home, words, report=unheard)
    except ProblemError as refused:  # shown where it was typed
        page.show_problems((refused.problem,))
    else:
        page.show_problems(())
        page.session.change(chosen=tuple(one.name for one in found))


def environments(session: Session) -> dict[str, Environment | None]:
    """Return the environment of each server."""
    current = session.current
    return {one.name: environment_of(one, current.environments) for one in current.servers}


def wish_for(
    session: Session,
    release: Release,
    service: Service,
    servers: Sequence[Profile],
    *,
    until_proved: bool,
) -> DeployWish:
    """Put the deploy together. Raises `ProblemError`."""
    from core.usecases.deploying import DeployWish

    own = there(session, service, servers)
    return DeployWish(
        what=release,
        service=service,
        services={name: one.service for name, one in own.items()},
        others=_others(session, release, servers),
        until_proved=until_proved,
    )


def _others(session: Session, release: Release, servers: Sequence[Profile]) -> Settled | None:
    """How the project is built for servers that are known not to start this release."""
    from core.usecases.settling import settled
    from core.usecases.supplying import starts_everywhere

    current = session.current
    known = [current.facts[one.name] for one in servers if one.name in current.facts]
    if current.project is None or current.go is None or starts_everywhere(release, known):
        return None
    return settled(current.project, current.go, current.options)
