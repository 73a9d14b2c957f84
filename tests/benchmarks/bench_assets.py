"""real programs with megabytes of assets: stripped against their unstripped twins.

Each is a small main package around a real library that carries its data as a literal, as an
embedded file, or as code. They are fetched and built once, outside the repository, for
`--target` (linux/amd64); `--all` builds the small corpus for every processor of Linux as well.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.binary.inspector import inspect
from tests.benchmarks.bench_size import by_package
from tests.corpus.programs import CACHE, Variant, built, go_programs

if TYPE_CHECKING:
    from pathlib import Path

    from core.binary.inspection import Inspection

WHERE = CACHE.parent / "assets"
PROCESSORS = (
    "amd64", "386", "arm", "arm64", "loong64", "mips", "mipsle", "mips64", "mips64le", "ppc64",
    "ppc64le", "riscv64", "s390x",
)  # fmt: skip
_LEAST = 100_000  # bytes of a package that is compared by itself


@dataclass(frozen=True, slots=True)
class Program:
    """A real library and what a program says to use it; `what` tells how its data gets in."""

    name: str
    what: str
    modules: tuple[str, ...]
    imports: tuple[str, ...]
    body: str

    @property
    def source(self) -> str:
        """Its main package."""
        imports = "\n".join(f"\t{one}" for one in self.imports)
        return f"package main\n\nimport (\n{imports}\n)\n\nfunc main() {{\n\t{self.body}\n}}\n"


PROGRAMS = (
    Program(
        "swagger", "literals of 18 MB, as fileb0x writes them",
        ("github.com/swaggo/gin-swagger@v1.2.0",),
        ('"github.com/gin-gonic/gin"', 'web "github.com/swaggo/gin-swagger"',
         '"github.com/swaggo/gin-swagger/swaggerFiles"'),
        'r := gin.New(); r.GET("/a/*any", web.WrapHandler(swaggerFiles.Handler)); r.Run()',
    ),
    Program(
        "kagome", "an embedded dictionary of 12 MB",
        ("github.com/ikawaha/kagome/v2@v2.10.3",),
        ('"fmt"', '"github.com/ikawaha/kagome-dict/ipa"',
         '"github.com/ikawaha/kagome/v2/tokenizer"'),
        "t, err := tokenizer.New(ipa.Dict()); fmt.Println(err, t.Wakati(fmt.Sprint(t)))",
    ),
    Program(
        "tzf", "7 MB embedded by a package without code",
        ("github.com/ringsaturn/tzf@v1.0.2",),
        ('"fmt"', '"github.com/ringsaturn/tzf"'),
        "f, err := tzf.NewDefaultFinder(); fmt.Println(err, f.GetTimezoneName(116, 39))",
    ),
    Program(
        "gse", "embedded texts of 32 MB",
        ("github.com/go-ego/gse@v0.80.3",),
        ('"fmt"', '"github.com/go-ego/gse"'),
        's, err := gse.NewEmbed(); fmt.Println(err, s.Cut("hello", true))',
    ),
    Program(
        "sqlserver", "tables of characters, many files in []byte, 23 MB",
        ("github.com/dolthub/go-mysql-server@v0.20.0",),
        ('engine "github.com/dolthub/go-mysql-server"',
         '"github.com/dolthub/go-mysql-server/memory"', '"fmt"'),
        'fmt.Println(engine.NewDefault(memory.NewDBProvider(memory.NewDatabase("x"))))',
    ),
    Program(
        "statik", "one text of 4 MB in code, as statik writes it",
        ("github.com/cosmos/cosmos-sdk@v0.45.16",),
        ('_ "github.com/cosmos/cosmos-sdk/client/docs/statik"', '"github.com/rakyll/statik/fs"',
         '"net/http"', '"fmt"'),
        'f, err := fs.New(); fmt.Println(err, http.ListenAndServe(":80", http.FileServer(f)))',
    ),
    Program(
        "console", "an embed.FS of 26 MB in a package whose code is inlined",
        ("github.com/minio/console@v1.7.6",),
        ('"net/http"', '"fmt"', 'web "github.com/minio/console/web-app"'),
        'fmt.Println(http.ListenAndServe(":80", http.FileServer(http.FS(web.GetStaticAssets()))))',
    ),
    Program(
        "enry", "5 MB of tables in code",
        ("github.com/go-enry/go-enry/v2@v2.9.6",),
        ('"fmt"', '"os"', '"github.com/go-enry/go-enry/v2"'),
        "b, _ := os.ReadFile(os.Args[1]); fmt.Println(enry.GetLanguage(os.Args[1], b))",
    ),
)  # fmt: skip


def delta_bases(program: Program, target: str) -> tuple[Path, Path]:
    """Fetch and build it, with its symbols and without."""
    go = go_programs()[-1]
    version = (go.resolve().parent.parent / "VERSION").read_text().split()[0]
    folder = WHERE / program.name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "main.go").write_text(program.source)
    goos, goarch = target.split("/")
    env = {**os.environ, "GOOS": goos, "GOARCH": goarch, "CGO_ENABLED": "0", "GOFLAGS": ""}

    def run(*words: str) -> None:
        subprocess.run((str(go), *words), cwd=folder, env=env, check=True, capture_output=True)

    if not (folder / "go.mod").exists():
        run("mod", "init", f"example.com/{program.name}")
        run("get", *program.modules)
        run("mod", "tidy")
    made = []
    for kind, flags in (("plain", ""), ("stripped", "-s -w")):
        made.append(folder / f"{version}-{goos}-{goarch}-{kind}")
        if not made[-1].exists():
            run("build", "-trimpath", f"-ldflags={flags}", "-o", str(made[-1]), ".")
    return made[0], made[1]


def compare(name: str, plain: Path, bare: Path) -> None:
    """Print how many bytes a package got that its twin's symbols do not give it."""
    told, found = inspect(plain, functions=False), inspect(bare, functions=False)
    print(f"  {name:24} {found.size / 1e6:6.1f} MB {_shares(told, found)}")


