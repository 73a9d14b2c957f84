"""What ssh, sshd, sudo and SFTP servers say, and what to tell about it.

The window talks to servers without these programs; their texts come from git, from rsync, from a
person's own scripts, and from a server's log.
"""

from __future__ import annotations

from core.actions import CheckServer, ChooseKey, CopyPublicKey, EnterPassphrase, EnterSudoPassword
from core.problems import Advice
from core.remedies.row import Remedy
from core.words import say

_ANOTHER_KEY = Advice(say("Choose another private key."), ChooseKey())
_SUDO_PASSWORD = Advice(say("Enter the sudo password."), EnterSudoPassword())

SSH_ROWS: tuple[Remedy, ...] = (
    Remedy(
        "host_key_changed",
        (r"REMOTE HOST IDENTIFICATION HAS CHANGED"),
        say("The server's host key has changed."),
        say("Either the server was reinstalled, or someone is intercepting the connection."),
        (Advice(say("Ask the server's administrator whether the host key was changed.")),),
    ),
    Remedy(
        "host_key_unknown",
        (r"Host key verification failed|No \S+ host key is known for (?P<host>\S+)"),
        say("This computer does not know the server's host key yet."),
        say("Its host key was never compared and trusted on this computer."),
        (Advice(say("Check the server. Its host key is shown there to compare."), CheckServer()),),
    ),
    Remedy(
        "login_too_often",
        (r"Too many authentication failures"),
        say("The server closed the connection after too many login attempts."),
        say("The SSH agent offered all its keys, and the right one was not among the first."),
        (_ANOTHER_KEY,),
    ),
    Remedy(
        "login_refused",
        (r"Permission denied \((?P<methods>[a-z,-]+)\)|Authentication failed"),
        say("The server did not accept this login."),
        say(
            "Either the server does not accept this private key for this user, or "
            "the password is wrong."
        ),
        (_ANOTHER_KEY, Advice(say("Copy the public key."), CopyPublicKey())),
    ),
    Remedy(
        "key_locked",
        (
            r"incorrect passphrase supplied|encountered RSA key, expected OPENSSH key"
            r"|private key file is encrypted"
        ),
        say("The private key could not be opened."),
        say("The passphrase is missing or wrong."),
        (Advice(say("Enter the passphrase."), EnterPassphrase()), _ANOTHER_KEY),
    ),
    Remedy(
        "key_too_open",
        (r"Permissions (?P<mode>\d+) for '(?P<file>[^']+)' are too open"),
        say("Other users of this computer can read the private key {file}."),
        say("SSH does not use such a private key. Its mode is {mode}."),
        (Advice(say("Make it readable only by you: chmod 600 {file}")),),
    ),
    Remedy(
        "server_unreachable",
        (
            r"connect to (?:host|address) (?P<host>\S+) port (?P<port>\d+): "
            r"(?:Connection refused|Connection timed out|No route to host)"
        ),
        say("{host} does not respond on port {port}."),
        say("Either the address or the port is wrong, or a firewall blocks the connection."),
        (Advice(say("Check the address and the port."), CheckServer()),),
    ),
    Remedy(
        "server_name_unknown",
        (r"Could not resolve hostname (?P<host>\S+):"),
        say("The host name {host} could not be resolved."),
        say("The host name is misspelled, or this computer is offline."),
        (Advice(say("Check the address."), CheckServer()),),
    ),
)

SUDO_ROWS: tuple[Remedy, ...] = (
    Remedy(
        "sudo_needs_terminal",
        (r"sudo: sorry, you must have a tty to run sudo"),
        say("sudo on this server only works in a terminal."),
        say("Its sudo rules contain requiretty."),
        (Advice(say("Ask an administrator to add: Defaults:USER !requiretty")),),
    ),
    Remedy(
        "sudo_password_needed",
        (r"sudo: (?:a password is required|a terminal is required to read the password)"),
        say("sudo on this server requires a password."),
        say("This user can use sudo, but only with a password."),
        (_SUDO_PASSWORD,),
    ),
    Remedy(
        "sudo_password_wrong",
        (r"sudo: \d+ incorrect password attempts?|Sorry, try again\."),
        say("The sudo password is wrong."),
        say("sudo rejected the password."),
        (_SUDO_PASSWORD,),
    ),
    Remedy(
        "sudo_not_allowed",
        (
            r"(?P<user>\S+) is not in the sudoers file"
            r"|[Uu]ser (?P<other>\S+) (?:may not run sudo|is not allowed to execute)"
        ),
        say("This user is not allowed to become root."),
        say("The server's sudo rules do not allow it."),
        (Advice(say("Log in as another user, or ask an administrator."), CheckServer()),),
    ),
    Remedy(
        "sudo_missing",
        (r"sudo: (?:command )?not found"),
        say("sudo is not installed on the server."),
        say("Only root can prepare a service there."),
        (Advice(say("Log in as root."), CheckServer()),),
    ),
)

ROWS: tuple[Remedy, ...] = (*SSH_ROWS, *SUDO_ROWS)
