"""OpenSSH's patterns: `*` and `?`, in lists with commas, where `!` excludes."""

from __future__ import annotations


def matches(name: str, pattern: str) -> bool:
    """Whether one pattern covers the whole name, in time that is at worst their product."""
    at = step = 0
    star, retry = -1, 0
    while at < len(name):
        if step < len(pattern) and pattern[step] == "*":
            star, retry = step, at
            step += 1
        elif step < len(pattern) and pattern[step] in ("?", name[at]):
            at, step = at + 1, step + 1
        elif star >= 0:
            retry += 1
            at, step = retry, star + 1
        else:
            return False
    return not pattern[step:].strip("*")


def matches_list(name: str, patterns: str) -> bool:
    """Whether a list such as `*.example.org,!db.example.org` covers the name.

    One excluding pattern that matches decides, wherever it stands.
    """
    found = False
    for pattern in patterns.split(","):
        if pattern.startswith("!"):
            if matches(name, pattern[1:]):
                return False
        elif matches(name, pattern):
            found = True
    return found
