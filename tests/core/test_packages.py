"""Archives and folders: the same bytes everywhere, and only what may travel."""

from __future__ import annotations

import gzip
import os
import stat
import subprocess
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.packages import archives, texts, units, versions
from core.packages.folder import write_folder
from core.packages.formats import FORMATS
from core.packages.goods import fitted, moment_of
from core.problems import ProblemError
from core.service import environment, unit
from core.service.model import Kind, Mode, Scope, Service
from tests.golden.services import KINDS
from tests.made_up_goods import MOMENT, goods, program, project

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.packages.goods import Goods, Written

ARCHIVES = {"tar.gz": archives.write_tar_gz, "zip": archives.write_zip}
TOP = "shop-1.2.3-linux-amd64"
FILES = (
    "README.md", "SHA256SUMS", "env.example", "install.sh", "release/bin/shop",
    "release/web/index.html", "release/web/run", "start.sh", "systemd/shop.service",
)  # fmt: skip


def pack(
    write: Callable[[Goods, Path, Path], Written], what: Goods, folder: Path, name: str = "made"
) -> Path:
    """Write a package into `folder`."""
    (folder / f"{name}-tree").mkdir(parents=True)
    write(what, folder / name, folder / f"{name}-tree")
    return folder / name


@pytest.mark.parametrize("write", ARCHIVES.values(), ids=ARCHIVES)
def test_an_archive_is_the_same_to_the_byte_wherever_and_whenever_it_is_made(
    write: Callable[[Goods, Path, Path], Written], tmp_path: Path
) -> None:
    first = pack(write, goods(tmp_path / "here"), tmp_path / "one")
    again = goods(tmp_path / "elsewhere/deeper")
    for path in (tmp_path / "elsewhere").rglob("*"):
        os.utime(path, (1, 1))
    before = os.umask(0o077)
    try:
        second = pack(write, again, tmp_path / "two")
    finally:
        os.umask(before)
    assert first.read_bytes() == second.read_bytes()


def test_a_tar_belongs_to_root_and_has_fixed_modes_and_times(tmp_path: Path) -> None:
    made = pack(archives.write_tar_gz, goods(tmp_path), tmp_path / "out")
    assert made.read_bytes()[3:9] == bytes(5) + b"\x02"  # no name, no time; the best level
    with tarfile.open(made) as archive:
        entries = archive.getmembers()
    assert [one.name for one in entries if one.isfile()] == [f"{TOP}/{name}" for name in FILES]
    assert {(one.uid, one.gid, one.uname, one.gname) for one in entries} == {(0, 0, "root", "root")}
    assert {one.mtime for one in entries} == {MOMENT}
    runs = {PurePosixPath(one.name).name for one in entries if one.isfile() and one.mode == 0o755}
    assert runs == {"install.sh", "start.sh", "shop", "run"}
    assert {one.mode for one in entries} == {0o644, 0o755}


def test_a_zip_keeps_what_may_run(tmp_path: Path) -> None:
    made = pack(archives.write_zip, goods(tmp_path), tmp_path / "out")
    with zipfile.ZipFile(made) as archive:
        entries = archive.infolist()
    assert [one.filename for one in entries] == [f"{TOP}/{name}" for name in FILES]
    modes = {one.filename.rpartition("/")[2]: one.external_attr >> 16 for one in entries}
    assert modes["shop"] == stat.S_IFREG | 0o755
    assert modes["README.md"] == stat.S_IFREG | 0o644


def test_a_folder_holds_the_same_and_sha256sum_finds_every_file_of_it(tmp_path: Path) -> None:
    made = pack(write_folder, goods(tmp_path), tmp_path / "out")
    files = sorted(str(one.relative_to(made)) for one in made.rglob("*") if one.is_file())
    assert files == sorted(FILES)
    check = ("sha256sum", "--check", "--strict", "SHA256SUMS")
    told = subprocess.run(check, cwd=made, capture_output=True, text=True, check=True).stdout
    assert told.count(": OK\n") == len(FILES) - 1
    assert made.stat().st_mtime == MOMENT


@pytest.mark.parametrize("name", KINDS)
def test_a_unit_in_a_package_is_the_one_that_a_deploy_writes(name: str) -> None:
    service = fitted(KINDS[name])
    deployed = {PurePosixPath(one.path).name: one.content for one in unit.units(service)}
    packed = units.units(service)
    assert packed
    assert packed.items() <= deployed.items()
    left = {one.replace(f"{service.name}", "X", 1) for one in deployed.keys() - packed.keys()}
    only_for_the_helper = {
        "X-try@.service", "X-try@.socket", "X-run@.service", "X-recover.service",
    }  # fmt: skip
    assert left <= only_for_the_helper
    assert units.started(packed)


