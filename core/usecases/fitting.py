"""Fit a service to the labels of each server, as goferry.toml asks; tell where values are from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.plain_text import one_line
from core.service import by_label
from core.service.catalogue import BY_KEY
from core.service.sound import must_be_sound
from core.service.values import laid_over, value_of, with_values
from core.usecases.serving import folder_of, settle, shared_of
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from core.service.model import Service
    from core.ssh.profile import Profile
    from core.usecases.serving import ServiceWish


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value that a server has of its own: its option by key and title, the labels it is from."""

    key: str
    title: Text
    value: str
    labels: str

    @property
    def sentence(self) -> Text:
        """The value with its origin."""
        return say(
            "{option}: {value}, from {labels} in goferry.toml",
            option=self.title,
            value=self.value,
            labels=self.labels,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """The service as it is on one server, and what of it is that server's own."""

    service: Service
    settings: tuple[Setting, ...]


def settle_each(wish: ServiceWish, servers: Iterable[Profile]) -> dict[str, There]:
    """Settle the service, by name, for those servers to whose labels goferry.toml gives something.

    What was typed counts more. Raises `ProblemError`.
    """
    said, there = shared_of(wish.what), {}
    tables = by_label.tables(said, folder_of(wish.what))
    for one in servers:
        origins = by_label.own(tables, one.labels).origins
        free = {key: by for key, by in origins.items() if _is_free(key, wish.values)}
        if free:
            service = settle(wish, said, labels=one.labels)
            there[one.name] = There(service=service, settings=_settings(service, free))
    return there


def fit_each(
    service: Service, proposed: Service, folder: Path, servers: Iterable[Profile]
) -> dict[str, There]:
    """Fit a service to these servers; what was chosen otherwise than `proposed` counts more.

    Raises `ProblemError`.
    """
    tables, there = by_label.tables(shared_of(folder), folder), {}
    for one in servers:
        own = by_label.own(tables, one.labels)
        below = {key: value_of(proposed, key) for key in own.values}
        over = laid_over(own.values, below)
        free = {key for key, value in below.items() if value_of(service, key) == value}
        if free:
            fitted = with_values(service, {key: over[key] for key in free})
            must_be_sound(fitted)
            origins = {key: by for key, by in own.origins.items() if key in free}
            there[one.name] = There(service=fitted, settings=_settings(fitted, origins))
    return there


def _is_free(key: str, typed: Mapping[str, object]) -> bool:
    return key not in typed or BY_KEY[key].adds_up


def _settings(service: Service, origins: Mapping[str, str]) -> tuple[Setting, ...]:
    return tuple(
        Setting(
            key=key, title=BY_KEY[key].title, value=_shown(value_of(service, key)), labels=labels
        )
        for key, labels in origins.items()
    )


def _shown(value: object) -> str:
    """Spell a value as goferry.toml would; what a stranger wrote there does nothing here."""
    if isinstance(value, bool):
        return str(value).lower()
    return one_line(", ".join(map(str, value)) if isinstance(value, tuple) else str(value))
