"""Sound projects in broken surroundings: networks, rights, disks, missing programs.

The places in braces are made by record_go_output; it has to run as root.
"""

from __future__ import annotations

from tests.core.data.broken_projects import Broken, main_file, mod_file
from tests.go_projects import HELLO, WITH_C

_PLAIN = {"main.go": HELLO}
_NEEDS = {
    "go.mod": mod_file("require example.com/never v1.0.0"),
    "main.go": main_file('_ "example.com/never"'),
}
_FETCH = ("-mod=mod", "-o", "{home}/out", ".")
_TEXT = {
    "go.mod": mod_file("require golang.org/x/text v0.15.0"),
    "main.go": main_file('_ "golang.org/x/text/language"'),
}
_OUT = ("-o", "{home}/out", ".")

_NOBODY = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "env", "HOME={home}")
_LOCKED = ("unshare", "-m", "sh", "-c", 'mount -t tmpfs -o ro x {locked} && exec "$@"', "sh")
_NO_PROGRAMS = (
    "unshare", "-m", "sh", "-c", 'mount -t tmpfs -o noexec x {locked} && exec "$@"', "sh",
)  # fmt: skip
_RUNNING = """
cp /bin/sleep {locked}/busy && chmod 777 {locked}/busy
{locked}/busy 300 & "$@"
code=$?; kill $!; exit $code
"""
_SUMS_OFF = {"GOSUMDB": "off", "GOMODCACHE": "{home}/mod"}


def _served(by: str, **env: str) -> Broken:
    """A module that has to be fetched from a server that goes wrong."""
    return Broken(_NEEDS, words=_FETCH, env={**_SUMS_OFF, "GOPROXY": by, **env})


def _from_git(address: str, *, version: str = "v1.0.0", **env: str) -> Broken:
    """A module that git has to fetch from there, under the name of a well-known host."""
    module = "github.com/goferry-test/dep"
    return Broken(
        {
            "go.mod": mod_file(f"require {module} {version}"),
            "main.go": main_file(f'_ "{module}"'),
        },
        words=_FETCH,
        env={
            **_SUMS_OFF,
            "GOPROXY": "direct",
            "GIT_CONFIG_COUNT": "1",
            "GIT_CONFIG_KEY_0": f"url.{address}.insteadOf",
            "GIT_CONFIG_VALUE_0": "https://github.com/goferry-test/",
            **env,
        },
    )


