"""The table of known symptoms: another program's text → a problem in plain words.

Rows live in data modules by where the text comes from. A row's sentences take their places
(`{name}`) from the named groups of its pattern.
"""

from core.remedies.matcher import bounded, explain, explain_all, find
from core.remedies.row import Remedy

__all__ = ["Remedy", "bounded", "explain", "explain_all", "find"]
