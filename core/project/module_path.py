"""Which module paths Go accepts for a project of one's own (golang.org/x/mod/module, CheckPath)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.words import say

if TYPE_CHECKING:
    from core.words import Text

_LONGEST = 200
_ELEMENT = re.compile(r"[A-Za-z0-9._~-]+")
_WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_SHORT_NAME = re.compile(r".*~\d+(\..*)?")  # what old Windows programs make of long names
_VERSION = re.compile(r"v\d+(\..*)?")
_GOOD_VERSION = re.compile(r"v([2-9]|[1-9]\d+)")
_GOPKG = re.compile(r"gopkg\.in/([^/]+/)?[^/]+\.v(0|[1-9]\d*)(-unstable)?")
# Words that stand for sets of packages, and the first folders of the standard library.
_GOS_OWN = """
all cmd std archive bufio bytes cmp compress container context crypto database debug embed encoding
errors expvar flag fmt go hash html image index internal io iter log maps math mime net os path
plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text time
unicode unique unsafe vendor weak
"""


def why_not(path: str) -> Text | None:
    """Say why Go would refuse this path for a new module, or None when it would not."""
    if not path:
        return say("The path is empty.")
    if len(path) > _LONGEST:
        return say("The path is too long.")
    elements = path.split("/")
    for element in elements:
        if (why := _why_not_element(element)) is not None:
            return why
    if elements[0] in _GOS_OWN.split():
        return say("{word} is reserved by Go.", word=elements[0])
    return _why_not_whole(path)


def _why_not_element(element: str) -> Text | None:
    if not element:
        return say("A part is missing between two slashes or at one end.")
    if not _ELEMENT.fullmatch(element):
        return say("The path can have letters, digits and . _ ~ - and slashes between its parts.")
    if element.startswith(".") or element.endswith("."):
        return say("No part of the path can begin or end with a dot.")
    if _WINDOWS_DEVICE.fullmatch(element) or _SHORT_NAME.fullmatch(element):
        return say("Windows does not allow a directory named {word}.", word=element)
    return None


def _why_not_whole(path: str) -> Text | None:
    """Judge what concerns the whole path: its beginning, and a version at its end."""
    if path.startswith("-"):
        return say("The path cannot begin with a dash.")
    if path.startswith("gopkg.in/"):
        return (
            None
            if _GOPKG.fullmatch(path)
            else say("On that host, the path must end with .v1 or similar.")
        )
    first, _, last = path.rpartition("/")
    if first and _VERSION.fullmatch(last) and not _GOOD_VERSION.fullmatch(last):
        return say("A version at the end must be v2 or higher. v0 and v1 are left out.")
    return None
