"""Whether a server may be talked to, under every name that it goes by here; made-up keys alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import ReplaceHostKey, TrustHostKey
from core.cli.hints import typed
from core.problems import ProblemError
from core.ssh.config.destination import Destination
from core.ssh.connection.handshake import WantedKeys
from core.ssh.connection.route import Hop
from core.ssh.connection.trusting import HostKeyCheck, known_hosts_files
from core.ssh.profile import Profile
from tests.made_up_keys import as_shown, certificate, host_key, private_key, public_of

if TYPE_CHECKING:
    from core.home import Home
    from core.problems import Problem
    from core.ssh.host_keys import HostKey

K, O, R = host_key(1), host_key(2), host_key(4, "ssh-rsa")  # noqa: E741 - own, other, of RSA
AUTHORITY = private_key(9)
A = public_of(AUTHORITY)
NAMES = (("alias", 22), ("web", 2222))  # how ssh's configuration calls it, and how it was asked for
PASSES = ""


@pytest.fixture(autouse=True)
def users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own known_hosts."""
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    (tmp_path / "user" / ".ssh").mkdir(parents=True)
    return tmp_path / "user" / ".ssh" / "known_hosts"


def filled(text: str) -> str:
    for mark, key in (("{K}", K), ("{O}", O), ("{R}", R), ("{A}", A)):
        text = text.replace(mark, key.line)
    return text


def known(
    home: Home | None,
    text: str = "",
    *,
    is_jump: bool = False,
    **settings: Any,  # noqa: ANN401
) -> HostKeyCheck:
    """What is known about a server when GoFerry's own file holds this."""
    if home is not None:
        home.config.mkdir(parents=True, exist_ok=True)
        home.known_hosts.write_text(filled(text))
    there = Destination(host="web", global_known_hosts=(), **settings)
    profile = Profile(name="web one", host="web", port=2222)
    return HostKeyCheck(Hop(profile, there, NAMES, is_jump=is_jump), home)


def problem_of(acquaintance: HostKeyCheck, key: HostKey) -> Problem:
    with pytest.raises(ProblemError) as caught:
        acquaintance.check(key)
    return caught.value.problem


def verdict(acquaintance: HostKeyCheck, key: HostKey) -> str:
    """Tell the code of the problem, empty where the server may be talked to."""
    try:
        acquaintance.check(key)
    except ProblemError as error:
        return error.problem.code
    return PASSES


UNKNOWN, CHANGED, REVOKED = "host_key_unknown", "host_key_changed", "host_key_revoked"
PLAIN = (
    ("", UNKNOWN),
    ("db {K}", UNKNOWN),
    ("alias {K}", PASSES),
    ("[web]:2222 {K}", PASSES),
    ("alias {O}", CHANGED),
    ("[web]:2222 {O}", CHANGED),
    ("alias {K}\n[web]:2222 {O}", PASSES),
    ("alias {O}\n[web]:2222 {K}", PASSES),
    ("alias {K}\n@revoked [web]:2222 {K}", REVOKED),  # under another name than it is known by
    ("@revoked alias {K}\n[web]:2222 {K}", REVOKED),
    ("@revoked alias {K}", REVOKED),
    ("@revoked alias {K}\n[web]:2222 {O}", REVOKED),
    ("@revoked db {K}\nalias {K}", PASSES),
    ("@cert-authority * {K}", UNKNOWN),  # an authority's key is nobody's own
)


@pytest.mark.parametrize(("text", "code"), PLAIN)
def test_a_key_passes_when_one_name_knows_it_and_none_has_withdrawn_it(
    home: Home, users: Path, text: str, code: str
) -> None:
    assert verdict(known(home, text), K) == code
    users.write_text(filled(text))
    assert verdict(known(None), K) == code


# What is wrong with a certificate for {K}, and what becomes of it where its authority is trusted.
SIGNED: tuple[tuple[dict[str, Any], str], ...] = (
    ({}, PASSES),
    ({"names": ("alias",)}, PASSES),
    ({"names": ("db", "web")}, PASSES),
    ({"names": ("db",)}, UNKNOWN),
    ({"names": ("*",)}, UNKNOWN),
    ({"before": 1}, UNKNOWN),
    ({"after": 2**62}, UNKNOWN),
    ({"kind": 1}, UNKNOWN),
    ({"critical": b"\0\0\0\1x\0\0\0\0"}, UNKNOWN),
)


@pytest.mark.parametrize(("about", "code"), SIGNED)
def test_a_certificate_passes_only_when_all_of_it_is_right(
    home: Home, about: dict[str, Any], code: str
) -> None:
    shown = as_shown(certificate(K, AUTHORITY, **about))
    assert verdict(known(home, "@cert-authority * {A}"), shown) == code
    assert verdict(known(home, "@cert-authority * {O}"), shown) == UNKNOWN
    assert verdict(known(home, "@cert-authority db {A}"), shown) == UNKNOWN
    assert verdict(known(home, "@cert-authority * {O}\nalias {K}"), shown) == PASSES
    assert verdict(known(home, "@cert-authority * {A}\n@revoked alias {A}"), shown) == REVOKED
    assert verdict(known(home, "@cert-authority * {A}\n@revoked alias {K}"), shown) == REVOKED


