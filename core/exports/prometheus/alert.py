"""One alert: when it fires, what it says, and the measures by which a test proves both."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Severity(StrEnum):
    """Whether somebody is woken (`CRITICAL`), or it waits until the morning."""

    CRITICAL = "critical"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A test: series (`name{labels}` → values, one a minute) with which the alert fires after `at`.

    It then has `labels`, and `value` stands where its description has `{value}`. With the series
    in `well` it is silent.
    """

    series: Mapping[str, str]
    well: Mapping[str, str]
    at: str
    labels: Mapping[str, str]
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A rule: it fires when `expr` held for `lasts`.

    `summary` and `description` name labels as `{instance}`; `shown` is how `{value}` is written, a
    function of Prometheus' templates. `needs` tells which exporter measures it.
    """

    name: str
    expr: str
    lasts: str
    severity: Severity
    summary: str
    description: str
    needs: str
    case: Case
    shown: str = ""

    def told(self, text: str) -> str:
        """Write a text as Prometheus' template."""
        value = f"{{{{ $value | {self.shown} }}}}"
        for label in self.case.labels:
            text = text.replace(f"{{{label}}}", f"{{{{ $labels.{label} }}}}")
        return text.replace("{value}", value)

    def expected(self, text: str) -> str:
        """Write a text as it must be in the test."""
        for label, value in self.case.labels.items():
            text = text.replace(f"{{{label}}}", value)
        return text.replace("{value}", self.case.value)
