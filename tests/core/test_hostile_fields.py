"""Hostile text in arguments, variables, folders, ports, processes and domains: no text of it bends.

What is let in is held against its tame twin: the same service with a harmless value in each place.
GOFERRY_EXAMPLES=10000 makes a hunt of it.
"""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.deploy import schedule
from core.deploy.proposal import propose
from core.front import changing, doors
from core.front.authority import Authority
from core.front.domains import domain_of
from core.front.sites import site_in, text_of
from core.problems import ProblemError
from core.project.model import Project
from core.project.traits import ServiceTraits
from core.service import record, unit
from core.service.catalogue import OPTIONS
from core.service.fronted import Door, Site
from core.service.further import alone
from core.service.model import (
    Health,
    HealthScheme,
    Kind,
    Mode,
    Process,
    ReleaseCommand,
    Scope,
    Service,
    WorkingDir,
)
from core.service.sound import problem_of
from core.service_name import usable
from core.ssh.session import Ran
from tests.core.test_hostile_services import WEB, arrived, hostile, shape, texts_of
from tests.made_up import Server
from tests.made_up_clock import leap

if TYPE_CHECKING:
    from collections.abc import Mapping

# Most of what is tried looks like what the place takes, so that much is let in.
shown = st.text(st.sampled_from("abzAZ019._-/*:, ~+=%$\\\"'{};#é漢@`|&<>()[]"), max_size=12)
near = st.one_of(shown, shown, shown, hostile)
assignments = st.one_of(
    *[st.builds("{}={}".format, st.sampled_from(("A", "B", "X_1")), near)] * 3, near
)
folders = st.one_of(st.text(st.sampled_from("ab/._-%: "), min_size=1, max_size=8), near)
numbered = st.builds(
    "{}={}{}".format,
    st.sampled_from(("admin", "b-2", "B")),
    st.integers(0, 70_000),
    st.sampled_from(("", "/udp", "/https", "/x", "\n")),
)
calendars = st.one_of(st.text(st.sampled_from("MonFri019*-/:.,~ %$"), max_size=10), near)
several = st.lists(near, max_size=3).map(tuple)
few = st.integers(-1, 70_000)
times = st.one_of(st.floats(0, 1, exclude_min=True), st.floats(), few)
healths = st.one_of(
    st.builds(Health, scheme=st.just(HealthScheme.COMMAND), command=near),
    st.builds(Health, scheme=st.sampled_from(HealthScheme), port=few),
    st.builds(Health, period=times),
)
processes = st.builds(
    Process,
    name=st.one_of(st.text(st.sampled_from("ab1-"), min_size=1, max_size=4), near),
    kind=st.just(Kind.WORKER),
    args=st.lists(near, max_size=2).map(tuple),
    health=st.one_of(st.just(Health()), healths),
)
services = st.builds(
    Service,
    name=st.just("web"),
    mode=st.sampled_from(Mode),
    scope=st.sampled_from(Scope),
    kind=st.sampled_from(Kind),
    schedule=calendars,
    args=several,
    env=st.lists(assignments, max_size=3).map(tuple),
    working_dir=st.sampled_from(WorkingDir),
    writable=st.lists(folders, max_size=2).map(tuple),
    ports=st.lists(numbered, max_size=2).map(tuple),
    health=healths,
    release=st.builds(ReleaseCommand, command=near, timeout=few),
    processes=st.lists(processes, max_size=2).map(tuple),
)
# One odd field is let in more often than a service of nothing else.
one_odd = st.one_of(
    st.builds(replace, st.just(WEB), args=several),
    st.builds(replace, st.just(WEB), env=st.lists(assignments, min_size=1, max_size=2).map(tuple)),
    st.builds(replace, st.just(WEB), writable=st.lists(folders, min_size=1, max_size=2).map(tuple)),
    st.builds(replace, st.just(WEB), ports=st.lists(numbered, min_size=1, max_size=2).map(tuple)),
    st.builds(replace, st.just(WEB), health=healths),
    st.builds(replace, st.just(WEB), kind=st.just(Kind.TIMER), schedule=calendars),
    st.builds(replace, st.just(WEB), release=st.builds(ReleaseCommand, command=near)),
    st.builds(
        replace, st.just(WEB), processes=st.lists(processes, min_size=1, max_size=2).map(tuple)
    ),
)


def tame(service: Service) -> Service:
    """Return the same service with nothing but harmless values."""
    health = replace(service.health, command=_words(service.health.command), period=1, timeout=1)
    return replace(
        service,
        schedule=service.schedule and "daily",
        args=("a",) * len(service.args),
        env=tuple(f"{one.partition('=')[0]}=a" for one in service.env),
        writable=tuple(
            f"{'/' * one.startswith('/')}f{n}" for n, one in enumerate(service.writable)
        ),
        health=replace(health, start_delay=0),
        release=replace(service.release, command=_words(service.release.command)),
        processes=tuple(_tame_process(service, one) for one in service.processes),
    )


