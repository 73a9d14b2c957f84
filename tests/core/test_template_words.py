"""What the templates promise in numbers and words, and what stands where when one is made."""

from __future__ import annotations

import asyncio
import json
import re
from typing import TYPE_CHECKING

import pytest

from core.problems import ProblemError
from core.project import additions, doctor, shared, template
from tests.core.test_template import TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

READ, HEADER, WRITE, IDLE = (f"{n} * time.Second" for n in (15, 5, 30, 60))
DRAIN, END = "1500 * time.Millisecond", "20 * time.Second"
NUMBERS = {
    "gin/cmd/server/main.go": [HEADER, READ, WRITE, IDLE, "64 << 10"],
    "gin/internal/handler/middleware.go": ["64 << 10"],
    "http/main.go": [DRAIN, END, HEADER, READ, WRITE, IDLE],
    "serve/serve.go": [HEADER, DRAIN, END],
}


def test_time_outs_and_limits_of_the_templates_are_these() -> None:
    found = {
        str(file.relative_to(TEMPLATES)): numbers
        for file in TEMPLATES.rglob("*.go")
        if not file.name.endswith("_test.go")
        and (numbers := re.findall(r"\d+ (?:\*|<<) ?[\w.]+", file.read_text("utf-8")))
    }
    assert found == NUMBERS
    assert json.loads((TEMPLATES / "gin/config/default.json").read_text("utf-8")) == {
        "host": "", "port": 8080, "log_level": "info", "drain": "1.5s", "shutdown_timeout": "20s",
        "max_notes": 1000,
    }  # fmt: skip


@pytest.mark.parametrize(("kind", "main"), [("gin", "./cmd/server"), ("http", ".")])
def test_a_new_project_has_its_files_and_its_goferry_toml(
    kind: str, main: str, tmp_path: Path
) -> None:
    made = asyncio.run(template.create(kind, tmp_path / "hello", module="a.io/team/shop/v2"))
    told = shared.load(made)
    assert told.service == {"name": "shop", "port": 8080, "health": "/health"}
    assert told.build == {"main": main, "target": "linux/amd64"}
    names = {str(one.relative_to(made)) for one in made.rglob("*") if one.is_file()}
    assert {".gitignore", "go.mod", "goferry.toml", "pkg/graceful/graceful.go",
            "pkg/systemd/listener.go", "pkg/systemd/notify.go"} <= names  # fmt: skip
    assert "gitignore.tmpl" not in names
    assert [one.name for one in tmp_path.iterdir()] == ["hello"]
    traits = doctor.examine(made / main)
    assert (traits.may_share, traits.port) == (True, True)


def test_what_is_offered_is_three_packages_under_the_own_module(tmp_path: Path) -> None:
    texts = additions.offered("a.io/team/shop")
    assert list(texts) == [
        "pkg/serve/serve.go", "pkg/graceful/graceful.go", "pkg/systemd/listener.go",
        "pkg/systemd/notify.go",
    ]  # fmt: skip
    assert '"a.io/team/shop/pkg/graceful"' in texts["pkg/serve/serve.go"]
    added = additions.add(tmp_path, "a.io/team/shop")
    assert [one.read_text("utf-8") for one in added] == list(texts.values())
    (tmp_path / "pkg/serve/serve.go").unlink()
    with pytest.raises(ProblemError) as refused:
        additions.add(tmp_path, "a.io/team/shop")
    assert refused.value.problem.code == "file_in_the_way"
    assert not (tmp_path / "pkg/serve/serve.go").exists()
