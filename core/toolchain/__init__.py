"""Go and C compilers on this computer, and what they can build for."""

from core.toolchain.go import Go, choose, find_all
from core.toolchain.surroundings import Surprise, decisive, environment, neutral, surprises
from core.toolchain.targets import TargetInfo, dist_targets

__all__ = [
    "Go",
    "Surprise",
    "TargetInfo",
    "choose",
    "decisive",
    "dist_targets",
    "environment",
    "find_all",
    "neutral",
    "surprises",
]
