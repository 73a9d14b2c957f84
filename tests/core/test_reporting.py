"""What a report for the makers holds, and what it must never hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.settings import Settings
from core.ssh.profile import Profile
from core.usecases import about
from core.usecases.reporting import Scene, report, without_names

if TYPE_CHECKING:
    from core.home import Home

_SERVERS = (
    Profile(name="jupiter", host="jupiter.example.com", user="ann"),
    Profile(name="web1", host="192.0.2.7"),
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("jupiter: refused", "<server>: refused"),
        ("ann@jupiter.example.com", "<address>"),
        ("to 192.0.2.7 and 198.51.100.9", "to <address> and <address>"),
        ("to 2001:db8::1:2:3:4", "to <address>"),
        ("https://ann:pw@mirror.example/x", "https://<secret>@mirror.example/x"),
        ("DB_PASSWORD=hunter2 next", "DB_PASSWORD=<secret> next"),
        ("api_key: 'a b c'", "api_key: <secret>"),
        ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "<secret>"),
        (
            "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n-----END OPENSSH PRIVATE KEY----- x",
            "<secret> x",
        ),
        ("correct horse battery", "<secret> battery"),
        ("/srv/shop/main.go:3", "<project>/main.go:3"),
        ("gui/shell/app.py, line 12:5, at 12:30:01", "gui/shell/app.py, line 12:5, at 12:30:01"),
        ("KeyError: 'name' in core.service", "KeyError: 'name' in core.service"),
    ],
)
def test_names_addresses_and_secrets_go_and_the_rest_stays(
    home: Home, text: str, cleaned: str
) -> None:
    scene = Scene(
        settings=Settings(recent=("/srv/shop",)), servers=_SERVERS, secrets=("correct horse",)
    )
    assert without_names(text, home, scene) == cleaned


def test_the_home_folder_and_secret_variables_are_not_told(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MY_API_TOKEN", "sesame-opens")
    text = f"{Path.home()}/code failed with sesame-opens"
    scene = Scene(settings=Settings())
    assert without_names(text, home, scene) == "~/code failed with <secret>"


def test_a_report_tells_versions_settings_and_the_steps_of_the_last_job(home: Home) -> None:
    home.logs.mkdir(parents=True)
    log = "# Deploying to jupiter\npassword=x from the program\n! It stopped. Port 80 is in use.\n"
    (home.logs / "job-20260101-000000.log").write_text(log)
    scene = Scene(
        settings=Settings(proxy="https://secret.example"),
        servers=_SERVERS,
        face={"Qt": "6.11"},
        crash="Traceback: boom",
    )
    told = report(home, scene)
    for part in (about.version(), "Qt: 6.11", "proxy: set", "servers: 2", "Traceback: boom"):
        assert part in told
    assert "# Deploying to <server>" in told
    assert "! It stopped." in told
    assert "from the program" not in told, "output of a program may hold anything"
    assert "secret.example" not in told


def test_hosts_that_were_met_are_not_told_even_when_they_left_the_list(home: Home) -> None:
    home.known_hosts.parent.mkdir(parents=True, exist_ok=True)
    home.known_hosts.write_text("[saturn.example]:2222,pluto ssh-ed25519 AAAA\n|1|x ssh-rsa B\n")
    scene = Scene(settings=Settings())
    assert without_names("saturn.example and pluto", home, scene) == "<server> and <server>"


def test_every_library_that_is_asked_for_is_named_with_its_license() -> None:
    found = {one.name.lower().replace("_", "-"): one for one in about.libraries()}
    assert {"paramiko", "keyring", "numpy", "platformdirs", "cryptography"} <= found.keys()
    unlicensed = [one.name for one in found.values() if not (one.licence or one.text)]
    assert not unlicensed
    assert "goferry" not in found


def test_the_changes_and_the_license_are_there() -> None:
    assert "## 0.1.0" in about.changelog()
    assert "Apache License" in about.licence()
