"""Build the corpus: one program for several targets, plain and stripped, with each Go at hand.

`python -m tests.corpus.programs` builds all of it and prints where. What is built is kept in
~/.cache/goferry/corpus (or $GOFERRY_CORPUS) under a name that changes with the sources.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
TEMPLATES = HERE.parents[1] / "resources/templates"
CACHE = Path(os.environ.get("GOFERRY_CORPUS", Path.home() / ".cache/goferry/corpus"))
TARGETS = ("linux/amd64", "linux/arm64", "windows/amd64", "darwin/arm64")


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One way to build a program of the corpus, or of a template for new projects."""

    program: str = "hello"
    package: str = "."
    target: str = "linux/amd64"
    stripped: bool = False
    trimmed: bool = True
    flags: tuple[str, ...] = ()
    cgo: bool = False

    @property
    def folder(self) -> Path:
        """Where its sources are."""
        own = HERE / self.program
        return own if own.is_dir() else TEMPLATES / self.program

    @property
    def name(self) -> str:
        """What the file is called."""
        words = (self.program, self.target.replace("/", "-"), *self.flags)
        ends = (
            (["cgo"] if self.cgo else [])
            + ([] if self.trimmed else ["paths"])
            + (["stripped"] if self.stripped else [])
        )
        return "_".join((*words, *ends)).replace("=", "-").replace("/", "-")


def go_programs() -> tuple[Path, ...]:
    """Each Go at hand, newest name last: the one on PATH, and those unpacked in the cache."""
    on_path = shutil.which("go")
    kept = [
        one
        for one in sorted((CACHE.parent / "go").glob("*/go/bin/go"))
        if (one.parents[1] / "VERSION").exists()  # another one may be half unpacked
    ]
    return (*([Path(on_path)] if on_path else []), *kept)


def built(variant: Variant, go: Path | None = None) -> Path:
    """The program built this way; built now when it is not in the cache yet."""
    go = go or go_programs()[0]
    folder = CACHE / _key(variant, go)
    made = folder / variant.name
    if not made.exists():
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f"{variant.name}.{os.getpid()}"
        subprocess.run(
            _words(variant, go, beside),
            cwd=variant.folder,
            env=_environment(variant, go),
            check=True,
        )
        beside.replace(made)
    return made


def _words(variant: Variant, go: Path, output: Path) -> tuple[str, ...]:
    strip = ("-ldflags=-s -w",) if variant.stripped else ()
    trim = ("-trimpath",) if variant.trimmed else ()
    return (str(go), "build", *trim, *variant.flags, *strip, "-o", str(output), variant.package)


def _environment(variant: Variant, go: Path) -> dict[str, str]:
    goos, goarch = variant.target.split("/")
    chosen = {"GOOS": goos, "GOARCH": goarch, "CGO_ENABLED": "1" if variant.cgo else "0"}
    own = {"GOTOOLCHAIN": "local", "GOFLAGS": "-mod=mod", "GOROOT": str(go.resolve().parent.parent)}
    return {**os.environ, **chosen, **own}


def _key(variant: Variant, go: Path) -> str:
    """A name for these sources and this Go, so that a change of either builds anew."""
    version = (go.resolve().parent.parent / "VERSION").read_text().split()[0]
    sources = sorted(path for path in variant.folder.rglob("*") if path.is_file())
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    return f"{version}-{digest[:8]}"


GIN = Variant(program="gin", package="./cmd/server")


def all_variants() -> tuple[Variant, ...]:
    """The small corpus: each target, plain and stripped, and a few odd ones."""
    common = [Variant(target=t, stripped=s) for t in TARGETS for s in (False, True)]
    odd = [
        Variant(stripped=True, flags=("-buildmode=pie",)),
        Variant(target="linux/386", stripped=True),
        Variant(target="linux/s390x", stripped=True),
    ]
    return (*common, *odd)


if __name__ == "__main__":
    for each_go in go_programs():
        for each in all_variants():
            print(built(each, each_go))  # noqa: T201 - the script's output
