"""What was uploaded becomes a release only when all of it is what was announced."""

from __future__ import annotations

import io
import tarfile
from typing import TYPE_CHECKING

import pytest

from tests.apart import GUEST, LOGIN, WEB, archive

if TYPE_CHECKING:
    from tests.apart import Apart

pytestmark = pytest.mark.server
_PLACES = ("/etc/web", "/opt/web", "/etc/systemd/system", "/var/lib/goferry/web/kept")


def _odd(kind: bytes, name: str = "odd", link: str = "/etc/passwd") -> bytes:
    """Pack one thing that is neither file nor folder."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        info = tarfile.TarInfo(name)
        info.type, info.linkname = kind, link
        tar.addfile(info)
    return packed.getvalue()


_REFUSED: tuple[tuple[str, dict[str, bytes]], ...] = (
    *(("files_unusable", {"files_tar": _odd(kind)}) for kind in
      (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE)),
    *(("files_unusable", {"files_tar": archive({name: "x"})}) for name in
      ("bin/web", "files/x", "manifest.json", "release.env", "../up")),
    ("files_unusable", {"files_tar": archive({"a": "x"}, how="w:gz")}),
    ("files_unusable", {"files_tar": b"no archive"}),
    ("changed_on_the_way", {"web": b"cut on the way"}),
    ("not_written", {"env": b"A=" + b"x" * 262_143}),
)  # fmt: skip


def test_what_is_not_as_announced_becomes_no_release(web: Apart) -> None:
    web.deploy("one", env=b"A=1\n")
    before, running = web.tree(*_PLACES), web.current()
    for code, files in _REFUSED:
        ended = web.deploy("two", **files)
        assert (ended["result"], ended["code"], code) == ("refused", code, ended["code"])
        assert ended["running"] == ended["previous"] == web.current() == running
        published = [line for line in web.tree(*_PLACES) if line not in before]
        assert bool(published) == (code == "not_written"), code
        assert {line.split("/")[4][:2] for line in published} <= {"2-"}, code
        assert not web.names("/var/lib/goferry/web/incoming/1000"), code
    assert web.starts() == ["web.service 1-HASH A=1"]
    assert web.text("/etc/web/env") == "A=1\n"
    assert web.names("/var/lib/goferry/web/bad") == web.names("/var/lib/goferry/web/next") == []


def test_the_largest_settings_and_odd_names_beside_the_program_are_taken(web: Apart) -> None:
    packed = archive({".well-known": "x", "a b": "y"})
    ended = web.deploy("one", env=b"A=" + b"x" * 262_141 + b"\n", files_tar=packed)
    assert ended["result"] == "live"
    assert web.names(f"/opt/web/releases/{web.current()}") == [
        ".well-known", "a b", "bin", "manifest.json", "release.env",
    ]  # fmt: skip


def test_only_a_plain_file_of_the_login_s_own_is_an_upload(web: Apart) -> None:
    for spoil in (
        "mv web /opt/copy; ln -s /opt/copy web",
        "rm web; mkfifo -m 0666 web",
        "rm web; mkdir web",
        "rm web",
        "chown root:root web; chmod 0600 web",
        "cd ..; mv $folder /opt/; ln -s /opt/$folder $folder",
    ):
        sha256 = web.send("one")
        folder = f"folder={sha256[:32]}; cd /var/lib/goferry/web/incoming/{LOGIN}/$folder"
        assert web.sh(f"{folder}; {spoil}").code == 0
        assert web.change("deploy", sha256)["code"] == "not_uploaded", spoil
        assert web.names("/opt/web/releases") == []
        web.sh(f"cd /var/lib/goferry/web/incoming/{LOGIN}; rm -rf *")


def test_an_upload_of_another_login_is_not_this_one_s(web: Apart) -> None:
    assert web.prepare(WEB, uid=GUEST) == ["make_folders", "permit"]
    sha256 = web.send("one", uid=GUEST)
    assert web.change("deploy", sha256)["code"] == "not_uploaded"
    assert web.change("deploy", sha256, uid=GUEST)["result"] == "live"


def test_what_does_not_reach_the_disk_is_refused_and_leaves_all_as_it_was(web: Apart) -> None:
    web.deploy("one", env=b"A=1\n")
    before = web.current()
    for call in ("'sync '*/.whole.new*", "'mv -T '*/.whole.new*", "'sync '*/bin/web*"):
        web.when(call, "exit 1")
        ended = web.deploy("two", env=b"A=2\n")
        assert (ended["result"], ended["code"]) == ("refused", "not_written"), call
        assert web.names("/opt/web/releases") == [web.current()] == [before]
    web.when("'sync '*/.env.new", "exit 1")
    assert web.deploy("two", env=b"A=2\n")["code"] == "not_written"
    assert (web.text("/etc/web/env"), web.current()) == ("A=1\n", before)
    assert len(web.starts()) == 1


def test_the_number_after_the_highest_is_the_next_one(web: Apart) -> None:
    for name in ("9-aaaaaaaa", "10-bbbbbbbb", ".tmp-" + "f" * 32, "99-odd", "x11-cccccccc"):
        web.file(f"/opt/web/releases/{name}").mkdir()
    assert web.plain(web.deploy("one")["release"]) == "11-HASH"
    assert f".tmp-{'f' * 32}" not in web.names("/opt/web/releases")


def test_uploads_that_nobody_came_back_for_go_after_a_day(web: Apart) -> None:
    folder = f"/var/lib/goferry/web/incoming/{LOGIN}"
    for name, hours in (("old", 25), ("young", 23)):
        web.upload("web", b"x", name)
        web.sh(f"touch -d '{hours} hours ago' {folder}/{name}")
    web.deploy("one")
    assert web.names(folder) == ["young"]


def test_a_manifest_that_is_too_long_is_none(web: Apart) -> None:
    for size, kept in ((16_384, 16_384), (16_385, 0)):
        web.deploy(f"of {size}", manifest_json=b"x" * size)
        assert len(web.text("/opt/web/current/manifest.json")) == kept


def test_who_reads_an_upload_has_the_login_s_rights_and_nothing_else(web: Apart) -> None:
    web.stand_in(
        "dd",
        "exec 3>>/run/apart/rights\n"
        "grep -E '^(Uid|Gid|Groups|NoNewPrivs):' /proc/$$/status >&3\n"
        "tr '\\0' '\\n' </proc/$$/environ | sort >&3\n"
        "cd /proc/$$/fd && echo * >&3; cd - >&3\n"
        '[[ $(cut -d" " -f6 /proc/$$/stat) != $(cut -d" " -f6 /proc/1/stat) ]] && echo end >&3\n'
        "exec 3>&-",
    )
    web.sh("install -m 0666 /dev/null /run/apart/rights")
    sha256 = web.send("one")
    web.change("deploy", sha256)
    lines = web.text("/run/apart/rights").splitlines()
    assert (
        lines[: lines.index("end") + 1]
        == [
            f"Uid:\t{LOGIN}\t{LOGIN}\t{LOGIN}\t{LOGIN}",
            f"Gid:\t{LOGIN}\t{LOGIN}\t{LOGIN}\t{LOGIN}",
            "Groups:\t ",
            "NoNewPrivs:\t1",
            "LC_ALL=C",
            "OLDPWD=/",
            "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
            f"PWD=/var/lib/goferry/web/incoming/{LOGIN}/{sha256[:32]}",
            "0 1 2 255 3 4",  # the last three are the stand-in's own
            f"/var/lib/goferry/web/incoming/{LOGIN}/{sha256[:32]}",
            "end",
        ]
    )