def test_no_package_asks_for_what_only_a_deploy_can_do() -> None:
    whole = Service(name="shop", mode=Mode.SHARED, scope=Scope.USER, rehearse=True)
    assert fitted(whole) == Service(name="shop", mode=Mode.SOCKET)
    assert fitted(replace(whole, mode=Mode.PROXY)).mode is Mode.RESTART
    assert units.started(units.units(fitted(whole))) == ("shop.socket", "shop.service")
    timer = Service(name="shop", kind=Kind.TIMER, schedule="daily")
    assert units.started(units.units(timer)) == ("shop.timer",)


def test_a_unit_finds_its_release_where_a_package_manager_puts_it() -> None:
    service = Service(name="shop", args=("/opt/shop/current/a", "/opt/shop/currently", "/opt/sho"))
    (text,) = units.units(service).values()
    moved = units.moved(text, service, "/usr/lib/goferry/shop")
    assert "ExecStart=/usr/lib/goferry/shop/bin/shop /usr/lib/goferry/shop/a" in moved
    assert "/opt/shop/currently /opt/sho\n" in moved
    assert (
        moved.partition("\n")[2].replace("/usr/lib/goferry/shop", "/opt/shop/current")
        == (text.partition("\n")[2])
    )


def refused(folder: Path, prepare: Callable[[Path], None], **more: tuple[str, ...]) -> str:
    """What is said of a project with a file that must not travel."""
    here = project(folder / "project")
    prepare(here / "web")
    service = Service(name="shop", includes=(here / "web",), includes_from=here, **more)  # type: ignore[arg-type]
    with pytest.raises(ProblemError) as no:
        pack(archives.write_tar_gz, goods(folder, service), folder / "out")
    return f"{no.value.problem.code}: {no.value.problem.what}"


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda web: (web / "out").symlink_to("/etc/passwd"), "web/out"),
        (lambda web: (web / "up").symlink_to("../.."), "web/up"),
        (lambda web: os.mkfifo(web / "pipe"), "web/pipe"),
        (lambda web: (web / "run").chmod(0o4755), "web/run"),
        (lambda web: (web / "run").chmod(0o2755), "web/run"),
    ],
    ids=["link out", "folder above", "pipe", "set-uid", "set-gid"],
)
def test_what_must_not_travel_is_refused_by_name(
    prepare: Callable[[Path], None], said: str, tmp_path: Path
) -> None:
    assert refused(tmp_path, prepare) == f"package_file_refused: {said} cannot be in a package."


@pytest.mark.parametrize("name", ["a\nb", "a\\b", "C:b", "a\u202eb", "x" * 241, "a\x1bb"])
def test_names_that_tools_read_differently_are_refused(name: str, tmp_path: Path) -> None:
    said = refused(tmp_path, lambda web: (web / name).touch())
    assert said.startswith("package_name_refused: ")
    assert said.isprintable()


def test_what_is_excluded_does_not_travel_and_is_not_judged(tmp_path: Path) -> None:
    here = project(tmp_path / "project")
    (here / "web/out").symlink_to("/etc/passwd")
    service = Service(
        name="shop", includes=(here / "web",), includes_from=here, excludes=("out", "*.html")
    )
    made = pack(archives.write_tar_gz, goods(tmp_path, service), tmp_path / "out")
    with tarfile.open(made) as archive:
        names = [one.name for one in archive if "/web/" in one.name]
    assert names == [f"{TOP}/release/web/run"]


def test_a_program_that_changed_since_it_was_looked_into_is_not_packed(tmp_path: Path) -> None:
    what = goods(tmp_path)
    what.program.path.write_bytes(b"another")
    with pytest.raises(ProblemError) as no:
        pack(archives.write_tar_gz, what, tmp_path / "out")
    assert no.value.problem.code == "program_changed"


