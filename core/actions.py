"""What the app can do itself at the press of the button beside an advice."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from core.declared import coded
from core.ports import HIGHEST_PORT
from core.target import Cgo, Target


@dataclass(frozen=True, slots=True)
class OptionChange:
    """An action that changes build options: its fields are those of `BuildOptions`.

    So neither the window nor the command line has to know each of them.
    """

    @property
    def changes(self) -> dict[str, Any]:
        """Return the options that get another value."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


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


@dataclass(frozen=True, slots=True)
class ChooseFolder:
    """Let the person choose the project's folder."""


@dataclass(frozen=True, slots=True)
class OpenFolder:
    """Open this folder as the project."""

    folder: Path


@dataclass(frozen=True, slots=True)
class StartFromTemplate:
    """Make a new project."""


@dataclass(frozen=True, slots=True)
class ChooseMain:
    """Let the person choose one of the project's programs."""


@dataclass(frozen=True, slots=True)
class ChooseTarget:
    """Let the person choose a target."""


@dataclass(frozen=True, slots=True)
class ChooseProxy:
    """Let the person type a GOPROXY; what stands there stays until then."""


@dataclass(frozen=True, slots=True)
class NamePrivateModules:
    """Let the person type a GOPRIVATE; what stands there stays until then."""


@dataclass(frozen=True, slots=True)
class ChooseGo:
    """Let the person choose a go program."""


@dataclass(frozen=True, slots=True)
class UseBundledGo:
    """Use the Go that comes with GoFerry."""


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


@dataclass(frozen=True, slots=True)
class ModTidy:
    """Run go mod tidy."""


@dataclass(frozen=True, slots=True)
class ModDownload:
    """Run go mod download."""


@dataclass(frozen=True, slots=True)
class ModVendor:
    """Run go mod vendor."""


@dataclass(frozen=True, slots=True)
class GetZig:
    """Install zig, or try it again."""


@dataclass(frozen=True, slots=True)
class Retry:
    """Do again what failed."""


@dataclass(frozen=True, slots=True)
class TrustHostKey:
    """Ask whether the host key with this fingerprint is the server's own."""

    fingerprint: str


@dataclass(frozen=True, slots=True)
class EnterPassword:
    """Ask for the password of the login."""


@dataclass(frozen=True, slots=True)
class EnterPassphrase:
    """Ask for the passphrase of the private key."""


@dataclass(frozen=True, slots=True)
class EnterSudoPassword:
    """Ask for the password that sudo wants."""


@dataclass(frozen=True, slots=True)
class CopyPublicKey:
    """Copy the public half of a private key, for the server's authorized_keys."""

    key: str = ""


@dataclass(frozen=True, slots=True)
class StartPracticeServer:
    """Start a throw-away server on this computer."""


@dataclass(frozen=True, slots=True)
class AddUntested:
    """Keep a server on the list that did not answer."""


@dataclass(frozen=True, slots=True)
class CheckServer:
    """Go to the list of servers, to test one; empty where the advice does not know which."""

    server: str = ""


@dataclass(frozen=True, slots=True)
class ChooseKey:
    """Choose another private key for a server."""

    server: str = ""


@dataclass(frozen=True, slots=True)
class EditServer:
    """Change how a server is reached."""

    server: str = ""


@dataclass(frozen=True, slots=True)
class ShowLogs:
    """Follow the service's log on a server."""

    server: str = ""


@dataclass(frozen=True, slots=True)
class RollBack:
    """Return to the release before on a server."""

    server: str = ""


@dataclass(frozen=True, slots=True)
class ChoosePort:
    """Let the person choose the service's port."""


@dataclass(frozen=True, slots=True)
class UsePort:
    """Give the service this port; raises `ValueError` for a number that is none."""

    port: int

    def __post_init__(self) -> None:
        """Refuse what no socket can have."""
        if self.port not in range(1, HIGHEST_PORT + 1):
            raise ValueError(f"{self.port} is no port")


def port_action(text: str) -> UsePort | ChoosePort:
    """Take a port that another program named; whoever knows none may choose one."""
    try:
        return UsePort(int(text)) if text.isascii() and text.isdigit() else ChoosePort()
    except ValueError:  # out of range, or thousands of digits
        return ChoosePort()


BuildChore = ModTidy | ModDownload | ModVendor | GetZig  # jobs of the page that builds
ServerAction = ChooseKey | EditServer | StartPracticeServer | AddUntested  # of the servers' list
ServiceAction = UsePort | ChoosePort | ShowLogs | RollBack  # of the page that deploys
Secret = EnterPassphrase | EnterPassword | EnterSudoPassword
Again = Retry | TrustHostKey | Secret  # the same once more; what is missing is asked for then
Direct = (  # done at once, wherever the advice is shown
    SetTarget | SetMain | SetMicro | SetCgo | SetProxy | FetchGo | IgnoreWorkspace | OmitVcs
    | AddTags | ChooseFolder | OpenFolder | StartFromTemplate | ChooseMain | ChooseTarget
    | ChooseProxy | NamePrivateModules | ChooseGo | UseBundledGo | OpenFile | CopyPublicKey
    | CheckServer
)  # fmt: skip
Action = Direct | BuildChore | ServerAction | ServiceAction | Again
