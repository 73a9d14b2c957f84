"""Which Go, with which settings, and what this computer is: exact lists, and their order."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from core.problems import ProblemError
from core.target import Target
from core.toolchain import (
    choose,
    compilers,
    dist_targets,
    environment,
    find_all,
    neutral,
    surprises,
)
from core.toolchain.compilers import Zig
from core.toolchain.go import Go, at, version_numbers
from tests.core.test_build_parts import go
from tests.core.test_toolchain import fake_go, only

if TYPE_CHECKING:
    from pathlib import Path

    from tests.made_up_go import MadeUpGo

__all__ = ["go", "only"]  # fixtures

NUMBERS = {
    "1.9": (1, 9, 0, 0), "1.21": (1, 21, 0, 0), "1.21.13": (1, 21, 13, 0), "1": (1, 0, 0, 0),
    "1.22rc1": (1, 22, -1, 1), "1.22beta2": (1, 22, -1, 2), "1.26.8-x": (1, 26, 8, 0), "": (),
    "go1.2": (), "x": (),
}  # fmt: skip


def test_versions_are_numbers_and_stand_in_their_order() -> None:
    assert {text: version_numbers(text) for text in NUMBERS} == NUMBERS
    order = [
        "x",
        "1.9",
        "1.10",
        "1.21beta1",
        "1.21rc2",
        "1.21rc10",
        "1.21",
        "1.21.2",
        "1.21.13",
        "2",
    ]
    for before, after in pairwise(order):
        assert version_numbers(before) < version_numbers(after), after


def test_a_go_is_one_only_with_version_and_a_program_to_run(tmp_path: Path) -> None:
    for head, version in {"go1.26.8\nx": "1.26.8", "go1.27rc1": "1.27rc1",
                          "devel go1.27-abc": "1.27",
                          "1.26": None, "go": None, "": None}.items():  # fmt: skip
        root = fake_go(tmp_path / (head[:9].strip() or "none").replace(" ", "_"), "1")
        (root / "VERSION").write_text(head, "ascii")
        found = at(root)
        assert (found and found.version) == version, head
    root = fake_go(tmp_path / "closed", "1.26")
    (root / "bin" / "go").unlink()
    assert at(root) is None


def test_the_first_go_that_is_new_enough_is_taken_else_the_newest(
    only: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for version in ("1.9.7", "1.26.8", "1.27rc1"):
        fake_go(only / "sdk" / f"go{version}", version)
    monkeypatch.setenv("PATH", str(fake_go(only / "mine", "1.21.0") / "bin"))
    monkeypatch.setenv("GOROOT", str(fake_go(only / "root", "1.24.0")))
    assert [one.version for one in find_all()] == ["1.21.0", "1.24.0", "1.27rc1", "1.26.8", "1.9.7"]
    for wanted, version in {
        "": "1.21.0", "1.21": "1.21.0", "1.21.1": "1.24.0", "1.26.8": "1.27rc1", "1.27": "1.27rc1",
        "1.99": "1.27rc1",
    }.items():  # fmt: skip
        assert choose(at_least=wanted).version == version, wanted


KEPT = [
    "GOPROXY", "GOPRIVATE", "GONOPROXY", "GONOSUMDB", "GOSUMDB", "GOINSECURE", "GOAUTH",
    "GOVCS", "GOPATH", "GOMODCACHE", "GOCACHE", "GOMAXPROCS", "GOGC", "GOMEMLIMIT",
    "GOTELEMETRY", "GOTELEMETRYDIR", "GOFERRY_HOME", "GO_TEST", "gopath", "PATHX",
]  # fmt: skip
CHANGING = [
    "GOFLAGS", "GOROOT", "GOOS", "GOARCH", "GOAMD64", "GOARM", "GOEXPERIMENT", "GOWORK",
    "GODEBUG", "GOFIPS140", "CGO_ENABLED", "CGO_CFLAGS", "CGO_LDFLAGS", "CC", "CXX", "FC",
    "AR", "PKG_CONFIG", "GO_EXTLINK_ENABLED",
]  # fmt: skip


def test_what_would_change_a_build_is_put_out_of_force_and_the_rest_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in os.environ:
        if name.startswith(("GO", "CGO_")) or name in CHANGING:
            monkeypatch.delenv(name)
    monkeypatch.setenv("GOENV", str(tmp_path / "env"))
    go = Go(fake_go(tmp_path / "go", "1.26"), "1.26")
    for name in (*KEPT, *CHANGING):
        monkeypatch.setenv(name, "x")
    assert [one.name for one in surprises(go)] == sorted(CHANGING)
    assert {one.origin for one in surprises(go)} == {"environment"}
    assert neutral(go) == dict.fromkeys(CHANGING, "")
    env = environment(go, extra={"GOOS": "plan9"})
    assert env["GOOS"] == "plan9"
    assert {name: env.get(name) for name in KEPT} == dict.fromkeys(KEPT, "x")
    assert not (set(CHANGING) - {"GOOS"}) & set(env)
    assert (env["GOTOOLCHAIN"], env["GIT_TERMINAL_PROMPT"], env["GCM_INTERACTIVE"]) == (
        "local", "0", "never",
    )  # fmt: skip
    for name in CHANGING:
        monkeypatch.delenv(name)
    assert surprises(go) == ()
    (go.root / "go.env").write_text("# c\nGOFLAGS=-mod=mod\nGOPROXY=p\nGOAMD64=v3\n", "utf-8")
    assert [(one.name, one.value, one.origin) for one in surprises(go)] == [
        ("GOFLAGS", "-mod=mod", "go.env")
    ]
    assert neutral(go) == {"GOFLAGS": "-buildvcs=auto"}
    (tmp_path / "env").write_text("GOAMD64=v3\nGOPROXY=q\nGOCACHE=/c\n#GOOS=x\nGOENV=y\n", "utf-8")
    assert [(one.name, one.origin) for one in surprises(go)] == [
        ("GOAMD64", "go env -w"), ("GOFLAGS", "go.env"),
    ]  # fmt: skip
    assert neutral(go) == {"GOENV": "off", "GOCACHE": "/c", "GOFLAGS": "-buildvcs=auto"}
    assert environment(go)["GOPROXY"] == "q"
    monkeypatch.setenv("GOENV", "off")
    assert [one.name for one in surprises(go)] == ["GOFLAGS"]


def test_targets_are_told_with_cgo_and_class_or_the_go_is_damaged(go: MadeUpGo) -> None:
    rows = [
        {"GOOS": "linux", "GOARCH": "amd64", "CgoSupported": True, "FirstClass": True},
        {"GOOS": "plan9", "GOARCH": "386", "CgoSupported": False},
    ]
    (go.root / "targets").write_text(json.dumps(rows), "utf-8")
    found = asyncio.run(dist_targets(go.go))
    assert [(str(one.target), one.cgo, one.first_class) for one in found] == [
        ("linux/amd64", True, True), ("plan9/386", False, False),
    ]  # fmt: skip
    for damaged in ('[{"GOOS": "x"}]', "{", "[1]"):
        (go.root / "targets").write_text(damaged, "utf-8")
        with pytest.raises(ProblemError) as refused:
            asyncio.run(dist_targets(go.go))
        assert refused.value.problem.code == "go_damaged"


MACHINES = {
    "x86_64": "amd64", "AMD64": "amd64", "aarch64": "arm64", "arm64": "arm64", "i386": "386",
    "i686": "386", "armv7l": "arm", "armv6l": "arm", "riscv64": "riscv64", "ppc64le": "ppc64le",
    "s390x": "s390x", "loongarch64": "loong64", "sparc64": "sparc64",
}  # fmt: skip


def test_this_computer_and_its_compilers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for machine, goarch in MACHINES.items():
        monkeypatch.setattr("platform.machine", lambda machine=machine: machine)
        monkeypatch.setattr(sys, "platform", "linux")
        assert compilers.this_computer() == Target(goos="linux", goarch=goarch)
    for system, goos in (("win32", "windows"), ("darwin", "darwin"), ("freebsd", "freebsd")):
        monkeypatch.setattr(sys, "platform", system)
        assert compilers.this_computer().goos == goos
    for name in ("clang", "gcc", "zig"):
        (tmp_path / name).write_text("", "utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    for system, first in (("linux", "gcc"), ("darwin", "clang")):
        monkeypatch.setattr(sys, "platform", system)
        assert compilers.find_own() == tmp_path / first
    assert compilers.find_zig() == Zig(tmp_path / "zig")
    for libc, version in ((("glibc", "2.36"), "2.36"), (("", ""), ""), (("libc", "1"), "")):
        monkeypatch.setattr("platform.libc_ver", lambda libc=libc: libc)
        assert compilers.own_glibc() == version
    monkeypatch.setenv("PATH", "/nowhere")
    assert (compilers.find_own(), compilers.find_zig()) == (None, None)
