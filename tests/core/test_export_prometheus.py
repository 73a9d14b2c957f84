"""Prometheus and Alertmanager take their files, and each alert fires when it should, else never."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.exports.alertmanager import KIND as ALERTMANAGER
from core.exports.observed import unit
from core.exports.prometheus.kind import KIND as PROMETHEUS
from core.exports.question import answered
from core.problems import ProblemError
from core.project.go_mod import read as read_mod
from core.service.layout import Layout
from tests import watchers
from tests.exported import SERVICES, documents, facts, made
from tests.exports_read import must_be_proved, refuses
from tests.long import LONG

if TYPE_CHECKING:
    from pathlib import Path

    from core.exports.facts import Facts
    from core.exports.file import Export

_CLIENT = ("github.com/prometheus/client_golang",)


@pytest.fixture(autouse=True)
def _tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(watchers.programs()), prepend=":")


def _counting(name: str) -> Facts:
    return replace(facts(name), modules=_CLIENT)


def _alerts(export: Export) -> set[str]:
    (rules,) = (one for one in export.files if "promtool check rules" in one.checks)
    (document,) = documents(rules.text)
    return {
        one["alert"] for group in document["groups"] for one in group["rules"] if "alert" in one
    }


@pytest.mark.parametrize("name", SERVICES if LONG else ("web", "timer", "several"))
def test_each_service_has_rules_that_fire_and_are_silent(name: str, tmp_path: Path) -> None:
    must_be_proved(tmp_path, made(PROMETHEUS, _counting(name)))


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_files_that_prometheus_takes(name: str, tmp_path: Path) -> None:
    export = made(PROMETHEUS, facts(name))
    quick = (one for one in export.files if "promtool test rules" not in one.checks)
    must_be_proved(tmp_path, replace(export, files=tuple(quick)))


def test_each_kind_of_trouble_has_its_alert(tmp_path: Path) -> None:
    limited = replace(_counting("web"))
    main = replace(limited.main, limits=facts("worker").main.limits)
    export = made(PROMETHEUS, replace(limited, parts=(main,)))
    assert _alerts(export) == {
        "CertificateEnds", "CertificateEndsSoon", "DiskAlmostFull", "DiskFillsUp",
        "HighErrorRatio", "HighLatency", "MemoryAlmostUsed", "MetricsMissing", "ProbeFails",
        "ProbeServerError", "ProbeSlow", "ServerUnseen", "ServiceCrashLoop", "ServiceDown",
        "UnitsUnseen",
    }  # fmt: skip
    must_be_proved(tmp_path, export)


def test_what_the_program_does_not_count_is_offered_and_not_asked_for() -> None:
    plain = made(PROMETHEUS, facts("web"))
    assert "HighLatency" not in _alerts(plain)
    assert plain.left_out
    said = made(PROMETHEUS, facts("web"), {"metrics": "yes"})
    assert "HighLatency" in _alerts(said)
    assert said.left_out == ()
    assert not [one for one in said.files if one.path.endswith(".diff")]
    assert "metrics" not in {one.key for one in PROMETHEUS.questions(_counting("web"))}
    assert _alerts(made(PROMETHEUS, facts("worker"))) >= {"ServiceCrashLoop", "DiskAlmostFull"}


def test_the_lines_that_count_are_taken_by_git_and_are_as_gofmt_writes_them(tmp_path: Path) -> None:
    (diff,) = (one for one in made(PROMETHEUS, facts("web")).files if one.path.endswith(".diff"))
    subprocess.run(("git", "init", "-q"), cwd=tmp_path, check=True)
    apply = ("git", "apply", "-")
    subprocess.run(apply, cwd=tmp_path, input=diff.text, text=True, check=True)
    source = tmp_path / "internal" / "metrics" / "metrics.go"
    words = ("gofmt", "-l", source)
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    assert told == ""
    again = subprocess.run(
        apply, cwd=tmp_path, input=diff.text, text=True, check=False, capture_output=True
    )
    assert again.returncode != 0  # a file of the person's stays


@pytest.mark.parametrize(
    ("path", "old", "new", "tool"),
    [
        ("prometheus.yml", "scrape_configs:", "scrape_config:", "promtool check config"),
        ("prometheus.yml", '"15s"', '"15"', "promtool check config"),
        ("prometheus.yml", "replacement:", "replace:", "promtool check config"),
        ("prometheus.yml", '- job_name: "hello"', '- job_name: "node"', "promtool check config"),
        ("rules/hello.yml", "expr:", "exprr:", "promtool check rules"),
        ("rules/hello.yml", 'for: "2m"', "for: two", "promtool check rules"),
        ("rules/hello.yml", "increase(", "increases(", "promtool check rules"),
        ("rules/hello.yml", "{{ $labels.name }}", "{{ $labels.name }", "promtool check rules"),
        ("rules/hello.yml", "[15m])) > 3", "[15m])) > 30", "promtool test rules"),
        ("rules/hello.yml", ") < 0.1", ") < 0.99", "promtool test rules"),
        ("rules/hello.yml", "< 7 * 86400", "< 7", "promtool test rules"),
        ("rules/hello.yml", "> 0.05", "> 0.5", "promtool test rules"),
        ("rules/hello.yml", 'for: "2m"', 'for: "2h"', "promtool test rules"),
        ("rules/hello.test.yml", "exp_alerts:", "exp_alert:", "promtool test rules"),
        ("blackbox.yml", "prober:", "probr:", "blackbox_exporter"),
        ("blackbox.yml", 'timeout: "5s"', 'timeout: "five"', "blackbox_exporter"),
    ],
)
def test_a_spoiled_file_is_refused(
    path: str, old: str, new: str, tool: str, tmp_path: Path
) -> None:
    export = made(PROMETHEUS, _counting("web"))
    assert refuses(tmp_path, export, f"prometheus/{path}", change=(old, new), tool=tool)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("route:", "routes:"),
        ('receiver: "hello-mail"', 'receiver: "helo-mail"'),
        ('severity=\\"critical\\"', "severity critical"),
        ('"30s"', '"30"'),
        ("send_resolved: true", 'send_resolved: "x"'),
        ('to: "ops@example.com"', 'too: "ops@example.com"'),
        ('smarthost: "smtp.example.com:587"', 'smarthost: "smtp.example.com"'),
    ],
)
def test_a_spoiled_alertmanager_is_refused(old: str, new: str, tmp_path: Path) -> None:
    export = made(ALERTMANAGER, facts("web"))
    path = "alertmanager/alertmanager.yml"
    assert refuses(tmp_path, export, path, change=(old, new), tool="amtool")


def test_alertmanager_takes_its_file_and_leads_each_alert_to_a_person(tmp_path: Path) -> None:
    export = made(ALERTMANAGER, facts("several"), {"mail_to": "night@example.org"})
    must_be_proved(tmp_path, export)
    file = tmp_path / "alertmanager" / "alertmanager.yml"
    for severity in ("critical", "warning"):
        words = ("amtool", "config", "routes", "test", f"--config.file={file}",
                 f"severity={severity}", "service=shop")  # fmt: skip
        told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        assert told.strip() == "shop-mail"
    assert "night@example.org" in file.read_text()


def test_units_are_named_as_a_deploy_names_them() -> None:
    of = facts("several")
    layout = Layout.of(SERVICES["several"])
    named = [unit(of, one) for one in of.parts]
    assert named == [layout.unit, *(layout.process_unit(one.role) for one in of.parts[1:])]


def test_no_path_gets_out_of_its_place(tmp_path: Path) -> None:
    web = facts("web")
    odd = "/\"'\\ {{ . }}\n${1}é#?%"
    of = replace(web, parts=(replace(web.main, health_path=odd),))
    must_be_proved(tmp_path, made(PROMETHEUS, of))


@pytest.mark.parametrize(
    "said",
    [
        {"hosts": "a b"}, {"hosts": "a,"}, {"url": "javascript:x"}, {"slow": "0"},
        {"slow": "0.0"}, {"requests_metric": 'x{job="y"}'}, {"code_label": "a-b"},
        {"metrics_path": "x"}, {"url": 'https://a/"'}, {"alertmanager": "a"}, {"metrics": "maybe"},
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_refused(said: dict[str, str]) -> None:
    with pytest.raises(ProblemError):
        answered(PROMETHEUS.questions(facts("web")), said)


def test_modules_that_the_project_imports_itself_are_known(tmp_path: Path) -> None:
    mod = tmp_path / "go.mod"
    mod.write_text(
        "module example.com/x\n\ngo 1.26\n\nrequire example.com/one v1.0.0\n\nrequire (\n"
        "\texample.com/two v1.2.3\n\texample.com/three v0.1.0 // indirect\n)\n\n"
        "replace example.com/two v1.2.3 => ./two\n"
    )
    assert read_mod(mod).direct == ("example.com/one", "example.com/two")