def test_no_value_of_a_secret_is_in_a_package_only_its_name(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text("DATABASE_URL=postgres://u:hunter2@db\nB='two\n lines'\n")
    service = Service(
        name="shop", env_file=file, environment=environment.read(file), secrets=("TOKEN",)
    )
    made = pack(archives.write_tar_gz, goods(tmp_path, service), tmp_path / "out")
    assert b"hunter2" not in gzip.decompress(made.read_bytes())
    names = texts.settings_example(service).splitlines()[1:]
    assert names == ["#TOKEN=", "#DATABASE_URL=", "#B="]


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda text: text.isprintable() and "${" not in text
)


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(WORDS, max_size=3), value=WORDS)
def test_the_start_script_gives_each_word_to_the_program_as_it_is(
    words: list[str], value: str, tmp_path: Path
) -> None:
    service = Service(name="shop", port=9001, args=tuple(words), env=(f"GREETING={value}",))
    folder = tmp_path / "start"
    (folder / "release/bin").mkdir(parents=True, exist_ok=True)
    (folder / "release/bin/shop").write_bytes(program(tmp_path).path.read_bytes())
    (folder / "release/bin/shop").chmod(0o755)
    (folder / "start.sh").write_text(texts.start_script(service, "shop"), "utf-8")
    told = subprocess.run(
        ("sh", folder / "start.sh", "more"), env={}, capture_output=True, check=True
    ).stdout.decode()
    lines = told.split("\n")
    assert f"GREETING={value}" in lines
    assert "PORT=9001" in lines
    assert lines[-len(words) - 2 : -1] == [f"<{one}>" for one in (*words, "more")]


def test_the_start_script_puts_variables_in_as_systemd_would() -> None:
    service = Service(name="shop", args=("--port=${PORT}", "$HOME"))
    lines = texts.start_script(service, "shop").splitlines()
    assert """set -- --port="${PORT}" '$HOME' "$@\"""" in lines


def test_a_program_for_windows_gets_a_script_of_windows(tmp_path: Path) -> None:
    service = Service(name="shop", env=("A=b c", 'B="&calc"', "C=%PATH%"))
    made = pack(archives.write_zip, goods(tmp_path, service, goos="windows"), tmp_path / "out")
    with zipfile.ZipFile(made) as archive:
        names = {one.rpartition("/")[2] for one in archive.namelist()}
        script = archive.read("shop-1.2.3-windows-amd64/start.cmd").decode()
    assert {"shop.exe", "start.cmd"} <= names
    assert not {"install.sh", "shop.service"} & names
    assert 'set "A=b c"\r\n' in script
    assert "calc" not in script
    assert "rem Set C before you start this.\r\n" in script


@pytest.mark.parametrize(
    ("stamped", "version", "debian", "alpine"),
    [
        ("v1.2.3", "1.2.3", "1.2.3", "1.2.3"),
        ("v1.2.3+dirty", "1.2.3", "1.2.3", "1.2.3"),
        ("v1.2.3-rc.1", "1.2.3-rc.1", "1.2.3~rc.1", "1.2.3_rc1"),
        ("v0.0.0-20251201110000-abcdef012345", "0.0.0-20251201110000", "0.0.0~20251201110000",
         "0.0.0_pre20251201110000"),
        ("v1.2.4-0.20251201110000-abcdef012345", "1.2.4-20251201110000", "1.2.4~20251201110000",
         "1.2.4_pre20251201110000"),
        ("(devel)", "0.0.0-20251201110000", "0.0.0~20251201110000", "0.0.0_pre20251201110000"),
        ("v1.2.3; rm -rf /", "0.0.0-20251201110000", "0.0.0~20251201110000",
         "0.0.0_pre20251201110000"),
    ],
)  # fmt: skip
def test_the_version_is_what_go_stamped(
    stamped: str, version: str, debian: str, alpine: str, tmp_path: Path
) -> None:
    found = versions.version_of(program(tmp_path, version=stamped))
    assert found == version
    assert (versions.for_debian(found), versions.for_alpine(found)) == (debian, alpine)


@pytest.mark.parametrize("odd", ["one", "1.2.3 ", "1:2", "1_2", "-1", "1.2.3-", "1\n", "1.2.3.4.5"])
def test_a_typed_version_is_one_or_is_refused(odd: str, tmp_path: Path) -> None:
    assert versions.version_of(program(tmp_path), "v2.0") == "2.0"
    with pytest.raises(ProblemError) as no:
        versions.version_of(program(tmp_path), odd)
    assert no.value.problem.code == "package_version_unusable"


def test_the_time_of_all_files_is_the_commits_or_what_the_builder_asks_for(tmp_path: Path) -> None:
    found = program(tmp_path)
    assert moment_of(found, {}) == MOMENT
    assert moment_of(found, {"SOURCE_DATE_EPOCH": "1700000000"}) == 1_700_000_000
    assert moment_of(program(tmp_path, settings={}), {}) == 315_532_800


def test_each_format_has_a_name_a_caption_and_an_ending_of_its_own() -> None:
    assert all(name == one.name and str(one.caption) for name, one in FORMATS.items())
    endings = [one.ending for one in FORMATS.values()]
    assert len(set(endings)) == len(endings)