def _tame_process(service: Service, process: Process) -> Process:
    own = tame(alone(service, process))
    return replace(process, args=own.args, schedule=own.schedule, health=own.health)


def _words(command: str) -> str:
    return " ".join("a" for _ in shlex.split(command))


def whole(service: Service) -> bool:
    """Tell whether it is let in; if so, each text of it has the shape of its tame twin's."""
    if problem_of(service) is not None:
        with pytest.raises(ProblemError):
            unit.wanted(service)
        return False
    usual = dict(texts_of(tame(service)))
    assert usual.keys() == dict(texts_of(service)).keys()
    for path, text in texts_of(service):
        if path.endswith((".service", ".socket", ".timer")):
            assert shape(text) == shape(usual[path]), text
            assert text.isascii()
        elif path.endswith(".json"):
            known = record.parsed("web", json.loads(text))
            assert (known.args, known.env, known.schedule) == (
                service.args,
                service.env,
                service.schedule,
            )
        else:
            assert text.count("\n") == usual[path].count("\n") or path == "write_file", text
    return True


@given(one_odd)
def test_no_single_field_bends_a_text(service: Service) -> None:
    whole(service)


@given(services)
def test_no_service_bends_a_text(service: Service) -> None:
    whole(service)


# ---- and what is let in arrives as it was --------------------------------------------------------


def read(line: str) -> list[str]:
    """Read words as systemd does: quotes, then escapes, then % and $, which must mean nothing."""
    words, word, quote, at = list[bytearray](), bytearray(), "", 0
    begun = False
    while at < len(line):
        sign, step = line[at], 1
        if sign == "\\":
            assert line[at + 1] == "x", "no other escape is written"
            word.append(int(line[at + 2 : at + 4], 16))
            step = 4
        elif quote:
            quote = "" if sign == quote else quote
            word += b"" if not quote else sign.encode()
        elif sign in "\"'":
            quote, begun = sign, True
        elif sign == " ":
            if word or begun:
                words.append(word)
            word, begun = bytearray(), False
        else:
            word += sign.encode()
        at += step
    assert not quote
    words += [word] if word or begun else []
    return [one.decode().replace("%%", "%") for one in words]


@given(st.lists(near, max_size=3).map(tuple))
def test_arguments_and_variables_arrive_to_the_letter(args: tuple[str, ...]) -> None:
    service = replace(WEB, args=args, env=tuple(f"V{n}={one}" for n, one in enumerate(args)))
    if problem_of(service) is not None:
        return
    lines = unit.units(service)[0].content.splitlines()
    (start,) = (one for one in lines if one.startswith("ExecStart="))
    assert not re.search(r"(?<!%)(?:%%)*%(?!%)", start), "no specifier"
    got = [one.replace("$$", "$") for one in read(start.partition("=")[2])[1:]]
    assert got == list(args)
    set_to = [read(one.partition("=")[2])[0] for one in lines if one.startswith("Environment=V")]
    quoted = [read(one.partition("=")[2])[0] for one in lines if one.startswith('Environment="V')]
    assert {*set_to, *quoted} == {*service.env}


@given(processes)
def test_what_the_helper_reads_of_a_process_is_what_it_would_be_told_of_the_service(
    process: Process,
) -> None:
    service = replace(WEB, processes=(process,))
    if problem_of(service) is not None:
        return
    names = ("health_path", "health_words", "scheme", "kind", "period", "patience", "deadline")
    units = {file.path.rpartition("/")[2]: file.content for file in unit.units(service)}
    (line,) = (
        one.partition("=")[2]
        for one in units[f"web.{process.name}.service"].split("\n")
        if one.startswith("Settings=")
    )
    header = unit.helper(alone(service, process)).content.split("self=")[0]
    assert arrived(line, *names) == arrived(header, *names)


@pytest.mark.parametrize("blank", [" ", "   "])
def test_blanks_are_no_command_which_would_start_the_program_without_a_word(blank: str) -> None:
    for odd in (
        replace(WEB, release=ReleaseCommand(command=blank)),
        replace(WEB, health=Health(scheme=HealthScheme.COMMAND, command=blank)),
    ):
        assert problem_of(odd) is not None


@given(times, times, times)
def test_every_time_is_a_plain_decimal_that_bash_and_systemd_read(
    period: float, timeout: float, delay: float
) -> None:
    service = replace(WEB, health=Health(period=period, timeout=timeout, start_delay=delay))
    if problem_of(service) is not None:
        return
    header = unit.helper(service).content.split("self=")[0]
    told = arrived(header, "period", "patience", "start_delay")
    assert all(re.fullmatch(r"[0-9]+(\.[0-9]{1,3})?", one) for one in told), told
    assert float(told[1]) > 0, "no time at all would be no limit"


@given(calendars)
def test_a_schedule_is_one_word_of_the_shell_that_asks_for_it(text: str) -> None:
    service = replace(WEB, kind=Kind.TIMER, schedule=text)
    if problem_of(service) is not None:
        return
    server = Server(("calendar", Ran(0, "", "")))
    leap(schedule.asked(server, service))
    for script in server.texts():
        assert shlex.split(script)[-2:] == [text, "2>&1"]