SURROUNDED: dict[str, Broken] = {
    # the module server
    "certificate_untrusted": _served("{untrusted}/ok"),
    "certificate_untrusted.git": _from_git("{untrusted}/"),
    "certificate_expired": _served("{expired}/ok"),
    "certificate_of_another": _served("{another}/ok", SSL_CERT_FILE="{another_file}"),
    "server_without_tls": _served("{plain_tls}/ok"),
    "network_proxy_unreachable": _served(
        "https://modules.goferry.invalid", HTTPS_PROXY="http://127.0.0.1:9"
    ),
    "module_server_wants_login": _served("{http}/401"),
    "module_server_wants_login.proxy": _served("{http}/407"),
    "module_refused.forbidden": _served("{http}/403"),
    "module_refused.missing": _served("{http}/404"),
    "private_module.gone": _served("{http}/410"),
    "module_server_unwell.busy": _served("{http}/429"),
    "module_server_unwell.inside": _served("{http}/500"),
    "module_server_unwell.behind": _served("{http}/502"),
    "module_server_unwell.later": _served("{http}/503"),
    "module_unavailable": _served("{http}/418"),
    "module_damaged.page": _served("{http}/page"),
    "module_damaged.cut": _served("{http}/cut"),
    "module_damaged.zip": _served("{http}/zip"),
    "checksums_unreachable": Broken(
        _TEXT,
        words=_FETCH,
        env={"GOMODCACHE": "{home}/mod", "GOSUMDB": "{checksums} http://127.0.0.1:9"},
    ),
    "checksums_unreachable.missing": Broken(
        _TEXT,
        words=_FETCH,
        env={"GOMODCACHE": "{home}/mod", "GOSUMDB": "{checksums} {http}/404"},
    ),
    # git
    "git_not_found": _from_git("{home}/", PATH="/nowhere"),
    "private_module.git": _from_git("{home}/nothing-here/"),
    "module_refused.revision": _from_git("{git}/", version="v1.9.9"),
    "git_server_unknown": _from_git(
        "ssh://git@{sshd}/", GIT_SSH_COMMAND="ssh -o BatchMode=yes -o UserKnownHostsFile=/dev/null"
    ),
    "git_key_refused": _from_git(
        "ssh://git@{sshd}/",
        GIT_SSH_COMMAND="ssh -o BatchMode=yes -o UserKnownHostsFile=/dev/null"
        " -o StrictHostKeyChecking=no -i /dev/null",
    ),
    # rights and disks
    "build_cache_locked": Broken(_PLAIN, _OUT, {"GOCACHE": "{locked}"}, before=_NOBODY),
    "build_cache_locked.disk": Broken(_PLAIN, _OUT, {"GOCACHE": "{locked}"}, before=_LOCKED),
    "module_cache_locked": Broken(
        _TEXT, _FETCH, {"GOMODCACHE": "{locked}", "GOCACHE": "{home}/cache"}, before=_NOBODY
    ),
    "module_cache_locked.disk": Broken(_TEXT, _FETCH, {"GOMODCACHE": "{locked}"}, before=_LOCKED),
    "temporary_folder_unusable": Broken(
        _PLAIN, _OUT, {"GOTMPDIR": "{locked}", "GOCACHE": "{home}/cache"}, before=_NOBODY
    ),
    "temporary_folder_unusable.disk": Broken(
        _PLAIN, _OUT, {"GOTMPDIR": "{locked}"}, before=_LOCKED
    ),
    "temporary_folder_unusable.missing": Broken(_PLAIN, _OUT, {"GOTMPDIR": "{locked}/no"}),
    "programs_forbidden": Broken(
        {"a_test.go": 'package main\n\nimport "testing"\n\nfunc TestA(*testing.T) {}\n', **_PLAIN},
        ("./...",),
        {"GOTMPDIR": "{locked}"},
        before=_NO_PROGRAMS,
        primary_action="test",
    ),
    "go_mod_locked": Broken(
        _TEXT,
        _FETCH,
        {"GOCACHE": "{home}/cache", "GOMODCACHE": "{home}/mod"},
        before=_NOBODY,
    ),
    "output_locked": Broken(
        _PLAIN, ("-o", "{locked}/out", "."), {"GOCACHE": "{home}/cache"}, before=_NOBODY
    ),
    "source_locked": Broken(
        _PLAIN, _OUT, {"GOCACHE": "{home}/cache"}, before=_NOBODY, secret="main.go"
    ),
    "source_locked.mod": Broken(
        _PLAIN, _OUT, {"GOCACHE": "{home}/cache"}, before=_NOBODY, secret="go.mod"
    ),
    "program_still_runs": Broken(
        _PLAIN,
        ("-o", "{locked}/busy", "."),
        {"GOCACHE": "{home}/cache"},
        before=("sh", "-c", _RUNNING, "sh", *_NOBODY),
    ),
    "quota_used_up": Broken(
        _PLAIN, ("-o", "{quota}/out", "."), {"GOCACHE": "{home}/cache"}, before=_NOBODY
    ),
    "too_many_files": Broken(
        _PLAIN,
        ("-a", *_OUT),
        {"GOCACHE": "{home}/cache"},
        before=(*_NOBODY, "prlimit", "--nofile=16:16"),
    ),
    "too_many_processes": Broken(
        _PLAIN,
        ("-a", *_OUT),
        {"GOCACHE": "{home}/cache"},
        before=(*_NOBODY, "prlimit", "--nproc=6:6"),
    ),
    "file_name_too_long": Broken(_PLAIN, ("-o", f"{{home}}/{'o' * 300}", ".")),
    # Go itself
    "go_incomplete.tool": Broken(_PLAIN, _OUT, {"GOROOT": "{no_tools}"}),
    "go_incomplete.library": Broken(_PLAIN, _OUT, {"GOROOT": "{no_library}"}),
    # C
    "c_symbol_twice": Broken(
        {"one.c": "int one(void) { return 1; }\n", "two.c": "int one(void) { return 2; }\n",
         "main.go": WITH_C},
        env={"CGO_ENABLED": "1"},
    ),
    "c_symbol_twice.zig": Broken(
        {"one.c": "int one(void) { return 1; }\n", "two.c": "int one(void) { return 2; }\n",
         "main.go": WITH_C},
        env={"CGO_ENABLED": "1", "CC": "{zig} cc -target x86_64-linux-musl"},
    ),
    "c_flag_refused": Broken(
        {"main.go": WITH_C.replace("// int", "// #cgo CFLAGS: -fplugin=x.so\n// int")},
        env={"CGO_ENABLED": "1"},
    ),
    "c_files_without_cgo": Broken(
        {"one.c": "int one;\n", **_PLAIN}, env={"CGO_ENABLED": "1"}
    ),
    "c_name_unknown": Broken(
        {"main.go": WITH_C.replace("C.twice", "C.thrice")}, env={"CGO_ENABLED": "1"}
    ),
    "c_code_not_movable": Broken(
        {"main.go": WITH_C.replace("// int twice(int n) { return 2 * n; }",
         "// static int k[9]; "
         "int twice(int n) { k[n % 9] = n; return 2 * k[n % 7]; }")},
        ("-buildmode=pie", "-o", "out", "."),
        env={"CGO_ENABLED": "1", "CGO_CFLAGS": "-fno-pic -mcmodel=medium"},
    ),
    "c_option_unknown": Broken(
        {"main.go": WITH_C}, env={"CGO_ENABLED": "1", "CGO_CFLAGS": "-fno-such-thing"}
    ),
    # go.mod
    "module_version_off": Broken({"go.mod": mod_file("require example.com/dep v2.0.0"), **_PLAIN}),
    "module_version_off.incompatible": _from_git("{git}/", version="v2.0.0+incompatible"),
    "module_renamed": _from_git("{git}/", version="v1.1.0"),
    "go_sum_unreadable": Broken({**_TEXT, "go.sum": "golang.org/x/text v0.15.0\n"}),
    "import_ambiguous": Broken(
        {
            "go.mod": mod_file(
                "require (", "\texample.com/dep v1.0.0", "\texample.com/dep/sub v1.0.0", ")",
                "replace example.com/dep => ./dep", "replace example.com/dep/sub => ./sub",
            ),
            "main.go": main_file('_ "example.com/dep/sub"'),
            "dep/go.mod": "module example.com/dep\n",
            "dep/sub/sub.go": "package sub\n",
            "sub/go.mod": "module example.com/dep/sub\n",
            "sub/sub.go": "package sub\n",
        }
    ),
    "import_of_a_program": Broken(
        {"main.go": main_file('_ "example.com/hello/other"'), "other/other.go": HELLO}
    ),
    "import_misspelt": Broken({"main.go": main_file('_ "example.com/a b"')}),
    "import_misspelt.relative": Broken(
        {"main.go": main_file('_ "./other"'), "other/other.go": "package other\n"}
    ),
    "module_refused.version": Broken(
        {"go.mod": mod_file(), "main.go": main_file('_ "example.com/never"')},
        ("example.com/never@v1.2.3",),
        {**_SUMS_OFF, "GOPROXY": "{http}/404"},
        primary_action="get",
    ),
}  # fmt: skip
