"""What `go` says when modules cannot be had: servers, certificates, git, go.mod and go.sum."""

from __future__ import annotations

from pathlib import Path

from core.actions import (
    ChooseProxy,
    IgnoreWorkspace,
    ModTidy,
    ModVendor,
    NamePrivateModules,
    OpenFile,
    Retry,
    SetProxy,
)
from core.problems import Advice
from core.remedies.row import Remedy
from core.words import say

MIRROR = Advice(say("Use a module mirror near you for this project (GOPROXY)."), ChooseProxy())
TIDY = Advice(say("Run go mod tidy; it changes go.mod and go.sum."), ModTidy())
_PRIVATE = Advice(say("Name your private modules (GOPRIVATE)."), NamePrivateModules())
_RETRY = Advice(say("Try again."), Retry())

_TRUST = (
    Remedy(
        "certificate_expired",
        (r"x509: certificate has expired or is not yet valid|certificate has expired$"),
        say("The certificate of a module server is out of date."),
        say("It is too old, or the clock of this computer is wrong."),
        (Advice(say("Check this computer's date and time, then try again."), Retry()), MIRROR),
    ),
    Remedy(
        "certificate_of_another",
        (
            r"x509: certificate is (?:valid for|not valid for any)"
            r"|x509: cannot validate certificate for"
            r"|no alternative certificate subject name matches"
        ),
        say("A module server shows the certificate of another server."),
        say("The address is misspelt, or something on the way answers in its place."),
        (
            Advice(say("Check the address of the module mirror (GOPROXY)."), ChooseProxy()),
            Advice(say("Log in to this network in your browser, then try again."), Retry()),
        ),
    ),
    Remedy(
        "certificate_untrusted",
        (
            r"x509: certificate signed by unknown authority"
            r"|x509: .{0,200}certificate is not trusted"
            r"|server certificate verification failed|SSL certificate problem"
        ),
        say("This computer does not trust the certificate of a module server."),
        say(
            "In a company, a proxy often signs for every server with an authority of its own,"
            " which has to be known here."
        ),
        (
            Advice(
                say(
                    "Install that authority's certificate in this system, or name its file in"
                    " the extra variable SSL_CERT_FILE."
                )
            ),
            MIRROR,
        ),
    ),
    Remedy(
        "server_without_tls",
        (
            r"server gave HTTP response to HTTPS client"
            r"|first record does not look like a TLS handshake"
        ),
        say("A module server was asked for https and speaks only http."),
        say("The address in GOPROXY begins with https, or something on the way answers instead."),
        (Advice(say("Check the address of the module mirror (GOPROXY)."), ChooseProxy()),),
    ),
)

_SERVERS = (
    Remedy(
        "checksums_unreachable",
        (
            r"verifying (?:module|go\.mod|\S+@\S+): .{0,500}"
            r"(?:sumdb\.Client|/(?:tile|lookup)/|/(?:latest|supported)\b)"
        ),
        say("The server that vouches for modules could not be asked."),
        say(
            "Modules that go.sum does not list yet are checked there (GOSUMDB). It cannot be"
            " reached from here, or does not know a module because it is private."
        ),
        (_PRIVATE, MIRROR, _RETRY),
    ),
    Remedy(
        "network_proxy_unreachable",
        (r"proxyconnect tcp: "),
        say("The proxy of this network cannot be reached."),
        say("The variable HTTPS_PROXY or HTTP_PROXY names a proxy that does not answer."),
        (Advice(say("Correct or clear these variables, then start GoFerry again.")), _RETRY),
    ),
    Remedy(
        "module_server_wants_login",
        (r"reading \S+: 401 Unauthorized|407 Proxy Authentication|Proxy Authentication Req"),
        say("A module server, or the proxy before it, wants you to log in."),
        say("Go asked without a name and password, or they were not accepted."),
        (
            Advice(say("Put the login into your .netrc file, where Go looks for it."), Retry()),
            MIRROR,
        ),
    ),
    Remedy(
        "module_server_unwell",
        (r"reading \S+: (?P<status>429|5\d\d) "),
        say("The module server answers, but cannot serve now (status {status})."),
        say("It is overloaded or out of order. Nothing is wrong with your project."),
        (_RETRY, MIRROR),
    ),
    Remedy(
        "module_damaged",
        (
            r"zip: not a valid zip file|invalid character '<' looking for beginning of value"
            r"|read \S+: unexpected EOF"
        ),
        say("What came from the module server is no module."),
        say("The download broke off, or a login page of this network came instead."),
        (
            Advice(say("Log in to this network in your browser, then try again."), Retry()),
            MIRROR,
        ),
    ),
)

