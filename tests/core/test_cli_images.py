"""`goferry package` with images: what it makes, pushes, hands over and answers."""

from __future__ import annotations

import json
import tarfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.binary.inspection import Node
from core.build.command import BuildCommand
from core.images.node import Handed
from core.packages import images
from core.packages.formats import FORMATS
from core.problems import ProblemError
from core.service.model import Kind, Service, WorkingDir
from core.toolchain import Go
from tests import made_up_goods
from tests.cli_made_up import Called, Cli
from tests.made_up import Server
from tests.made_up_images import inspected
from tests.made_up_registry import Registry

if TYPE_CHECKING:
    from pathlib import Path

    from core.home import Home
    from core.packages.goods import Goods


def goods(folder: Path, service: Service | None = None) -> Goods:
    """What is packed, with the functions of its program."""
    found = made_up_goods.goods(folder, service)
    tree = Node(
        name="x", size=1, kind="own", children=(Node(name="main.main", size=1, kind="own"),)
    )
    return replace(found, programs=(replace(found.program, packages=tree),))


@pytest.fixture
def cli(home: Home, tmp_path: Path) -> Cli:
    """The command line, where a program is looked into already."""
    found = goods(tmp_path).program
    looked = Called(found, awaited=True)
    return Cli(
        home,
        Server(name="node1"),
        doing={"core.usecases.inspecting.inspect_program": looked},
    )


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return tmp_path / "program/built"


def config_of(file: Path) -> dict[str, Any]:
    with tarfile.open(file) as opened:

        def read(path: str) -> Any:  # noqa: ANN401 - any JSON
            content = opened.extractfile(path)
            assert content is not None
            return json.loads(content.read())

        configs: list[dict[str, Any]] = [read(one["Config"]) for one in read("manifest.json")]
        return configs[0]


def test_an_image_is_a_package_like_others(cli: Cli, shop: Path, tmp_path: Path) -> None:
    ran = cli.json("package", shop, "--output", tmp_path / "shop.oci.tar", "--service", "shop")
    assert ran.code == 0
    assert ran.result["digest"].startswith("sha256:")
    again = cli.json("package", shop, "--output", tmp_path / "b.oci.tar", "--service", "shop")
    assert again.result["sha256"] == ran.result["sha256"]
    assert (tmp_path / "b.oci.tar").read_bytes() == (tmp_path / "shop.oci.tar").read_bytes()


def test_it_is_pushed_where_the_command_says(cli: Cli, shop: Path, tmp_path: Path) -> None:
    with Registry() as registry:
        ran = cli.json(
            "package", shop, "--output", tmp_path / "x", "--service", "shop",
            "--push", registry.name,
        )  # fmt: skip
        assert ran.code == 0
        assert ran.result["pushed"]["digest"] == ran.result["digest"]
        assert ran.result["pushed"]["name"] == registry.name
        assert list(registry.tags)[-1] == "1.2"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--push", "Not A Name"), "image_name_unusable"),
        (("--push", "a.b/c", "--format", "zip"), "package_no_image"),
        (("--to", "node1", "--format", "tar.gz"), "package_no_image"),
        (("--format", "dockerfile"), "package_needs_project"),
    ],
)
def test_what_cannot_be_is_said_before_anything_is_made(
    cli: Cli, shop: Path, tmp_path: Path, words: tuple[str, ...], code: str
) -> None:
    ran = cli.json("package", shop, "--output", tmp_path / "x", "--service", "shop", *words)
    assert ran.result["problem"]["code"] == code
    assert not (tmp_path / "x").exists()


def test_a_plan_shows_the_commands_and_asks_no_server(cli: Cli, shop: Path, tmp_path: Path) -> None:
    words = ("--output", tmp_path / "x", "--service", "shop", "--to", "node1", "--plan")
    ran = cli.json("package", shop, *words)
    assert any("ctr -n k8s.io images import -" in one for one in ran.result["commands"])
    assert any("docker.io/library/shop:1.2.3" in one for one in ran.result["commands"])


def test_a_node_gets_the_image_under_its_whole_name(home: Home, shop: Path, tmp_path: Path) -> None:
    found = goods(tmp_path).program
    hand = Called(Handed(server="node1", name="n", digest="sha256:1"), awaited=True)
    cli = Cli(
        home,
        Server(name="node1"),
        doing={
            "core.usecases.inspecting.inspect_program": Called(found, awaited=True),
            "core.images.node.hand_over": hand,
        },
    )
    ran = cli.json(
        "package", shop, "--output", tmp_path / "x", "--service", "shop", "--to", "node1"
    )
    assert ran.result["nodes"] == [{"name": "node1", "digest": "sha256:1"}]
    _, more = hand.last
    assert more["name"] == "docker.io/library/shop:1.2.3"
    assert more["digest"] == ran.result["digest"]