def test_a_certificate_that_its_authority_did_not_sign_is_worth_nothing(home: Home) -> None:
    data = certificate(K, AUTHORITY)
    forged = as_shown(data[:-1] + bytes([data[-1] ^ 1]))
    problem = problem_of(known(home, "@cert-authority * {A}"), forged)
    assert (problem.code, problem.next[0].action) == (UNKNOWN, TrustHostKey(K.fingerprint))


@pytest.mark.parametrize("marked", ["alias {O}", "@revoked * {K}", ""])
def test_what_is_said_of_a_certificate_is_said_of_the_key_in_it(home: Home, marked: str) -> None:
    shown = as_shown(certificate(K, AUTHORITY, before=1))
    assert f"ssh-ed25519 {K.fingerprint}" in problem_of(known(home, marked), shown).details


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("{O}\n", PASSES),
        ("{O}\n{K} stolen\n", REVOKED),
        ("# {K}\n", PASSES),
        ("\xff\n{K}\n", REVOKED),
        ("{A}\n", PASSES),
        ("SSHKRL\n\0", "ssh_config_not_followed"),
        (None, "not_read"),
    ],
)
def test_a_list_of_revoked_keys_counts_more_than_any_known_host(
    home: Home, users: Path, content: str | None, code: str
) -> None:
    listed = users.with_name("revoked")
    if content is not None:
        listed.write_bytes(filled(content).encode("latin-1"))
    for text in ("alias {K}", ""):
        found = verdict(known(home, text, revoked_keys=str(listed)), K)
        assert found == (code or (PASSES if text else UNKNOWN))
    assert verdict(known(home, "@revoked * {K}", revoked_keys=str(listed)), K) == REVOKED


@pytest.mark.parametrize(("listed", "code"), [("{K}", REVOKED), ("{A}", REVOKED), ("{O}", PASSES)])
def test_a_revoked_authority_vouches_for_nobody(
    home: Home, users: Path, listed: str, code: str
) -> None:
    file = users.with_name("revoked")
    file.write_text(filled(listed))
    shown = as_shown(certificate(K, AUTHORITY))
    found = verdict(known(home, "@cert-authority * {A}", revoked_keys=str(file)), shown)
    assert found == code


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", WantedKeys()),
        ("alias {R}\n[web]:2222 {K}", WantedKeys(("ssh-rsa", "ssh-ed25519"))),
        ("[web]:2222 {R}\nalias {K}\nalias {R}", WantedKeys(("ssh-ed25519", "ssh-rsa"))),
        ("@cert-authority web {A}", WantedKeys(certificate=True)),
        ("@cert-authority alias {A}\nalias {K}", WantedKeys(("ssh-ed25519",), certificate=True)),
        ("@cert-authority db {A}\n@revoked alias {R}", WantedKeys()),
    ],
)
def test_a_server_is_asked_first_for_what_is_recorded_under_any_of_its_names(
    home: Home, text: str, wanted: WantedKeys
) -> None:
    assert known(home, text).wanted == wanted


# GoFerry's own file, the user's, what {K} replaces, and GoFerry's file after {K} was accepted.
W = "replaced-in-goferry"
ACCEPTED = (
    ("", "", (), "[web]:2222 {K}\n"),
    ("alias {O}\n", "", (O,), f"alias {{O}}\n[web]:2222 {{K}}\n@revoked alias {{O}} {W}\n"),
    ("[web]:2222 {O}\n", "", (O,), "[web]:2222 {K}\n"),
    ("[web]:2222 {R}\n", "", (R,), "[web]:2222 {K}\n"),  # it was asked for RSA first, and has none
    ("[web]:2222 {R}\n[web]:2222 {O}\n", "", (O,), "[web]:2222 {R}\n[web]:2222 {K}\n"),
    ("", "[web]:2222 {O}\n", (O,), f"[web]:2222 {{K}}\n@revoked [web]:2222 {{O}} {W}\n"),
    ("", "alias {O}\n", (O,), f"[web]:2222 {{K}}\n@revoked alias {{O}} {W}\n"),
    ("", "db {O}\n", (), "[web]:2222 {K}\n"),
    ("@revoked [web]:2222 {K} " + W + "\n", "", (), "[web]:2222 {K}\n"),
)


@pytest.mark.parametrize("case", ACCEPTED)
def test_an_accepted_key_is_written_to_our_file_and_what_it_replaces_opens_no_door(
    home: Home, users: Path, case: tuple[str, str, tuple[HostKey, ...], str]
) -> None:
    own, of_user, replaced, after = case
    users.write_text(filled(of_user))
    before = known(home, own)
    all_recorded = before.recorded(K)
    assert set(replaced) <= set(all_recorded)
    before.accept(home.known_hosts, K)
    assert home.known_hosts.read_text() == filled(after)
    assert users.read_text() == filled(of_user)
    now = known(home, home.known_hosts.read_text())
    assert verdict(now, K) == PASSES
    assert PASSES not in [verdict(now, one) for one in replaced]
    assert now.recorded(K) == []


