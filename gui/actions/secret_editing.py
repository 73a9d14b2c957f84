"""Show which secrets a service has on a server, and set or delete what was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.words import Text, say
from gui.actions import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.usecases.connecting import Connection
    from gui.page import Page


async def edit(
    page: Page, connection: Connection, service: str, tell: Callable[[Text], None]
) -> None:
    """Save what was changed; where a command tells no value, the dialog comes back and says so."""
    from core.usecases import secret_commands, secrets
    from gui.widgets.service.secrets_editor import SecretsEditor

    home = page.session.home
    (known,) = await secrets.names((connection,), service)
    editor = SecretsEditor(
        page, known, service=service, commands=secret_commands.of_service(home, service)
    )

    async def save() -> None:
        tell(say("Saving the secrets…"))
        await secret_commands.apply(home, (connection,), service, editor.edit())

    if await ask.until_done(editor, save, editor.complain_of):
        tell(say("Saved. The program sees it from its next start on."))
