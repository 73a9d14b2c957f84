"""How a program behaves as a service, read from its source."""

from __future__ import annotations

import subprocess
from pathlib import Path

from core.project.doctor import Manners, examine, offer

ROOT = Path(__file__).parents[2]


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
    subprocess.run(("git", "apply"), input=offer(), text=True, cwd=tmp_path, check=True)
    assert (tmp_path / "pkg" / "systemd" / "listener.go").is_file()
    assert examine(tmp_path).socket