@pytest.mark.parametrize(
    ("text", "recorded"),
    [
        ("alias {O}\n[web]:2222 {R}\n[web]:2222 {O}", [O, R]),
        ("alias {O}\n[web]:2222 {K}", []),
        ("", []),
    ],
)
def test_a_person_sees_the_keys_in_whose_place_the_new_one_is_shown(
    home: Home, text: str, recorded: list[HostKey]
) -> None:
    assert known(home, text).recorded(K) == recorded


def test_an_unknown_server_s_fingerprint_is_to_be_compared_then_trusted(home: Home) -> None:
    problem = problem_of(known(home), K)
    assert [one.action for one in problem.next] == [TrustHostKey(K.fingerprint)]
    assert K.fingerprint in str(problem.why)
    assert problem.details.startswith(f"ssh-ed25519 {K.fingerprint}\n")
    assert problem.details.endswith("compare the line that ends in ssh-ed25519.")


def test_a_jump_is_trusted_by_ssh_alone(home: Home) -> None:
    unknown = problem_of(known(home, is_jump=True), K)
    assert [one.action for one in unknown.next] == [None]
    assert str(unknown.next[0].text).endswith("ssh web one")
    changed = problem_of(known(home, "alias {O}", is_jump=True), K)
    assert len(changed.next) == 2, "no command of ours puts a jump's key in place"


def test_a_changed_key_offers_to_compare_and_names_the_line_and_both_keys(
    home: Home, users: Path
) -> None:
    users.write_text(filled("alias {O}\n"))
    problem = problem_of(known(home, "[web]:2222 {R}\nalias {R}\n"), K)
    replace_it = ReplaceHostKey("web one", K.fingerprint)
    assert [one.action for one in problem.next] == [None, None, replace_it]
    assert problem.details.splitlines() == [
        *("now:", f"  ssh-ed25519 {K.fingerprint}", "before:"),
        *(f"  ssh-rsa {R.fingerprint}", f"  ssh-ed25519 {O.fingerprint}"),
    ]
    assert str(problem.next[1].text).endswith(f"ssh-keygen -f {home.known_hosts} -R alias")
    assert typed(replace_it) == f"goferry server trust 'web one' --fingerprint {K.fingerprint}"


@pytest.mark.parametrize(
    ("own", "of_user", "line"),
    [
        ("[web]:2222 {O}", "", "-f {own} -R '[web]:2222'"),
        ("", "alias {O}", "-f {users} -R alias"),
        ("alias {O}\n[web]:2222 {O}", "", "-f {own} -R alias"),
    ],
)
def test_the_line_to_remove_is_the_one_that_holds_another_key(
    home: Home, users: Path, own: str, of_user: str, line: str
) -> None:
    users.write_text(filled(of_user))
    advice = str(problem_of(known(home, own), K).next[1].text)
    assert advice.endswith(f"ssh-keygen {line.format(own=home.known_hosts, users=users)}")


def test_the_line_to_remove_may_lie_in_a_folder_with_an_odd_name(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    users = tmp_path / "my home" / ".ssh" / "known_hosts"
    users.parent.mkdir(parents=True)
    users.write_text(filled("alias {O}"))
    monkeypatch.setenv("HOME", str(tmp_path / "my home"))
    advice = str(problem_of(known(home, ""), K).next[1].text)
    assert advice.endswith(f"ssh-keygen -f '{users}' -R alias")


def test_a_withdrawn_key_has_no_button_either(home: Home) -> None:
    problem = problem_of(known(home, "@revoked * {K}"), K)
    assert [one.action for one in problem.next] == [None]
    assert problem.details == f"ssh-ed25519 {K.fingerprint}"


def test_our_file_comes_first_then_the_user_s_then_the_system_s(home: Home, users: Path) -> None:
    own, system = home.known_hosts, Path("/etc/ssh")
    usual = (users, users.with_name("known_hosts2"))
    of_all = (system / "ssh_known_hosts", system / "ssh_known_hosts2")
    assert known_hosts_files(home) == (own, *usual, *of_all)
    assert known_hosts_files(None) == (*usual, *of_all)
    assert known_hosts_files(home, ("/a", "/b")) == (own, Path("/a"), Path("/b"), *of_all)
    assert known_hosts_files(home, None, ("/c",)) == (own, *usual, Path("/c"))
    assert known_hosts_files(home, (), ()) == (own,)


def test_only_the_files_that_ssh_would_read_know_a_server(home: Home, users: Path) -> None:
    users.write_text(filled("alias {K}\n"))
    other = users.with_name("other")
    other.write_text(filled("alias {O}\n"))
    assert verdict(known(home, known_hosts=(str(other),)), K) == CHANGED
    assert verdict(known(home, known_hosts=()), K) == UNKNOWN
    assert verdict(known(home), K) == PASSES
