"""What a build can leave out: debug information, directory names, and what a module's tag drops."""

from __future__ import annotations

import pytest

from core.binary.inspection import ModuleSize, PackageSize, Saving
from core.build.lighter import lighter
from core.build.options import BuildOptions
from tests.made_up_sizes import inspection

_SAVINGS = (Saving(option="-ldflags=-s -w", bytes=300), Saving(option="-trimpath", bytes=20))
_ROUGH = BuildOptions(strip=False, trimpath=False)


def _modules(**sizes: int) -> tuple[ModuleSize, ...]:
    packages = tuple(
        PackageSize(package=name.replace("__", "."), size=size, kinds={})
        for name, size in sizes.items()
    )
    return (ModuleSize(module="m", version="v1", origin="module", size=0, packages=packages),)


def test_options_that_were_not_used_are_offered_and_switch_their_field() -> None:
    found = inspection({"a": 1_000}, savings=_SAVINGS)
    offers = lighter(found, _ROUGH)
    assert [(one.field, one.bytes) for one in offers] == [("strip", 300), ("trimpath", 20)]
    assert str(offers[0].what) == "Debug information is 30.0% of this file: 300 B."
    assert offers[0].applied(_ROUGH) == BuildOptions(trimpath=False)
    assert offers[1].applied(_ROUGH) == BuildOptions(strip=False)
    assert lighter(found, BuildOptions()) == (), "chosen already for the next build"


@pytest.mark.parametrize(("saves", "offered"), [(10, True), (9, False)])
def test_less_than_a_hundredth_is_not_worth_a_sentence(saves: int, offered: bool) -> None:  # noqa: FBT001 - a column
    saving = Saving(option="-trimpath", bytes=saves)
    found = inspection({"a": 1_000}, savings=(saving,))
    assert bool(lighter(found, _ROUGH)) is offered


@pytest.mark.parametrize(
    ("tag", "drops"),
    [
        ("nomsgpack", "github.com/ugorji/go/codec"),
        ("grpcnotrace", "golang.org/x/net/trace"),
        ("disable_grpc_modules", "google.golang.org/grpc/xds/googledirectpath"),
    ],
)
def test_a_tag_is_offered_where_the_package_is_that_it_drops(tag: str, drops: str) -> None:
    sizes = {drops: 40, f"{drops}/inner": 5, f"{drops}x": 100}
    found = inspection({"a": 90}, modules=_modules(**sizes))
    (offer,) = lighter(found, BuildOptions(tags=("timetzdata",)))
    assert (offer.tag, offer.bytes) == (tag, 45)
    assert offer.applied(BuildOptions(tags=("timetzdata",))).tags == ("timetzdata", tag)
    assert lighter(found, BuildOptions(tags=(tag,))) == ()
    assert lighter(inspection({"a": 90}, modules=_modules(other=40)), BuildOptions()) == ()


def test_the_largest_is_offered_first() -> None:
    modules = _modules(**{"github.com/ugorji/go/codec": 500})
    found = inspection({"a": 1_000}, savings=_SAVINGS, modules=modules)
    assert [one.tag or one.field for one in lighter(found, _ROUGH)] == [
        "nomsgpack", "strip", "trimpath",
    ]  # fmt: skip
