"""Give every byte of a Go program to a package and a kind, each exactly once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from core.binary.attribution import extents, ownership, references
from core.binary.attribution.extents import Extents, Words
from core.binary.attribution.ledger import Ledger
from core.binary.attribution.objects import Objects
from core.binary.attribution.parsed import (
    Anatomy,
    Pointers,
    Uses,
    funcdata_offsets,
    function_at,
    text_at,
)
from core.binary.attribution.ranks import Ranks
from core.binary.attribution.space import Space, distinct
from core.binary.attribution.stretches import charge, kinds_of_objects
from core.binary.formats import dwarf
from core.binary.formats.image import let_go
from core.binary.gotables import embedded, moduledata, pclntab, pointers, types
from core.binary.gotables.names import Packages, package_of_file, packages_of

if TYPE_CHECKING:
    from core.binary.attribution.space import Flags, Ints
    from core.binary.formats.image import Image, Section
    from core.binary.gotables.moduledata import ModuleData
    from core.binary.gotables.pclntab import Functions
    from core.binary.gotables.types import Types

_NAMES_PER_FUNCTION, _FEW_NAMES = 16, 1 << 16  # those that were only inlined have names, too


def dissect(image: Image, stretches: tuple[Section, ...]) -> Anatomy | None:
    """Attribute a Go program; None when it has no table of functions.

    Raises `ValueError` or one of its kin when the table is damaged beyond reading.
    """
    header = pclntab.find(image)
    if header is None:
        return None
    space = Space(image)
    functions = pclntab.read(space, header)
    if functions is None:
        raise ValueError("the function table does not fit together")
    let_go(image.data)
    body = _functions(space, stretches, functions)
    variables = _find_data(body)
    if body.objects is not None:
        ownership.give(body, body.objects, variables)
    let_go(image.data)
    debug = {body.packages.number(p): n for p, n in dwarf.sizes_by_package(image).items()}
    body.ledger = Ledger(len(body.packages.names), len(functions))
    body.debug = np.zeros(len(body.packages.names), dtype=np.int64)
    body.debug[list(debug)] = list(debug.values())
    body.object_kinds = kinds_of_objects(body)
    for piece in stretches:
        charge(body, piece)
    return body


def _functions(space: Space, stretches: tuple[Section, ...], functions: Functions) -> Anatomy:
    """Names, packages and places of all functions."""
    header = functions.header
    packages = Packages()
    module = moduledata.find(space, header)
    table = space.image.data[header.names : header.units]
    most = _NAMES_PER_FUNCTION * len(functions) + _FEW_NAMES
    name_starts, numbers = packages_of(table, packages, most=most)
    row = np.searchsorted(name_starts, functions.names, side="right") - 1
    owners = numbers[row.clip(min=0)].copy()
    nameless = np.flatnonzero(owners == 0)
    for each in nameless.tolist():
        path = text_at(space, int(functions.first_file[each]))
        owners[each] = packages.number(package_of_file(path))
    base = 0 if functions.absolute else _text_start(space, functions, module)
    starts = space.offsets(base + functions.entries)
    ranked = _ranked(starts)
    return Anatomy(
        space=space,
        stretches=stretches,
        functions=functions,
        packages=packages,
        ledger=Ledger(0, 0),
        starts=starts,
        ranked=ranked,
        ranks=Ranks(starts[ranked]),
        owners=owners,
        name_at=header.names + functions.names,
        name_starts=name_starts,
        name_owners=numbers,
        module=module,
    )


def _ranked(starts: Ints) -> Ints:
    """Rows of the functions that have a place in the file of their own, in order of place."""
    order = np.argsort(starts, kind="stable")
    ordered = starts[order]
    return order[(np.diff(ordered, append=1 << 62) > 0) & (ordered >= 0)]


def _text_start(space: Space, functions: Functions, module: ModuleData | None) -> int:
    """The address that entries count from: Go's code may begin after C's in the same section."""
    if module and module.text:
        return module.text
    if functions.header.text:
        return functions.header.text
    section = space.image.section(".text", "__text")
    return section.address if section else 0


def _find_data(body: Anatomy) -> ownership.Variables:
    """Cut the data into objects, and note what names and points at them."""
    space = body.space
    variables = ownership.variables(body)
    spans = _data_spans(body)
    if not spans:
        return variables
    code = tuple(s for s in body.stretches if s.role == "code" and s.address)
    places, addresses = references.from_code(space, code)
    named = space.offsets(addresses)
    funcdata = funcdata_offsets(body)
    words = _pointers(body, spans, named, funcdata)
    whole = _whole(body, spans, words, named)
    named[whole.cut(named)] = -1
    words = words.only(~whole.hold(words.at) & ~whole.cut(words.targets))
    typed = _places_of_types(body)
    typed = typed[~whole.cut(typed)]
    known = [ownership.runtime_tables(body).ravel(), funcdata, whole.starts]
    known += [variables.starts, variables.ends]
    certain = references.sure(space, places)
    sure = [*known, named[certain], words.targets[words.sure]]
    marks = distinct(np.concatenate([*known, typed, named, words.targets]))
    stray = extents.strays(marks, sure, named[~certain])
    named[extents.among(named, stray)] = -1
    words = words.only(~extents.among(words.targets, stray))
    marks = marks[~extents.among(marks, stray)]
    ends = extents.ends_with_padding(space, whole, marks)
    objects = body.objects = Objects(spans, marks, ends)
    body.funcdata = objects.rows(funcdata)
    body.uses = Uses(places, function_at(body, places), objects.rows(named))
    rows = objects.rows(words.at), objects.rows(words.targets)
    body.pointers = Pointers(words.at, *rows, function_at(body, words.targets))
    let_go(space.image.data)
    return variables


def _places_of_types(body: Anatomy) -> Ints:
    """Where types and what belongs to them seem to begin; a text may look like one, too."""
    found = body.types or types.nothing()
    return np.concatenate([found.at, found.parts])


def _pointers(body: Anatomy, spans: list[tuple[int, int]], named: Ints, funcdata: Ints) -> Words:
    """The words of the data that may be pointers; finds embedded files and types on the way."""
    space = body.space
    at, addresses = references.from_data(space, spans)
    told = pointers.told(body, funcdata, at, addresses)
    at = at[told.real]  # one after the other: they are large
    addresses = addresses[told.real]
    body.embedded = embedded.find(space, at, addresses)
    targets = space.offsets(addresses)
    described = body.types = _types(body, named, targets)
    real = _no_numbers(body, described, at, targets)
    typed = np.flatnonzero(told.typed[told.real])
    real[typed] &= extents.among(targets[typed], described.at)
    return Words(at, targets, told.sure[told.real]).only(real)


def _no_numbers(body: Anatomy, types: Types, at: Ints, targets: Ints) -> Flags:
    """Which are no numbers that stand where types say: masks, and hashes of types."""
    tables = body.method_tables = pointers.method_tables(body.space, types, at, targets)
    real = ~pointers.in_masks(body.space, types, at)
    hashes = tables[0] + 2 * body.space.image.word
    rows = np.searchsorted(at, hashes).clip(max=max(len(at) - 1, 0))
    real[rows[at[rows] == hashes]] = False
    return real


def _whole(body: Anatomy, spans: list[tuple[int, int]], words: Words, seen: Ints) -> Extents:
    """What nothing may cut in two: large slices and strings, and embedded files."""
    found = extents.find(body.space, spans, words, seen)
    files = np.array([(f.offset, f.offset + f.size) for f in body.embedded if f.size])
    files = files.reshape(-1, 2).astype(np.int64)
    return Extents(
        np.concatenate([found.starts, files[:, 0]]), np.concatenate([found.ends, files[:, 1]])
    )


def _data_spans(body: Anatomy) -> list[tuple[int, int]]:
    """The stretches of the file that hold data: all but code, and without the function table."""
    start, end = body.functions.header.start, body.functions.end
    spans: list[tuple[int, int]] = []
    for piece in body.stretches:
        if piece.role not in ("data", "types", "tables") or not piece.address:
            continue
        if piece.offset <= start and end <= piece.end:
            spans += [(piece.offset, start), (end, piece.end)]
        else:
            spans.append((piece.offset, piece.end))
    return [(a, b) for a, b in spans if a < b]


def _types(body: Anatomy, named: Ints, targets: Ints) -> Types:
    """The type descriptors among everything that is named or pointed at."""
    if body.module is None:
        return types.nothing()
    places = np.concatenate([named, targets])
    return types.read(body.space, body.module, places, body.packages)
