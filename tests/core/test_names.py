"""From names to packages, from packages to modules, and shares that sum."""

from __future__ import annotations

import numpy as np
import pytest

from core.binary.attribution.apportion import split
from core.binary.formats.image import Section, partition
from core.binary.gotables.gofile import BuildInfo, Module
from core.binary.gotables.modules import Directory
from core.binary.gotables.names import Packages, package_of, package_of_file, packages_of


@pytest.mark.parametrize(
    ("symbol", "package"),
    [
        ("main.main", "main"),
        ("net/http.(*Client).Do", "net/http"),
        ("net/http.HandlerFunc.ServeHTTP-fm", "net/http"),
        ("gopkg.in/yaml%2ev3.Marshal", "gopkg.in/yaml.v3"),
        ("go.etcd.io/etcd/raft/v3.(*raft).Step", "go.etcd.io/etcd/raft/v3"),
        ("go.uber.org/zap.New", "go.uber.org/zap"),
        ("slices.SortFunc[go.shape.[]net/http.Cookie,go.shape.*net/http.Cookie]", "slices"),
        ("sync/atomic.(*Pointer[go.shape.struct {}]).Load", "sync/atomic"),
        ("type:.eq.net/http.Header", "net/http"),
        ("type:.eq.[2]net/netip.Addr", "net/netip"),
        ("type:.eq.[4]string", ""),
        ("type:.eq.struct { sync.Once; crypto/x509.v *crypto/x509.pool }", ""),
        ("struct { io.Reader; io.Writer }.Read", ""),
        ("$f64.3ff8000000000000", ""),
        ("go:buildid", ""),
        ("memeqbody", ""),
        (
            "go.opentelemetry.io/otel/trace/noop.Tracer.go.opentelemetry.io/otel/trace/embedded.tracer",
            "go.opentelemetry.io/otel/trace/noop",
        ),
        ("main.spy.go.opentelemetry.io/otel/trace/embedded.tracer", "main"),
        (
            "gopkg.in/DataDog/dd-trace-go.v1/ddtrace/tracer.span.a.io/b.private",
            "gopkg.in/DataDog/dd-trace-go.v1/ddtrace/tracer",
        ),
        ("gopkg.in/src-d/go-git.v4/plumbing.NewHash", "gopkg.in/src-d/go-git.v4/plumbing"),
        ("sigs.k8s.io/yaml.Marshal", "sigs.k8s.io/yaml"),
    ],
)
def test_a_name_tells_its_package(symbol: str, package: str) -> None:
    assert package_of(symbol) == package


def test_a_table_of_names_gives_what_each_name_gives() -> None:
    names = [
        "runtime.main", "runtime.gc", "github.com/a/b.F", "github.com/a/b.v2/c.G", "go:buildid",
        "github.com/a/b.(*T).M", "type:.eq.os.File", "go.uber.org/zap.New", "memmove", "",
    ]  # fmt: skip
    packages = Packages()
    starts, numbers = packages_of("\0".join(names).encode(), packages, most=len(names))
    assert [packages.names[number] for number in numbers] == [package_of(name) for name in names]
    assert starts[2] == len("runtime.main") + len("runtime.gc") + 2


def test_assembly_gets_its_package_from_its_file() -> None:
    assert package_of_file("internal/bytealg/equal_amd64.s") == "internal/bytealg"
    assert package_of_file("/usr/local/go/src/runtime/asm_amd64.s") == "runtime"
    assert package_of_file("github.com/a/b@v1.2.3/asm.s") == ""
    assert package_of_file("/go/pkg/mod/github.com/a/b@v1.2.3/src/crypto/asm.s") == ""


def test_a_package_belongs_to_the_module_with_the_longest_path() -> None:
    info = BuildInfo(
        go_version="go1.26",
        main="example.com/app/cmd",
        module=Module("example.com/app", "v1.0.0"),
        dependencies=(Module("github.com/a/b", "v1.2.3"), Module("github.com/a/b/v2", "v2.0.0")),
    )
    directory = Directory(info, {})
    found = {
        package: (home.module, home.origin)
        for package in (
            "main", "example.com/app/internal", "github.com/a/b/c", "github.com/a/b/v2/c",
            "net/http", "vendor/golang.org/x/net/idna", "runtime", "internal/abi",
        )
        if (home := directory.home_of(package))
    }  # fmt: skip
    assert found["main"] == found["example.com/app/internal"] == ("example.com/app", "own")
    assert found["github.com/a/b/c"] == ("github.com/a/b", "module")
    assert found["github.com/a/b/v2/c"] == ("github.com/a/b/v2", "module")
    assert found["net/http"] == found["vendor/golang.org/x/net/idna"] == ("std", "std")
    assert found["runtime"] == found["internal/abi"] == ("runtime", "runtime")


def test_without_build_information_files_tell_the_modules() -> None:
    files = {"github.com/a/b/c": "github.com/a/b@v1.2.3/c/file.go"}
    home = Directory(None, files).home_of("github.com/a/b/c")
    assert (home.module, home.version) == ("github.com/a/b", "v1.2.3")


def test_shares_of_a_packed_table_sum_to_the_table() -> None:
    at = np.array([10, 10, 10, 17, 40, 17, 99])
    found = split(at, start=5, end=101)
    assert found.unused == 5
    assert int(found.sizes.sum()) + found.unused == 96
    assert found.sizes.tolist()[4] == 59
    empty = split(np.zeros(0, dtype=np.int64), start=5, end=101)
    assert empty.unused == 96


def test_overlapping_sections_are_counted_once() -> None:
    named = (
        Section(name="a", offset=10, size=50),
        Section(name="b", offset=40, size=100),
        Section(name="inside", offset=20, size=5),
        Section(name="beyond", offset=150, size=10**9),
    )
    pieces = partition(200, named, is_filler=lambda _start, _end: False)
    assert sum(piece.size for piece in pieces) == 200
    assert [piece.name for piece in pieces] == ["unexplained", "a", "b", "unexplained", "beyond"]
