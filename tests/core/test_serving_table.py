"""Each way to serve, to speak with systemd and to stop, by the type and the method that tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.project.doctor import examine

if TYPE_CHECKING:
    from pathlib import Path

    from core.project.traits import ServiceTraits

PATHS = {
    "http": "net/http", "gin": "github.com/gin-gonic/gin", "echo": "github.com/labstack/echo/v4",
    "fiber": "github.com/gofiber/fiber/v2", "fasthttp": "github.com/valyala/fasthttp",
    "grpc": "google.golang.org/grpc", "net": "net", "tls": "crypto/tls",
    "activation": "github.com/coreos/go-systemd/v22/activation", "signal": "os/signal",
    "daemon": "github.com/coreos/go-systemd/v22/daemon", "syscall": "syscall", "os": "os",
}  # fmt: skip
METHODS = {
    "http.Server": {"ListenAndServe": "o", "ListenAndServeTLS": "l", "Shutdown": "s", "Close": ""},
    "gin.Engine": {"Run": "o", "RunTLS": "l", "Use": ""},
    "echo.Echo": {"Start": "o", "StartTLS": "l", "StartAutoTLS": "l", "StartH2CServer": "l",
                  "Shutdown": "s", "Close": ""},
    "fiber.App": {"Listen": "l", "ListenTLS": "l", "Shutdown": "s", "ShutdownWithContext": "s",
                  "ShutdownWithTimeout": "s"},
    "fasthttp.Server": {"ListenAndServe": "l", "ListenAndServeTLS": "l", "Shutdown": "s",
                        "ShutdownWithContext": "s"},
    "grpc.Server": {"GracefulStop": "s", "Stop": ""},
}  # fmt: skip
FUNCTIONS = {
    "http.ListenAndServe(a, h)": "o", "http.ListenAndServeTLS(a, c, k, h)": "l",
    "fasthttp.ListenAndServe(a, h)": "l", "fasthttp.ListenAndServeTLS(a, c, k, h)": "l",
    'net.Listen("tcp", a)': "l", 'net.Listen("tcp4", a)': "l", 'net.Listen("unix", a)': "",
    'net.Listen("udp", a)': "", 'net.ListenTCP("tcp", a)': "l", 'tls.Listen("tcp", a, c)': "l",
    "activation.Listeners()": "k", "activation.ListenersWithNames()": "k",
    "activation.TLSListeners(c)": "k", "http.Get(a)": "",
}  # fmt: skip


def letters(folder: Path, body: str) -> str:
    """o: opens a port for HTTP, l: listens otherwise, k: takes the socket, s: stops, r: ready."""
    imports = "\n".join(f'\t"{path}"' for name, path in PATHS.items() if f"{name}." in body)
    text = f"package main\n\nimport (\n{imports}\n)\n\nfunc main() {{\n{body}\n}}\n"
    (folder / "main.go").write_text(text, "utf-8")
    (folder / "go.mod").write_text("module a.io/p\n", "utf-8")
    found = examine(folder)
    told = {"o": found.opens, "l": found.listens, "k": found.socket, "s": found.stops}
    told |= {"r": found.ready, "p": found.port}
    return "".join(letter for letter, holds in told.items() if holds)


CATCHES = "\tsignal.Notify(c, syscall.SIGTERM)\n"


@pytest.mark.parametrize(
    ("kind", "method"), [(kind, method) for kind, of in METHODS.items() for method in of]
)
def test_a_method_counts_for_its_type_alone(kind: str, method: str, tmp_path: Path) -> None:
    wanted = METHODS[kind][method]
    assert letters(tmp_path, f"{CATCHES}\tx := &{kind}{{}}\n\tx.{method}(a)") == wanted
    assert letters(tmp_path, f"{CATCHES}\tvar x {kind}\n\tx.{method}(a)") == wanted
    assert letters(tmp_path, f"{CATCHES}\tx := other()\n\tx.{method}(a)") == ""


@pytest.mark.parametrize("call", FUNCTIONS)
def test_a_function_of_a_package_counts(call: str, tmp_path: Path) -> None:
    assert letters(tmp_path, f"\t{call}") == FUNCTIONS[call]


SHUTS = "\tx := &http.Server{}\n\tx.Shutdown(ctx)\n"
SIGNALS = {
    "signal.Notify(c, syscall.SIGTERM)": "s",
    "signal.Notify(c, os.Interrupt, syscall.SIGTERM)": "s",
    "signal.NotifyContext(ctx, syscall.SIGTERM)": "s", "signal.Notify(c)": "s",
    "signal.Notify(c, os.Interrupt)": "", "signal.NotifyContext(ctx, syscall.SIGKILL)": "",
    "signal.NotifyContext(ctx)": "",
}  # fmt: skip


@pytest.mark.parametrize("call", SIGNALS)
def test_a_program_stops_politely_when_it_hears_sigterm(call: str, tmp_path: Path) -> None:
    assert letters(tmp_path, f"{SHUTS}\t{call}") == SIGNALS[call]
    assert letters(tmp_path, f"\t{call}") == ""


ENVIRONMENT = {
    'os.Getenv("PORT")': "p", 'os.LookupEnv("PORT")': "p", 'os.Getenv("PORTS")': "",
    'os.Setenv("PORT", "1")': "", 'os.Getenv("LISTEN_FDS")': "k", 'os.Getenv("LISTEN_PID")': "k",
    'os.Unsetenv("LISTEN_FDS")': "", '// os.Getenv("PORT")': "",
    'send(os.Getenv("NOTIFY_SOCKET"), "READY=1")': "r", 'os.Getenv("NOTIFY_SOCKET")': "",
    'send("READY=1")': "", "daemon.SdNotify(false, daemon.SdNotifyReady)": "r",
    "daemon.SdNotify(false, daemon.SdNotifyStopping)": "",
    "r := gin.Default()\n\tr.Run()": "op", 'r := gin.New()\n\tr.Run(":80")': "o",
}  # fmt: skip


@pytest.mark.parametrize("call", ENVIRONMENT)
def test_variables_and_words_for_systemd_are_told_apart(call: str, tmp_path: Path) -> None:
    assert letters(tmp_path, f"\t{call}") == ENVIRONMENT[call]


LOOPBACK = {
    'http.ListenAndServe("127.0.0.1:80", h)': True, 'http.ListenAndServe("localhost:80", h)': True,
    'http.ListenAndServe(":80", h)': False, 'http.ListenAndServe("0.0.0.0:80", h)': False,
    'net.Listen("tcp", "localhost:80")': True, 'net.Listen("tcp", "10.0.0.1:80")': False,
    'x := &http.Server{Addr: "127.0.0.1:80"}\n\tx.ListenAndServe()': True,
    'x := &http.Server{Addr: ":80"}\n\tx.ListenAndServe()': False,
    'x := &http.Server{Addr: "127.0.0.1:80"}\n\tx.Addr = a\n\tx.ListenAndServe()': False,
}  # fmt: skip


@pytest.mark.parametrize("call", LOOPBACK)
def test_an_address_for_the_server_alone_is_told(call: str, tmp_path: Path) -> None:
    letters(tmp_path, f"\t{call}")
    found: ServiceTraits = examine(tmp_path)
    assert bool(found.loopback) is LOOPBACK[call]
    assert found.opens or found.listens
