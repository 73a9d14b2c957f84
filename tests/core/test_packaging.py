"""`goferry package`: what the command answers, its names, and what it never overwrites."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli_made_up import Called, Cli
from tests.made_up_goods import program, project
from tests.made_up_programs import PROGBITS, build_info, elf

if TYPE_CHECKING:
    from core.home import Home

LINES = (
    "path\texample.org/shop/cmd/server\nmod\texample.org/shop\tv1.2.3\t\n"
    "build\tGOOS=linux\nbuild\tvcs.time=2025-12-01T11:00:00Z\n"
)


def linked(tmp_path: Path) -> Path:
    """A program of Go, small and never to be run."""
    path = tmp_path / "server"
    info = (".go.buildinfo", PROGBITS, 3, build_info(lines=LINES))
    path.write_bytes(elf(sections=[info]))
    return path


@pytest.fixture
def cli(home: Home, tmp_path: Path) -> Cli:
    """The command line, where a program is looked into already: that takes a second each time."""
    found = Called(program(tmp_path / "looked"), awaited=True)
    return Cli(home, doing={"core.usecases.inspecting.inspect_program": found})


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    return tmp_path / "looked/built"


def test_a_package_is_named_after_what_it_holds(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = Cli(home).json("package", linked(tmp_path))
    path = tmp_path / "shop-1.2.3-linux-amd64.tar.gz"
    assert ran.code == 0
    assert ran.result == {
        "event": "result",
        "ok": True,
        "path": str(path),
        "size": path.stat().st_size,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "files": 7,
        "version": "1.2.3",
    }


def test_files_and_settings_of_the_service_are_taken_as_by_a_deploy(
    cli: Cli, shop: Path, tmp_path: Path
) -> None:
    web = project(tmp_path / "there") / "web"
    out = tmp_path / "out.tar.gz"
    words = ("--include", web, "--exclude", "*.html", "--port", "9001", "--package-version", "2.0")
    ran = cli.json("package", shop, "--service", "store", "--output", out, *words)
    assert ran.code == 0, ran.out
    with tarfile.open(out) as archive:
        names = archive.getnames()
        unit = archive.extractfile("store-2.0-linux-amd64/systemd/store.service")
        assert unit is not None
        assert b"Environment=PORT=9001" in unit.read()
    assert "store-2.0-linux-amd64/release/web/run" in names
    assert not any(name.endswith("index.html") for name in names)


def test_the_format_follows_from_the_name_of_the_output(
    cli: Cli, shop: Path, tmp_path: Path
) -> None:
    assert cli.json("package", shop, "--output", tmp_path / "a.zip").code == 0
    assert (tmp_path / "a.zip").read_bytes()[:2] == b"PK"
    ran = cli.json("package", shop, "--format", "folder", "--output", tmp_path / "here")
    assert ran.code == 0
    assert (tmp_path / "here/install.sh").stat().st_mode & 0o111


@pytest.mark.parametrize("form", ["tar.gz", "folder"])
def test_nothing_is_overwritten_without_a_word(
    form: str, cli: Cli, shop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = ("package", shop, "--format", form, "--output", out)
    first = cli.json(*words)
    again = cli.json(*words)
    assert first.result == again.result, "the same once more is no change"
    newer = ("--package-version", "2.0")
    assert cli.json(*words, *newer).problem["code"] == "output_exists"
    replaced = cli.json(*words, *newer, "--overwrite").result
    assert replaced["ok"]
    assert replaced["sha256"] != first.result["sha256"]
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith(".out")) == []


def test_a_folder_of_somebody_elses_is_never_replaced(cli: Cli, shop: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ("package", shop, "--format", "folder", "--output", out)
    out.mkdir()
    (out / "thesis.txt").write_text("ten years")
    assert cli.json(*words, "--overwrite").problem["code"] == "output_foreign"
    (out / "thesis.txt").rename(tmp_path / "thesis.txt")
    out.rmdir()
    cli.json(*words)
    (out / "notes.txt").write_text("mine")
    newer = (*words, "--package-version", "2.0", "--overwrite")
    assert cli.json(*newer).problem["code"] == "output_foreign"
    assert (out / "notes.txt").read_text() == "mine"


def test_a_link_of_that_name_is_not_followed(cli: Cli, shop: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("kept")
    (tmp_path / "out.zip").symlink_to(tmp_path / "precious")
    ran = cli.json("package", shop, "--output", tmp_path / "out.zip", "--overwrite")
    assert ran.problem["code"] == "output_exists"
    assert (tmp_path / "precious").read_text() == "kept"


def test_a_package_that_only_a_deploy_could_change_without_a_gap_says_so(
    cli: Cli, shop: Path, tmp_path: Path
) -> None:
    words = ("--mode", "shared", "--release-command", "migrate up")
    ran = cli.json("package", shop, "--output", tmp_path / "a.zip", *words)
    said = [one["problem"]["code"] for one in ran.events if one["event"] == "noticed"]
    assert said == ["package_without_overlap", "package_without_release_command"]


def test_a_program_without_a_version_is_said_to_have_none(home: Home, tmp_path: Path) -> None:
    found = Called(program(tmp_path, version="", settings={}), awaited=True)
    cli = Cli(home, doing={"core.usecases.inspecting.inspect_program": found})
    ran = cli.json("package", tmp_path / "built", "--output", tmp_path / "a.zip")
    assert ran.result["version"] == "0.0.0"
    said = [one["problem"]["code"] for one in ran.events if one["event"] == "noticed"]
    assert said == ["package_unversioned"]


@pytest.mark.parametrize("form", ["tar.gz", "folder"])
def test_a_signature_is_the_one_of_the_key_and_openssh_checks_it(
    form: str, cli: Cli, shop: Path, tmp_path: Path
) -> None:
    key, out = tmp_path / "key", tmp_path / "out"
    make = ("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "jane", "-f", key)
    subprocess.run(make, check=True)
    words = ("package", shop, "--format", form, "--output", out, "--sign", key)
    signature = Path(cli.json(*words).result["signature"])
    (tmp_path / "signers").write_text(f"jane {key.with_suffix('.pub').read_text()}")
    signed = out / "SHA256SUMS" if out.is_dir() else out
    check = ("ssh-keygen", "-Y", "verify", "-f", tmp_path / "signers", "-I", "jane", "-n", "file")

    def checked(content: bytes) -> int:
        words = (*check, "-s", signature)
        return subprocess.run(words, input=content, capture_output=True, check=False).returncode

    assert checked(signed.read_bytes()) == 0
    assert checked(signed.read_bytes() + b" ") != 0
    assert cli.json(*words).result["ok"], "the same once more is no change"
    signature.write_text("mine")
    assert cli.json(*words).problem["code"] == "output_exists"


def test_a_key_with_a_passphrase_is_not_asked_for(cli: Cli, shop: Path, tmp_path: Path) -> None:
    key = tmp_path / "key"
    subprocess.run(("ssh-keygen", "-q", "-t", "ed25519", "-N", "secret", "-f", key), check=True)
    ran = cli.json("package", shop, "--output", tmp_path / "a.zip", "--sign", key)
    assert ran.problem["code"] == "package_not_signed"
    assert "secret" not in ran.out
    assert (tmp_path / "a.zip").exists()


@pytest.mark.parametrize("kind", ["cyclonedx", "spdx"])
def test_a_bill_of_materials_names_each_module_and_is_the_same_each_time(
    kind: str, cli: Cli, shop: Path, tmp_path: Path
) -> None:
    words = ("package", shop, "--format", "zip", "--sbom", kind, "--output")
    first = Path(cli.json(*words, tmp_path / "a.zip").result["sbom"])
    again = Path(cli.json(*words, tmp_path / "b.zip").result["sbom"])
    assert first.read_bytes() == again.read_bytes()
    found = json.loads(first.read_text())
    text = json.dumps(found)
    for purl in (
        "pkg:golang/example.org/shop@1.2.3", "pkg:golang/std@1.26.8",
        "pkg:golang/github.com/gin-gonic/gin@v1.11.0", "pkg:golang/golang.org/x/net@v0.46.0",
    ):  # fmt: skip
        assert purl in text
    head = (
        found["metadata"]["timestamp"] if kind == "cyclonedx" else found["creationInfo"]["created"]
    )
    assert head == "2025-12-01T11:00:00Z"
