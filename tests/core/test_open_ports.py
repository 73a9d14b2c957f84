"""A service without a health path is well when its port opens, whatever it does with a caller."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import threading
from pathlib import Path

import pytest

_SCHEMES = Path(__file__).parents[2] / "resources" / "units" / "activate" / "schemes.sh"


@pytest.mark.skipif(shutil.which("bash") is None, reason="the helper is written for bash")
def test_a_program_that_hangs_up_at_once_is_no_program_that_does_not_answer() -> None:
    said: list[bytes] = []

    def hang_up() -> None:
        with contextlib.suppress(OSError):  # fewer came than should have
            while len(said) < 3:
                with listener.accept()[0] as client:
                    said.append(client.recv(1))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)
        thread = threading.Thread(target=hang_up)
        thread.start()
        script = f"scheme=tcp lowest=200; source {_SCHEMES}; ask {listener.getsockname()[1]} 3"
        done = subprocess.run(
            ("bash", "-c", script), capture_output=True, text=True, check=False, timeout=60
        )
        thread.join()
    assert (done.returncode, done.stdout) == (0, "200 -\n" * 3), done
    assert said == [b""] * 3, "a word to who hangs up would end the one who asks"