def written(folder: Path, service: Service) -> dict[str, Any]:
    room = folder / "room"
    room.mkdir()
    images.write_docker_archive(goods(folder, service), folder / "x.tar", room)
    return config_of(folder / "x.tar")


def test_a_service_is_in_an_image_what_it_is_on_a_server(tmp_path: Path) -> None:
    service = Service(
        name="shop",
        port=9000,
        ports=("admin=9001", "metrics=9002/udp"),
        env=("A=b",),
        args=("serve",),
        working_dir=WorkingDir.DATA,
    )
    found = written(tmp_path, service)["config"]
    assert found["ExposedPorts"] == {"9000/tcp": {}, "9001/tcp": {}}
    assert found["Env"][3:] == ["PORT=9000", "PORT_ADMIN=9001", "PORT_METRICS=9002", "A=b"]
    assert found["WorkingDir"] == "/var/lib/shop"
    assert found["Cmd"] == ["serve"]
    assert found["Labels"]["org.opencontainers.image.version"] == "1.2.3"


def test_the_modules_of_its_program_hang_on_an_image(tmp_path: Path) -> None:
    """As SPDX, which is what Docker's own tools look for; the same to the byte each time."""
    room = tmp_path / "room"
    room.mkdir()
    images.write_oci(goods(tmp_path), tmp_path / "x.tar", room)
    statements = []
    with tarfile.open(tmp_path / "x.tar") as opened:
        for one in opened:
            content = opened.extractfile(one) if one.size < 100_000 else None
            raw = content.read() if content else b""
            statements += [json.loads(raw)] if raw.startswith(b'{"_type"') else []
    (bill,) = [one for one in statements if one["predicateType"] == "https://spdx.dev/Document"]
    assert "gin-gonic/gin" in json.dumps(bill["predicate"])
    assert bill["subject"][1]["digest"]["sha256"] == goods(tmp_path).program.sha256


def test_a_worker_opens_no_port(tmp_path: Path) -> None:
    found = written(tmp_path, Service(name="shop", kind=Kind.WORKER))["config"]
    assert "ExposedPorts" not in found
    assert not any(one.startswith("PORT=") for one in found["Env"])


def test_what_only_systemd_could_fill_in_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as refused:
        written(tmp_path, Service(name="shop", args=("--db", "${DB}")))
    assert refused.value.problem.code == "image_arguments"


def test_the_environment_file_never_travels(tmp_path: Path) -> None:
    """It may hold secrets, and an image is for whoever can pull it."""
    secret = tmp_path / "env"
    secret.write_text("TOKEN=hush-hush\n")
    written(tmp_path, Service(name="shop", env_file=secret))
    assert b"hush-hush" not in (tmp_path / "x.tar").read_bytes()


def test_a_program_that_changed_meanwhile_is_not_packed(tmp_path: Path) -> None:
    found = goods(tmp_path)
    found.program.path.write_bytes(b"another")
    (tmp_path / "room").mkdir()
    with pytest.raises(ProblemError) as refused:
        images.write_oci(found, tmp_path / "x.tar", tmp_path / "room")
    assert refused.value.problem.code == "program_changed"


def test_a_dynamic_program_is_refused_in_words(tmp_path: Path) -> None:
    found = goods(tmp_path)
    dynamic = replace(found.program, verdict=replace(found.program.verdict, static=False))
    (tmp_path / "room").mkdir()
    with pytest.raises(ProblemError) as refused:
        images.write_oci(replace(found, programs=(dynamic,)), tmp_path / "x.tar", tmp_path / "room")
    assert refused.value.problem.code == "image_not_static"


def test_a_dockerfile_copies_what_travels(tmp_path: Path) -> None:
    found = goods(tmp_path)
    command = BuildCommand(
        words=("go", "build", "-o", "/x", "example.com/shop"),
        env={"CGO_ENABLED": "0", "GOARCH": "amd64"},
        folder=tmp_path / "project",
    )
    go = Go(root=tmp_path, version="1.26.8")
    (tmp_path / "room").mkdir()
    images.write_dockerfile(
        replace(found, command=command, go=go), tmp_path / "Dockerfile", tmp_path / "room"
    )
    text = (tmp_path / "Dockerfile").read_text()
    assert 'COPY ["web", "/app/web"]' in text
    assert "golang:1.26.8-bookworm" in text


def test_the_formats_of_images_look_at_functions() -> None:
    assert {one.name for one in FORMATS.values() if one.functions} == {
        "oci",
        "docker-archive",
        "dockerfile",
    }
    assert inspected().packages is not None
