"""The files of a web server are changed as one: what it does not understand is taken back."""

from __future__ import annotations

import asyncio
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.front import changing
from core.front.authority import Authority
from core.front.doors import Place, place_of
from core.problems import ProblemError
from core.service.fronted import Door, Site
from core.ssh.session import Ran
from tests.made_up import Server, refusal

if TYPE_CHECKING:
    from pathlib import Path

A = Site(domain="a.example", service="web", port=8080, door=Door.NGINX)
B = replace(A, domain="b.example", port=9090)
OURS = "# Written by GoFerry: it was here.\n"


def place(folder: Path, *, check: str = ":", reload: str = "") -> Place:
    """Say where a made-up web server has its sites; it writes down that it was told to reload."""
    reload = reload or f"cat {folder}/*.conf >>{folder.parent}/seen 2>/dev/null || :"
    return Place(folder=str(folder), begins="goferry-", ends=".conf", check=check, reload=reload)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sites"
    made.mkdir()
    (made / "theirs.conf").write_text("server {}\n", "utf-8")
    return made


def write(where: Place, *sites: Site) -> subprocess.CompletedProcess[str]:
    step = changing.writing(sites, where, certified=frozenset(), authority=Authority())
    return run(step.script)


def run(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ("sh", "-s"), input=f"set -eu\n{script}\n", capture_output=True, text=True, check=False
    )


def there(folder: Path) -> dict[str, str]:
    return {one.name: one.read_text("utf-8").splitlines()[0] for one in folder.iterdir()}


def test_sites_are_written_beside_the_others_and_taken_over(folder: Path) -> None:
    done = write(place(folder), A, B)
    assert (done.returncode, done.stderr) == (0, "")
    assert there(folder) == {
        "theirs.conf": "server {}",
        "goferry-a.example.conf": "# Written by GoFerry: a.example leads to web on port 8080.",
        "goferry-b.example.conf": "# Written by GoFerry: b.example leads to web on port 9090.",
    }
    assert "9090" in (folder.parent / "seen").read_text("utf-8")
    assert (folder / "goferry-a.example.conf").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("fault", ["check", "reload"])
def test_what_is_not_understood_is_taken_back_to_the_byte(folder: Path, fault: str) -> None:
    before = folder / "goferry-a.example.conf"
    before.write_text(OURS, "utf-8")
    no = "echo 'unknown directive'; false"
    done = write(place(folder, **{fault: no}), A, B)
    assert (done.returncode, done.stderr) == (1, "unknown directive\n")
    assert there(folder) == {"theirs.conf": "server {}", before.name: OURS.strip()}


def test_the_old_configuration_is_loaded_again_where_the_new_one_failed(folder: Path) -> None:
    reload = f"cat {folder}/*.conf >{folder.parent}/seen; ! grep -q 9090 {folder.parent}/seen"
    assert write(place(folder, reload=reload), B).returncode == 1
    assert (folder.parent / "seen").read_text("utf-8") == "server {}\n"


@pytest.mark.parametrize("kind", ["file", "link"])
def test_a_file_of_somebody_else_stays(folder: Path, kind: str) -> None:
    theirs, path = folder / "theirs.conf", folder / "goferry-b.example.conf"
    if kind == "link":
        path.symlink_to(theirs)
    else:
        path.write_text("server { # mine\n", "utf-8")
    before = there(folder)
    done = write(place(folder), A, B)
    assert (done.returncode, done.stderr) == (
        1,
        f"{path} is not GoFerry's, so it stays as it is.\n",
    )
    assert (there(folder), path.is_symlink()) == (before, kind == "link")
    gone = changing.removing(B, place(folder))
    assert (run(gone.script).returncode, there(folder)) == (1, before)


def test_a_site_goes_and_the_others_stay(folder: Path) -> None:
    write(place(folder), A, B)
    assert run(changing.removing(A, place(folder)).script).returncode == 0
    assert sorted(there(folder)) == ["goferry-b.example.conf", "theirs.conf"]


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    for where in (tmp_path / "none", tmp_path / "link"):
        (tmp_path / "link").unlink(missing_ok=True)
        (tmp_path / "link").symlink_to(tmp_path)
        done = write(place(where), A)
        assert (done.returncode, done.stderr) == (1, f"{where} is not there.\n")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["link"]


def test_our_own_door_gets_its_authority_and_its_folder() -> None:
    site = replace(A, door=Door.OURS)
    where = place_of(Door.OURS)

    def script(authority: Authority) -> str:
        return changing.writing((site,), where, certified=frozenset(), authority=authority).script

    root = b"-----BEGIN\nA\n-----END\n"
    text = script(Authority(url="https://ca.example/dir", root=root))
    assert "install -d -m 0750 -o root -g front /etc/front/sites" in text
    wanted = "acme_ca https://ca.example/dir\nacme_ca_root /etc/front/sites/authority.pem\n"
    assert wanted in text
    assert text.index("put authority.pem") < text.index("put a.example.caddy")
    assert "acme_ca_root" not in script(Authority(url="https://ca.example/dir"))
    assert "authority" not in script(Authority())


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ("nginx: [emerg] unknown directive\nmore", "nginx: [emerg] unknown directive"),
        ('{"level":"info","msg":"a"}\n{"level":"error","msg":"no door"}\n', "no door"),
        ('{"level":"info","msg":"a"}\nError: adapting config\n', "adapting config"),
        ('{"level":"info","msg":"a"}\n', '{"level":"info","msg":"a"}'),
        ("AH1: line 4 of x:\nInvalid command\n", "AH1: line 4 of x: Invalid command"),
        ("odd:", "odd:"),
        ("", "-"),
    ],
)
def test_the_web_servers_own_words_are_the_reason(told: str, why: str) -> None:
    server = Server(("root:", Ran(1, "", told)))
    step = changing.removing(A, place_of(Door.NGINX))
    found = refusal(lambda: asyncio.run(changing.carry_out(server, step)))
    assert (found.code, str(found.why)) == ("site_refused", f"The web server reported: {why}")


@pytest.mark.parametrize(
    ("folder", "command"),
    [("/etc/apache2/sites-enabled", "a2enmod proxy"), ("/etc/httpd/conf.d", "dnf install mod_ssl")],
)
def test_apache_without_its_modules_is_told_which(folder: str, command: str) -> None:
    told = (
        f"AH00526: Syntax error on line 3 of {folder}/goferry-a.conf:\nInvalid command 'SSLEngine'"
    )
    server = Server(("root:", Ran(1, "", told)))
    with pytest.raises(ProblemError) as refused:
        asyncio.run(changing.carry_out(server, changing.removing(A, place_of(Door.APACHE))))
    assert command in str(refused.value.problem.next[0].text)
