"""Settings by label: which table of goferry.toml counts where, and what is told of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.problems import ProblemError
from core.project import shared
from core.project.shared import Shared
from core.service import by_label
from core.service.catalogue import OPTIONS
from core.service.entry import OptionEntry
from core.service.model import Limits, Service
from core.service.sound import problem_of
from core.service.values import value_of, with_values
from core.ssh.profile import Profile
from core.typed import to_plain
from core.usecases.fitting import fit_each, settle_each
from core.usecases.serving import ServiceWish, settle
from tests.made_up_options import fitting

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path("/srv")
PROD, EAST = {"env": "prod"}, {"env": "prod", "region": "east"}
FILE = """
[service]
name = "shop"
port = 8000
memory = "1G"
env = ["A=1"]
[service.on."env=prod+region=east"]
port = 9001
[service.on."env=prod"]
port = 9000
memory = "2G"
env = ["B=2"]
[service.on."env!=prod"]
health = "/up"
[service.on."region=east"]
memory = "3G"
"""


def server(name: str, labels: Mapping[str, str]) -> Profile:
    return Profile(name=name, host="192.0.2.1", labels=labels)


SERVERS = (server("prod", PROD), server("east", EAST), server("lab", {}))


def settled(folder: Path, text: str = FILE, **values: Any) -> dict[str, Any]:  # noqa: ANN401
    (folder / shared.FILE).write_text(text)
    wish = ServiceWish(what=folder, values={key.replace("_", "."): v for key, v in values.items()})
    return {**settle_each(wish, SERVERS), "": settle(wish)}


def test_the_more_specific_table_counts_then_the_later_one(tmp_path: Path) -> None:
    found = settled(tmp_path)
    seen = {
        name: (one.service.port, one.service.limits.memory, one.service.health_path)
        for name, one in found.items()
        if name
    }
    assert seen == {
        "prod": (9000, "2G", "/health"),
        "east": (9001, "3G", "/health"),
        "lab": (8000, "1G", "/up"),
    }
    assert found[""].port == 8000, "without a server, no table of labels counts"
    assert found["prod"].service.env == ("A=1", "B=2"), "what adds up comes on top"


def test_each_value_is_told_with_the_labels_that_it_is_from(tmp_path: Path) -> None:
    found = settled(tmp_path)
    assert [str(one.sentence) for one in found["east"].settings] == [
        "Port: 9001, from env=prod+region=east in goferry.toml",
        "Memory limit: 3G, from region=east in goferry.toml",
        "Variables: A=1, B=2, from env=prod in goferry.toml",
    ]


def test_what_was_typed_counts_more_and_is_told_as_nobody_s_own(tmp_path: Path) -> None:
    found = settled(tmp_path, port=80, env=("C=3",))
    prod = found["prod"]
    assert (prod.service.port, prod.service.env) == (80, ("A=1", "B=2", "C=3"))
    assert [one.key for one in prod.settings] == ["limits.memory", "env"]
    alone = settled(tmp_path, '[service]\nname="a"\n[service.on."env=prod"]\nport = 1\n', port=80)
    assert alone.keys() == {""}


def test_in_the_window_what_was_chosen_there_counts_more(tmp_path: Path) -> None:
    proposed = settled(tmp_path)[""]
    chosen = with_values(proposed, {"port": 7000, "health_path": "/mine"})
    found = fit_each(chosen, proposed, tmp_path, SERVERS)
    assert found.keys() == {"prod", "east"}
    assert found["east"].service == with_values(
        chosen, {"limits.memory": "3G", "env": ("A=1", "B=2")}
    )
    assert [one.key for one in found["east"].settings] == ["limits.memory", "env"]
    assert fit_each(proposed, proposed, tmp_path, SERVERS)["lab"].service.health_path == "/up"


def test_a_service_that_cannot_be_on_a_server_is_refused(tmp_path: Path) -> None:
    head = '[service]\nname = "a"\nmode = "user"\n'
    plain = settled(tmp_path, head)[""]
    text = f'{head}[service.on."env=prod"]\nwritable = ["cache"]\n'
    with pytest.raises(ProblemError) as refused:
        settled(tmp_path, text)
    assert refused.value.problem.field == "writable"
    with pytest.raises(ProblemError) as refused:
        fit_each(plain, plain, tmp_path, SERVERS)
    assert refused.value.problem.field == "writable"


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[service.on."web1"]\nport = 1', "does not select any server"),
        ('[service.on."env=prod+"]\nport = 1', "does not select any server"),
        ('[service.on."env=prod"]\nname = "x"', '[service.on."env=prod"] cannot set name'),
        ('[service.on."env=prod"]\nports = 1', "cannot be 1"),
        ('[service.on."env=none"]\nincludes = ["../x"]', "not a path inside the project"),
        ("[service]\non = 1", "“service.on” must be"),
        ('[service.on]\n"env=prod" = 1', "“service.on"),
    ],
)
def test_a_table_that_makes_no_sense_is_told_before_any_server_needs_it(
    tmp_path: Path, table: str, said: str
) -> None:
    (tmp_path / shared.FILE).write_text(table)
    for settle_it in (settle, lambda wish: settle_each(wish, ())):
        with pytest.raises(ProblemError) as refused:
            settle_it(ServiceWish(name="a", what=tmp_path))
        assert refused.value.problem.code == "shared_unreadable"
        assert said in str(refused.value.problem.why)


@pytest.mark.parametrize(
    "option", [one for one in OPTIONS if isinstance(one, OptionEntry)], ids=lambda one: one.key
)
@settings(max_examples=settings().max_examples // 4)
@given(data=st.data())
def test_every_option_can_differ_by_label(option: OptionEntry, data: st.DataObject) -> None:
    wanted = with_values(Service(name="web"), {option.key: data.draw(fitting(option.kind))})
    assume(problem_of(wanted) is None)
    value = value_of(wanted, option.key)
    written = to_plain(value, kind=option.kind.annotation)
    if option.key == "includes":
        written = [one.removeprefix("/srv/") for one in written]
    if option.key == "env_file":
        written = written.removeprefix("/srv/")
    said = Shared(on={"env=prod": {option.name_in_file: written}})
    tables = by_label.tables(said, FOLDER)
    own = by_label.own(tables, PROD)
    assert with_values(Service(name="web"), own.values) == wanted
    assert own.origins == dict.fromkeys(own.values, "env=prod")
    assert by_label.own(tables, {"env": "staging"}) == by_label.Own()


def test_no_table_leaves_a_service_as_it_was(tmp_path: Path) -> None:
    (tmp_path / shared.FILE).write_text('[service]\nname = "a"\nmemory = "1G"\n')
    assert settle_each(ServiceWish(what=tmp_path), SERVERS) == {}
    assert settle(ServiceWish(what=tmp_path), labels=PROD).limits == Limits(memory="1G")
