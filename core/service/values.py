"""The values of a service's options, by the keys of their entries: "port", "limits.memory"."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import TYPE_CHECKING, Any, TypeVar

from core.service.catalogue import BY_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.service.model import Process, Service

Holder = TypeVar("Holder", "Service", "Process")


def value_of(service: Service | Process, key: str) -> Any:  # noqa: ANN401 - the option's own type
    """Return what a service, or a process of one, has of an option."""
    return reduce(getattr, key.split("."), service)


def with_values(service: Holder, values: Mapping[str, Any]) -> Holder:
    """Return the service, or the process, with these values, each under its key."""
    for key, value in values.items():
        section, _, inner = key.rpartition(".")
        if section:
            part = replace(getattr(service, section), **{inner: value})
            service = replace(service, **{section: part})
        else:
            service = replace(service, **{key: value})
    return service


def laid_over(chosen: Mapping[str, Any], below: Mapping[str, Any]) -> dict[str, Any]:
    """Lay values over others; what adds up comes after what lies below, each once."""
    return {**below, **chosen} | {
        key: tuple(dict.fromkeys((*below[key], *value)))
        for key, value in chosen.items()
        if key in below and BY_KEY[key].adds_up
    }


def gathered(several: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Put together what a flag that was given several times says, in its order."""
    found: dict[str, Any] = {}
    for values in several:
        for key, value in values.items():
            every = (*found.get(key, ()), *value)
            found[key] = tuple(dict.fromkeys(every)) if BY_KEY[key].adds_up else every
    return found
