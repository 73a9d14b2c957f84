"""What a program says when the sandbox does not let it do something, and which door that is.

A row claims a door where the program's words name what was closed; where they fit other causes as
well, the door is only likely. tests/server/test_doors.py has programs say most of these.
"""

from __future__ import annotations

from core.actions import UseOption
from core.doors import Door
from core.problems import Advice
from core.remedies.row import Remedy
from core.words import Text, say

_DENIED = r"[Oo]peration not permitted"
_NOT_RUN = rf"(?:{_DENIED}|permission denied)"  # the first by seccomp, the second by newer kernels
_ABSENT = r"(?:no such file or directory|does not exist)"


def _row(door: Door, symptom: str, *, what: Text, why: Text) -> Remedy:
    code = f"closed_{door.value.replace('-', '_')}"
    words = say("Open this one door of the sandbox, and deploy again.")
    return Remedy(code, symptom, what, why, (Advice(words, _open(door)),), field="allow")


def _maybe(door: Door, symptom: str) -> Remedy:
    words = say("A closed door of the sandbox is one possible cause. Open it, and deploy again.")
    return Remedy("", symptom, words, words, (Advice(words, _open(door)),))


def _open(door: Door) -> UseOption:
    return UseOption("allow", door.value)


_MAKES_CODE = say("The program generates code at run time, which the sandbox does not allow.")
_NOT_BOTH = say("In the sandbox, memory can be written or executed, but not both.")
# Of a whole run: the line that says why names nothing, the trace under it does.
TRACES: tuple[Remedy, ...] = (
    _row(
        Door.JIT,
        rf"^panic: (?:.*: )?{_NOT_RUN}\n(?:.*\n){{1,40}}?.*(?:mmapExecutable|[Mm][Pp]rotect)",
        what=_MAKES_CODE,
        why=_NOT_BOTH,
    ),
)
ROWS: tuple[Remedy, ...] = (
    _row(
        Door.JIT,
        rf"\b(?:mmap|mprotect)\b[^\n]*: {_NOT_RUN}",
        what=_MAKES_CODE,
        why=_NOT_BOTH,
    ),
    _row(
        Door.RAW_SOCKETS,
        rf"listen ip[46]?:\S+ \S*: socket: {_DENIED}",
        what=say("The program sends raw packets, which the sandbox does not allow."),
        why=say("ping and packet capture need that; other programs rarely do."),
    ),
    _row(
        Door.LOW_PORTS,
        r"listen udp[46]? \S*?:(?P<port>\d+): bind: permission denied",
        what=say("The service is not allowed to open port {port}."),
        why=say("Ports below 1024 need a permission."),
    ),
    _row(
        Door.NETWORK_ADMIN,
        rf"/dev/net/tun[^\n]*{_ABSENT}|TUNSETIFF[^\n]*{_DENIED}",
        what=say("The program makes a network tunnel, which the sandbox does not allow."),
        why=say("VPNs need that; other programs rarely do."),
    ),
    _row(
        Door.HOME,
        r"\b(?:open|stat|lstat) (?P<path>/(?:home|root)\b[^\n:]*): permission denied",
        what=say("The program reads {path}, but the sandbox blocks home directories."),
        why=say("The permissions of that path might forbid it too."),
    ),
    _row(
        Door.NAMESPACES,
        rf"unshare failed: {_DENIED}|CLONE_NEW[A-Z]+[^\n]*{_DENIED}",
        what=say("The program creates namespaces, which the sandbox does not allow."),
        why=say("Headless browsers and containers need them; other programs rarely do."),
    ),
    _row(
        Door.OWNERS,
        rf"\b[lf]?chown(?:at)? (?P<path>[^\n:]+): {_DENIED}",
        what=say("The program changes the owner of {path}, which the sandbox does not allow."),
        why=say("With the door open, it can do this for its own files only."),
    ),
    _row(
        Door.PRIORITY,
        rf"\b(?:setpriority|sched_setaffinity|ioprio_set|set_mempolicy|mbind)\b[^\n]*{_DENIED}",
        what=say("The program changes its priority or processors, which the sandbox forbids."),
        why=say("The program could run without this, but does not."),
    ),
    _row(
        Door.LOCKED_MEMORY,
        rf"\bmlock(?:all)?\b[^\n]*(?:{_DENIED}|cannot allocate memory)",
        what=say("The program locks more memory than it is allowed to."),
        why=say("Programs that protect secrets use this to keep them out of swap."),
    ),
    _row(
        Door.ALL_CALLS,
        rf"seccomp[^\n]*{_DENIED}",
        what=say("The program sets up its own sandbox, which this one does not allow."),
        why=say("Only the system calls that services usually need are allowed."),
    ),
)
LIKELY: tuple[Remedy, ...] = (
    _maybe(Door.OTHER_SOCKETS, r"address family not supported by protocol"),
    _maybe(Door.DEVICES, rf"/dev/(?!net/tun|shm/|mqueue/)[\w./-]+[^\n]*{_ABSENT}"),
    _maybe(Door.PROC, rf"/proc/\d+/[^\n]*{_ABSENT}|process does not exist"),
    _maybe(Door.NAMESPACES, rf"fork/exec \S+: {_DENIED}"),
    _maybe(Door.ALL_CALLS, rf"\b(?:ptrace|landlock\w*|perf_event_open)\b[^\n]*{_DENIED}"),
)
