"""How a program behaves as a service, read from its source."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from core.deploy.model import Mode
from core.deploy.proposal import fitting_mode
from core.problems import ProblemError
from core.project.doctor import Manners, add, examine, offer
from tests import go_projects

ROOT = Path(__file__).parents[2]
_PLAIN = """package main

import (
	"log"
	"net/http"
)

func main() {
	log.Fatal(http.ListenAndServe(":8080", nil))
}
"""


def test_the_template_can_share_a_socket() -> None:
    found = examine(ROOT / "resources" / "templates" / "gin")
    assert found.may_share
    assert found.port


def test_the_tests_own_service_can_share_a_socket() -> None:
    assert examine(ROOT / "tests" / "programs" / "service").may_share


def test_a_plain_gin_program_cannot_and_the_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "main.go").write_text(
        'package main\n\n// signal.Notify("NOTIFY_SOCKET") is only a comment\n'
        'func main() {\n\tr := gin.Default()\n\tr.Run(":8080")\n}\n'
    )
    assert examine(tmp_path) == Manners(opens=("main.go:6",))


def test_run_without_words_listens_to_port(tmp_path: Path) -> None:
    (tmp_path / "main.go").write_text("package main\nfunc main() { gin.Default().Run() }\n")
    assert examine(tmp_path).port


def test_vendored_code_and_tests_do_not_count(tmp_path: Path) -> None:
    for name in ("vendor/a/a.go", "main_test.go", "_old/b.go"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text('package a\nvar x = "LISTEN_FDS"\n')
    assert examine(tmp_path) == Manners()


def test_the_offered_diff_applies(tmp_path: Path) -> None:
    subprocess.run(("git", "init", "-q", str(tmp_path)), check=True)
    subprocess.run(("git", "apply"), input=offer("hello"), text=True, cwd=tmp_path, check=True)
    assert (tmp_path / "pkg" / "systemd" / "listener.go").is_file()


@pytest.mark.go
def test_a_plain_program_needs_one_changed_line_to_lose_no_request(tmp_path: Path) -> None:
    folder = go_projects.write(tmp_path / "plain", {"main.go": _PLAIN})
    assert fitting_mode(examine(folder)) is Mode.RESTART
    assert len(add(folder, "example.com/hello")) == 4
    assert fitting_mode(examine(folder)) is Mode.RESTART, "nothing calls it yet"
    main = folder / "main.go"
    main.write_text(
        main.read_text()
        .replace("http.ListenAndServe", "serve.ListenAndServe")
        .replace('"net/http"', '"example.com/hello/pkg/serve"')
    )
    subprocess.run((go_projects.go().program, "vet", "./..."), cwd=folder, check=True)
    assert fitting_mode(examine(folder)) is Mode.SHARED


def test_what_is_there_already_is_not_written_over(tmp_path: Path) -> None:
    there = tmp_path / "pkg" / "systemd" / "notify.go"
    there.parent.mkdir(parents=True)
    there.write_text("package systemd\n")
    with pytest.raises(ProblemError) as found:
        add(tmp_path, "hello")
    assert found.value.problem.code == "file_in_the_way"
    assert there.read_text() == "package systemd\n"
    assert not (tmp_path / "pkg" / "serve").exists()
