"""Others' tools take our images as they are: skopeo, umoci, runc, containerd, Docker's registry."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
from typing import TYPE_CHECKING

import bcrypt
import pytest

from core.events import Progress
from core.images import layout, push, reference
from core.images.assembly import assemble
from core.images.blobs import Blobs
from core.images.credentials import Login
from core.images.image import Image, Program
from core.problems import ProblemError
from core.usecases.inspecting import inspect_program
from tests import go_projects, image_tools
from tests.proxy import Proxy

if TYPE_CHECKING:
    from pathlib import Path

    from core.events import Event
    from core.images.assembly import Assembled

pytestmark = pytest.mark.go
NAME = "registry.example.com/team/hello:1.2"
# What a program needs of a system, each tried.
SEEKER = """package main

import (
	"fmt"
	"net/http"
	"os"
	"os/user"
	"time"
)

func main() {
	zone, err := time.LoadLocation("Europe/Berlin")
	fmt.Println(zone, err)
	me, err := user.Current()
	fmt.Println(me.Username, me.HomeDir, os.Getuid(), os.Getgid(), err)
	file, err := os.CreateTemp("", "x")
	fmt.Println(file != nil, err)
	err = os.WriteFile(os.Getenv("STATE_DIRECTORY")+"/kept", []byte("x"), 0o600)
	fmt.Println(err)
	fmt.Println(os.WriteFile("/app/never", nil, 0o600) != nil)
	certificates, err := os.ReadFile("/etc/ssl/certs/ca-certificates.crt")
	fmt.Println(len(certificates) > 1000, err)
	if len(os.Args) > 1 {
		fmt.Println(http.Get(os.Args[1]))
	}
}
"""


class Kept:
    """An image of a real program, and the files that it is kept in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = folder / "hello"
        source = go_projects.write(folder / "project", {"main.go": SEEKER})
        go = go_projects.go()
        subprocess.run(
            (go.program, "build", "-trimpath", "-ldflags=-s -w", "-o", self.program, "."),
            check=True,
            cwd=source,
            env={**os.environ, "CGO_ENABLED": "0", "GOOS": "linux"},
        )
        self.found = asyncio.run(inspect_program(self.program))
        self.blobs, self.made = self.make("blobs")
        layout.write_folder(self.made, self.blobs, folder / "layout")
        layout.write_archive(self.made, self.blobs, folder / "oci.tar", docker=False)
        layout.write_archive(self.made, self.blobs, folder / "docker.tar", docker=True)

    def make(self, name: str, *, attested: bool = True) -> tuple[Blobs, Assembled]:
        """Make the image once more."""
        image = Image(
            name="hello",
            programs=(Program.of(self.found),),
            created=0,
            reference=NAME,
            attested=attested,
        )
        blobs = Blobs(self.folder / name)
        return blobs, assemble(image, blobs, go_root=go_projects.go().root)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return Kept(tmp_path_factory.mktemp("image"))


def test_it_is_the_same_each_time_and_costs_less_than_300_kb(kept: Kept) -> None:
    _, again = kept.make("again")
    assert again.stored == kept.made.stored
    (platform,) = kept.made.platforms
    beside = sum(one.size for one in platform.layers[:-1]) + platform.config.size
    assert beside < 300_000
    assert kept.made.size < kept.found.size + 300_000


def test_skopeo_reads_it_in_every_form(kept: Kept, tmp_path: Path) -> None:
    for place in (f"oci:{kept.folder}/layout:1.2", f"oci-archive:{kept.folder}/oci.tar:1.2"):
        told = json.loads(image_tools.skopeo(tmp_path, "inspect", place))
        assert told["Digest"] == kept.made.stored.root.digest
        assert told["Layers"] == [one.digest for one in kept.made.platforms[0].layers]
    told = json.loads(
        image_tools.skopeo(tmp_path, "inspect", f"docker-archive:{kept.folder}/docker.tar")
    )
    assert (told["Architecture"], told["Os"]) == ("amd64", "linux")


