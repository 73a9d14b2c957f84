"""Holds objects to the schemas of Kubernetes, strictly, each schema read once."""

from __future__ import annotations

from functools import cache
from typing import Any

from kubernetes_validate import utils

from core.exports.validators import KUBERNETES

utils.schema_contents = cache(utils.schema_contents)
Refused, Unknown = utils.ValidationError, utils.SchemaNotFoundError


def prove(node: dict[str, Any]) -> None:
    """Raise what the validator raises."""
    utils.validate(node, KUBERNETES, strict=True)
