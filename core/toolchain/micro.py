"""Levels of a processor family: GOAMD64, GOARM and their like, with a sentence for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.words import say

if TYPE_CHECKING:
    from core.words import Text


@dataclass(frozen=True, slots=True)
class Level:
    """One value of the variable: what it asks of the processor, in a sentence."""

    value: str
    sentence: Text


@dataclass(frozen=True, slots=True)
class Levels:
    """The variable for one GOARCH, and its values, Go's default first."""

    variable: str
    levels: tuple[Level, ...]

    @property
    def default(self) -> str:
        """The value that Go uses when nothing is said."""
        return self.levels[0].value

    @property
    def values(self) -> tuple[str, ...]:
        """The values that the variable can have."""
        return tuple(level.value for level in self.levels)


LEVELS: dict[str, Levels] = {
    "amd64": Levels(
        "GOAMD64",
        (
            Level("v1", say("Runs on every 64-bit Intel and AMD processor.")),
            Level("v2", say("Needs SSE4.2 and POPCNT: nearly every processor since 2009.")),
            Level("v3", say("Needs AVX2, BMI and FMA: most processors since 2013 to 2015.")),
            Level("v4", say("Needs AVX-512: some servers only.")),
        ),
    ),
    "386": Levels(
        "GO386",
        (
            Level("sse2", say("Runs on every 32-bit processor since 2001.")),
            Level("softfloat", say("Runs without SSE2; floating point is slow.")),
        ),
    ),
    "arm": Levels(
        "GOARM",
        (
            Level("7", say("Raspberry Pi 2 and newer, and most boards of today.")),
            Level("6", say("Raspberry Pi 1 and Zero too.")),
            Level("5", say("Old boards without a floating-point unit; slow.")),
        ),
    ),
    "arm64": Levels(
        "GOARM64",
        (
            Level("v8.0", say("Runs on every 64-bit ARM processor.")),
            Level("v8.1", say("Needs atomic instructions (LSE): Graviton2, Ampere, Pi 5.")),
            Level("v8.2", say("Needs ARMv8.2: Graviton2 and newer, Raspberry Pi 5.")),
            Level("v9.0", say("Needs ARMv9: Graviton4, the newest server processors.")),
        ),
    ),
    "mips": Levels(
        "GOMIPS",
        (
            Level("hardfloat", say("The processor has a floating-point unit.")),
            Level("softfloat", say("Routers without a floating-point unit.")),
        ),
    ),
    "mips64": Levels(
        "GOMIPS64",
        (
            Level("hardfloat", say("The processor has a floating-point unit.")),
            Level("softfloat", say("Processors without a floating-point unit.")),
        ),
    ),
    "ppc64": Levels(
        "GOPPC64",
        (
            Level("power8", say("Runs on POWER8 and newer.")),
            Level("power9", say("Needs POWER9.")),
            Level("power10", say("Needs POWER10.")),
        ),
    ),
    "riscv64": Levels(
        "GORISCV64",
        (
            Level("rva20u64", say("Runs on every 64-bit RISC-V processor that Linux supports.")),
            Level("rva22u64", say("Needs the RVA22 profile: boards since about 2023.")),
            Level("rva23u64", say("Needs the RVA23 profile with vectors: the newest only.")),
        ),
    ),
}
LEVELS |= {"mipsle": LEVELS["mips"], "mips64le": LEVELS["mips64"], "ppc64le": LEVELS["ppc64"]}


def variable(goarch: str) -> str:
    """Return the variable that sets the level for this GOARCH, empty when there is none."""
    return LEVELS[goarch].variable if goarch in LEVELS else ""
