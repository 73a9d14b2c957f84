"""Add, edit or repair a server in its dialog: tested there, and kept when that went well."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core import actions as do
from core.problems import Problem, ProblemError
from core.ssh.profile import Credentials
from core.usecases import seeing, servers
from core.words import say
from gui.actions import ask
from gui.actions.asking import WindowAsker
from gui.actions.learning import learn
from gui.widgets.server.server_dialog import Press, Purpose, ServerDialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from core.actions import Action
    from core.servers.facts import Facts
    from core.ssh.profile import Profile
    from gui.runtime.session import Session

TRIES = 4  # of a password; more would only lock an account
_LOCAL = frozenset({"name", "port", "user", "labels"})  # never the fault of a server's answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A server as it is kept now, and what is worth knowing beside that."""

    server: Profile
    tested: bool = True
    notes: tuple[Problem, ...] = ()


class ServerEditing:
    """One dialog, from its opening until what is typed there is kept, or left.

    `known` is the server on the list that it is about, None for a new one.
    """

    def __init__(
        self,
        session: Session,
        parent: QWidget,
        start: Profile,
        *,
        purpose: Purpose,
        known: Profile | None = None,
    ) -> None:
        self._session = session
        self._parent = parent
        self._known = known
        self.dialog = ServerDialog(parent, purpose, start)
        self._presses: asyncio.Queue[Press | Action] = asyncio.Queue()
        self._refused = 0  # passwords, one after the other
        self._notes: list[Problem] = []
        self.dialog.pressed.connect(self._presses.put_nowait)
        self.dialog.advised.connect(self._presses.put_nowait)
        self.dialog.edited.connect(self._look_again)
        self.dialog.hosts.clicked.connect(self._offer_hosts)

    async def run(
        self, *, problem: Problem | None = None, field: str = "", choose_key: bool = False
    ) -> Settled | None:
        """Show the dialog until the server is kept; None when it was left.

        `problem` is why it opens, shown at its field, else `field` gets the keyboard. Raises
        `ProblemError` when a login was refused too often.
        """
        dialog = self.dialog
        try:
            dialog.open()
            if problem is not None:
                self._complain(problem)
            elif field:
                dialog.focus(field)
            if choose_key:
                self._presses.put_nowait(Press.CHOOSE_KEY)
            while True:
                press = await self._presses.get()
                if press is Press.STOP:
                    return None
                if settled := await self._answer(press):
                    return settled
        finally:
            dialog.hide()
            dialog.deleteLater()

    async def _answer(self, press: Press | Action) -> Settled | None:
        """Do what was pressed; what is wrong is said in the dialog."""
        try:
            if press is Press.ANYWAY:
                return replace(self._keep(self.dialog.profile()), tested=False)
            if press is Press.TEST or isinstance(press, do.Again):
                return await self._again(press)
            if isinstance(press, do.ReplaceHostKey):
                return await self._replace_key()
            return await self._help(press)
        except ProblemError as refused:
            self._count(refused.problem)
            self._complain(refused.problem)
        return None

    async def _again(self, press: Press | do.Again) -> Settled | None:
        """Test once more, unless a password has to be typed first."""
        if isinstance(press, do.EnterPassword) and not self.dialog.password.text():
            self.dialog.focus("password")
            return None
        return await self._until_stopped()

    async def _help(self, press: Press | Action) -> Settled | None:
        """Do what an advice offers that changes nothing but the fields."""
        match press:
            case Press.CHOOSE_KEY | do.ChooseKey():
                return await self._choose_key()
            case do.CopyPublicKey(key):
                self._copy_key(key)
            case _:
                self.dialog.focus(self.dialog.fault.field if self.dialog.fault else "")
        return None

    def _count(self, problem: Problem) -> None:
        """End it after several passwords that were wrong: the server's row says what to do."""
        if problem.field == "password" and self.dialog.password.text():
            self._refused += 1
        if self._refused >= TRIES and self.dialog.purpose is Purpose.LOG_IN:
            raise ProblemError(problem)

    def _complain(self, problem: Problem) -> None:
        local = problem.code.endswith("_odd") or problem.field in _LOCAL - {"user"}
        keepable = not local and self.dialog.purpose is not Purpose.LOG_IN
        self.dialog.complain_of(problem, keep_anyway=keepable)

    def _look_again(self) -> None:
        """Take a mark away as soon as what it says is no longer so."""
        fault = self.dialog.fault
        if fault is None or not (fault.code.endswith("_odd") or fault.field == "name"):
            return
        try:
            self._must_fit(self.dialog.profile())
        except ProblemError as still:
            if still.problem.code == fault.code:
                return
        self.dialog.be_ready()

    def _must_fit(self, profile: Profile) -> None:
        known = self._known.name if self._known else ""
        servers.must_fit(self._session.home, profile, known=known)

    async def _until_stopped(self) -> Settled | None:
        """Test what is typed; Cancel ends that, and loses nothing typed."""
        profile = self.dialog.profile()
        self._must_fit(profile)
        self.dialog.say_testing(profile)
        test = asyncio.ensure_future(self._test(profile))
        stop = asyncio.ensure_future(self._stopped())
        try:
            await asyncio.wait({test, stop}, return_when=asyncio.FIRST_COMPLETED)
            if test.done():
                return test.result()
        finally:
            for one in (test, stop):
                one.cancel()
            await asyncio.gather(test, stop, return_exceptions=True)
        self.dialog.say_stopped()
        return None

    async def _stopped(self) -> None:
        while await self._presses.get() is not Press.STOP:
            pass

    async def _test(self, profile: Profile) -> Settled:
        """Connect, ask the server about itself, and keep it."""
        from core.usecases.connecting import Connector
        from core.usecases.introducing import ask_facts

        home, secrets = self._session.home, {profile.name: self._secrets_for(profile)}
        asker = WindowAsker(self.dialog, self._notes.extend, asks_passwords=False)
        self._notes.clear()
        try:
            connection = await Connector(home, asker, secrets).connect(profile)
        except ProblemError as refused:
            if self._known is not None and profile.address == self._known.address:
                await asyncio.to_thread(seeing.missed, home, self._known, refused.problem)
            raise
        facts: Facts | None = None
        try:
            facts = await ask_facts(connection)
        except ProblemError as silent:  # it is kept all the same
            self._notes.append(silent.problem)
        finally:
            await connection.close()
        settled = self._keep(profile, secrets.get(profile.name))
        if facts is None:
            await asyncio.to_thread(seeing.met, home, profile)
        else:
            await learn(self._session, profile, facts)
        await self._let_keyring_keep(profile)
        return replace(settled, notes=tuple(self._notes))

    def _secrets_for(self, profile: Profile) -> Credentials:
        """Return what was typed for this very address, and what stands in the dialog now."""
        same = self._known is not None and _door(self._known) == _door(profile)
        before = self._session.credentials.get(self._known.name) if same and self._known else None
        typed = self.dialog.password.text()
        kept = before or Credentials()
        return replace(kept, password=typed) if typed else kept

    def _keep(self, profile: Profile, secrets: Credentials | None = None) -> Settled:
        """Write a server down; its secrets stay in memory, and go with an address that is gone."""
        secrets = self._secrets_for(profile) if secrets is None else secrets
        known = self._known.name if self._known else ""
        servers.keep(self._session.home, profile, known=known)
        typed = self._session.credentials
        typed.pop(known, None)
        typed.pop(profile.name, None)
        if secrets != Credentials():
            typed[profile.name] = secrets
        if problem := self._session.reload_servers():
            self._notes.append(problem)
        return Settled(server=profile, notes=tuple(self._notes))

    async def _let_keyring_keep(self, profile: Profile) -> None:
        typed = self.dialog.password.text()
        if typed and self.dialog.keep.isChecked():
            try:
                await servers.keep_password(profile, typed)
            except ProblemError as refused:  # the server is kept all the same
                self._notes.append(refused.problem)

    async def _choose_key(self) -> Settled | None:
        """Take another key; a login that was refused is tried with it at once."""
        chosen: Path | None = await ask.file(self.dialog, say("Choose your private key"))
        if chosen is None:
            return None
        self.dialog.key.setText(str(chosen))
        self.dialog.focus("key")
        repairs = self.dialog.purpose is Purpose.LOG_IN
        return await self._until_stopped() if repairs else None

    async def _replace_key(self) -> Settled | None:
        from gui.actions import replacing_key

        profile = self.dialog.profile()
        if await replacing_key.replace(self.dialog, self._session.home, profile):
            return await self._until_stopped()
        return None

    def _copy_key(self, key: str) -> None:
        from gui.actions.public_key import copy_public_key

        self.dialog.say(copy_public_key(key))

    def _offer_hosts(self) -> None:
        from core.ssh.config.reader import SshConfig

        try:
            self.dialog.offer_hosts(SshConfig.of_user().profiles())
        except ProblemError as unreadable:
            self._complain(unreadable.problem)


async def repair(
    session: Session, parent: QWidget, server: Profile, problem: Problem
) -> Profile | None:
    """Let a person repair a login that was refused; return the server as it is kept now."""
    editing = ServerEditing(session, parent, server, purpose=Purpose.LOG_IN, known=server)
    settled = await editing.run(problem=problem)
    return settled.server if settled else None


def _door(server: Profile) -> tuple[str, int, str]:
    return server.host, server.port, server.user