def test_umoci_unpacks_it_and_runc_runs_it_without_root(kept: Kept, tmp_path: Path) -> None:
    """The program finds time zones, its user, a place for files of the moment, its data folder."""
    if os.geteuid() != 0:
        pytest.skip("needs root to run a container")
    blobs, plain = kept.make("plain", attested=False)
    layout.write_folder(plain, blobs, tmp_path / "layout")
    image_tools.run("umoci", "unpack", "--image", f"{tmp_path}/layout:1.2", tmp_path / "bundle")
    settings = tmp_path / "bundle" / "config.json"
    told = json.loads(settings.read_text())
    assert told["process"]["user"]["uid"] == 65532
    told["process"]["terminal"] = False
    settings.write_text(json.dumps(told))
    said = image_tools.run(
        "runc", "--root", tmp_path / "runc", "run", "-b", tmp_path / "bundle", f"t{os.getpid()}"
    )
    assert said.splitlines() == [
        "Europe/Berlin <nil>",
        "hello /var/lib/hello 65532 65532 <nil>",
        "true <nil>",
        "<nil>",
        "true",
        "true <nil>",
    ]


def test_containerd_imports_it_under_its_whole_name(kept: Kept, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("needs root to run containerd")
    with image_tools.containerd(tmp_path) as socket:
        for file in ("oci.tar", "docker.tar"):
            image_tools.run("ctr", "--address", socket, "images", "import", kept.folder / file)
            listed = image_tools.run("ctr", "--address", socket, "images", "ls")
            assert f"{NAME} " in listed
            assert kept.made.stored.root.digest in listed
            assert listed.count("\n") == 2


def test_dockers_registry_gets_it_over_five_cuts_and_gives_it_back(
    kept: Kept, tmp_path: Path
) -> None:
    """It loses what was cut (2.8.2), so the piece on its way is sent again, and no other."""
    left = [50_000, 700_000, 300_000, 900_000]
    with (
        image_tools.registry(tmp_path) as port,
        Proxy("127.0.0.1", port) as proxy,
    ):
        proxy.cut_after(100_000)

        def again(event: Event) -> None:
            moving = isinstance(event, Progress) and event.done > 300_000
            if moving and left and proxy._last is None:
                proxy.cut_after(left.pop())

        name = f"127.0.0.1:{proxy.port}/team/hello:1.2"
        to = reference.read(name)
        pushed = asyncio.run(push.push(kept.made.stored, kept.blobs, to, login=None, report=again))
        assert pushed.cuts == 5
        there = f"docker://127.0.0.1:{port}/team/hello:1.2"
        told = image_tools.skopeo(tmp_path, "inspect", "--tls-verify=false", there)
        assert json.loads(told)["Digest"] == kept.made.stored.root.digest == pushed.digest
        image_tools.skopeo(
            tmp_path, "copy", "--all", "--src-tls-verify=false", there, f"oci:{tmp_path}/back:1.2"
        )
        once_more = asyncio.run(
            push.push(kept.made.stored, kept.blobs, to, login=None, report=lambda _: None)
        )
        assert once_more.kept == sum(one.size for one in kept.made.stored.pieces)
    for one in kept.made.stored.everything:
        assert (tmp_path / "back" / one.path).read_bytes() == kept.blobs.path(one).read_bytes()


def test_dockers_registry_is_logged_in_to(kept: Kept, tmp_path: Path) -> None:
    line = f"me:{bcrypt.hashpw(b'hush', bcrypt.gensalt(4)).decode()}\n"
    with image_tools.registry(tmp_path, passwords=line) as port:
        to = reference.read(f"127.0.0.1:{port}/team/hello:1.2")

        def pushed(login: Login | None) -> str:
            job = push.push(kept.made.stored, kept.blobs, to, login=login, report=lambda _: None)
            try:
                return asyncio.run(job).digest
            except ProblemError as refused:
                return refused.problem.code

        assert pushed(None) == "registry_login_needed"
        assert pushed(Login(user="me", password="wrong")) == "registry_login_refused"
        assert pushed(Login(user="me", password="hush")) == kept.made.stored.root.digest
