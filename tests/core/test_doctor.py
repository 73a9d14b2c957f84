"""How a program behaves as a service, read from its source."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.deploy.proposal import fitting_mode
from core.problems import ProblemError
from core.project.additions import add, offer
from core.project.doctor import examine, examine_each
from core.project.traits import ServiceTraits
from core.service.model import Mode
from tests import go_projects
from tests.goferry import goferry

if TYPE_CHECKING:
    from core.home import Home

ROOT = Path(__file__).parents[2]
_PLAIN = """package main

import (
	"log"
	"net/http"
)

func main() {
	log.Fatal(http.ListenAndServe(":8080", nil))
}
"""


def test_the_template_can_share_a_socket() -> None:
    found = examine(ROOT / "resources" / "templates" / "gin")
    assert found.may_share
    assert found.port


def test_the_tests_own_service_can_share_a_socket() -> None:
    assert examine(ROOT / "tests" / "programs" / "service").may_share


def test_a_plain_gin_program_cannot_and_the_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "main.go").write_text(
        'package main\n\n// signal.Notify("NOTIFY_SOCKET") is only a comment\n'
        'func main() {\n\tr := gin.Default()\n\tr.Run(":8080")\n}\n'
    )
    assert examine(tmp_path) == ServiceTraits(opens=("main.go:6",))


def test_run_without_words_listens_to_port(tmp_path: Path) -> None:
    (tmp_path / "main.go").write_text("package main\nfunc main() { gin.Default().Run() }\n")
    assert examine(tmp_path).port


def test_vendored_code_and_tests_do_not_count(tmp_path: Path) -> None:
    for name in ("vendor/a/a.go", "main_test.go", "_old/b.go"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text('package a\nvar x = "LISTEN_FDS"\n')
    assert examine(tmp_path) == ServiceTraits()


def written(folder: Path, **sources: str) -> Path:
    """Write Go files; `cmd__a` is cmd/a/a.go, and imports are written in short."""
    (folder / "go.mod").write_text("module example.com/shop\n")
    for name, text in sources.items():
        *above, last = name.split("__")
        file = folder.joinpath(*above, f"{last}.go")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return folder


def a_main(body: str, *imports: str, package: str = "main") -> str:
    listed = "\n".join(f'\t"{one}"' for one in imports)
    return f"package {package}\n\nimport (\n{listed}\n)\n\n{body}\n"


_GIN = "github.com/gin-gonic/gin"
_NOT_A_PORT = {
    "a command": ('func main() { exec.Command("true").Run() }', "os/exec"),
    "a command in a variable": (
        'func main() {\n\tr := exec.Command("x")\n\tr.Run()\n}',
        "os/exec",
        _GIN,
    ),
    "another Run": ("func main() { app.Run() }\n\nvar app tool", _GIN),
    "a timer": ("func main() {\n\te := time.Now()\n\te.Start()\n}", "time"),
    "a comment": ("func main() {} // http.ListenAndServe(a, nil)", "net/http"),
    "a text": ('func main() { println("http.ListenAndServe(a, nil)") }', "net/http"),
    "a raw text": ('func main() { println(`\nnet.Listen("tcp", a)\n`) }', "net"),
    "a file": ('func main() { net.Listen("unix", "/run/x") }', "net"),
    "another http": ("func main() { http.ListenAndServe(a, nil) }", "example.com/other/http"),
    "a name in a function": (
        "func main() {\n\tr := gin.New()\n\tuse(r)\n}\n\nfunc use(r *job) { r.Run() }",
        _GIN,
    ),
}


@pytest.mark.parametrize("kind", _NOT_A_PORT)
def test_what_opens_no_port_is_not_named(tmp_path: Path, kind: str) -> None:
    body, *imports = _NOT_A_PORT[kind]
    assert examine(written(tmp_path, main=a_main(body, *imports))) == ServiceTraits()


_A_PORT = {
    "a function": ("func main() { http.ListenAndServe(a, nil) }", "net/http"),
    "a server": (
        "func main() {\n\ts := &http.Server{Addr: a}\n\ts.ListenAndServe()\n}",
        "net/http",
    ),
    "a server at once": ("func main() { (&http.Server{Addr: a}).ListenAndServe() }", "net/http"),
    "a field": (
        "func main() { x.router.Run(a) }\n\ntype app struct {\n\trouter *gin.Engine\n}",
        _GIN,
    ),
    "an own maker": (
        "func main() {\n\tr := setUp()\n\tr.Run(a)\n}\n\nfunc setUp() *gin.Engine { return nil }",
        _GIN,
    ),
    "a chain": ("func main() { setUp().Run(a) }\n\nfunc setUp() *gin.Engine { return nil }", _GIN),
    "a parameter": ("func main() {}\n\nfunc serve(r *gin.Engine) { r.Run(a) }", _GIN),
    "echo": (
        "func main() {\n\te := echo.New()\n\te.Start(a)\n}",
        "github.com/labstack/echo/v4",
    ),
}


@pytest.mark.parametrize("kind", _A_PORT)
def test_each_usual_way_to_serve_is_named_by_its_line(tmp_path: Path, kind: str) -> None:
    body, *imports = _A_PORT[kind]
    source = a_main(body, *imports)
    sign = next(s for s in ("ListenAndServe(", ".Run(", ".Start(") if s in source)
    line = source[: source.index(sign)].count("\n") + 1
    found = examine(written(tmp_path, main=source))
    assert (found.opens, found.listens) == ((f"main.go:{line}",), ())


@pytest.mark.parametrize(
    ("body", "imported"),
    [
        ('net.Listen("tcp", a)', "net"),
        ("net.ListenTCP(n, a)", "net"),
        ('tls.Listen("tcp", a, c)', "crypto/tls"),
        ("http.ListenAndServeTLS(a, c, k, nil)", "net/http"),
        ("app := fiber.New(); app.Listen(a)", "github.com/gofiber/fiber/v2"),
    ],
)
def test_a_listener_of_its_own_wants_no_handler(tmp_path: Path, body: str, imported: str) -> None:
    source = a_main(f"func main() {{ {body} }}", imported)
    found = examine(written(tmp_path, main=source))
    assert (found.opens, found.listens) == ((), ("main.go:7",))


@pytest.mark.parametrize(
    ("body", "local"),
    [
        ('http.ListenAndServe("localhost:8080", nil)', True),
        ('http.ListenAndServe("127.0.0.1:http", nil)', True),
        ('http.ListenAndServeTLS("localhost:8443", c, k, nil)', True),
        ('net.Listen("tcp", "127.0.0.1:0")', True),
        ('var l net.ListenConfig; l.Listen(context.Background(), "tcp4", "localhost:80")', True),
        ('gin.Default().Run("localhost:8080")', True),
        ('s := &http.Server{Handler: h, Addr: "localhost:8080"}; s.ListenAndServe()', True),
        ('http.ListenAndServe(":8080", nil)', False),
        ('http.ListenAndServe("localhost.example.com:80", nil)', False),
        ('http.ListenAndServe(or("ADDR", "localhost:8080"), nil)', False),
        ('http.ListenAndServe(or(addr, "localhost:8080"), nil)', False),
        ('http.ListenAndServe("localhost:" + port, nil)', False),
        ('http.ListenAndServe(addr, to("localhost:9"))', False),
        ('// http.ListenAndServe("localhost:8080", nil)', False),
        ('s := &http.Server{Addr: a}; x := redis.Options{Addr: "localhost:6"}; s.Serve(x)', False),
        ('s := &http.Server{Addr: a}; s.ListenAndServe(); _ = o{Addr: "localhost:6"}', False),
        ('s := &http.Server{Addr: "localhost:80"}; s.Addr = a; s.ListenAndServe()', False),
        ('s := &http.Server{H: x{Addr: "localhost:80"}}; s.ListenAndServe()', False),
    ],
)
def test_an_address_that_only_the_server_itself_can_reach_is_named(
    tmp_path: Path, body: str, *, local: bool
) -> None:
    imports = ("net", "net/http", "context", _GIN)
    found = examine(written(tmp_path, main=a_main(f"func main() {{\n\t{body}\n}}", *imports)))
    assert found.loopback == (("main.go:11",) if local else ())
    assert not local or found.loopback == found.opens + found.listens


def test_the_command_says_who_cannot_reach_it(tmp_path: Path, home: Home) -> None:
    source = _PLAIN.replace('":8080"', '"localhost:8080"')
    folder = written(tmp_path, main=source)
    told = "In main.go:9 it listens only on 127.0.0.1, so other computers cannot reach it."
    assert told in goferry("doctor", folder, home=home.config).out
    ran = goferry("doctor", folder, "--json", home=home.config)
    assert ran.result["loopback"] == ["main.go:9"]
    written(tmp_path, main=f'{source}\nvar fds = os.Getenv("LISTEN_FDS")\n')
    assert told not in goferry("doctor", folder, home=home.config).out, "systemd opens the port"


def test_each_program_is_told_of_alone(tmp_path: Path) -> None:
    serve = a_main("func Serve() { http.ListenAndServe(a, nil) }", "net/http", package="web")
    folder = written(
        tmp_path,
        cmd__one__main=a_main("func main() { web.Serve() }", "example.com/shop/web"),
        cmd__two__main=a_main('func main() { os.Getenv("PORT") }', "os"),
        web__web=serve,
        web__other_windows=a_main("func X() { http.ListenAndServe(b, nil) }", "net/http"),
        tools__gen=f"//go:build ignore\n\n{_PLAIN}",
        unused__x=serve,
    )
    (folder / "inner").mkdir()
    (folder / "inner" / "go.mod").write_text("module other\n")
    (folder / "inner" / "main.go").write_text(_PLAIN)
    assert examine_each(folder) == (
        ServiceTraits(package="cmd/one", opens=("web/web.go:7",)),
        ServiceTraits(package="cmd/two", port=True),
    )
    assert examine(folder / "cmd" / "two") == ServiceTraits(port=True)
    assert examine(folder) == ServiceTraits(opens=("web/web.go:7",)), "only what is true of each"


@pytest.mark.parametrize(
    ("body", "read"),
    [
        ('os.Getenv("PORT")', True),
        ('os.LookupEnv("PORT")', True),
        ('getEnvOr("PORT", "8080")', True),
        ('load(lookup, "PORT")', True),
        ('viper.BindEnv("port", "PORT")', True),
        ('_ = cli.StringFlag{EnvVars: []string{"LISTEN", "PORT"}}', True),
        ('type c struct {\n\tPort int `env:"PORT" envDefault:"1"`\n}', True),
        ('os.Setenv("PORT", "1")', False),
        ('os.Getenv("PORTAL")', False),
        ('flag.String("PORT", "", "")', False),
        ('println("PORT")', False),
    ],
)
def test_the_variable_port_is_read_or_not(tmp_path: Path, body: str, *, read: bool) -> None:
    source = a_main(f"func main() {{\n\t{body}\n}}", "os")
    assert examine(written(tmp_path, main=source)).port is read


@pytest.mark.parametrize(
    ("listen", "stops"),
    [
        ("signal.Notify(c, os.Interrupt, syscall.SIGTERM)", True),
        ("signal.Notify(c)", True),
        ("signal.NotifyContext(x, syscall.SIGTERM)", True),
        ("signal.Notify(c, os.Interrupt)", False),
        ("signal.Notify(c, syscall.SIGHUP)", False),
        ("signal.NotifyContext(x, os.Interrupt)", False),
    ],
)
def test_only_sigterm_counts_and_only_with_a_server_that_shuts_down(
    tmp_path: Path, listen: str, *, stops: bool
) -> None:
    imports = ("net/http", "os/signal")
    body = f"func main() {{\n\tvar s http.Server\n\t{listen}\n\ts.Shutdown(x)\n}}"
    assert examine(written(tmp_path, main=a_main(body, *imports))).stops is stops
    other = body.replace("var s http.Server", "var s telemetry.Provider")
    assert not examine(written(tmp_path, main=a_main(other, *imports))).stops


def test_what_is_said_to_children_is_not_taken_from_systemd(tmp_path: Path) -> None:
    body = 'func main() { os.Setenv("LISTEN_FDS", "1"); os.Unsetenv("NOTIFY_SOCKET") }'
    assert examine(written(tmp_path, main=a_main(body, "os"))) == ServiceTraits()


@pytest.mark.parametrize(
    "text",
    [
        'env("PORT" ',
        "env",
        "r, ",
        "r.Run(",
        "x.Listen(a, ",
        "(&http.Server{",
        "f(x).Run(",
        "func (",
    ],
)
def test_a_hostile_file_costs_little(tmp_path: Path, text: str) -> None:
    body = f"func main() {{ r := gin.New(); r.Run(a)\n{text * (2_000_000 // len(text))}"
    examine(written(tmp_path, main=a_main(body + ' "PORT"', _GIN, "net/http")))


def test_the_command_names_only_lines_that_open_a_port(tmp_path: Path, home: Home) -> None:
    body = 'func main() {\n\texec.Command("x").Run()\n\tnet.Listen("tcp", a)\n}'
    ran = goferry(
        "doctor", written(tmp_path, main=a_main(body, "net", "os/exec")), home=home.config
    )
    assert ran.code == 0
    assert "main.go:10" in ran.out
    assert "main.go:9" not in ran.out
    assert "serve.ListenAndServe(address, handler)" not in ran.out.partition("---")[0]
    assert "?  reads the environment variable PORT" in ran.out


def test_the_offered_diff_applies(tmp_path: Path) -> None:
    subprocess.run(("git", "init", "-q", str(tmp_path)), check=True)
    subprocess.run(("git", "apply"), input=offer("hello"), text=True, cwd=tmp_path, check=True)
    assert (tmp_path / "pkg" / "systemd" / "listener.go").is_file()


@pytest.mark.go
def test_a_plain_program_needs_one_changed_line_to_lose_no_request(tmp_path: Path) -> None:
    folder = go_projects.write(tmp_path / "plain", {"main.go": _PLAIN})
    assert fitting_mode(examine(folder)) is Mode.RESTART
    assert len(add(folder, "example.com/hello")) == 4
    assert fitting_mode(examine(folder)) is Mode.RESTART, "nothing calls it yet"
    main = folder / "main.go"
    main.write_text(
        main.read_text()
        .replace("http.ListenAndServe", "serve.ListenAndServe")
        .replace('"net/http"', '"example.com/hello/pkg/serve"')
    )
    subprocess.run((go_projects.go().program, "vet", "./..."), cwd=folder, check=True)
    assert fitting_mode(examine(folder)) is Mode.SHARED


def test_what_is_there_already_is_not_written_over(tmp_path: Path) -> None:
    there = tmp_path / "pkg" / "systemd" / "notify.go"
    there.parent.mkdir(parents=True)
    there.write_text("package systemd\n")
    with pytest.raises(ProblemError) as found:
        add(tmp_path, "hello")
    assert found.value.problem.code == "file_in_the_way"
    assert there.read_text() == "package systemd\n"
    assert not (tmp_path / "pkg" / "serve").exists()
