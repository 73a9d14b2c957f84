"""The units and the helper as text; real systemd reads them in tests/server."""

from __future__ import annotations

import subprocess

import pytest

from core.service.layout import Layout
from core.service.model import Mode, Scope, Service, WorkingDir
from core.service.unit import bare, helper, units, wanted


def texts(service: Service) -> dict[str, str]:
    return {file.path.rpartition("/")[2]: file.content for file in wanted(service)}


@pytest.mark.parametrize("mode", Mode)
def test_no_place_is_left_unfilled(mode: Mode) -> None:
    for content in texts(Service(name="web", mode=mode)).values():
        assert "@SERVICE@" not in content
        assert not [
            word for word in content.split() if word[0] == word[-1] == "@" and len(word) > 2
        ]


@pytest.mark.parametrize("mode", Mode)
def test_the_helper_is_a_script_that_bash_can_read(mode: Mode) -> None:
    content = helper(Service(name="web", mode=mode)).content
    done = subprocess.run(
        ("bash", "-n"), input=content, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("mode", Mode)
def test_all_that_lies_on_a_server_beside_releases_is_small(mode: Mode, scope: Scope) -> None:
    """The goal of 100 kB, for a service without a release command or further processes."""
    service = Service(name="web", mode=mode, scope=scope)
    assert sum(len(text.encode()) for text in texts(service).values()) <= 100_000


def test_a_helper_has_no_comments_but_its_head_titles_and_words_to_shellcheck() -> None:
    text = """\
# ---- one: which has a title -----

# Of this nobody on a server hears.
#
one() { # WORD: nor of this
  # shellcheck disable=SC2016 # the inner shell reads it
  sh -c 'echo "$1"' sh "${1#-}" # nor of this
  echo $((16#$1)) "#" '# ---'
}
"""
    assert (
        bare(text)
        == """\
# ---- one: which has a title

one() {
\t# shellcheck disable=SC2016 # the inner shell reads it
\tsh -c 'echo "$1"' sh "${1#-}"
\techo $((16#$1)) "#" '# ---'
}
"""
    )
    assert helper(Service(name="web")).content.startswith("#!/bin/bash -p\n# Written by GoFerry.")


def test_a_program_with_its_own_port_gets_no_socket() -> None:
    found = texts(Service(name="web"))
    assert "web.socket" not in found
    assert "Sockets=" not in found["web.service"]
    assert "Environment=PORT=8080\n" in found["web.service"]


def test_a_shared_socket_serves_the_release_and_the_one_on_probation() -> None:
    found = texts(Service(name="web", mode=Mode.SHARED))
    assert "Sockets=web.socket\n" in found["web.service"]
    assert "Sockets=web.socket\n" in found["web-next@.service"]
    assert "ExecStart=/opt/web/releases/%i/bin/web\n" in found["web-next@.service"]
    assert "ListenStream=127.0.0.1:%i\n" in found["web-try@.socket"]


def test_a_crash_loop_never_closes_the_port() -> None:
    for mode in Mode:
        assert "StartLimitIntervalSec=0" in texts(Service(name="web", mode=mode))["web.service"]


def test_a_further_folder_outlives_releases_and_is_seen_where_the_program_starts() -> None:
    folders = ("uploads", "/srv/shared")
    at_release = texts(Service(name="web", writable=folders))["web.service"]
    assert "StateDirectory=web/uploads\n" in at_release
    assert "BindPaths=/var/lib/web/uploads:/opt/web/current/uploads\n" in at_release
    assert "ReadWritePaths=/srv/shared\n" in at_release
    at_data = texts(Service(name="web", writable=folders, working_dir=WorkingDir.DATA))
    assert "StateDirectory=web/uploads\n" in at_data["web.service"]
    assert "BindPaths=" not in at_data["web.service"]


def test_only_a_low_port_of_its_own_needs_a_capability() -> None:
    line = "AmbientCapabilities=CAP_NET_BIND_SERVICE\n"
    assert line in texts(Service(name="web", port=443))["web.service"]
    assert line not in texts(Service(name="web", port=8080))["web.service"]
    assert line not in texts(Service(name="web", port=443, mode=Mode.SHARED))["web.service"]


def test_no_variable_of_the_environment_file_is_in_a_unit() -> None:
    unit = texts(Service(name="web"))["web.service"]
    assert [line for line in unit.splitlines() if line.startswith("Environment=")] == [
        "Environment=PORT=8080",
        "Environment=GIN_MODE=release",
        "Environment=HOME=/var/lib/web",
    ]
    assert "EnvironmentFile=-/etc/web/env\n" in unit


def test_the_paths_of_every_mode_are_known() -> None:
    paths = Layout("web").possible_files
    for mode in Mode:
        assert {file.path for file in units(Service(name="web", mode=mode))} <= set(paths)
