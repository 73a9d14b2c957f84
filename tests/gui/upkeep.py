"""What looking after a service brings, made up: a drill, sizes on disks, a backup."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.data.archive import Contents, DataFile, Manifest
from core.data.backup import Backup
from core.data.daily import Copy, Daily
from core.data.databases import Checked
from core.data.restore import Comparison
from core.data.space import Cleaning, Space
from core.operate.drilled import Drill, Moment, Part, drilled
from core.operate.generator import MICRO, Shot
from core.service.daily_copy import Went
from core.service.model import Mode, Service

if TYPE_CHECKING:
    from collections.abc import Iterator

_RATE = 50  # requests a second
_BEGINS = (0, 2, 6, 10, 14)  # seconds
_END = 20
_KILLED, _BACK = 14.0, 16.2
_MEGA = 1_000_000


def drill(server: str = "web2", *, lost: bool = True) -> Drill:
    """Return a drill that lost nothing but what the kill took; else also some in the redeploy."""
    moments = [
        Moment(part=part, at=begin * MICRO) for part, begin in zip(Part, _BEGINS, strict=True)
    ]
    shots = tuple(_shots(lost=lost))
    web = Service(name="shop", port=8080, mode=Mode.RESTART if lost else Mode.SHARED)
    return drilled(server, web, release="12-9357335e", moments=moments, shots=shots)


def _shots(*, lost: bool) -> Iterator[Shot]:
    for n in range(_END * _RATE):
        due = n / _RATE
        away = _KILLED <= due < _BACK or (lost and 2.5 <= due < 3)
        took = 0.0 if away else 0.004 + 0.003 * (n % 7) + (0.2 if 6.2 < due < 6.4 else 0)
        status = "refused" if away else "200"
        yield Shot(round(due * MICRO), round((due + took) * MICRO), status, "")


def space(server: str, **more: int) -> Space:
    """Return what a service of two releases takes."""
    names = ("9-0a1b2c3d", "10-5f2c11aa", "11-28274e6d", "12-9357335e")
    return Space(
        service="shop",
        server=server,
        current=names[3],
        before=names[2],
        releases=dict.fromkeys(names, 20 * _MEGA),
        copies={names[2]: 51 * _MEGA},
        uploads=3 * _MEGA,
        old_uploads=more.get("old_uploads", 0),
        records=40_000,
        beside=60_000,
        data=318 * _MEGA,
        journal=96 * _MEGA,
        free=21_000 * _MEGA,
        size=40_000 * _MEGA,
    )


def cleanings() -> tuple[Cleaning, ...]:
    """Return what a cleaning of two servers would remove."""
    first = space("web1", old_uploads=3 * _MEGA)
    second = space("web2")
    return (
        Cleaning(space=first, releases=("9-0a1b2c3d", "10-5f2c11aa"), frees=43 * _MEGA),
        Cleaning(space=second, releases=("9-0a1b2c3d",), frees=20 * _MEGA),
    )


def contents() -> Contents:
    """Return what is in a backup."""
    files = tuple(DataFile(path=f"pictures/{n}.jpg", size=90_000, time=n) for n in range(4))
    return Contents(
        size=318 * _MEGA,
        sha256="1" * 64,
        manifest=Manifest(format=1, service="shop", time="2026-11-29T03:00:00Z"),
        files=files,
        databases=Checked(sound=("shop.db",)),
    )


def backup(file: Path = Path("/home/me/shop-web2.tar")) -> Backup:
    """Return a backup that is here."""
    return Backup(server="web2", file=file, contents=contents())


def comparison() -> Comparison:
    """Return what a restore would replace."""
    files = contents().files
    return Comparison(
        server="web2",
        contents=contents(),
        replaced=files[:2],
        added=files[2:],
        gone=(DataFile(path="new.txt", size=10, time=9),),
        newer=files[:1],
        kept_copy="2026-11-28 03:00 UTC",
    )


def dailies() -> tuple[Daily, ...]:
    """Return the daily copies of a service on two servers, of which one failed."""
    copies = tuple(
        Copy(
            server="web1",
            user="gfc-0123456789ab",
            name=f"shop-web1-202611{day}T031502Z.tar.sealed",
            size=(310 + day) * _MEGA,
        )
        for day in (28, 29, 30)
    )
    well = Went(
        time="2026-11-30T03:16:40Z", last="2026-11-30T03:16:40Z", size=340 * _MEGA, copies=3
    )
    bad = Went(time="2026-11-30T03:15:20Z", code="not_sent", detail="Permission denied")
    first = Daily(
        server="web1",
        service="shop",
        onto="store",
        user="gfc-0123456789ab",
        sealed=True,
        running=True,
        next="Tue 2026-12-01 03:15:00 UTC",
        went=well,
        copies=copies,
    )
    away = "web9.example: Connection refused"
    return first, replace(first, server="web2", sealed=False, went=bad, away=away, copies=())
