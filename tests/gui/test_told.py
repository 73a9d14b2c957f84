"""What is told of a program, a server and a deploy, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from core.binary.inspection import EmbeddedFile, ModuleSize, Node, System, Verdict
from core.binary.report.difference import Difference
from core.binary.report.treemap import SizeTree
from core.build.options import BuildOptions
from core.build.reason import Pull, Reason
from core.servers.facts import Room, Root
from core.service.plan import Plan
from core.ssh.profile import Profile
from core.usecases.saving import Tried
from core.words import say
from gui.widgets.size.import_list import ImportList
from gui.widgets.size.node_details import NodeDetails
from gui.widgets.size.savings_panel import SavingsPanel
from gui.widgets.size.size_advice import SizeAdvice
from gui.wording import deploy_words, program_words, server_words, target_names
from tests.gui.made_up import facts, inspection, odd, outcome
from tests.gui.seen import row_at

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

_FMT = Node(name="fmt", size=400, kind="std")
_TREE = Node(name="shop", size=1000, kind="structure", children=(_FMT,))
_MODULE = ModuleSize(module="std", version="", origin="std", size=400, packages=())


@pytest.mark.parametrize(
    ("share", "saves", "size", "told"),
    [(5, 50, 25, True), (5, 49, 10, False), (5, 50, 26, False), (5, 0, 0, False)],
)
def test_an_import_is_worth_a_sentence_when_it_brings_much_and_is_little_itself(
    qtbot: QtBot, share: int, saves: int, size: int, told: bool  # noqa: FBT001 - a column
) -> None:  # fmt: skip
    made = SizeAdvice()
    qtbot.addWidget(made)
    looked: list[bool] = []
    made.look.connect(lambda: looked.append(True))
    pull = Pull(package="x", chain=(), dropped=frozenset(), saves=saves, size=size)
    made.show_advice(inspection(), (pull,))
    assert made.isHidden() is not told
    if told:
        assert f"brings {saves} bytes, {share}% of this file" in made.text.text()
        made.show_imports.click()
        assert looked == [True]


def test_the_largest_module_is_told(qtbot: QtBot) -> None:
    made = SizeAdvice()
    qtbot.addWidget(made)
    modules = tuple(
        replace(_MODULE, module=name, origin=origin, size=size)
        for name, origin, size in (("a", "module", 5), ("b", "module", 9), ("std", "std", 400))
    )
    made.show_advice(inspection(modules=modules))
    assert made.text.text() == "The largest module is b: 9 bytes, less than 1% of this file."
    assert made.show_imports.isHidden()
    made.show_advice(inspection())
    assert made.isHidden(), "there is nothing to say"


@pytest.mark.parametrize(
    ("after", "kept", "told"),
    [
        (600, False, "Measured: 1.0 kB → 600 bytes, 400 bytes smaller (40.0%)."),
        (600, True, "Kept: 1.0 kB → 600 bytes, 400 bytes smaller (40.0%)."),
        (1_000, False, "Measured: 1.0 kB before, 1.0 kB after. Nothing is saved."),
    ],
)
def test_what_was_measured_is_told_with_both_sizes(
    qtbot: QtBot, after: int, kept: bool, told: str  # noqa: FBT001 - a column
) -> None:  # fmt: skip
    made = SavingsPanel()
    qtbot.addWidget(made)
    nothing = Difference(old=1_000, new=after, packages=(), functions=())
    tried = Tried(options=BuildOptions(), before=1_000, after=after, difference=nothing)
    made.show_tried(tried, kept=kept)
    assert made.told.text() == told
    assert made.keep.isHidden() is kept
    assert not made.drop.isHidden()


def test_a_chain_tells_what_it_costs(qtbot: QtBot) -> None:
    made = NodeDetails()
    qtbot.addWidget(made)
    reason = Reason(package="x", chain=("a", "x"), dropped=frozenset(), saves=None)
    for one, end in (
        (reason, "without your own import."),
        (replace(reason, dropped=frozenset("x")), "would be without it."),
        (replace(reason, dropped=frozenset("x"), saves=9), "9 bytes smaller."),
    ):
        made.show_reason(one)
        assert made.reason.text().startswith("a → x. ")
        assert made.reason.text().endswith(end)
    tree = SizeTree(lambda node: node.name)
    for _ in tree.grow(_TREE):
        pass
    made.show_node(tree, tree.names.index("fmt"), frozenset({"fmt"}))
    assert (made.about.text(), made.why.isEnabled()) == (
        "fmt: 400 bytes, 40.0% of the file.",
        True,
    )
    made.show_node(tree, 0, frozenset({"fmt"}))
    assert (made.package, made.why.isEnabled()) == ("", False)


def test_imports_stand_in_their_order_and_hand_on_the_chosen_one(qtbot: QtBot) -> None:
    made = ImportList()
    qtbot.addWidget(made)
    told: list[Pull] = []
    made.asked.connect(told.append)
    pulls = tuple(
        Pull(package=name, chain=("a", name), dropped=frozenset(), saves=n, size=1)
        for name, n in (("x", 3_000), ("y", None))
    )
    made.show_pulls(pulls)
    row = row_at(made.table, 1)
    assert [row.text(n) for n in range(4)] == ["y", "a → y", "0 bytes", "1 bytes"]
    made.table.setCurrentItem(row)
    assert told == [pulls[1]]
    made.show_pulls(())
    assert made.table.isHidden()
    assert made.about.text().startswith("Removing any single import")


def test_a_program_is_told_by_its_facts_and_its_change() -> None:
    verdict = Verdict(
        format="elf", sentence=say("x"), goos="linux", goarch="arm64", go_version="go1.26",
        stripped=True, pie=True, glibc="2.34",
    )  # fmt: skip
    told = [str(one) for one in program_words.facts(inspection(verdict=verdict))]
    assert told[1:] == [
        "linux/arm64", "built with go1.26", "without debug information",
        "needs glibc 2.34 or newer", "position independent",
    ]  # fmt: skip
    for delta, said in ((0, "as large as"), (5, "5 B larger than"), (-5, "5 B smaller than")):
        since = Difference(old=100, new=100 + delta, packages=(), functions=())
        assert str(program_words.change(since)) == f"{said} the previous build"
    assert str(program_words.change(None)) == "no previous build to compare with"


def test_neighbours_of_one_judgement_stand_together() -> None:
    def one(name: str, *, ok: bool | None) -> System:
        return System(name=name, ok=ok, why=say("because"), processor="amd64 v1")

    systems = (one("Debian 11", ok=True), one("Debian 12", ok=True), one("Alpine 3.20", ok=False),
               one("Alpine 3.21", ok=None))  # fmt: skip
    said = program_words.systems(systems).replace("&nbsp;", " ")
    assert said.startswith("On amd64 v1:")
    assert [said.index(sign) for sign in ("✓", "✗", "?")] == sorted(
        said.index(sign) for sign in ("✓", "✗", "?")
    )
    assert "Debian 11, 12" in said
    assert list(program_words.reasons(systems))[2] == "Alpine 3.20: because"


def test_what_else_there_is_to_know_leaves_out_what_stands_above() -> None:
    file = EmbeddedFile(path="a", size=1, verified=True)
    verdict = replace(inspection().verdict, hardening=("RELRO", "NX"))
    found = inspection(hints=(odd("debug_inside"), odd("other")), embedded=(file,), verdict=verdict)
    assert list(program_words.hints(found)) == [
        "1 file is embedded with a name (embed.FS). Embedded strings have none.",
        "It is odd. It could not be.",
        "Protections: RELRO, NX",
    ]
    assert next(iter(program_words.hints(inspection()))).startswith("No files are embedded")


@pytest.mark.parametrize(("skew", "told"), [(5.0, False), (-5.4, True), (5.1, True), (None, False)])
def test_a_server_is_told_by_what_decides(
    skew: float | None,
    told: bool,  # noqa: FBT001 - a column of the table
) -> None:
    found = facts(
        root=Root.PASSWORD, selinux="enforcing", firewall=("ufw",), clock_skew=skew,
        ca_certificates=False, zoneinfo=False,
    )  # fmt: skip
    words = [str(one) for one in server_words.details(found)]
    assert words[0] == "sudo with a password"
    assert {"2 processors", "glibc 2.36", "SELinux enforcing", "firewall: ufw"} <= set(words)
    assert words[-2:] == ["no CA certificates", "no time zone data"]
    assert any("clock" in one for one in words) is told
    assert not any("SELinux" in str(one) for one in server_words.details(facts(selinux="off")))
    plain = [str(one) for one in server_words.details(facts(ca_certificates=None, zoneinfo=None))]
    assert plain == ["login as root", "2 processors", "2.0 GB memory", "glibc 2.36"]


def test_a_server_that_tells_little_is_described_with_what_it_told() -> None:
    place = Room(
        path="/opt", free_bytes=5_000_000_000, free_inodes=1, noexec=False, read_only=False
    )
    web = Profile(name="web1", host="x")
    assert str(server_words.described(web, facts(places=(place,)))).endswith("5.0 GB free.")
    dark = facts(os="", kernel="", arch="", machine="", level="", systemd=None)
    assert str(server_words.described(web, dark)) == (
        "web1 is reachable: unknown, unknown processor, systemd unknown, unknown free."
    )


def test_a_deploy_is_named_after_what_it_does() -> None:
    words = [
        str(deploy_words.primary_action(n, build_before=b))
        for n in (0, 1, 2)
        for b in (False, True)
    ]
    assert words == [
        "Deploy",
        "Deploy",
        "Deploy to 1 server",
        "Deploy the previous build to 1 server",
        "Deploy to 2 servers",
        "Deploy the previous build to 2 servers",
    ]
    plan = Plan(server="a", release="b", previous="", actions=())
    assert str(deploy_words.foretold(plan)).startswith("Nothing to do")
    assert deploy_words.in_its_place(outcome()) == ()
    assert target_names.named_first({"b", "linux", "a"}, target_names.SYSTEMS) == [
        "linux",
        "a",
        "b",
    ]
