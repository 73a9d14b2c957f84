"""Files beside the program: they travel with each release and go back with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.operate.rollback import roll_back
from core.service.results import Result
from tests import programs
from tests.deploying import ask, deploy, finished, on, service

if TYPE_CHECKING:
    from pathlib import Path

    from tests.testbed import Server

pytestmark = [pytest.mark.server, pytest.mark.go]


def test_files_are_found_in_the_working_folder_and_change_with_the_release(
    server: Server, tmp_path: Path
) -> None:
    page = tmp_path / "project" / "web" / "static" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("first page")
    (page.parent / "link").symlink_to("/etc/passwd")
    (page.parent / "same.html").symlink_to("index.html")
    wanted = replace(service(), includes=(page.parent,), includes_from=tmp_path / "project")
    assert deploy(server, tmp_path, programs.release(), wanted).result is Result.DEPLOYED
    assert ask(server, "/?read=web/static/index.html").startswith("first page")
    assert ask(server, "/?read=web/static/same.html").startswith("first page")
    assert "no such file" in ask(server, "/?read=web/static/link")
    assert deploy(server, tmp_path, programs.release(), wanted).result is Result.UNCHANGED
    page.write_text("second page")
    assert deploy(server, tmp_path, programs.release(), wanted).result is Result.DEPLOYED
    assert ask(server, "/?read=web/static/index.html").startswith("second page")
    on(server, tmp_path, lambda one: finished(roll_back, one, "web"))
    assert ask(server, "/?read=web/static/index.html").startswith("first page")
    owner = server.run("stat -c '%U %a' /opt/web/current/web/static/index.html").split()
    assert owner == ["root", "644"]


def test_a_projects_own_file_sends_nothing_from_outside_of_it(
    server: Server, tmp_path: Path
) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "diary.txt").write_text("private")
    project = tmp_path / "project"
    project.mkdir()
    (project / "static").symlink_to("../private")
    wanted = replace(service(), includes=(project / "static",), includes_from=project)
    outcome = deploy(server, tmp_path, programs.release(), wanted)
    assert outcome.problem is not None
    assert outcome.problem.code == "include_leads_out"
    named = replace(wanted, includes_named=wanted.includes)
    assert deploy(server, tmp_path, programs.release(), named).result is Result.DEPLOYED
    assert ask(server, "/?read=static/diary.txt").startswith("private")


def test_an_include_that_is_not_there_or_is_ours_is_refused(server: Server, tmp_path: Path) -> None:
    (tmp_path / "bin").mkdir()
    for path, code in (("nothing", "include_missing"), ("bin", "include_name_taken")):
        outcome = deploy(
            server, tmp_path, programs.release(), replace(service(), includes=(tmp_path / path,))
        )
        assert outcome.problem is not None
        assert outcome.problem.code == code
