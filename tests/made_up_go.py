"""A `go` that compiles nothing: it notes how it was called, and does what a test laid down."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from core.toolchain import Go

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

_SCRIPT = r"""#!/bin/sh
here=$(dirname "$0")/..
printf '%s\n' "$*" >> "$here/calls"
env > "$here/env.$1"
pwd > "$here/folder.$1"
case $1 in
list) cat "$here/listed"; exit 0 ;;
tool) cat "$here/targets"; exit 0 ;;
esac
for word in "$@"; do
    case $word in -debug-actiongraph=*) cp "$here/actions" "${word#*=}" ;; esac
    [ "$before" = -o ] && out=$word
    before=$word
done
cat "$here/said"
cat "$here/complained" >&2
if [ -f "$here/waits" ]; then
    : > "$here/waiting"
    left=1500
    until [ -f "$here/go-on" ] || [ -f "$out" ] || [ $left = 0 ]; do
        sleep 0.01
        left=$((left - 1))
    done
    [ -f "$out" ] && [ ! -f "$here/anew" ] && exit 0
fi
[ -n "$out" ] && rm -f "$out"  # Go, too, takes an old name away before it writes
[ -n "$out" ] && [ -f "$here/program" ] && cp "$here/program" "$out"
[ -f "$here/program.again" ] && [ -n "$GOCACHE" ] && cp "$here/program.again" "$out"
exit "$(cat "$here/code")"
"""


def without_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing of this computer's own settings reach a build."""
    for name in os.environ:
        if name.startswith(("GO", "CGO_")) or name in {"CC", "CXX", "FC", "AR", "PKG_CONFIG"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("GOENV", "off")


class MadeUpGo:
    """What the next calls of this `go` will say and write, and what was asked of it so far."""

    def __init__(self, root: Path, version: str = "1.26.8") -> None:
        self.root, self.go = root, Go(root, version)
        (root / "bin").mkdir(parents=True)
        self.go.program.write_text(_SCRIPT, "utf-8")
        self.go.program.chmod(0o755)
        rows = [f'{{"GOOS":"linux","GOARCH":"{one}","CgoSupported":true}}'
                for one in ("amd64", "arm64")]  # fmt: skip
        (root / "targets").write_text(f"[{','.join(rows)}]", "utf-8")
        self.does()

    def does(  # noqa: PLR0913 - each is one thing that it does
        self,
        program: bytes | None = None,
        *,
        again: bytes | None = None,
        said: str = "",
        complained: str = "",
        code: int = 0,
        listed: str = "",
        actions: str = "[]",
        waits: bool = False,
        anew: bool = False,
    ) -> None:
        """Lay down what it does from now on; `again` is what it writes with a cache of its own.

        When it `waits`, an old program that is offered is taken for the same, but not `anew`.
        """
        texts = {"said": said, "complained": complained, "code": str(code), "listed": listed}
        for name, text in (texts | {"actions": actions, "calls": ""}).items():
            (self.root / name).write_text(text, "utf-8")
        for name, content in (
            ("program", program), ("program.again", again), ("waits", b"" if waits else None),
            ("anew", b"" if anew else None), ("go-on", None), ("waiting", None),
        ):  # fmt: skip
            (self.root / name).unlink(missing_ok=True)
            if content is not None:
                (self.root / name).write_bytes(content)

    def go_on(self) -> None:
        """Let it end that waits."""
        (self.root / "go-on").touch()

    @property
    def waiting(self) -> bool:
        """Whether it was called and waits."""
        return (self.root / "waiting").exists()

    def calls(self, first: str = "") -> list[list[str]]:
        """The words of each call so far whose first word this is."""
        lines = (self.root / "calls").read_text("utf-8").splitlines()
        return [words for line in lines if (words := line.split(" "))[0] == first or not first]

    def env(self, first: str) -> dict[str, str]:
        """The variables of the last call with this first word."""
        lines = (self.root / f"env.{first}").read_text("utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines if "=" in line)

    def folder(self, first: str) -> Path:
        """Where the last call with this first word ran."""
        return Path((self.root / f"folder.{first}").read_text("utf-8").strip())


def started(*packages: str) -> str:
    """What `go build -json -v` says when these begin to compile."""
    rows = (
        f'{{"ImportPath":"{one}","Action":"build-output","Output":"{one}\\n"}}' for one in packages
    )
    return "".join(f"{row}\n" for row in rows)


def output(package: str, lines: Sequence[str]) -> str:
    """What it says of a package that does not compile."""
    rows = [f'{{"ImportPath":"{package}","Action":"build-output","Output":"{one}\\n"}}'
            for one in lines]  # fmt: skip
    return "\n".join([*rows, f'{{"ImportPath":"{package}","Action":"build-fail"}}']) + "\n"
