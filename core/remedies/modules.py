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

MIRROR = Advice(say("Use a nearby module proxy for this project (GOPROXY)."), ChooseProxy())
TIDY = Advice(say("Run go mod tidy; it changes go.mod and go.sum."), ModTidy())
_PRIVATE = Advice(say("List your private modules (GOPRIVATE)."), NamePrivateModules())
_RETRY = Advice(say("Try again."), Retry())

_TRUST = (
    Remedy(
        "certificate_expired",
        (r"x509: certificate has expired or is not yet valid|certificate has expired$"),
        say("The certificate of a module server has expired or is not valid yet."),
        say("Either the certificate is out of date, or the clock of this computer is wrong."),
        (Advice(say("Check this computer's date and time, then try again."), Retry()), MIRROR),
    ),
    Remedy(
        "certificate_of_another",
        (
            r"x509: certificate is (?:valid for|not valid for any)"
            r"|x509: cannot validate certificate for"
            r"|no alternative certificate subject name matches"
        ),
        say("A module server presented the certificate of another server."),
        say("Either the address is misspelled, or something in between responds in its place."),
        (
            Advice(say("Check the address of the module proxy (GOPROXY)."), ChooseProxy()),
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
        say("A company's proxy often signs with its own authority, which must be trusted here."),
        (
            Advice(
                say(
                    "Install that authority's certificate, or set the extra environment "
                    "variable SSL_CERT_FILE."
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
        say("A module server responded to an HTTPS request with plain HTTP."),
        say(
            "The address in GOPROXY should not begin with https, or something in between responds."
        ),
        (Advice(say("Check the address of the module proxy (GOPROXY)."), ChooseProxy()),),
    ),
)

_SERVERS = (
    Remedy(
        "checksums_unreachable",
        (
            r"verifying (?:module|go\.mod|\S+@\S+): .{0,500}"
            r"(?:sumdb\.Client|/(?:tile|lookup)/|/(?:latest|supported)\b)"
        ),
        say("The checksum database (GOSUMDB) could not be reached."),
        say(
            "Modules that go.sum does not list yet are verified there. Either it "
            "cannot be reached from here, or a module is private."
        ),
        (_PRIVATE, MIRROR, _RETRY),
    ),
    Remedy(
        "network_proxy_unreachable",
        (r"proxyconnect tcp: "),
        say("The proxy of this network cannot be reached."),
        say("HTTPS_PROXY or HTTP_PROXY names a proxy that does not respond."),
        (
            Advice(say("Correct or clear these variables, then start GoFerry again.")),
            _RETRY,
        ),
    ),
    Remedy(
        "module_server_wants_login",
        (r"reading \S+: 401 Unauthorized|407 Proxy Authentication|Proxy Authentication Req"),
        say("A module server, or a proxy in front of it, requires a login."),
        say("Go sent no user name and password, or they were not accepted."),
        (
            Advice(say("Add the login to your .netrc file, which Go reads."), Retry()),
            MIRROR,
        ),
    ),
    Remedy(
        "module_server_unwell",
        (r"reading \S+: (?P<status>429|5\d\d) "),
        say("The module server responds, but is not available now (status {status})."),
        say("The server is overloaded or has a fault. Your project is not the cause."),
        (_RETRY, MIRROR),
    ),
    Remedy(
        "module_damaged",
        (
            r"zip: not a valid zip file|invalid character '<' looking for beginning of value"
            r"|read \S+: unexpected EOF"
        ),
        say("The module proxy returned something that is not a module."),
        say("Either the download was interrupted, or this network returned a login page."),
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
        say("A module of this project is fetched from its repository, which needs git."),
        (Advice(say("Install git, then build again."), Retry()), MIRROR),
    ),
    Remedy(
        "git_server_unknown",
        (r"Host key verification failed"),
        say("git does not trust the host key of a private module's server yet."),
        say("git connects over SSH only to servers whose host key you have confirmed."),
        (
            Advice(
                say(
                    "Run git ls-remote for that module in a terminal and compare the host "
                    "key, then build again."
                ),
                Retry(),
            ),
        ),
    ),
    Remedy(
        "git_key_refused",
        (r"Permission denied \((?:publickey|password|keyboard|gssapi)"),
        say("The server of a private module did not accept your SSH key."),
        say("git could not log in: the private key is locked, wrong, or not registered there."),
        (
            Advice(
                say("Add your key to that server and to the SSH agent, then build again."),
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
        say("A downloaded module does not match go.sum."),
        say("The module was changed after its first use, or the download was tampered with."),
        (Advice(say("Do not bypass this. Ask the module's authors, or check your proxy.")),),
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
        say("Go requested it without a login and was refused."),
        (
            Advice(say("List your private modules (GOPRIVATE)."), NamePrivateModules()),
            Advice(say("Make sure that git can log in, then try again."), Retry()),
        ),
    ),
    Remedy(
        "module_renamed",
        (r"declares its path as: (?P<new>\S+)\s+but was required as: (?P<old>\S+)"),
        say("The module {old} is named {new} in its own go.mod."),
        say("The module moved, or it is a copy whose go.mod still has the old name."),
        (Advice(say("Import it by the name in its own go.mod, or add a replace line.")),),
    ),
    Remedy(
        "module_refused",
        (r"(?:reading \S+: (?:403 Forbidden|404 Not Found))|: unknown revision \S"),
        say("The module server does not provide a module."),
        say("That version does not exist, was withdrawn, or you have no access to the server."),
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
        say("The module proxy cannot be reached."),
        say("The network is down, or something blocks it. Another module proxy usually helps."),
        (MIRROR, _RETRY),
    ),
    Remedy(
        "vendor_outdated",
        (r"inconsistent vendoring|import lookup disabled by -mod=vendor"),
        say("The vendor directory does not match go.mod."),
        say("go.mod changed after the copies in vendor were made."),
        (Advice(say("Run go mod vendor; it changes the vendor directory."), ModVendor()),),
    ),
    Remedy(
        "replacement_missing",
        (r"replacement directory (?P<folder>\S+) does not exist"),
        say("go.mod replaces a module with the directory {folder}, which does not exist."),
        say("The line was written on another computer, or the directory was moved."),
        (Advice(say("Correct the replace line in go.mod."), OpenFile(Path("go.mod"))),),
    ),
    Remedy(
        "outside_workspace",
        (r"listed in go\.work|not one of the workspace modules|contained in a module that is"),
        say("A go.work file in a parent directory does not include this project."),
        say("With a workspace, Go builds only the modules that go.work lists."),
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
        say("The package {package} does not exist."),
        say("Without an address such as example.com/x, Go looked for it in its standard library."),
        (Advice(say("Correct the import in the code.")),),
    ),
)

_IMPORTS = (
    Remedy(
        "import_ambiguous",
        (r"ambiguous import: found package (?P<package>\S+) in multiple modules"),
        say("{package} is in two modules of this project."),
        say("The package moved from one module to another, and go.mod still lists both."),
        (Advice(say("Use newer versions of both, or remove one from go.mod.")), TIDY),
    ),
    Remedy(
        "import_of_a_program",
        (r'import "(?P<package>[^"]+)" is a program, not an importable package'),
        say("The code imports {package}, which is a program."),
        say("A package main is a program, so other packages cannot import it."),
        (Advice(say("Move the shared code into a package of its own.")),),
    ),
    Remedy(
        "import_misspelt",
        (
            r"(?:invalid|malformed) import path:? \"?(?P<package>.+?)\"?(?::|$)"
            r'|"(?P<relative>\.[^"]*)" is relative, but relative import paths are not supported'
        ),
        say("{package}{relative} is not an import path."),
        say("An import names a module and a directory in it, such as example.com/hello/store."),
        (Advice(say("Correct the import in the code.")),),
    ),
)

_OTHERWISE = (
    Remedy(
        "module_unavailable",
        (r"^[^\s:][^:\n]*\.go:\d+:\d+: (?P<module>\S+)@v\S+: (?P<reason>.+)$"),
        say("The module {module} could not be downloaded."),
        say("The code is not the cause. Go reported: {reason}"),
        (_RETRY, MIRROR),
    ),
)

# What stands first explains best: a certificate is the reason why a server does not answer.
ROWS: tuple[Remedy, ...] = (*_TRUST, *_SERVERS, *_GIT, *_MODULES, *_IMPORTS, *_OTHERWISE)
