"""Which names a service may have, and that every way in asks before it asks a server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from core.practice import rootfs
from core.problems import ProblemError
from core.service.layout import Layout
from core.service.model import Scope
from core.service_name import derived, must_be_usable, usable

# Of a Debian: where each entry's name would be a service's own user, folder or unit.
_PLACES = (
    "etc etc/init.d etc/default etc/systemd/system etc/systemd/user var/lib opt usr/local/libexec "
    "usr/lib/systemd/system lib/systemd/system usr/lib/systemd/user"
)
_NO_SERVICE = ".slice"  # app.slice is a group of programs, and in no service's way
_DERIVED = (
    "{}-operators", "{}-recover", "{}-proxy", "{}-next", "{}-try", "goferry-{}", "activate-{}",
    "operate-{}", "systemd-{}",
)  # fmt: skip


def refused(name: str) -> str:
    with pytest.raises(ProblemError) as caught:
        must_be_usable(name)
    for scope in Scope:
        with pytest.raises(ProblemError):
            Layout(name, scope)
    return caught.value.problem.code


@pytest.mark.parametrize(
    "name",
    ["", "Web", "../etc", "a b", "web;reboot", "x" * 32, "1web", "web\n", "web-", "-web", "wéb"],
)
def test_an_odd_name_never_reaches_a_command(name: str) -> None:
    assert refused(name) == "service_name_unusable"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a\u202eb\x1b[2J\n", "“a�b�[2J�”"),
        ("W" * 61, f"“{'W' * 60}”"),
        ("goferry-x", "“goferry-x”"),
        ("web-next", "“web-next”"),
        ("ssh", "“ssh”"),
    ],
)
def test_a_refusal_shows_the_name_tamely_and_stands_beside_its_field(name: str, shown: str) -> None:
    with pytest.raises(ProblemError) as caught:
        must_be_usable(name)
    problem = caught.value.problem
    assert shown in str(problem.what)
    assert problem.field == "service"
    assert [str(one.text) for one in problem.next] == ["Give the service another name."]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("goferry-x", "begin with “goferry-”"),
        ("x-proxy", "end with “-proxy”"),
        ("x-recover", "end with “-recover”"),
        ("sshd", "belongs to the system"),
        ("Web", "A name begins with a lowercase"),
    ],
)
def test_why_a_name_is_refused_is_said(name: str, why: str) -> None:
    with pytest.raises(ProblemError) as caught:
        must_be_usable(name)
    assert why in str(caught.value.problem.why)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("My Shop!", "my-shop"),
        ("  9 lives of_a.cat ", "lives-of-a-cat"),
        ("ssh", "ssh-app"),
        ("web-next", "web-next-app"),
        ("goferry-x", "service"),
        ("", "service"),
        ("ü", "service"),
        ("x" * 40, "x" * 31),
        ("x" * 30 + "-y", "x" * 30),
    ],
)
def test_a_derived_name_stays_near_the_words(words: str, name: str) -> None:
    assert derived(words) == name


@pytest.mark.parametrize("name", ["ssl", "ssh", "sshd", "root", "sudo", "passwd", "goferry"])
def test_what_the_system_has_cannot_be_a_service(name: str) -> None:
    assert refused(name) == "service_name_reserved"


@pytest.mark.parametrize("shape", _DERIVED)
def test_the_parts_of_one_service_are_no_other_service(shape: str) -> None:
    assert refused(shape.format("hello")) == "service_name_reserved"


@pytest.mark.parametrize("name", ["web", "hello", "shop", "notes", "app", "a", "x" * 31, "proxy-2"])
def test_a_plain_name_is_a_service_s(name: str) -> None:
    must_be_usable(name)
    assert usable(name)


@pytest.mark.parametrize("words", ["ssh", "my-proxy", "goferry-x", "", "-", "ü", "A B", "x" * 99])
def test_a_derived_name_can_always_be_used(words: str) -> None:
    assert usable(derived(words))


@pytest.mark.parametrize("suite", ["bullseye", "bookworm", "trixie"])
def test_no_name_that_a_debian_has_is_free(suite: str) -> None:
    debian = rootfs.cached(suite)
    if not debian.exists():
        pytest.skip(f"{suite} is not in the cache of practice servers")
    accounts = {
        line.split(":")[0]
        for file in ("etc/passwd", "etc/group")
        for line in (debian / file).read_text().splitlines()
    }
    entries = {
        entry.name
        for place in _PLACES.split()
        if (debian / place).is_dir()
        for entry in Path(debian / place).iterdir()
        if not entry.name.endswith(_NO_SERVICE)
    }
    names = {re.split(r"[.@]", name)[0] for name in accounts | entries}
    assert len(names) > 150
    assert [name for name in sorted(names) if usable(name)] == []
