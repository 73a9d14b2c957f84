"""Projects that are broken in one way each, by the code of the explanation they should get."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.go_projects import HELLO, WITH_C

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Broken:
    """A project, and how it is built; `succeeds` where Go only warns.

    `before` are words that start `go` under other circumstances; `secret` is a file that only its
    owner may read; `primary_action` is what `go` is asked to do.
    """

    files: Mapping[str, str]
    words: tuple[str, ...] = ("-o", "out", ".")
    env: Mapping[str, str] = field(default_factory=dict)
    folder: str = "."
    succeeds: bool = False
    before: tuple[str, ...] = ()
    secret: str = ""
    primary_action: str = "build"


def mod_file(*lines: str, go: str = "1.21") -> str:
    """Write a go.mod with these lines."""
    return "\n".join(("module example.com/hello", "", f"go {go}", *lines, ""))


def main_file(*imports: str, body: str = "func main() {}") -> str:
    """Write a program with these imports."""
    return "\n".join(("package main", "", *(f"import {one}" for one in imports), "", body, ""))


_PLAIN = {"main.go": HELLO}
_C = {"main.go": WITH_C}
BROKEN: dict[str, Broken] = {
    # the project and its Go
    "not_a_go_project": Broken({"main.go": HELLO}, env={"GO111MODULE": "on"}, folder="../"),
    "go_too_old.line": Broken({"go.mod": mod_file(go="1.99"), **_PLAIN}),
    "go_too_old.dependency": Broken(
        {
            "go.mod": mod_file(
                "require example.com/dep v1.0.0", "replace example.com/dep => ./dep"
            ),
            "main.go": main_file('_ "example.com/dep"'),
            "dep/go.mod": "module example.com/dep\n\ngo 1.98.2\n",
            "dep/dep.go": "package dep\n",
        }
    ),
    "go_not_fetched": Broken(
        {"go.mod": mod_file(go="1.99.0"), **_PLAIN},
        env={"GOTOOLCHAIN": "auto", "GOPROXY": "file:///nowhere"},
    ),
    "go_mod_unreadable.directive": Broken({"go.mod": mod_file("nonsense here"), **_PLAIN}),
    "go_mod_unreadable.version": Broken({"go.mod": mod_file(go="banana"), **_PLAIN}),
    "go_mod_unreadable.require": Broken({"go.mod": mod_file("require example.com/dep"), **_PLAIN}),
    "folder_name_refused": Broken(
        {"a\nb/go.mod": mod_file(), "a\nb/main.go": HELLO}, folder="a\nb"
    ),
    "goroot_of_another_go": Broken(
        _PLAIN, words=("-a", "-o", "out", "."), env={"GOROOT": "{other_go}"}
    ),
    # the target and C
    "no_such_target": Broken(_PLAIN, env={"GOOS": "linux", "GOARCH": "z80"}),
    "no_such_target.name": Broken(_PLAIN, env={"GOOS": "linus", "GOARCH": "amd64"}),
    "target_needs_cgo": Broken(_PLAIN, env={"GOOS": "ios", "GOARCH": "arm64"}),
    "target_needs_cgo.external": Broken(
        _PLAIN, words=("-ldflags=-linkmode=external", "-o", "out", ".")
    ),
    "package_has_no_code.c": Broken(
        {
            "main.go": main_file('_ "example.com/hello/store"'),
            "store/store.go": 'package store\n\n// int one = 1;\nimport "C"\n',
        }
    ),
    "package_has_no_code.system": Broken(
        {
            "main.go": main_file('_ "example.com/hello/store"'),
            "store/store_windows.go": "package store\n",
        }
    ),
    "package_has_no_code.main": Broken(_C),
    "no_c_compiler": Broken(_C, env={"CGO_ENABLED": "1", "CC": "no-such-cc"}),
    "no_c_compiler.default": Broken(_C, env={"CGO_ENABLED": "1", "PATH": "/nowhere"}),
    "c_compiler_of_another_system": Broken(
        _C, env={"CGO_ENABLED": "1", "GOARCH": "arm64", "CC": "gcc"}
    ),
    "c_compiler_of_another_system.arm": Broken(
        _C, env={"CGO_ENABLED": "1", "GOARCH": "arm", "CC": "gcc"}
    ),
    "c_compiler_of_another_system.windows": Broken(
        _C, env={"CGO_ENABLED": "1", "GOOS": "windows", "CC": "gcc"}
    ),
    "c_header_missing": Broken(
        {"main.go": WITH_C.replace("// int", "// #include <sqlite9.h>\n// int")},
        env={"CGO_ENABLED": "1"},
    ),
    "c_library_missing": Broken(
        {"main.go": WITH_C.replace("// int", "// #cgo LDFLAGS: -lnosuchlib\n// int")},
        env={"CGO_ENABLED": "1"},
    ),
    "c_symbol_missing": Broken(
        {"main.go": WITH_C.replace("int twice(int n) { return 2 * n; }", "int twice(int n);")},
        env={"CGO_ENABLED": "1"},
    ),
    "c_package_unknown": Broken(
        {"main.go": WITH_C.replace("// int", "// #cgo pkg-config: nosuchlib\n// int")},
        env={"CGO_ENABLED": "1"},
    ),
    "c_code_faulty": Broken(
        {"main.go": WITH_C.replace("return 2", "return two")}, env={"CGO_ENABLED": "1"}
    ),
    "c_library_missing.zig": Broken(
        {"main.go": WITH_C.replace("// int", "// #cgo LDFLAGS: -lnosuchlib\n// int")},
        env={"CGO_ENABLED": "1", "CC": "{zig} cc -target x86_64-linux-musl"},
    ),
    "c_header_missing.zig": Broken(
        {"main.go": WITH_C.replace("// int", "// #include <sqlite9.h>\n// int")},
        env={"CGO_ENABLED": "1", "CC": "{zig} cc -target x86_64-linux-musl"},
    ),
    "linker_flag_unknown": Broken(
        _C,
        words=(
            "-ldflags=-linkmode external -extldflags -Wl,--no-insert-timestamp",
            "-o",
            "out",
            ".",
        ),
        env={"CGO_ENABLED": "1", "CC": "{zig} cc -target x86_64-linux-musl"},
    ),
    "glibc_only_code": Broken(
        {
            "main.go": WITH_C.replace(
                "// int twice(int n) { return 2 * n; }",
                "// #include <unistd.h>\n// int twice(int n) { return (int)(long)&pread64; }",
            )
        },
        env={"CGO_ENABLED": "1", "CC": "{zig} cc -target x86_64-linux-musl"},
    ),
    "not_really_static": Broken(
        {
            "main.go": WITH_C.replace("// int", "// #include <netdb.h>\n// int").replace(
                "return 2 * n;", "return getaddrinfo(0, 0, 0, 0);"
            )
        },
        words=("-ldflags=-linkmode external -extldflags -static", "-o", "out", "."),
        env={"CGO_ENABLED": "1"},
        succeeds=True,
    ),
    # modules
    "go_sum_incomplete": Broken(
        {
            "go.mod": mod_file("require github.com/gin-gonic/gin v1.10.0"),
            "main.go": main_file('_ "github.com/gin-gonic/gin"'),
        }
    ),
    "go_sum_incomplete.updates": Broken(
        {
            "go.mod": mod_file("require golang.org/x/text v0.15.0"),
            "main.go": main_file('_ "golang.org/x/text/language"'),
        },
        words=("-mod=readonly", "-o", "out", "."),
    ),
    "checksum_mismatch": Broken(
        {
            "go.mod": mod_file("require golang.org/x/text v0.15.0"),
            "go.sum": "golang.org/x/text v0.15.0 h1:AAAA/4gjBv8v9cjcR6+AR5+/cIYK5N/WAgiv4xlsEtAk=\n"
            "golang.org/x/text v0.15.0/go.mod h1:AAAAQIKpY8NJVqYksKHtTdi31H5itFRjB5/qKTNYzSU=\n",
            "main.go": main_file('_ "golang.org/x/text/language"'),
        }
    ),
    "private_module": Broken(
        {
            "go.mod": mod_file("require github.com/goferry-test/no-such-private v1.0.0"),
            "main.go": main_file('_ "github.com/goferry-test/no-such-private"'),
        },
        words=("-mod=mod", "-o", "out", "."),
        env={"GOPRIVATE": "github.com/goferry-test"},
    ),
    "offline": Broken(
        {
            "go.mod": mod_file("require example.com/never v1.0.0"),
            "main.go": main_file('_ "example.com/never"'),
        },
        words=("-mod=mod", "-o", "out", "."),
        env={"GOPROXY": "off"},
    ),
    "module_server_unreachable.refused": Broken(
        {
            "go.mod": mod_file("require example.com/never v1.0.0"),
            "main.go": main_file('_ "example.com/never"'),
        },
        words=("-mod=mod", "-o", "out", "."),
        env={"GOPROXY": "http://127.0.0.1:9"},
    ),
    "module_server_unreachable.name": Broken(
        {
            "go.mod": mod_file("require example.com/never v1.0.0"),
            "main.go": main_file('_ "example.com/never"'),
        },
        words=("-mod=mod", "-o", "out", "."),
        env={"GOPROXY": "https://goproxy.goferry.invalid"},
    ),
    "vendor_outdated": Broken(
        {
            "go.mod": mod_file("require example.com/dep v1.0.0"),
            "vendor/modules.txt": "# example.com/old v1.0.0\n## explicit\n",
            **_PLAIN,
        }
    ),
    "vendor_outdated.import": Broken(
        {"main.go": main_file('_ "example.com/dep"'), "vendor/modules.txt": ""},
        words=("-mod=vendor", "-o", "out", "."),
    ),
    "replacement_missing": Broken(
        {
            "go.mod": mod_file(
                "require example.com/dep v1.0.0", "replace example.com/dep => ../dep"
            ),
            "main.go": main_file('_ "example.com/dep"'),
        }
    ),
    "outside_workspace": Broken(
        {
            "go.work": "go 1.21\n\nuse ./other\n",
            "other/go.mod": "module other\n\ngo 1.21\n",
            **_PLAIN,
        }
    ),
    "go_mod_lacks_module": Broken({"main.go": main_file('_ "github.com/gin-gonic/gin"')}),
    "import_unknown": Broken({"main.go": main_file('_ "nosuchthing/deep"')}),
    # the code
    "embed_missing": Broken(
        {
            "main.go": main_file(
                '_ "embed"', body="//go:embed web/dist\nvar a string\n\nfunc main() {}"
            )
        }
    ),
    "embed_impossible": Broken(
        {"main.go": main_file('_ "embed"', body="//go:embed ../a\nvar a string\n\nfunc main() {}")}
    ),
    "embed_impossible.empty": Broken(
        {
            "main.go": main_file(
                '"embed"', body="//go:embed web\nvar a embed.FS\n\nfunc main() {}"
            ),
            "web/.keep": "",
        }
    ),
    "internal_package": Broken(
        {
            "go.mod": mod_file(
                "require example.com/dep v1.0.0", "replace example.com/dep => ./dep"
            ),
            "main.go": main_file('_ "example.com/dep/internal/x"'),
            "dep/go.mod": "module example.com/dep\n\ngo 1.21\n",
            "dep/internal/x/x.go": "package x\n",
        }
    ),
    "import_cycle": Broken(
        {
            "main.go": main_file('_ "example.com/hello/a"'),
            "a/a.go": 'package a\n\nimport _ "example.com/hello/b"\n',
            "b/b.go": 'package b\n\nimport _ "example.com/hello/a"\n',
        }
    ),
    "two_packages_in_a_folder": Broken({"main.go": HELLO, "other.go": "package other\n"}),
    "no_go_files": Broken({"docs/readme.txt": "hello"}),
    "several_programs": Broken(
        {"a/main.go": HELLO, "b/main.go": HELLO}, words=("-o", "out", "./...")
    ),
    "no_main_function": Broken({"main.go": "package main\n\nfunc start() {}\n"}),
    "declared_twice": Broken({"main.go": HELLO, "copy.go": HELLO}),
    "import_unused": Broken({"main.go": main_file('"os"')}),
    "variable_unused": Broken({"main.go": main_file(body="func main() {\n\tx := 1\n}")}),
    "undefined_name": Broken({"main.go": main_file(body="func main() { start() }")}),
    "undefined_name.member": Broken(
        {"main.go": main_file('"fmt"', body="func main() { fmt.Prnt() }")}
    ),
    "not_on_this_system": Broken(
        {"main.go": main_file('"syscall"', body="func main() { syscall.Kill(1, 9) }")},
        env={"GOOS": "windows"},
    ),
    "go_line_too_low": Broken(
        {
            "go.mod": mod_file(go="1.17"),
            "main.go": main_file(
                body="func id[T any](x T) T { return x }\n\nfunc main() { id(1) }"
            ),
        }
    ),
    "go_line_too_low.range": Broken(
        {
            "go.mod": mod_file(go="1.18"),
            "main.go": main_file(body="func main() { for i := range 3 { _ = i } }"),
        }
    ),
    "compile_error.syntax": Broken({"main.go": main_file(body="func main() {")}),
    "compile_error.type": Broken(
        {"main.go": main_file(body='func main() { var n int = "a"; _ = n }')}
    ),
    "compile_error.return": Broken(
        {"main.go": main_file(body="func f() int {}\n\nfunc main() { f() }")}
    ),
    "file_not_text": Broken({"main.go": "package main\n\n\x00\x01\x02\n"}),
    "function_without_body": Broken(
        {"main.go": main_file(body="func f()\n\nfunc main() { f() }"), "empty.s": ""}
    ),
    "function_without_body.plain": Broken(
        {"main.go": main_file(body="func f()\n\nfunc main() { f() }")}
    ),
    # options
    "stamp_not_text": Broken(
        {"main.go": main_file(body="var count = 3\n\nfunc main() { println(count) }")},
        words=("-ldflags=-X main.count=4", "-o", "out", "."),
    ),
    "stamp_unnamed": Broken(_PLAIN, words=("-ldflags=-X version=1.0", "-o", "out", ".")),
    "linker_options_unclear": Broken(
        _PLAIN, words=("-ldflags=-X main.version=a b", "-o", "out", ".")
    ),
    "linker_options_unclear.flag": Broken(_PLAIN, words=("-ldflags=-nosuch", "-o", "out", ".")),
    "goflags_unclear": Broken(_PLAIN, env={"GOFLAGS": "-nosuchflag"}),
    "goflags_unclear.dash": Broken(_PLAIN, env={"GOFLAGS": "nosuch"}),
    "goflag_unknown": Broken(_PLAIN, words=("-nosuch", "-o", "out", ".")),
    "git_refuses_folder": Broken(
        {".git/HEAD": "nonsense", **_PLAIN}, words=("-buildvcs=true", "-o", "out", ".")
    ),
    "no_such_micro": Broken(_PLAIN, env={"GOAMD64": "v9"}),
    "option_not_there": Broken(
        _PLAIN, words=("-buildmode=pie", "-o", "out", "."), env={"GOOS": "linux", "GOARCH": "mips"}
    ),
    "race_needs_cgo": Broken(_PLAIN, words=("-race", "-o", "out", ".")),
    "no_cache_folder": Broken(_PLAIN, env={"HOME": "", "GOCACHE": "", "XDG_CACHE_HOME": ""}),
    "profile_unreadable": Broken(
        {"cpu.pgo": "nonsense", **_PLAIN}, words=("-pgo=cpu.pgo", "-o", "out", ".")
    ),
}
