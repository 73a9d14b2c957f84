"""An image is the same to the byte each time, holds no more than it needs, and is no root's."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import ssl
import tarfile
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from core.images import attestation, ground, layout, stored
from core.images.assembly import assemble
from core.images.blobs import Blobs
from core.images.image import Carried, Program, unfit
from core.images.needs import Needs
from core.problems import ProblemError
from tests.made_up_images import image, inspected, made, program, verdict

if TYPE_CHECKING:
    from pathlib import Path

    from core.images.assembly import Assembled
    from core.images.blobs import Blob

ALL = Needs(certificates=True, zones=True, users=True, temporary=True)
PEM = "-----BEGIN CERTIFICATE-----\nQUJD{}\n-----END CERTIFICATE-----\n"


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "blobs-of-one")


@pytest.fixture(autouse=True)
def _certificates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = tmp_path / "bundle.pem"
    bundle.write_text(f"# a comment\n{PEM.format('D')}text\n{PEM.format('E')}{PEM.format('D')}")
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))


@pytest.fixture
def go_root(tmp_path: Path) -> Path:
    (tmp_path / "go" / "lib" / "time").mkdir(parents=True)
    with zipfile.ZipFile(tmp_path / "go" / "lib" / "time" / "zoneinfo.zip", "w") as made_zip:
        for name in ("Europe/Berlin", "Europe/Busingen", "UTC", "../../etc/passwd", "/etc/x"):
            made_zip.writestr(name, "TZif Berlin" if "Europe" in name else f"TZif {name}")
    return tmp_path / "go"


def told(blobs: Blobs, blob: Blob) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(blobs.path(blob).read_bytes())


def members(blobs: Blobs, blob: Blob) -> dict[str, tarfile.TarInfo]:
    with tarfile.open(blobs.path(blob)) as layer:
        return {one.name: one for one in layer}


def everything(found: Assembled, blobs: Blobs) -> dict[str, bytes]:
    return {one.digest: blobs.path(one).read_bytes() for one in found.stored.everything}


def test_two_images_of_one_program_are_equal_to_the_byte(tmp_path: Path, go_root: Path) -> None:
    """Wherever they are made, whoever owns the files, and whatever mode and age those have."""
    results = []
    for name, mode in (("one", 0o600), ("another place", 0o4777)):
        folder = tmp_path / name
        folder.mkdir()
        beside = folder / "page.html"
        beside.write_text("hello")
        one = program(folder, b"x" * 100_000, needs=ALL)
        for file in (one.path, beside):
            file.chmod(mode)
            os.utime(file, (len(name), len(name)))
        wish = image(one, files=(Carried(name="web/page.html", source=beside),))
        blobs = Blobs(folder / "blobs")
        found = assemble(wish, blobs, go_root=go_root)
        layout.write_archive(found, blobs, folder / "image.tar", docker=False)
        results.append((everything(found, blobs), (folder / "image.tar").read_bytes()))
    assert results[0] == results[1]


def test_every_piece_is_what_its_hash_and_size_say(tmp_path: Path, blobs: Blobs) -> None:
    found = made(tmp_path, blobs)
    for one in found.stored.everything:
        content = blobs.path(one).read_bytes()
        assert one.digest == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert one.size == len(content)
    config = told(blobs, found.platforms[0].config)
    unpacked = [
        f"sha256:{hashlib.sha256(gzip.decompress(blobs.path(one).read_bytes())).hexdigest()}"
        for one in found.platforms[0].layers
    ]
    assert config["rootfs"]["diff_ids"] == unpacked
    assert len(config["history"]) == len(unpacked)


def test_a_layer_has_no_name_time_or_owner_of_this_computer(tmp_path: Path, blobs: Blobs) -> None:
    (system, own) = made(tmp_path, blobs).platforms[0].layers
    assert blobs.path(own).read_bytes()[:10] == b"\x1f\x8b\x08\x00\0\0\0\0\x00\xff"
    found = members(blobs, own)
    assert list(found) == ["app", "app/shop"]
    assert {(one.uid, one.gid, one.uname, one.gname) for one in found.values()} == {(0, 0, "", "")}
    assert {one.mtime for one in found.values()} == {1_700_000_000}
    assert found["app/shop"].mode == 0o755
    data = members(blobs, system)["var/lib/shop"]
    assert (data.uid, data.gid, data.mode) == (65532, 65532, 0o700)


def test_it_starts_as_on_a_server_but_for_root(tmp_path: Path, blobs: Blobs) -> None:
    settings = {"vcs.revision": "abc", "vcs.time": "2026-01-02T03:04:05Z"}
    one = program(tmp_path, settings=settings)
    wish = image(one, ports=(8080, 9090), env=("A=b c",), args=("serve", "--x"), created=0)
    config = told(blobs, assemble(wish, blobs).platforms[0].config)
    assert config["architecture"], config["os"] == ("amd64", "linux")
    assert config["config"] == {
        "User": "65532:65532",
        "Env": [
            "HOME=/var/lib/shop",
            "STATE_DIRECTORY=/var/lib/shop",
            "GIN_MODE=release",
            "PORT=8080",
            "A=b c",
        ],
        "Entrypoint": ["/app/shop"],
        "Cmd": ["serve", "--x"],
        "WorkingDir": "/app",
        "StopSignal": "SIGTERM",
        "ExposedPorts": {"8080/tcp": {}, "9090/tcp": {}},
        "Labels": {
            "org.opencontainers.image.title": "shop",
            "org.opencontainers.image.created": "1970-01-01T00:00:00Z",
            "org.opencontainers.image.revision": "abc",
        },
    }


def test_an_image_for_several_processors_shares_what_is_the_same(
    tmp_path: Path, blobs: Blobs
) -> None:
    programs = (
        program(tmp_path, b"for amd64"),
        program(tmp_path, b"for arm64", goarch="arm64"),
        program(tmp_path, b"for arm", goarch="arm", micro="6"),
    )
    found = assemble(image(*programs), blobs)
    index = told(blobs, found.stored.root)
    platforms = [one["platform"] for one in index["manifests"]]
    assert platforms[:3] == [
        {"architecture": "amd64", "os": "linux"},
        {"architecture": "arm64", "os": "linux"},
        {"architecture": "arm", "os": "linux", "variant": "v6"},
    ]
    assert len({one.layers[0].digest for one in found.platforms}) == 1
    assert len({one.layers[1].digest for one in found.platforms}) == 3
    with pytest.raises(ProblemError) as twice:
        image(programs[0], programs[0])
    assert twice.value.problem.code == "image_platform_twice"


def test_what_is_said_of_a_program_hangs_on_its_image(tmp_path: Path, blobs: Blobs) -> None:
    one = replace(
        program(tmp_path, settings={"vcs.revision": "abc", "-trimpath": "true"}),
        sbom=b'{"spdxVersion": "SPDX-2.3"}',
    )
    found = assemble(image(one), blobs)
    index = told(blobs, found.stored.root)
    (own, said) = index["manifests"]
    assert said["annotations"] == {
        "vnd.docker.reference.type": "attestation-manifest",
        "vnd.docker.reference.digest": own["digest"],
    }
    manifest = told(blobs, found.stored.manifests[1])
    kinds = [layer["annotations"]["in-toto.io/predicate-type"] for layer in manifest["layers"]]
    assert kinds == ["https://slsa.dev/provenance/v1", "https://spdx.dev/Document"]
    statements = [
        json.loads((blobs.folder / "blobs" / layer["digest"].replace(":", "/")).read_bytes())
        for layer in manifest["layers"]
    ]
    assert {one["subject"][0]["digest"]["sha256"] for one in statements} == {
        own["digest"].removeprefix("sha256:")
    }
    assert statements[0]["subject"][1]["digest"]["sha256"] == one.sha256
    build = statements[0]["predicate"]["buildDefinition"]
    assert build["externalParameters"]["settings"]["-trimpath"] == "true"
    assert build["resolvedDependencies"][0]["digest"] == {"gitCommit": "abc"}
    assert statements[1]["predicate"] == {"spdxVersion": "SPDX-2.3"}


def test_a_cyclonedx_document_is_told_as_one(tmp_path: Path, blobs: Blobs) -> None:
    one = replace(program(tmp_path), sbom=b'{"bomFormat": "CycloneDX"}')
    found = assemble(image(one), blobs)
    manifest = told(blobs, found.stored.manifests[1])
    assert manifest["layers"][1]["annotations"] == {
        "in-toto.io/predicate-type": "https://cyclonedx.org/bom"
    }


def test_without_them_one_program_needs_no_index(tmp_path: Path, blobs: Blobs) -> None:
    found = made(tmp_path, blobs, attested=False)
    assert found.stored.root == found.platforms[0].manifest


@pytest.mark.parametrize(
    ("functions", "needs"),
    [
        ((), Needs()),
        (("crypto/x509.loadSystemRoots",), Needs(certificates=True)),
        (("time.LoadLocation",), Needs(zones=True)),
        (("time.LoadLocationFromTZData",), Needs()),
        (("os.CreateTemp",), Needs(temporary=True)),
    ],
)
def test_what_a_program_needs_is_known_by_its_functions(
    functions: tuple[str, ...], needs: Needs
) -> None:
    assert Needs.of(inspected("main.main", *functions)) == needs


def test_a_program_that_tells_nothing_gets_all() -> None:
    assert Needs.of(inspected(packages=False)) == ALL


def test_only_what_is_needed_is_in_it(tmp_path: Path, go_root: Path) -> None:
    def paths(needs: Needs) -> set[str]:
        blobs = Blobs(tmp_path / "blobs")
        found = assemble(image(program(tmp_path, needs=needs)), blobs, go_root=go_root)
        return set(members(blobs, found.platforms[0].layers[0]))

    assert paths(Needs()) == {"var", "var/lib", "var/lib/shop"}
    assert "etc/ssl/certs/ca-certificates.crt" in paths(Needs(certificates=True))
    assert "etc/passwd" in paths(Needs(users=True))
    assert "tmp" in paths(Needs(temporary=True))
    zones = {one for one in paths(Needs(zones=True)) if one.startswith("usr/share/zoneinfo/")}
    assert zones == {
        "usr/share/zoneinfo/Europe",
        "usr/share/zoneinfo/Europe/Berlin",
        "usr/share/zoneinfo/Europe/Busingen",
        "usr/share/zoneinfo/UTC",
    }


def test_the_files_of_a_system_are_what_a_program_reads(tmp_path: Path, go_root: Path) -> None:
    blobs = Blobs(tmp_path / "blobs")
    found = assemble(image(program(tmp_path, needs=ALL)), blobs, go_root=go_root)
    layer = found.platforms[0].layers[0]
    with tarfile.open(blobs.path(layer)) as opened:

        def text(name: str) -> str:
            content = opened.extractfile(name)
            assert content is not None
            return content.read().decode()

        assert text("etc/ssl/certs/ca-certificates.crt") == PEM.format("D") + PEM.format("E")
        assert "shop:x:65532:65532:shop:/var/lib/shop:/sbin/nologin\n" in text("etc/passwd")
        assert text("usr/share/zoneinfo/Europe/Busingen") == "TZif Berlin"
        assert opened.getmember("usr/share/zoneinfo/Europe/Busingen").islnk()
        assert opened.getmember("tmp").mode == 0o1777
    assert [(one.what, one.count) for one in found.sources] == [
        ("certificates", 2),
        ("time zones", 3),
    ]


def test_time_zones_of_the_system_serve_where_no_go_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zones = tmp_path / "zoneinfo"
    (zones / "Asia").mkdir(parents=True)
    (zones / "Asia" / "Tokyo").write_bytes(b"TZif Tokyo")
    (zones / "leapseconds").write_text("not a zone")
    (zones / "Readme").write_text("no zone either")
    monkeypatch.setattr(ground, "_ZONES", zones)
    blobs = Blobs(tmp_path / "blobs")
    found = assemble(image(program(tmp_path, needs=Needs(zones=True))), blobs)
    names = [name for name in members(blobs, found.platforms[0].layers[0]) if "zoneinfo/" in name]
    assert names == ["usr/share/zoneinfo/Asia", "usr/share/zoneinfo/Asia/Tokyo"]
    (zones / "Asia" / "Tokyo").unlink()
    with pytest.raises(ProblemError) as none:
        assemble(image(program(tmp_path, needs=Needs(zones=True))), blobs)
    assert none.value.problem.code == "image_no_zones"


def test_a_computer_without_certificates_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Empty:
        def get_ca_certs(self, *, binary_form: bool) -> list[bytes]:
            assert binary_form
            return []

    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none"))
    monkeypatch.setattr(ground, "_BUNDLES", ())
    monkeypatch.setattr(ssl, "create_default_context", Empty)
    with pytest.raises(ProblemError) as none:
        assemble(image(program(tmp_path, needs=Needs(certificates=True))), Blobs(tmp_path / "b"))
    assert none.value.problem.code == "image_no_certificates"


@pytest.mark.parametrize(
    ("about", "code"),
    [
        ({"goos": "windows"}, "image_not_linux"),
        ({"kind": "library"}, "image_not_linux"),
        ({"goarch": ""}, "image_not_linux"),
        ({"static": False}, "image_not_static"),
    ],
)
def test_a_program_that_could_not_start_there_is_refused(about: dict[str, Any], code: str) -> None:
    found = inspected(**about)
    problem = unfit(found.path, verdict(**about))
    assert problem is not None
    assert problem.code == code
    with pytest.raises(ProblemError):
        Program.of(found)
    assert Program.of(inspected()).needs == Needs()


@pytest.mark.parametrize("name", ["", "../x", "a b", "Shop", "x\n", "-a", "a/b"])
def test_an_odd_name_never_becomes_a_path(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemError):
        image(program(tmp_path), name=name)


def test_docker_and_containerd_find_what_they_look_for_in_one_file(
    tmp_path: Path, blobs: Blobs
) -> None:
    reference = "registry.example.com/team/shop:1.2"
    found = made(tmp_path, blobs, reference=reference)
    layout.write_archive(found, blobs, tmp_path / "image.tar", docker=True)
    with tarfile.open(tmp_path / "image.tar") as opened:

        def read(name: str) -> Any:  # noqa: ANN401 - any JSON
            content = opened.extractfile(name)
            assert content is not None
            return json.loads(content.read())

        (top,) = read("index.json")["manifests"]
        assert top["annotations"] == {
            "org.opencontainers.image.ref.name": "1.2",
            "io.containerd.image.name": reference,
        }
        assert read("oci-layout") == {"imageLayoutVersion": "1.0.0"}
        (docker,) = read("manifest.json")
        assert docker["RepoTags"] == [reference]
        assert read(docker["Config"])["config"]["Entrypoint"] == ["/app/shop"]
        assert all(opened.getmember(one).isreg() for one in docker["Layers"])


@pytest.mark.parametrize("folder", [True, False])
def test_what_was_kept_is_read_back_whole(tmp_path: Path, blobs: Blobs, folder: object) -> None:
    found = made(tmp_path, blobs, b"x" * 5000)
    place = tmp_path / "image"
    if folder:
        layout.write_folder(found, blobs, place)
    else:
        layout.write_archive(found, blobs, place, docker=True)
    again = Blobs(tmp_path / "again")
    read = stored.read(place, again)
    assert {one.digest for one in read.everything} == set(everything(found, blobs))
    assert read.root.digest == found.stored.root.digest
    for one in read.everything:
        assert again.path(one).read_bytes() == blobs.path(one).read_bytes()


def test_a_damaged_image_is_never_taken_for_one(tmp_path: Path, blobs: Blobs) -> None:
    found = made(tmp_path, blobs)
    layout.write_folder(found, blobs, tmp_path / "image")
    index = tmp_path / "image" / "index.json"
    good = index.read_bytes()

    def code() -> str:
        with pytest.raises(ProblemError) as refused:
            stored.read(tmp_path / "image", Blobs(tmp_path / "again"))
        return refused.value.problem.code

    for bad in (
        b"",
        b"[]",
        b"{",
        b'{"manifests": []}',
        good.replace(b"sha256:", b"sha256:../"),
        b"[" * 100_000,
    ):
        index.write_bytes(bad)
        assert code() == "image_damaged"
    index.write_bytes(good)
    layer = tmp_path / "image" / found.platforms[0].layers[1].path
    whole = layer.read_bytes()
    for bad in (whole[:-1], whole + b"x", whole[:-1] + bytes([whole[-1] ^ 1])):
        layer.write_bytes(bad)
        assert code() == "image_damaged"


def test_a_folder_of_somebody_elses_is_left_alone(tmp_path: Path, blobs: Blobs) -> None:
    place = tmp_path / "image"
    place.mkdir()
    (place / "mine").write_text("x")
    with pytest.raises(ProblemError) as refused:
        layout.write_folder(made(tmp_path, blobs), blobs, place)
    assert refused.value.problem.code == "image_place_taken"
    assert [one.name for one in place.iterdir()] == ["mine"]


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path, blobs: Blobs) -> None:
    found = made(tmp_path, blobs)
    (tmp_path / "file").write_text("x")
    with pytest.raises(ProblemError) as folder:
        layout.write_folder(found, blobs, tmp_path / "file" / "image")
    with pytest.raises(ProblemError) as file:
        layout.write_archive(found, blobs, tmp_path / "file" / "image.tar", docker=False)
    assert folder.value.problem.code == file.value.problem.code == "not_written"


def test_the_room_of_an_image_leaves_nothing(tmp_path: Path) -> None:
    with layout.room(tmp_path) as blobs:
        made(tmp_path, blobs)
        assert blobs.folder.is_relative_to(tmp_path)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".goferry")] == []


def test_a_file_that_is_executable_stays_so(tmp_path: Path, blobs: Blobs) -> None:
    tool = tmp_path / "tool"
    tool.write_text("#!/bin/sh\n")
    wish = image(
        program(tmp_path),
        files=(
            Carried(name="tools/run", source=tool, executable=True),
            Carried(name="数据.txt", source=tool),
        ),
    )
    found = assemble(wish, blobs)
    entries = members(blobs, found.platforms[0].layers[1])
    assert (entries["app/tools/run"].mode, entries["app/数据.txt"].mode) == (0o755, 0o644)
    history = told(blobs, found.platforms[0].config)["history"]
    assert len(history) == 3


def test_it_costs_little_more_than_its_program(tmp_path: Path, blobs: Blobs) -> None:
    found = made(tmp_path, blobs, os.urandom(200_000))
    assert 200_000 < found.size < 203_000


def test_attestations_are_no_image_to_run(tmp_path: Path, blobs: Blobs) -> None:
    found = made(tmp_path, blobs)
    said = attestation.attest(found.image, blobs, found.platforms[0]).described
    assert said["platform"] == {"architecture": "unknown", "os": "unknown"}
    config = told(blobs, found.stored.pieces[-1])
    assert config["architecture"] == "unknown"
