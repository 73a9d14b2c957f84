"""Where GoFerry keeps what it remembers: one folder, or the user's own config and data folders."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

_NAME = "goferry"


@dataclass(frozen=True, slots=True)
class Home:
    """The folders for settings, state and cache; they are made when first written to."""

    config: Path
    state: Path
    cache: Path

    @classmethod
    def find(cls, folder: Path | None = None) -> Home:
        """Use `folder` for everything, else `GOFERRY_HOME`, else the places of this system."""
        chosen = folder or (Path(given) if (given := os.environ.get("GOFERRY_HOME")) else None)
        if chosen is not None:
            root = chosen.expanduser().absolute()
            return cls(config=root, state=root, cache=root / "cache")
        import platformdirs

        return cls(
            config=platformdirs.user_config_path(_NAME),
            state=platformdirs.user_state_path(_NAME),
            cache=platformdirs.user_cache_path(_NAME),
        )

    @property
    def settings_file(self) -> Path:
        """What the person chose: language, colours, recent projects."""
        return self.config / "settings.json"

    @property
    def servers_file(self) -> Path:
        """The server list; never a secret."""
        return self.config / "servers.json"

    @property
    def known_hosts(self) -> Path:
        """Host keys that were trusted here, in OpenSSH's format."""
        return self.config / "known_hosts"

    @property
    def builds(self) -> Path:
        """Finished programs, a folder per project and target."""
        return self.state / "builds"

    @property
    def logs(self) -> Path:
        """The full output of recent jobs."""
        return self.state / "logs"


def write_whole(file: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Replace a file as a whole: a reader, or a power cut, sees the old content or the new."""
    import tempfile

    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as beside:
            beside.write(content)
            beside.flush()
            os.fsync(beside.fileno())
        Path(name).chmod(mode)
        Path(name).replace(file)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def keep_aside(file: Path) -> Path:
    """Move a file that cannot be used out of the way, so that it is never overwritten.

    Returns where it is now: beside its old place, or still there where nothing may be renamed.
    """
    from datetime import UTC, datetime

    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = file.with_name(f"{file.name}.kept-{stamp}")
    try:
        return file.rename(aside)
    except OSError:
        return file
