"""The environment file: read once, bounded, and carried as a value that shows nothing."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from core.deploy.model import Service
from core.deploy.taking import taken_up


def test_a_pipe_is_read_once_and_its_content_shown_nowhere(tmp_path: Path) -> None:
    """What `<(sops -d …)` hands over can be read a single time."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"TOKEN=canary\n",))
    writer.start()
    once = taken_up(Service(name="web", env_file=pipe))
    writer.join()
    again = taken_up(once)  # a second reading would wait for ever
    assert again.environment is not None
    assert again.environment.content == b"TOKEN=canary\n"
    assert again.environment.problem is None
    assert "canary" not in f"{again!r} {again.environment!r}"


def test_a_file_without_end_is_no_environment() -> None:
    found = taken_up(Service(name="web", env_file=Path("/dev/zero"))).environment
    assert found is not None
    assert found.content == b""
    assert found.problem is not None
    assert found.problem.code == "env_file_unreadable"
