"""The command that reads how a program serves: which mode suits it, and what it lacks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.cli.show import Answer, table

if TYPE_CHECKING:
    from core.cli.arguments import Commands
    from core.cli.call import Call
    from core.project.doctor import Manners


def add(commands: Commands) -> None:
    """Offer the command."""
    doctor = commands.add(
        "doctor", "tell how a program serves, and what it lacks to lose no request", run=_doctor
    )
    doctor.add_argument("folder", type=Path, metavar="DIR")
    doctor.add_argument("--add", action="store_true", help="write what it lacks, as new files")


async def _doctor(call: Call) -> Answer:
    from core.deploy.proposal import fitting_mode
    from core.project import doctor
    from core.project.reader import module_above

    mod = module_above(call.arguments.folder)
    folder = mod.file.parent
    manners = doctor.examine(folder)
    mode = fitting_mode(manners)
    patch = "" if manners.may_share else doctor.offer(mod.module)
    added = doctor.add(folder, mod.module) if call.arguments.add and patch else ()
    return Answer(
        fields={
            "socket": manners.socket,
            "ready": manners.ready,
            "stops": manners.stops,
            "port": manners.port,
            "opens": list(manners.opens),
            "mode": str(mode),
            "patch": patch,
            "added": [str(file) for file in added],
        },
        lines=(*_about(manners, mode), *_remedy(manners, patch, added)),
    )


def _about(manners: Manners, mode: str) -> tuple[str, ...]:
    answers = (
        ("takes its socket from systemd", manners.socket),
        ("tells systemd when it is ready", manners.ready),
        ("ends its requests on SIGTERM", manners.stops),
        ("listens to the variable PORT", manners.port),
    )
    rows = [("✓" if yes else "✗", words) for words, yes in answers]
    return (*table(rows), f"So a new release comes by the mode {mode}.")


def _remedy(manners: Manners, patch: str, added: tuple[Path, ...]) -> tuple[str, ...]:
    """Say what to do, and show the missing lines unless they were just written."""
    if not patch:
        return ()
    where = ", ".join(manners.opens) or "main"
    use = f"Then call serve.ListenAndServe(address, handler) in {where}."
    if added:
        return (*(f"Wrote {file}" for file in added), use)
    offer = "With the lines below it would lose no request (--add writes them)."
    return (offer, use, "", *patch.splitlines())
