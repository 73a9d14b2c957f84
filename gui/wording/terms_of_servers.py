"""The glossary's words for servers, services and the way to them."""

from __future__ import annotations

from core.words import say
from gui.wording.term import Term

OF_SERVERS: tuple[Term, ...] = (
    Term(
        "release",
        say("release", context="glossary"),
        say(
            "One uploaded build of your program, kept on the server so that you can switch "
            "back to it."
        ),
        ("release", "releases"),
    ),
    Term(
        "rollback",
        say("roll back", context="glossary"),
        say("Switch the server back to an earlier release."),
        ("roll back", "rolls back", "rolled back", "rollback", "rollbacks"),
    ),
    Term(
        "health-check",
        say("health check", context="glossary"),
        say("A request GoFerry sends after a deploy to see whether the new release works."),
        ("health check", "health checks"),
    ),
    Term(
        "systemd",
        say("systemd", context="glossary"),
        say(
            "The part of Linux that starts programs, restarts them after a crash, and collects "
            "their logs."
        ),
        ("systemd",),
    ),
    Term(
        "service",
        say("systemd service", context="glossary"),
        say("A program that systemd keeps running in the background."),
        ("systemd service", "systemd services"),
    ),
    Term(
        "unit",
        say("unit file", context="glossary"),
        say("The text file that defines how systemd runs a service."),
        ("unit file", "unit files", "unit", "units"),
    ),
    Term(
        "socket-activation",
        say("socket activation", context="glossary"),
        say(
            "systemd opens the port and hands it to your program, so the port stays open while "
            "releases change."
        ),
        ("socket activation",),
    ),
    Term(
        "socket",
        say("socket", context="glossary"),
        say("The open end of a network connection or port that a program reads from."),
        ("socket", "sockets"),
    ),
    Term(
        "ready",
        say("READY=1", context="glossary"),
        say("The message a program sends systemd when it can serve requests."),
        ("READY=1",),
    ),
    Term(
        "graceful",
        say("graceful shutdown (SIGTERM)", context="glossary"),
        say("SIGTERM asks a program to stop; a graceful one finishes its current requests first."),
        ("graceful shutdown", "graceful stop", "SIGTERM"),
    ),
    Term(
        "rehearsal",
        say("rehearsal", context="glossary"),
        say("Starting the new release on a spare port before real users reach it."),
        ("rehearsal", "rehearsed", "rehearse"),
    ),
    Term(
        "canary",
        say("canary", context="glossary"),
        say("Deploying to one or a few servers first, and to the rest only if they are healthy."),
        ("canary", "canaries"),
    ),
    Term(
        "probation",
        say("probation", context="glossary"),
        say(
            "The minutes after a deploy in which the server watches the new release and rolls "
            "back if it fails."
        ),
        ("probation",),
    ),
    Term(
        "host-key",
        say("host key", context="glossary"),
        say("The key a server uses to prove that it is the server you meant."),
        ("host key", "host keys"),
    ),
    Term(
        "fingerprint",
        say("fingerprint", context="glossary"),
        say("A short form of a key that people can compare by eye."),
        ("fingerprint", "fingerprints"),
    ),
    Term(
        "known-hosts",
        say("known_hosts", context="glossary"),
        say("The file where SSH keeps the host keys you have trusted."),
        ("known_hosts",),
    ),
    Term(
        "private-key",
        say("private key", context="glossary"),
        say("Your secret half of a key pair; it logs you in without a password."),
        ("private key", "private keys"),
    ),
    Term(
        "passphrase",
        say("passphrase", context="glossary"),
        say("The password that protects a private key file."),
        ("passphrase", "passphrases"),
    ),
    Term(
        "keyring",
        say("keyring", context="glossary"),
        say("Your operating system's own store for passwords, unlocked when you log in."),
        ("keyring",),
    ),
    Term(
        "agent",
        say("SSH agent", context="glossary"),
        say("A small program that holds your unlocked keys so you type the passphrase once."),
        ("SSH agent", "ssh-agent"),
    ),
    Term(
        "proxyjump",
        say("ProxyJump", context="glossary"),
        say("An SSH setting: reach a server by way of another server."),
        ("ProxyJump",),
    ),
    Term(
        "root",
        say("sudo and root", context="glossary"),
        say("root may do everything on Linux; sudo lets a user do one command as root."),
        ("sudo", "root"),
    ),
    Term(
        "requiretty",
        say("requiretty", context="glossary"),
        say("A sudo setting that refuses commands that do not come from a terminal."),
        ("requiretty",),
    ),
    Term(
        "linger",
        say("linger", context="glossary"),
        say("Lets a user's services keep running after that user logs out."),
        ("linger",),
    ),
    Term(
        "sandbox",
        say("sandbox", context="glossary"),
        say("Limits that stop a service from touching files and features it does not need."),
        ("sandbox", "sandboxed"),
    ),
    Term(
        "exposure",
        say("exposure score", context="glossary"),
        say(
            "systemd's rating of how much a service could reach: 0 is locked down, 10 is wide open."
        ),
        ("exposure score", "exposure"),
    ),
    Term(
        "environment",
        say("environment of servers", context="glossary"),
        say(
            "A group of servers such as staging or production. A protected one asks for its "
            "name before a change."
        ),
        ("protected environment", "environment of servers", "environments"),
    ),
    Term(
        "environment-file",
        say("environment file", context="glossary"),
        say("NAME=VALUE lines that the service gets as settings at start."),
        ("environment file", "environment files"),
    ),
    Term(
        "credential",
        say("credential", context="glossary"),
        say("A secret that systemd gives a service as a file instead of an environment variable."),
        ("credential", "credentials"),
    ),
    Term(
        "front-door",
        say("front door", context="glossary"),
        say(
            "A web server that receives all requests for your domains, holds their "
            "certificates, and passes requests on."
        ),
        ("front door",),
    ),
    Term(
        "noexec",
        say("noexec", context="glossary"),
        say("A mount option: files on this disk cannot be run as programs."),
        ("noexec",),
    ),
    Term(
        "selinux",
        say("SELinux", context="glossary"),
        say("A Linux security system that labels files and decides what services may use."),
        ("SELinux",),
    ),
    Term(
        "inode",
        say("inode", context="glossary"),
        say("A disk's slot for one file; a disk can run out of them before it is full."),
        ("inode", "inodes"),
    ),
)
