"""What the app can do itself at the press of the button beside an advice."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from core.declared import coded
from core.target import Cgo, Target


@dataclass(frozen=True, slots=True)
class OptionChange:
    """Changes the build options that its fields are named as; so no face has to know each."""

    @property
    def changes(self) -> dict[str, Any]:
        """Return the options that get another value."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Bare:
    """An action that says all by its name; every command makes these, so what they share once."""


@dataclass(frozen=True, slots=True)
class AtServer:
    """An action about a server; empty where the advice does not know which."""

    server: str = ""


@coded()
@dataclass(frozen=True, slots=True)
class SetTarget(OptionChange):
    """Build for another system or processor; a level is one of a processor, so it goes."""

    target: Target
    micro: str = ""


@dataclass(frozen=True, slots=True)
class SetMain(OptionChange):
    """Build this program of several; an import path."""

    main: str


@dataclass(frozen=True, slots=True)
class SetMicro(OptionChange):
    """Build for this processor level, empty for Go's own choice."""

    micro: str


@coded()
@dataclass(frozen=True, slots=True)
class SetCgo(OptionChange):
    """Decide whether C code is compiled in."""

    cgo: Cgo


@dataclass(frozen=True, slots=True)
class SetProxy(OptionChange):
    """Fetch modules from this GOPROXY, empty for Go's own choice."""

    proxy: str


@dataclass(frozen=True, slots=True)
class FetchGo(OptionChange):
    """Let Go fetch the version that go.mod asks for."""

    fetch_go: bool = True


@dataclass(frozen=True, slots=True)
class IgnoreWorkspace(OptionChange):
    """Build without go.work."""

    workspace: bool = False


@dataclass(frozen=True, slots=True)
class OmitVcs(OptionChange):
    """Build without the version from git."""

    vcs: bool = False


@dataclass(frozen=True, slots=True)
class AddTags:
    """Add build tags to those that are set."""

    tags: tuple[str, ...]


class ChooseFolder(Bare):
    """Let the person choose the project's folder."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class OpenFolder:
    """Open this folder as the project."""

    folder: Path


class StartFromTemplate(Bare):
    """Make a new project."""

    __slots__ = ()


class ChooseMain(Bare):
    """Let the person choose one of the project's programs."""

    __slots__ = ()


class ChooseTarget(Bare):
    """Let the person choose a target."""

    __slots__ = ()


class ChooseProxy(Bare):
    """Let the person type a GOPROXY; what stands there stays until then."""

    __slots__ = ()


class NamePrivateModules(Bare):
    """Let the person type a GOPRIVATE; what stands there stays until then."""

    __slots__ = ()


class ChooseGo(Bare):
    """Let the person choose a go program."""

    __slots__ = ()


class UseBundledGo(Bare):
    """Use the Go installation that comes with GoFerry."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class OpenFile:
    """Open a file in an editor, at a place; a relative one lies in the project."""

    file: Path
    line: int = 1
    column: int = 1

    @classmethod
    def at(cls, place: str) -> OpenFile:
        """Read a place as Go writes it: `file`, `file:line` or `file:line:column`."""
        found = re.fullmatch(r"(.*?)(?::(\d{1,9}))?(?::(\d{1,9}))?", place, re.DOTALL)
        file, line, column = found.groups() if found else (place, None, None)
        return cls(Path(file), int(line or 1), int(column or 1))


class ModTidy(Bare):
    """Run go mod tidy."""

    __slots__ = ()


class ModDownload(Bare):
    """Run go mod download."""

    __slots__ = ()


class ModVendor(Bare):
    """Run go mod vendor."""

    __slots__ = ()


class GetZig(Bare):
    """Install zig, or try it again."""

    __slots__ = ()


class Retry(Bare):
    """Do again what failed."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class TrustHostKey:
    """Ask whether the host key with this fingerprint is the server's own."""

    fingerprint: str


class EnterPassword(Bare):
    """Ask for the password of the login."""

    __slots__ = ()


class EnterPassphrase(Bare):
    """Ask for the passphrase of the private key."""

    __slots__ = ()


class EnterSudoPassword(Bare):
    """Ask for the password that sudo wants."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class CopyPublicKey:
    """Copy the public half of a private key, for the server's authorized_keys."""

    key: str = ""


class StartPracticeServer(Bare):
    """Start a throw-away server on this computer."""

    __slots__ = ()


class CheckServer(AtServer):
    """Go to the list of servers, to test one; empty where the advice does not know which."""

    __slots__ = ()


class ChooseKey(AtServer):
    """Choose another private key for a server."""

    __slots__ = ()


class EditServer(AtServer):
    """Change how a server is reached."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ReplaceHostKey(AtServer):
    """Show both host keys of a server whose key changed; the new one has this fingerprint."""

    fingerprint: str = ""


class ShowLogs(AtServer):
    """Follow the service's log on a server."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class GiveTime(AtServer):
    """Let the release that starts on a server take so many seconds more."""

    seconds: int = 0


class RollBack(AtServer):
    """Return to the release before on a server."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class SettleFleet:
    """Bring these servers to the release of a deploy that was cut off, or `back` before it."""

    service: str
    servers: tuple[str, ...]
    back: bool = False


@dataclass(frozen=True, slots=True)
class UseOption:
    """Give the service's option with this key in the catalogue what would be typed for it."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class ChooseOption:
    """Let the person give the service's option with this key a value."""

    key: str


BuildChore = ModTidy | ModDownload | ModVendor | GetZig  # jobs of the page that builds
ServerAction = ChooseKey | EditServer | StartPracticeServer | ReplaceHostKey  # of the servers' list
ServiceAction = UseOption | ChooseOption | ShowLogs | RollBack | GiveTime  # of the deploy page
Secret = EnterPassphrase | EnterPassword | EnterSudoPassword
Again = Retry | TrustHostKey | Secret  # the same once more; what is missing is asked for then
Direct = (  # done at once, wherever the advice is shown
    SetTarget | SetMain | SetMicro | SetCgo | SetProxy | FetchGo | IgnoreWorkspace | OmitVcs
    | AddTags | ChooseFolder | OpenFolder | StartFromTemplate | ChooseMain | ChooseTarget
    | ChooseProxy | NamePrivateModules | ChooseGo | UseBundledGo | OpenFile | CopyPublicKey
    | CheckServer
)  # fmt: skip
Action = Direct | BuildChore | ServerAction | ServiceAction | SettleFleet | Again
