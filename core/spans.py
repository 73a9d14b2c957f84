"""How long something took or lasts, and how long ago it was, as people say it."""

from __future__ import annotations

from core.words import Text, say, say_count

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_TWICE = 2  # of a unit, before the next one is taken: “90 minutes” tells more than “1 hour”


def lasting(seconds: float) -> Text:
    """Say a length of time in one unit."""
    if seconds < _TWICE * _MINUTE:
        return say_count(round(seconds), one="{n} second", many="{n} seconds")
    if seconds < _TWICE * _HOUR:
        return say_count(int(seconds // _MINUTE), one="{n} minute", many="{n} minutes")
    if seconds < _TWICE * _DAY:
        return say_count(int(seconds // _HOUR), one="{n} hour", many="{n} hours")
    return say_count(int(seconds // _DAY), one="{n} day", many="{n} days")


def ago(seconds: float) -> Text:
    """Say how long ago something was; what is a moment ago, or ahead by a wrong clock, is now."""
    if seconds < 1:
        return say("just now")
    return say("{span} ago", span=lasting(seconds))


def brief(seconds: float) -> Text:
    """Say how long an answer took."""
    if seconds < 1:
        return say("{n} ms", n=round(seconds * 1000))
    return say("{seconds} s", seconds=round(seconds, 1))
