"""Small jobs around a build, by name."""

from __future__ import annotations

from enum import StrEnum


class BuildTask(StrEnum):
    """The jobs, in the order of a menu; some have go_jobs' own names."""

    REPRODUCIBLE = "reproducible"
    VET = "vet"
    TEST = "test"
    VULNERABILITIES = "vulnerabilities"
    TIDY = "tidy"
    DOWNLOAD = "download"
    VENDOR = "vendor"
    WHY = "why"
    GET_ZIG = "get_zig"
    PREPARE_ZIG = "prepare_zig"