def _shares(told: Inspection, found: Inspection) -> str:
    one, other = by_package(told), by_package(found)
    more = {p: size - one.get(p, 0) for p, size in other.items()}
    wrong = sum(size for size in more.values() if size > 0)
    large = {p: abs(more.get(p, -size)) for p, size in one.items() if size >= _LEAST}
    nameless = found.parts.get("unnamed", 0) + _embedded_by_nobody(found)
    named = {p: off for p, off in large.items() if off < nameless / 2} if nameless else large
    worst = max(named, key=lambda p: named[p])
    return (
        f"wrong {100 * wrong / found.size:5.2f} %, unexplained "
        f"{100 * found.unattributed / found.size:5.3f} %, without a name "
        f"{100 * nameless / found.size:4.1f} %, farthest off {worst} "
        f"{100 * named[worst] / one[worst]:.2f} % of itself"
    )


def _embedded_by_nobody(found: Inspection) -> int:
    children = found.packages.children if found.packages else ()
    return sum(node.size for node in children if node.label and node.name == "embedded")


def main() -> None:
    """Measure all of them."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--target", default="linux/amd64")
    words.add_argument("--all", action="store_true", help="the small corpus on every processor")
    chosen = words.parse_args()
    print(f"bytes in another package than the symbols say, {chosen.target}")
    for program in PROGRAMS:
        try:
            compare(program.name, *delta_bases(program, chosen.target))
        except subprocess.CalledProcessError as failed:
            print(f"  {program.name:24} {failed.stderr.decode()[-200:]}", file=sys.stderr)
    for goarch in PROCESSORS if chosen.all else ():
        target = f"linux/{goarch}"
        files = (built(Variant(target=target, stripped=each)) for each in (False, True))
        compare(f"hello {target}", *files)


if __name__ == "__main__":
    main()
