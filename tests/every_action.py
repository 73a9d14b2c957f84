"""One of each action that an advice can offer, as the app makes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, get_args

from core import actions as do
from core.target import Cgo, Target

if TYPE_CHECKING:
    from collections.abc import Mapping

# With what a person types for it on the command line.
TYPED: Mapping[do.Action, str] = {
    do.SetTarget(Target(goarch="riscv64")): "--target linux/riscv64",
    do.SetMain("example.com/p/cmd/a"): "--main example.com/p/cmd/a",
    do.SetMicro("v3"): "--micro v3",
    do.SetMicro(""): "",
    do.SetCgo(Cgo.OFF): "--cgo off",
    do.SetCgo(Cgo.ON): "--cgo on",
    do.SetCgo(Cgo.STATIC): "--cgo static",
    do.SetProxy("https://mirror.example"): "--proxy https://mirror.example",
    do.SetProxy(""): "--proxy URLS",
    do.FetchGo(): "--fetch-go",
    do.IgnoreWorkspace(): "--no-workspace",
    do.OmitVcs(): "--no-vcs",
    do.AddTags(("netgo", "osusergo")): "--tags netgo,osusergo",
    do.ChooseFolder(): "",
    do.OpenFolder(Path("/srv/x")): "",
    do.StartFromTemplate(): "goferry new gin DIR --module M",
    do.ChooseMain(): "--main PACKAGE",
    do.ChooseTarget(): "goferry targets",
    do.ChooseProxy(): "--proxy URLS",
    do.NamePrivateModules(): "--private PATTERNS",
    do.ChooseGo(): "--go DIR",
    do.UseBundledGo(): "",
    do.OpenFile(Path("cmd/server/main.go"), 3, 12): "",
    do.ModTidy(): "goferry mod tidy DIR",
    do.ModDownload(): "goferry mod download DIR",
    do.ModVendor(): "goferry mod vendor DIR",
    do.GetZig(): "goferry zig install",
    do.Retry(): "",
    do.TrustHostKey("SHA256:abc"): "goferry server trust NAME --fingerprint SHA256:abc",
    do.EnterPassword(): "GOFERRY_PASSWORD=…",
    do.EnterPassphrase(): "GOFERRY_PASSPHRASE=…",
    do.EnterSudoPassword(): "GOFERRY_SUDO_PASSWORD=…",
    do.CopyPublicKey("/home/me/.ssh/id"): "",
    do.StartPracticeServer(): "goferry practice start",
    do.ReplaceHostKey("web1", "SHA256:abc"): "goferry server trust web1 --fingerprint SHA256:abc",
    do.ReplaceHostKey(): "goferry server trust NAME --fingerprint SHA256:…",
    do.CheckServer("web1"): "",
    do.ChooseKey("web1"): "goferry server edit web1 --key FILE",
    do.ChooseKey(): "goferry server edit NAME --key FILE",
    do.EditServer("web1"): "goferry server edit web1",
    do.ShowLogs("web1"): "goferry logs --service S --to web1",
    do.ShowLogs(): "goferry logs --service S --to NAME",
    do.RollBack("web1"): "goferry rollback --service S --to web1",
    do.GiveTime("web1", 60): "goferry extend --service S --to web1 --seconds 60",
    do.SettleFleet("web", ("a", "b")): "goferry deploy --finish --service web --to a,b",
    do.SettleFleet("web", ("a",), back=True): "goferry deploy --return --service web --to a",
    do.UseOption("port", "3000"): "--port 3000",
    do.UseOption("excludes", "*.map"): "--exclude '*.map'",
    do.ChooseOption("port"): "--port N",
    do.ChooseOption("limits.memory"): "--memory SIZE",
}
EVERY: tuple[do.Action, ...] = tuple(TYPED)
KINDS: frozenset[type] = frozenset(get_args(do.Action))
