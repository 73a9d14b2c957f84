"""Which servers are meant, and what only a person can answer on the way to them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from core.actions import Action, EnterPassphrase, EnterPassword, EnterSudoPassword, TrustHostKey
from core.problems import Advice
from core.service.results import Outcome, Result
from core.ssh.host_keys import HostKey
from core.ssh.profile import Credentials, Sudo
from core.words import verbatim
from tests.cli_made_up import Called, Cli, a_job, awaited, server
from tests.made_up import problem

if TYPE_CHECKING:
    from core.home import Home
    from core.problems import Problem
    from tests.goferry import Ran

DONE = Outcome(
    server="s", result=Result.DEPLOYED, release="", previous="", seconds=0.0, uploaded_bytes=0
)
KEY = HostKey("ssh-ed25519", b"theirs")
OTHER = HostKey("ssh-ed25519", b"another")
SECRETS: dict[Action, tuple[str, str]] = {
    EnterPassword(): ("password", "Password for root@192.0.2.1:"),
    EnterPassphrase(): ("passphrase", "Passphrase of the private key for root@192.0.2.1:"),
    EnterSudoPassword(): ("sudo_password", "sudo password on root@192.0.2.1:"),
}


def wants(action: Action) -> Problem:
    return problem(type(action).__name__, next=(Advice(verbatim("Do."), action),))


def cli_of(home: Home, *servers: Any) -> tuple[Cli, Called]:  # noqa: ANN401 - made-up servers
    """A command line whose `restart` only tells on which servers it was wanted."""
    job = a_job(DONE)
    return Cli(home, *(servers or (server(),)), doing={"core.operate.rollback.restart": job}), job


def restarted(cli: Cli, job: Called, to: str = "web1", **more: Any) -> tuple[Ran, list[str]]:  # noqa: ANN401
    job.calls.clear()
    words = ("restart", "--service", "web", "--to", to)
    ran = cli.run(*words, **more) if "typed" in more else cli.json(*words, **more)
    return ran, [call[0][0].profile.name for call in job.calls]


@pytest.mark.parametrize(
    ("to", "meant"),
    [
        ("web2", ["web2"]),
        ("web2,web1", ["web2", "web1"]),
        ("web1,web1", ["web1"]),
        (" web1 , web2,", ["web1", "web2"]),
        ("role=web", ["web1", "web2"]),
        ("web2,role=web", ["web2", "web1"]),
        ("role=db,zone=a", ["db1", "web1"]),
        ("role=we", "no_server_matches"),
        ("role=web+zone=b", ["web2"]),
        ("role!=db", ["web1", "web2"]),
        ("role=", "choice_odd"),
        ("web=role", "no_server_matches"),
        ("role=web,role=none", "no_server_matches"),
        ("WEB1", "server_unknown"),
        ("web1,web9", "server_unknown"),
    ],
)
def test_the_servers_that_were_named_are_meant_each_once_and_no_other(
    home: Home, to: str, meant: list[str] | str
) -> None:
    cli, job = cli_of(
        home,
        server("web1", labels={"role": "web", "zone": "a"}),
        server("web2", labels={"role": "web", "zone": "b"}),
        server("db1", labels={"role": "db"}),
    )
    ran, on = restarted(cli, job, to)
    if isinstance(meant, str):
        assert (ran.code, ran.problem["code"], on, cli.given) == (1, meant, [], [])
    else:
        assert (ran.code, on) == (0, meant)


def test_nothing_is_begun_before_every_server_is_reached(home: Home) -> None:
    cli, job = cli_of(home, server("web1"), server("web2"))
    cli.refusing["web2"] = [problem("server_unreachable")]
    ran, on = restarted(cli, job, "web1,web2")
    assert (ran.code, ran.problem["code"], on) == (1, "server_unreachable", [])
    assert cli.servers["web1"].closed == 1


@pytest.mark.parametrize("action", SECRETS)
def test_a_secret_is_asked_for_hidden_and_handed_to_the_next_try(
    home: Home, action: Action
) -> None:
    field, question = SECRETS[action]
    cli, job = cli_of(home)
    cli.refusing["web1"] = [wants(action)]
    ran, on = restarted(cli, job, typed="", secrets=["tiger"])
    assert (ran.code, on, cli.asked) == (0, ["web1"], [f"{question} "])
    assert [one for _, one in cli.given] == [Credentials(), Credentials(**{field: "tiger"})]
    assert "tiger" not in ran.out + ran.err


@pytest.mark.parametrize("action", SECRETS)
def test_a_script_is_never_asked_for_a_secret(home: Home, action: Action) -> None:
    cli, job = cli_of(home)
    cli.refusing["web1"] = [wants(action)]
    ran, on = restarted(cli, job, secrets=["tiger"])
    assert (ran.code, ran.problem["code"], on, cli.asked) == (1, type(action).__name__, [], [])
    assert f"GOFERRY_{SECRETS[action][0].upper()}=…" in ran.problem["next"][0]


@pytest.mark.parametrize(
    ("action", "advice"),
    [
        (EnterPassword(), "goferry server edit web1 --user U"),
        (EnterPassphrase(), "goferry server edit web1 --key FILE"),
        (EnterSudoPassword(), "goferry server edit web1 --no-sudo"),
    ],
)
def test_after_three_wrong_answers_it_is_said_what_is_left_to_do(
    home: Home, action: Action, advice: str
) -> None:
    cli, job = cli_of(home)
    cli.refusing["web1"] = [wants(action) for _ in range(9)]
    ran, on = restarted(cli, job, typed="", secrets=["one", "two", "three", "four"])
    assert (ran.code, on, len(cli.asked), len(cli.given)) == (1, [], 3, 4)
    assert ran.err.count(f"! web1: {type(action).__name__}!") == 2, (
        "after the first and the second one"
    )
    assert advice in ran.err


def test_the_third_answer_may_be_the_right_one(home: Home) -> None:
    cli, job = cli_of(home)
    cli.refusing["web1"] = [wants(EnterPassword()) for _ in range(3)]
    ran, on = restarted(cli, job, typed="", secrets=["one", "two", "three"])
    assert (ran.code, on, cli.given[-1][1].password) == (0, ["web1"], "three")


def test_who_types_nothing_is_told_why_it_does_not_go_on(home: Home) -> None:
    cli, job = cli_of(home)
    cli.refusing["web1"] = [wants(EnterPassword())]
    ran, on = restarted(cli, job, typed="", secrets=[""])
    assert (ran.code, on, len(cli.given)) == (1, [], 1)
    assert "✗ EnterPassword!" in ran.err


def test_an_ordinary_refusal_asks_nothing(home: Home) -> None:
    cli, job = cli_of(home)
    cli.refusing["web1"] = [problem("server_unreachable"), problem("never_tried")]
    ran, on = restarted(cli, job, typed="y\ny\n", secrets=["tiger"])
    assert (ran.code, on, cli.asked, len(cli.given)) == (1, [], [], 1)


def test_secrets_of_the_environment_are_used_and_gone_from_it(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    for field in ("PASSWORD", "PASSPHRASE", "SUDO_PASSWORD"):
        monkeypatch.setenv(f"GOFERRY_{field}", field.lower())
    cli, job = cli_of(home)
    left: list[str] = []

    def looking(*_: object) -> Outcome:
        left.extend(name for name in os.environ if name.startswith("GOFERRY_"))
        return DONE

    job.value = looking
    assert restarted(cli, job)[0].code == 0
    assert cli.given[0][1] == Credentials(
        password="password", passphrase="passphrase", sudo_password="sudo_password"
    )
    assert left == []


def trusting(home: Home, *, offered: HostKey = KEY) -> tuple[Cli, Called, Called]:
    cli, job = cli_of(home)
    trusted = awaited()
    cli.doing |= {
        "core.ssh.connection.offered_key": awaited(offered),
        "core.ssh.connection.trust_key": trusted,
    }
    cli.refusing["web1"] = [wants(TrustHostKey(KEY.fingerprint))]
    return cli, job, trusted


def test_a_key_is_trusted_by_a_yes_alone(home: Home) -> None:
    cli, job, trusted = trusting(home)
    ran, on = restarted(cli, job, typed="y\n")
    assert (ran.code, on) == (0, ["web1"])
    assert f"Is {KEY.fingerprint} the host key of web1? Trust it? [y/N] " in ran.err
    ((profile, where, key), _) = trusted.last
    assert (profile.name, where, key) == ("web1", home, KEY)


@pytest.mark.parametrize("answer", ["n\n", "\n", "", "ye\n"])
def test_a_key_that_gets_no_yes_is_not_trusted(home: Home, answer: str) -> None:
    cli, job, trusted = trusting(home)
    ran, on = restarted(cli, job, typed=answer)
    assert (ran.code, on, trusted.calls, len(cli.given)) == (1, [], [], 1)


def test_a_script_trusts_no_key(home: Home) -> None:
    cli, job, trusted = trusting(home)
    ran, on = restarted(cli, job)
    assert (ran.code, ran.problem["code"], on, trusted.calls) == (1, "TrustHostKey", [], [])
    typed = f"goferry server trust NAME --fingerprint {KEY.fingerprint}"
    assert typed in ran.problem["next"][0]


def test_the_key_that_is_trusted_is_the_one_in_the_question(home: Home) -> None:
    cli, job, trusted = trusting(home, offered=OTHER)
    ran, _ = restarted(cli, job, typed="y\n")
    assert f"Is {OTHER.fingerprint} the host key of web1? Trust it? [y/N] " in ran.err
    assert [words[2] for words, _ in trusted.calls] == [OTHER]


def deploying(*answers: tuple[str, Any], **profile: Any) -> Any:  # noqa: ANN401 - a made-up server
    return server("web1", *answers, user="deploy", **profile)


def test_whether_sudo_wants_a_password_is_found_out_before_anything_is_done(home: Home) -> None:
    asking = deploying(("root::", [wants(EnterSudoPassword()), ""]))
    cli, job = cli_of(home, asking)
    ran, on = restarted(cli, job, typed="", secrets=["tiger"])
    assert (ran.code, on) == (0, ["web1"])
    assert cli.asked == ["sudo password on deploy@192.0.2.1: "]
    assert [one.sudo_password for _, one in cli.given] == ["", "tiger"]
    assert (asking.texts("root"), asking.closed) == ([":", ":"], 2)


def test_who_gives_no_sudo_password_goes_on_without(home: Home) -> None:
    cli, job = cli_of(home, deploying(("root::", wants(EnterSudoPassword()))))
    ran, on = restarted(cli, job, typed="", secrets=[""])
    assert (ran.code, on, len(cli.given)) == (0, ["web1"], 1)


def test_a_wrong_sudo_password_is_asked_for_three_times(home: Home) -> None:
    asking = deploying(("root::", wants(EnterSudoPassword())))
    cli, job = cli_of(home, asking)
    ran, on = restarted(cli, job, typed="", secrets=["one", "two", "three", "four"])
    assert (ran.code, on, len(cli.asked)) == (1, [], 3)
    assert "--no-sudo" in ran.err
    assert [one.sudo_password for _, one in cli.given] == ["", "one", "two", "three"]


def test_sudo_is_left_alone_by_root_by_scripts_and_where_it_is_never_used(home: Home) -> None:
    for number, (one, more) in enumerate(
        (
            (server(), {"typed": ""}),
            (deploying(sudo=Sudo.NEVER), {"typed": ""}),
            (deploying(), {}),
        )
    ):
        cli, job = cli_of(type(home).find(home.config / str(number)), one)
        assert restarted(cli, job, **more)[1] == ["web1"]
        assert one.texts("root") == []