_GIT = (
    Remedy(
        "git_not_found",
        (r'exec: "git": executable file not found|git: (?:command )?not found'),
        say("git is not installed, or it cannot be found."),
        say("A module of this project is fetched from its repository, which takes git."),
        (Advice(say("Install git, then build again."), Retry()), MIRROR),
    ),
    Remedy(
        "git_server_unknown",
        (r"Host key verification failed"),
        say("git does not know the server of a private module yet."),
        say("It connects by SSH only to servers whose key you have confirmed once."),
        (
            Advice(
                say(
                    "Run git ls-remote for that module in a terminal and compare the key, then"
                    " build again."
                ),
                Retry(),
            ),
        ),
    ),
    Remedy(
        "git_key_refused",
        (r"Permission denied \((?:publickey|password|keyboard|gssapi)"),
        say("The server of a private module did not accept your SSH key."),
        say("git logged in by SSH and was refused: the key is missing there, locked or another."),
        (
            Advice(
                say("Add your key at that server and to your SSH agent, then build again."),
                Retry(),
            ),
        ),
    ),
)

_MODULES = (
    Remedy(
        "checksum_mismatch",
        (
            r"verifying (?P<module>\S+?):? (?:checksum mismatch|.{0,500}SECURITY ERROR)"
            r"|SECURITY ERROR"
        ),
        say("A downloaded module is not the one that go.sum promises."),
        say("Somebody changed it after it was first used, or the download was tampered with."),
        (Advice(say("Do not bypass this: ask the module's authors, or check your mirror.")),),
    ),
    Remedy(
        "go_sum_incomplete",
        (r"missing go\.sum entry|updates to go\.(?:mod|sum) needed"),
        say("The list of dependencies is incomplete."),
        say("go.sum or go.mod lacks a module that the code uses."),
        (TIDY,),
    ),
    Remedy(
        "private_module",
        (
            r"terminal prompts disabled|could not read Username for"
            r"|ls-remote.{0,500}: exit status 128|410 Gone"
        ),
        say("A dependency is private, or its address is wrong."),
        say("Go asked for it without a login and was refused."),
        (
            Advice(say("Name your private modules (GOPRIVATE)."), NamePrivateModules()),
            Advice(say("Make sure that git can log in, then try again."), Retry()),
        ),
    ),
    Remedy(
        "module_renamed",
        (r"declares its path as: (?P<new>\S+)\s+but was required as: (?P<old>\S+)"),
        say("The module {old} calls itself {new}."),
        say("It moved, or is a copy whose go.mod still has the old name."),
        (Advice(say("Import it by the name that it gives itself, or add a replace line.")),),
    ),
    Remedy(
        "module_refused",
        (r"(?:reading \S+: (?:403 Forbidden|404 Not Found))|: unknown revision \S"),
        say("The module server does not give out a module."),
        say("That version does not exist, was taken away, or the server is closed to you."),
        (Advice(say("Check the version in go.mod.")), MIRROR),
    ),
    Remedy(
        "offline",
        (r"module lookup disabled by GOPROXY=off"),
        say("A module is not on this computer, and downloads are switched off."),
        say("GOPROXY is off for this build."),
        (Advice(say("Allow downloads for this build (GOPROXY)."), SetProxy("")),),
    ),
    Remedy(
        "module_server_unreachable",
        (
            r"dial tcp.{0,500}(?:no such host|refused|timeout|unreachable|server misbehaving)"
            r"|i/o timeout|connection refused|TLS handshake timeout|connection reset by peer"
        ),
        say("Go's module server cannot be reached."),
        say("The network is down, or something on the way blocks it. A mirror usually helps."),
        (MIRROR, _RETRY),
    ),
    Remedy(
        "vendor_outdated",
        (r"inconsistent vendoring|import lookup disabled by -mod=vendor"),
        say("The vendor folder does not match go.mod."),
        say("go.mod changed after the copies in vendor were made."),
        (Advice(say("Run go mod vendor; it changes the vendor folder."), ModVendor()),),
    ),
    Remedy(
        "replacement_missing",
        (r"replacement directory (?P<folder>\S+) does not exist"),
        say("go.mod replaces a module by the folder {folder}, which is not there."),
        say("The line was written on another computer, or the folder was moved."),
        (Advice(say("Correct the replace line in go.mod."), OpenFile(Path("go.mod"))),),
    ),
    Remedy(
        "outside_workspace",
        (r"listed in go\.work|not one of the workspace modules|contained in a module that is"),
        say("A go.work file above this project leaves this project out."),
        say("With a workspace, Go builds only the modules that it names."),
        (
            Advice(
                say("Ignore the workspace for this project (GOWORK=off)."),
                IgnoreWorkspace(),
            ),
        ),
    ),
    Remedy(
        "go_mod_lacks_module",
        (r"no required module provides package (?P<package>[^;\s]+)"),
        say("The code imports {package}, which go.mod does not list."),
        say("The module was never added, or its line was removed."),
        (TIDY,),
    ),
    Remedy(
        "import_unknown",
        (r"package (?P<package>\S+) is not in (?:std|GOROOT)"),
        say("There is no package {package}."),
        say("Go looked for it in its standard library: an address like example.com/x is missing."),
        (Advice(say("Correct the import in the code.")),),
    ),
)

