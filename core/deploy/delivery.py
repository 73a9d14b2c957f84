"""How a release travels to a server that is prepared, and takes over there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.deploy import bundle
from core.deploy.steps import preparation, staged
from core.service import phases
from core.service.layout import Layout
from core.service.plan import ActionKey, PlanStep
from core.service.protocol import Verb
from core.service.transaction import request
from core.ssh.session import DeltaBase
from core.words import say

if TYPE_CHECKING:
    from core.service.installed import Installed
    from core.service.model import Release, Service


DELIVERY = frozenset({ActionKey.UPLOAD, ActionKey.REUSE, ActionKey.SETTINGS, ActionKey.FILES})


def delivery(
    installed: Installed, release: Release, service: Service, *, change: str, who: str
) -> tuple[PlanStep, ...]:
    """Return how this release travels and takes over; `change` is a name nobody used before."""
    layout = Layout.of(service)
    folder = layout.incoming(release.sha256, uid=installed.uid)
    actions = [_bring(installed, release, layout)]
    if service.env_file:
        actions.append(_send_settings(service, folder))
    if service.includes:
        actions.append(_send_files(service, folder))
    actions.append(
        PlanStep(
            key=ActionKey.ACTIVATE,
            sentence=say("Switch to the new release, and roll back if it is not healthy."),
            script=(
                f"echo {request(Verb.DEPLOY, change, wanted(release, service), who=who)}"
                f" | {_helper(installed, service, change)}\n"
                f"# The helper then goes these steps:\n"
                f"{_course(service, first=not installed.current)}"
            ),
        )
    )
    return tuple(actions)


def wanted(release: Release, service: Service) -> str:
    """Spell what the helper is asked to deploy: the program, and its release command with it."""
    command = "+command" if service.release.here else ""
    return f"{release.sha256}{command}{'+fleet' if service.release.together else ''}"


def _helper(installed: Installed, service: Service, change: str) -> str:
    """Spell the helper that begins: the new one where it is set out, else the one in use."""
    layout = Layout.of(service)
    actions = preparation(installed, service, change=change)
    set_out = any(action.key == ActionKey.SET_OUT for action in actions)
    return f"bash -p {staged(layout, change)}/helper" if set_out else layout.helper


def _course(service: Service, *, first: bool) -> str:
    names = phases.expected(service, first=first)
    return "\n".join(f"#   {number}. {phases.WORDS[name]}" for number, name in enumerate(names, 1))


def _bring(installed: Installed, release: Release, layout: Layout) -> PlanStep:
    """Take the program from a release that has the same one, else from this computer."""
    target = f"{layout.incoming(release.sha256, uid=installed.uid)}/{layout.name}"
    same = [name for name in installed.releases if name.endswith(f"-{release.sha256[:8]}")]
    if same:
        return PlanStep(
            key=ActionKey.REUSE,
            sentence=say("Reuse the program of release {name}.", name=same[-1]),
            script=f"cp {layout.program(same[-1])} {target}",
        )
    if installed.copy:
        delta_base = DeltaBase(installed.copy, layout.program(installed.current))
        return _bring_difference(delta_base, installed.current, release, target)
    return PlanStep(
        key=ActionKey.UPLOAD,
        sentence=say("Upload the program. Running services are not touched."),
        script=f"put {release.binary} {target}",
    )


def _bring_difference(
    delta_base: DeltaBase, running: str, release: Release, target: str
) -> PlanStep:
    return PlanStep(
        key=ActionKey.UPLOAD,
        sentence=say("Upload the difference between the program and release {name}.", name=running),
        script=(
            f"put {release.binary} {target}.zst.part   # as its difference to {delta_base.there}\n"
            f"zstd -dcq --patch-from={delta_base.there} <{target}.zst.part >{target}"
        ),
        delta_base=delta_base,
    )


def _send_settings(service: Service, folder: str) -> PlanStep:
    return PlanStep(
        key=ActionKey.SETTINGS,
        sentence=say("Upload the environment file. Only root and the service can read it."),
        script=f"put {service.env_file} {folder}/env   # 0600; its content is not shown",
    )


def _send_files(service: Service, folder: str) -> PlanStep:
    names = "\n".join(f"#   {one.name}" for one in bundle.members(service))
    return PlanStep(
        key=ActionKey.FILES,
        sentence=say("Upload the files for the working directory."),
        script=f"put files.tar {folder}/files.tar\n{names}",
    )