# ---- goferry.toml, with every key it knows -------------------------------------------------------


def toml(value: object) -> str:
    """Write a value as TOML does, whatever it is."""
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, str):
        return '"' + "".join(f"\\U{ord(sign):08x}" for sign in value if sign.isascii()) + '"'
    return json.dumps(value)


_KEYS = sorted(one.name_in_file for one in OPTIONS if one.name_in_file)


@given(
    st.dictionaries(
        st.sampled_from(_KEYS),
        st.one_of(near, st.lists(near, max_size=3), few, st.booleans()),
        max_size=3,
    ),
    near,
    st.dictionaries(st.sampled_from(("A", "B_C", "PATH")), near, max_size=2),
)
def test_no_key_of_goferry_toml_bends_a_text(
    tmp_path_factory: pytest.TempPathFactory,
    said: Mapping[str, Any],
    process: str,
    env: Mapping[str, str],
) -> None:
    folder = tmp_path_factory.getbasetemp() / "hostile-fields"
    folder.mkdir(exist_ok=True)
    kept = {key: value for key, value in said.items() if key != "env"}
    lines = ["[service]", *(f"{key} = {toml(value)}" for key, value in kept.items())]
    lines += ["[service.env]", *(f"{key} = {toml(value)}" for key, value in env.items())]
    lines += [f"[processes.{toml(process)}]", "kind = 'worker'"]
    (folder / "goferry.toml").write_text("\n".join(lines), "utf-8")
    project = Project(folder=folder, module="example.com/web", go_version="1.22")
    try:
        wanted = propose(project, ServiceTraits())
    except ProblemError:
        return
    assert all(one.is_relative_to(folder) for one in wanted.includes)
    whole(replace(wanted, includes=(), excludes=(), env_file=None))


# ---- domains -------------------------------------------------------------------------------------

labels = st.text(st.sampled_from("abz019-.üß漢 {}$;%\"'\n"), max_size=70)
domains = st.one_of(near, labels, st.builds("{}.example.com".format, labels))
_TAME = Site(domain="a.example", service="shop", port=80)


@given(domains)
def test_a_domain_is_ascii_words_and_dots_or_nothing(typed: str) -> None:
    try:
        found = domain_of(typed)
    except ProblemError:
        return
    assert re.fullmatch(r"[a-z0-9.-]{3,253}", found)
    assert all(one and one[0] != "-" and one[-1] != "-" for one in found.split("."))
    assert domain_of(found) == found


@given(domains, near, few, st.sampled_from(Door), st.booleans())
def test_no_domain_and_no_service_bends_the_file_of_a_site(
    domain: str,
    service: str,
    port: int,
    door: Door,
    certified: bool,  # noqa: FBT001 - given
) -> None:
    site = Site(domain=domain, service=service, port=port, door=door)
    for one in (site, replace(site, service="web"), replace(site, service="web", port=8080)):
        try:
            text = text_of(one, certified=certified)
        except (ProblemError, ValueError):
            continue
        usual = text_of(replace(_TAME, door=door), certified=certified)
        values = r"a\.example|shop|\b80\b|[0-9a-f]{12}"
        pattern = re.sub(values, "~", usual)
        found = text.replace(one.domain, "~").replace(one.service, "~")
        assert found.count("\n") == pattern.count("\n")
        for sign in "{};\"'$<>#\\":
            assert found.count(sign) == usual.count(sign), text
        assert site_in(text, door) == one


@given(domains, near)
def test_the_file_of_a_stranger_names_no_domain_and_no_service_of_ours(
    domain: str, service: str
) -> None:
    found = site_in(f"# Written by GoFerry: {domain} leads to {service} on port 80.", Door.NGINX)
    assert found is None or (domain_of(found.domain) == found.domain and usable(found.service))


@example("import ../*", "..")
@given(st.text(max_size=200), domains)
def test_a_caddyfile_of_a_stranger_names_nothing_but_a_folder_of_caddy(
    caddyfile: str, name: str
) -> None:
    for text in (caddyfile, f"import {name}/*", f"import /etc/caddy/{name}/*.caddy"):
        try:
            place = doors.place_of(Door.CADDY, text)
        except ProblemError:
            continue
        assert re.fullmatch(r"/etc/caddy/[a-z0-9._-]+", place.folder)
        assert ".." not in place.folder.split("/")
        assert re.fullmatch(r"\.[a-z]+", place.ends)


def test_an_authority_ends_no_document_of_the_shell() -> None:
    odd = Authority(url="https://ca.example/dir", root=b"-----BEGIN\nGOFERRY_END_OF_FILE\nreboot")
    with pytest.raises(ValueError, match="GOFERRY_END_OF_FILE"):
        changing.writing((_TAME,), doors.place_of(Door.OURS), certified=frozenset(), authority=odd)
