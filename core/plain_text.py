"""Another machine's words, made harmless to show: no colours, no cursor tricks, no flood."""

from __future__ import annotations

_LONGEST = 4000
_DIGITS = 18
_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}
_PICTURES[0x7F] = 0x2421
_PICTURES |= dict.fromkeys(range(0x80, 0xA0), 0xFFFD)
# Marks that turn the direction of writing, so that text could pretend to say something else.
_PICTURES |= dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0xFFFD)


def inert(text: str) -> str:
    """Show control characters as pictures of themselves, and keep the text to a page."""
    shown = text[:_LONGEST].replace("\r\n", "\n").translate(_PICTURES)
    return shown + ("…" if len(text) > _LONGEST else "")


def whole_number(text: str) -> int:
    """Read a number that a server wrote: 0 when it is none, or longer than any real one."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0