_IMPORTS = (
    Remedy(
        "import_ambiguous",
        (r"ambiguous import: found package (?P<package>\S+) in multiple modules"),
        say("{package} is in two modules of this project."),
        say("It moved from one module to another, and go.mod still has both."),
        (Advice(say("Use newer versions of both, or drop one from go.mod.")), TIDY),
    ),
    Remedy(
        "import_of_a_program",
        (r'import "(?P<package>[^"]+)" is a program, not an importable package'),
        say("The code imports {package}, which is a program."),
        say("Only packages can be imported, and package main is none for others."),
        (Advice(say("Move the shared code into a package of its own.")),),
    ),
    Remedy(
        "import_misspelt",
        (
            r"(?:invalid|malformed) import path:? \"?(?P<package>.+?)\"?(?::|$)"
            r'|"(?P<relative>\.[^"]*)" is relative, but relative import paths are not supported'
        ),
        say("{package}{relative} is no import path."),
        say("An import names a module and a folder in it, like example.com/hello/store."),
        (Advice(say("Correct the import in the code.")),),
    ),
)

_OTHERWISE = (
    Remedy(
        "module_unavailable",
        (r"^[^\s:][^:\n]*\.go:\d+:\d+: (?P<module>\S+)@v\S+: (?P<reason>.+)$"),
        say("The module {module} could not be had."),
        say("The code is not at fault. Go said: {reason}"),
        (_RETRY, MIRROR),
    ),
)

# What stands first explains best: a certificate is the reason why a server does not answer.
ROWS: tuple[Remedy, ...] = (*_TRUST, *_SERVERS, *_GIT, *_MODULES, *_IMPORTS, *_OTHERWISE)
