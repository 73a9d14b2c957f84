"""Bytes that a redeploy sends after small changes, as a difference and packed with gzip.

Builds a web service, changes it, and uploads the new program, with the old one as its delta base,
to an OpenSSH server on loopback that has zstd. What arrives is checked; the share is of all bytes.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from core.home import Home
from core.ssh.connection import connect
from core.ssh.connection.packing import gzipped
from core.ssh.profile import Profile
from core.ssh.session import DeltaBase
from core.toolchain import choose
from tests import sshd

_SOURCE = """package main

import (
    "database/sql"
    "encoding/json"
    "fmt"
    "html/template"
    "log"
    "net/http"
    "os"
    IMPORTS
)

var (
    page = template.Must(template.New("page").Parse("<p>{{.}}</p>"))
    _    = sql.Open
    USES
)

func main() {
    http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
        LINE
        json.NewEncoder(w).Encode(os.Args)
        page.Execute(w, r.URL.Path)
    })
    log.Fatal(http.ListenAndServe(":8080", nil))
}
"""
_FIRST = {"LINE": 'fmt.Fprintln(w, "hello")', "IMPORTS": "", "USES": ""}
_CHANGES = {
    "one letter": {"LINE": 'fmt.Fprintln(w, "hallo")'},
    "one line": {"LINE": 'fmt.Fprintln(w, "hello, and welcome", len(r.Header), r.Method)'},
    "two more packages": {
        "IMPORTS": '"encoding/xml"\n"net/smtp"',
        "USES": "_ = xml.Marshal\n_ = smtp.Dial",
    },
}


def main() -> None:
    """Measure every change and print its row."""
    if shutil.which("zstd") is None:
        raise SystemExit("needs zstd")
    with tempfile.TemporaryDirectory() as name, sshd.running(Path(name) / "sshd") as server:
        place = Path(name)
        old = _built(place, "old", _FIRST)
        shutil.copy(old, server.root_home / "old")
        print(f"{'change':26}{'program':>12}{'difference':>12}{'share':>8}{'gzip':>8}{'s':>6}")
        for number, (change, words) in enumerate(_CHANGES.items()):
            new = _built(place, f"new{number}", _FIRST | words)
            since = time.monotonic()
            sent = asyncio.run(_sent(server, place, new, old))
            seconds = time.monotonic() - since
            if (server.root_home / "new").read_bytes() != new.read_bytes():
                raise SystemExit("something else arrived")
            size = new.stat().st_size
            with new.open("rb") as file:
                packed = len(gzipped(file).read(size))
            print(
                f"{change:26}{size:12,}{sent:12,}{sent / size:8.1%}{packed / size:8.1%}"
                f"{seconds:6.2f}"
            )


async def _sent(server: sshd.Sshd, place: Path, new: Path, old: Path) -> int:
    home = Home.find(place / "home")
    home.config.mkdir(parents=True, exist_ok=True)
    home.known_hosts.write_text(f"127.0.0.1 {server.host_key_line}\n")
    profile = Profile(name="bench", host="127.0.0.1", port=server.port, key=str(server.key))
    connection = await connect(profile, home)
    try:
        await connection.upload(new, "/root/new", delta_base=DeltaBase(old, "/root/old"))
    finally:
        await connection.close()
    return connection.sent


def _built(place: Path, name: str, words: dict[str, str]) -> Path:
    folder = place / name
    folder.mkdir()
    source = _SOURCE
    for place_holder, text in words.items():
        source = source.replace(place_holder, text)
    (folder / "main.go").write_text(source)
    (folder / "go.mod").write_text("module example.org/web\n\ngo 1.21\n")
    subprocess.run(
        (str(choose().program), "build", "-trimpath", "-ldflags", "-s -w", "-o", "web", "."),
        cwd=folder,
        env=os.environ | {"CGO_ENABLED": "0"},
        check=True,
    )
    return folder / "web"


if __name__ == "__main__":
    main()
