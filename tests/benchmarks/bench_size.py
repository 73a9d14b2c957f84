"""What the size engine reaches, beside its peers, in one run: `make bench-size`.

Times are CPU seconds of whole processes (user and system, children included), the least of several
interleaved rounds; memory is the peak resident size. `--large` adds a program of some 100,000
functions (built once; that takes minutes), `--mutations N` damages each kind of file N times.
"""

from __future__ import annotations

import argparse
import ast
import asyncio
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.binary import apart, inspector
from core.binary.attribution import engine
from core.binary.attribution.space import Space
from core.binary.formats import sections
from core.binary.gotables import symbols as symbol_table
from core.binary.report.difference import compare
from core.build.why import why
from core.problems import ProblemError
from core.toolchain import choose
from tests.corpus.programs import (
    GIN,
    HERE,
    TARGETS,
    Variant,
    all_variants,
    built,
    go_programs,
)

if TYPE_CHECKING:
    from core.binary.formats.image import Image
    from core.binary.inspection import Inspection

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
PEERS = Path.home() / ".cache/goferry/peers"
ELFTOOLS = (
    "import sys; from elftools.elf.elffile import ELFFile\n"
    "table = ELFFile(open(sys.argv[1], 'rb')).get_section_by_name('.symtab')\n"
    "print(sum(1 for _ in table.iter_symbols()))"
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a process took: CPU seconds, wall seconds, peak megabytes."""

    cpu: float
    wall: float
    peak: float


def run(words: tuple[str, ...]) -> Cost:
    """Run a command to its end without its output and measure it."""
    began = time.monotonic()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    wall = time.monotonic() - began
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def commands(file: Path, *, plain: bool) -> dict[str, tuple[str, ...]]:
    """The peers that are at hand for this file; nm and pyelftools need its symbols."""
    worker = (sys.executable, "-m", "core.binary.worker", str(file))
    found: dict[str, tuple[str, ...]] = {"goferry": (*worker, "--no-functions")}
    found["goferry, functions"] = worker
    if plain:
        nm = ("tool", "nm", "-size", "-sort", "size", str(file))
        found["go tool nm"] = (str(go_programs()[0]), *nm)
        found["pyelftools iter_symbols"] = (sys.executable, "-c", ELFTOOLS, str(file))
    gsa = shutil.which("gsa", path=f"{PEERS}:{os.environ['PATH']}")
    if gsa:
        found["gsa"] = (gsa, "--format", "json", "--output", os.devnull, str(file))
    return found


def side_by_side(file: Path, *, plain: bool) -> None:
    """Print what each peer takes for one file."""
    peers = commands(file, plain=plain)
    costs: dict[str, list[Cost]] = {name: [] for name in peers}
    for _ in range(ROUNDS):
        for name, words in peers.items():
            costs[name].append(run(words))
    best = {
        name: Cost(min(c.cpu for c in all_), min(c.wall for c in all_), max(c.peak for c in all_))
        for name, all_ in costs.items()
    }
    ours = best["goferry"]
    print(f"\n{file.name}, {file.stat().st_size / 1e6:.1f} MB: CPU s, wall s, peak MB, CPU ratio")
    for name, cost in best.items():
        ratio = cost.cpu / ours.cpu
        print(f"  {name:26} {cost.cpu:7.3f} {cost.wall:7.3f} {cost.peak:7.0f} {ratio:7.2f}")


def in_process(file: Path) -> None:
    """Print the parts of the work inside a running app."""
    image = inspector.read_image(file, file.read_bytes())
    stretches = sections.stretches(image)
    whole = least(lambda: engine.dissect(image, stretches))
    print(f"\n{file.name} in a running app: everything {whole:.3f} s CPU", end="")
    if image.symbols and not image.stripped:
        print(f", symbol table alone {least(lambda: symbol_step(image)):.4f} s", end="")
    print()


def steps(file: Path) -> None:
    """Print after how long the window has something to show: sections, packages, functions."""

    async def times() -> list[float]:
        began, found = time.monotonic(), []
        await apart.watch(file, lambda _: found.append(time.monotonic() - began))
        return found

    least_of_each = map(min, zip(*(asyncio.run(times()) for _ in range(ROUNDS)), strict=True))
    shown = ", ".join(f"{seconds:.2f} s" for seconds in least_of_each)
    print(f"{file.name}: sections, packages, functions after {shown}")


def symbol_step(image: Image) -> None:
    """What `nm` does: every symbol with its address, size and the length of its name."""
    space, table = Space(image), image.symbols
    found = symbol_table.read(space, table) if table else None
    if table and found is not None:
        symbol_table.name_lengths(space, table, found.names)
        found.sizes.argsort()


def least(work: object) -> float:
    """The least CPU time of several runs."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        work()  # type: ignore[operator]
        times.append(time.process_time() - began)
    return min(times)


def coverage(files: list[Path]) -> None:
    """Print how much of each file is explained."""
    print("\nshare of the file: packages, structure, not explained; sum off by; embedded verified")
    for file in files:
        found = inspector.inspect(file, functions=False)
        packages = sum(module.size for module in found.modules)
        rest = found.size - packages - found.unattributed
        off = sum(found.parts.values()) - found.size
        verified = sum(each.verified for each in found.embedded)
        shares = "".join(
            f"{100 * part / found.size:7.2f} %" for part in (packages, rest, found.unattributed)
        )
        name = f"{file.parent.name.partition('-')[0]} {file.name}"
        print(f"  {name:62} {shares} {off:3} {verified}/{len(found.embedded)}")


def against_symbols() -> None:
    """Print how many bytes a stripped file gives to other packages than its plain twin."""
    print("\nbytes in another package than the symbol table says, and -s -w foretold")
    for go in go_programs():
        for variant in (GIN, *(v for v in all_variants() if not v.stripped)):
            plain = built(variant, go)
            bare = built(replace(variant, stripped=True), go)
            one, other = (by_package(inspector.inspect(f, functions=False)) for f in (plain, bare))
            moved = sum(abs(one.get(p, 0) - other.get(p, 0)) for p in {*one, *other}) / 2
            real = plain.stat().st_size - bare.stat().st_size
            foretold = {s.option: s.bytes for s in inspector.inspect(plain).savings}
            error = foretold["-ldflags=-s -w"] - real
            share = 100 * moved / bare.stat().st_size
            name = f"{plain.parent.name.partition('-')[0]} {plain.name}"
            print(f"  {name:40} {share:6.2f} %   {error:+d} bytes")


def by_package(found: Inspection) -> dict[str, int]:
    """Bytes of each package, without what only a plain file has."""
    return {
        package.package: sum(n for k, n in package.kinds.items() if k not in ("names", "debug"))
        for module in found.modules
        for package in module.packages
    }


def strings() -> None:
    """Print how many of the strings that the linker tells of are found whole."""
    print("\nstrings found with exactly the linker's boundaries")
    for target in ("linux/amd64", "linux/arm64"):
        variant = Variant(program="parts", target=target, stripped=True)
        file = built(variant)
        told = linker_strings(variant)
        image = inspector.read_image(file, file.read_bytes())
        body = engine.dissect(image, sections.stretches(image))
        if body is None or body.objects is None:
            continue
        objects = zip(body.objects.starts.tolist(), body.objects.sizes.tolist(), strict=True)
        found = {bytes(image.data[start : start + size]) for start, size in objects}
        whole = told & found
        size = sum(map(len, whole)) / max(sum(map(len, told)), 1)
        print(f"  {target:12} {len(whole)} of {len(told)}, {100 * size:.2f} % of their bytes")


def linker_strings(variant: Variant) -> set[bytes]:
    """The texts that the linker kept, as it lists them itself."""
    goos, goarch = variant.target.split("/")
    words = ("go", "build", "-trimpath", "-ldflags=-s -w -dumpdep", "-o", os.devnull, ".")
    env = {**os.environ, "GOOS": goos, "GOARCH": goarch, "CGO_ENABLED": "0"}
    said = subprocess.run(
        words, cwd=HERE / variant.program, env=env, capture_output=True, check=True
    )
    quoted = re.findall(rb'-> go:string\.("(?:[^"\\]|\\.)*")', said.stderr)
    return {text for text in map(unquoted, set(quoted)) if text}


def unquoted(text: bytes) -> bytes:
    """The bytes that a Go string literal stands for."""
    spelled = re.sub(rb"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})|\\.", _as_bytes, text)
    value: str = ast.literal_eval(spelled.replace(b"\0", b"\\0").decode("latin-1"))
    return value.encode("latin-1")


def _as_bytes(found: re.Match[bytes]) -> bytes:
    """A letter that Go spells by its number as UTF-8, byte by byte; other escapes as they are."""
    number = found[1] or found[2]
    if number is None:
        return found[0]
    return "".join(f"\\x{byte:02x}" for byte in chr(int(number, 16)).encode()).encode()


def removals(programs: tuple[str, ...]) -> None:
    """Print what leaving an import out is foretold to save, beside really leaving it out."""
    print("\nif I remove this import: really, foretold, the package's own box")
    shares = []
    for program in programs:
        whole = built(Variant(program=program, stripped=True))
        boxes = by_package(inspector.inspect(whole, functions=False))
        for source in sorted((HERE / program).glob("use_*.go")):
            tag, package = source.stem.removeprefix("use_"), left_out(source)
            variant = Variant(program=program, stripped=True, flags=(f"-tags=no_{tag}",))
            real = whole.stat().st_size - built(variant).stat().st_size
            env = {"CGO_ENABLED": "0"}
            reason = asyncio.run(why(HERE / program, package, go=choose(), program=whole, env=env))
            saves = reason.saves or 0
            share = f"{100 * saves / real:.0f} %" if real else "-"
            box = boxes.get(package, 0)
            print(f"  {program:8} {package:64} {real:9} {saves:9} {share:>6}   box {box}")
            shares += [saves / real] if real else []
    within = [sum(abs(share - 1) <= limit for share in shares) for limit in (0.1, 0.2)]
    print(f"  {len(shares)} shrink the file: {within[0]} within 10 %, {within[1]} within 20 %")


def left_out(source: Path) -> str:
    """The package that a file of the corpus is there to use: what else it imports is a means."""
    imported = r'^\t?(?:import )?(?:_ )?"([^"]+)"'
    imports: list[str] = re.findall(imported, source.read_text(), re.MULTILINE)
    means = ("os", "github.com/gin-gonic/gin")
    return next((path for path in imports if path not in means), imports[0])


def mutations(count: int) -> None:
    """Damage each kind of file, each kind in a process of its own that can be measured."""
    print(f"\n{count} damaged files of each kind: sums that broke, longest against the clean file")
    for target in ("linux/amd64", "windows/amd64", "darwin/arm64"):
        words = (sys.executable, "-m", "tests.benchmarks.bench_size", "--damaged", target)
        subprocess.run((*words, "--mutations", str(count)), check=True)


def damaged_files(target: str, count: int) -> None:
    """Inspect damaged files one by one: every sum must hold and nothing may break.

    One that takes long is taken again like the clean one: on a busy computer any run may.
    """
    file = built(Variant(target=target, stripped=True), go_programs()[-1])
    whole = file.read_bytes()
    chance = random.Random(5)  # noqa: S311 - a repeatable benchmark
    clean = least(lambda: look(file))
    worst, broken, refused = 0.0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "damaged"
        for _ in range(count):
            path.write_bytes(damage(whole, chance))
            began = time.process_time()
            whether = judge(path)
            broken, refused = broken + (whether is False), refused + (whether is None)
            took = time.process_time() - began
            worst = max(worst, least(lambda: judge(path)) if took > max(worst, clean) else took)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    allowed = 4 * len(whole) / 1e6 + 100
    print(
        f"  {target:14} {broken} broke, {refused} refused, longest {worst / clean:.2f}x, "
        f"peak of the whole process {peak:.0f} MB of {allowed:.0f}"
    )


def judge(path: Path) -> bool | None:
    """Like `look`; None when the file is refused."""
    try:
        return look(path)
    except ProblemError:
        return None


def look(path: Path) -> bool:
    """Inspect a file to the last function; whether all of its bytes were counted once."""
    found = inspector.inspect(path)
    sizes = [tree.size for tree in (found.sections, found.packages) if tree]
    return set(sizes) == {path.stat().st_size}


def damage(whole: bytes, chance: random.Random) -> bytes:
    """Cut a file off or change bytes of it, mostly in its headers."""
    end = chance.randrange(64, len(whole)) if chance.random() < 0.15 else len(whole)
    damaged = bytearray(whole[:end])
    for _ in range(chance.choice([1, 3, 10, 100])):
        near = chance.choice([4096, len(damaged)])
        place = chance.randrange(4, min(near, len(damaged)))
        value = chance.choice([b"\xff" * 8, b"\0" * 8, b"\xff\xff\xff\x7f", bytes([place % 256])])
        damaged[place : place + len(value)] = value[: len(damaged) - place]
    return bytes(damaged)


def differences(old: Path, new: Path) -> None:
    """Print what comparing two files takes."""
    began = time.process_time()
    found = compare(inspector.inspect(old), inspector.inspect(new))
    took = time.process_time() - began
    print(f"\ndifference of two files: {took:.2f} s CPU, {len(found.functions)} functions changed")


def main() -> None:
    """Run all of it and print the tables."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--large", action="store_true")
    words.add_argument("--mutations", type=int, default=300)
    words.add_argument("--damaged", metavar="TARGET", help="only damage files for this target")
    chosen = words.parse_args()
    if chosen.damaged:
        damaged_files(chosen.damaged, chosen.mutations)
        return
    programs = ["parts", *(["large"] if chosen.large else [])]
    large = [built(Variant(program=p, stripped=s)) for p in programs for s in (False, True)]
    for file in large:  # before this process grows: a child is charged for what it begins as
        side_by_side(file, plain="stripped" not in file.name)
    for file in large:
        in_process(file)
        steps(file)
    gin = [built(replace(GIN, target=target, stripped=True)) for target in TARGETS]
    coverage([*(built(v, go) for go in go_programs() for v in all_variants()), *gin, *large])
    against_symbols()
    strings()
    removals(("parts", "service", "caddy", *(["large"] if chosen.large else [])))
    whole = built(Variant(program="parts", stripped=True))
    differences(whole, built(Variant(program="parts", stripped=True, flags=("-tags=no_http",))))
    mutations(chosen.mutations)
    print(
        f"\npeak of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB"
    )


if __name__ == "__main__":
    main()
