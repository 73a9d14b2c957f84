"""Faults that a machine thinks of: every comparison, number, text and step of a module changed."""

from __future__ import annotations

import ast
import copy
from typing import TYPE_CHECKING

from tests.mutants.model import ROOT, Module, Mutant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_CALCULATED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift,
    ast.RShift: ast.LShift,
}
_SPOKEN = {"say", "say_count"}  # the wording of a sentence is read by people, not by tests
_MARKED = {"field"}  # which field of a form a problem stands beside; the window's tests see to that
# Of a Problem, Action, System: Python itself refuses to make one without.
_NEEDED = {"code", "what", "why", "key", "sentence", "script", "name", "ok"}


def faults(module: Module) -> list[Mutant]:
    """List each fault of the module that is not known to change nothing, in order of lines."""
    text = (ROOT / module.file).read_text("utf-8")
    starts = _line_starts(text)
    found = []
    for node, now in _changes(ast.parse(text)):
        start = starts[node.lineno - 1] + _characters(text, starts, node.lineno, node.col_offset)
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        end = starts[node.end_lineno - 1]
        end += _characters(text, starts, node.end_lineno, node.end_col_offset)
        before, after = _lines(text, start, end, now)
        if (before, after) not in module.equivalent:
            found.append(
                Mutant(
                    area="generated",
                    breaks=f"{module.file}:{node.lineno}\n  - {before}\n  + {after}",
                    file=module.file,
                    was=text[start:end],
                    now=now,
                    noticed_by=module.tests,
                    start=start,
                    line=node.lineno,
                )
            )
    return found


def _lines(text: str, start: int, end: int, now: str) -> tuple[str, str]:
    """Return the line with the fault, before and after."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return text[first:last].strip(), (text[first:start] + now + text[end:last]).strip()


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _characters(text: str, starts: list[int], line: int, offset: int) -> int:
    """Turn the tree's offset, in bytes of UTF-8, into characters."""
    whole = text[starts[line - 1] : starts[line]].encode()
    return len(whole[:offset].decode())


def _changes(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    for node in _reached(tree):
        if isinstance(node, ast.expr):
            yield from _operators(node)
            yield from _values(node)
        elif isinstance(node, ast.stmt):
            yield from _steps(node)


def _steps(node: ast.stmt) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    match node:
        case ast.Expr(value=ast.Call() | ast.Await()):
            yield node, "None"
        case ast.Expr(value=ast.Yield() | ast.YieldFrom()):
            yield node, "yield from ()"
        case ast.Raise() | ast.Delete() | ast.AugAssign():
            yield node, "pass"
        case ast.Break():
            yield node, "continue"
        case ast.Continue():
            yield node, "break"
    yield from _outcomes(node)


def _outcomes(node: ast.stmt) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    match node:
        case ast.Return(value=ast.expr() as value) | ast.Assign(value=value):
            if not isinstance(value, ast.Constant):
                yield value, "None"
        case ast.If(test=test) | ast.While(test=test):
            yield from _inverted(test)


def _inverted(test: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    if not isinstance(test, ast.Compare | ast.UnaryOp):  # those are changed in themselves
        yield test, f"(not ({ast.unparse(test)}))"


def _operators(node: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    match node:
        case ast.Compare():
            for place, op in enumerate(node.ops):
                compared = copy.deepcopy(node)
                compared.ops[place] = _COMPARED[type(op)]()
                yield node, f"({ast.unparse(compared)})"
        case ast.BoolOp():
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield node, f"({ast.unparse(ast.BoolOp(op=other, values=node.values))})"
        case ast.BinOp(op=op) if type(op) in _CALCULATED:
            changed = ast.BinOp(left=node.left, op=_CALCULATED[type(op)](), right=node.right)
            yield node, f"({ast.unparse(changed)})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, f"bool({ast.unparse(operand)})"
        case ast.IfExp(test=test):
            yield from _inverted(test)


def _values(node: ast.expr) -> Iterator[tuple[ast.expr, str]]:
    match node:
        case ast.Constant(value=bool() as value):
            yield node, str(not value)
        case ast.Constant(value=int() as value):
            yield node, str(value + 1)
        case ast.Constant(value=str() as value) if value:
            yield node, repr(f"{value}X")
        case ast.Call(keywords=keywords):
            for place, keyword in enumerate(keywords):
                if keyword.arg in _MARKED | _NEEDED:
                    continue
                fewer = keywords[:place] + keywords[place + 1 :]
                less = ast.Call(func=node.func, args=node.args, keywords=fewer)
                yield node, ast.unparse(less)


def _reached(node: ast.AST) -> Iterator[ast.AST]:
    """Walk the tree, past annotations, docstrings, decorators, sentences and f-strings."""
    if not _is_skipped(node):
        yield node
        for child in _parts(node):
            yield from _reached(child)


def _is_skipped(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=name)):
            return name in _SPOKEN
        case ast.If(test=ast.Name(id=name)):
            return name == "TYPE_CHECKING"
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.Expr(value=value):
            return isinstance(value, ast.Constant)
        case ast.keyword(arg=name):
            return name in _MARKED
    return isinstance(node, ast.JoinedStr)  # its parts have no places before Python 3.12


def _parts(node: ast.AST) -> Iterable[ast.AST]:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return (*node.args.defaults, *filter(None, node.args.kw_defaults), *node.body)
        case ast.ClassDef():
            return node.body
        case ast.AnnAssign():
            return filter(None, (node.value,))
        case ast.Raise(exc=ast.Call(args=[ast.Constant()])):
            return ()  # what a bug or a reader tells in details
    return ast.iter_child_nodes(node)
