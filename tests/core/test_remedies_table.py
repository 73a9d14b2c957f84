"""What each symptom leads to: its buttons, their values, the field that it marks, its place."""

from __future__ import annotations

import re
from dataclasses import MISSING, fields
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core import remedies
from core.actions import AddTags, OpenFile
from core.plain_text import one_line
from core.remedies import build, code, modules, program
from core.remedies.matcher import LONGEST_DETAILS
from core.remedies.row import AdviceFrom, Remedy
from core.words import say

if TYPE_CHECKING:
    from core.actions import Action

PLACE = "open_file={file}:{line}"
BUILD = [
    ("go_not_found", "use_bundled_go choose_go", ""),
    ("not_a_go_project", "choose_folder start_from_template", "folder"),
    ("go_too_old", "fetch_go choose_go", "go"),
    ("go_not_fetched", "choose_proxy choose_go", "go"),
    ("go_version_too_new_for_go", "choose_go", "go"),
    ("module_version_off", "open_file=go.mod", ""),
    ("go_sum_unreadable", f"{PLACE} mod_tidy", ""),
    ("go_mod_unreadable", f"{PLACE} choose_go", ""),
    ("folder_name_refused", "retry", "folder"),
    ("goroot_of_another_go", "choose_go", "go"),
    ("no_such_target", "choose_target", "target"),
    ("target_needs_cgo", "set_cgo=on choose_target", "cgo"),
    ("no_c_compiler", "set_cgo=off set_cgo=static", "cgo"),
    ("c_compiler_of_another_system", "set_cgo=off set_cgo=static", "cgo"),
    ("glibc_only_code", "set_cgo=static", "cgo"),
    ("c_header_missing", "retry set_cgo=off", ""),
    ("c_library_missing", "retry set_cgo=off", ""),
    ("linker_flag_unknown", "set_cgo=off", ""),
    ("race_needs_cgo", "set_cgo=on", "race"),
    ("option_not_there", "choose_target", ""),
    ("no_such_micro", "set_micro", "micro"),
    ("profile_unreadable", "-", "profile"),
    ("not_really_static", "set_cgo=static add_tags=netgo,osusergo", "cgo"),
]
CODE = [
    ("stamp_not_text", "-", "stamps"),
    ("stamp_unnamed", "-", "stamps"),
    ("linker_options_unclear", "-", "ldflags"),
    ("linker_options_unclear", "-", "ldflags"),
    ("goflags_unclear", "retry", ""),
    ("git_refuses_folder", "omit_vcs", ""),
    ("program_still_runs", "retry", ""),
    ("goflag_unknown", "-", "flags"),
    ("embed_missing", PLACE, ""),
    ("embed_impossible", PLACE, ""),
    ("package_has_no_code", "set_cgo=on choose_target", "cgo"),
    ("internal_package", "-", ""),
    ("import_cycle", "-", ""),
    ("two_packages_in_a_folder", "-", ""),
    ("no_go_files", "choose_main", "main"),
    ("several_programs", "choose_main", "main"),
    ("not_a_program", "choose_main", "main"),
    ("no_main_function", "choose_main", "main"),
    ("not_on_this_system", f"{PLACE} choose_target", "target"),
    ("go_line_too_low", "open_file=go.mod", ""),
    ("declared_twice", PLACE, ""),
    ("import_unused", PLACE, ""),
    ("variable_unused", PLACE, ""),
    ("variable_unused", PLACE, ""),
    ("undefined_name", PLACE, ""),
    ("function_without_body", "mod_tidy choose_target", ""),
    ("file_not_text", "open_file={file}", ""),
    ("c_code_faulty", PLACE, ""),
    ("c_symbol_missing", "-", ""),
    ("c_symbol_twice", "-", ""),
    ("c_name_unknown", PLACE, ""),
    ("c_flag_refused", "- set_cgo=off", ""),
    ("c_files_without_cgo", "- set_cgo=off", ""),
    ("c_code_not_movable", "-", "mode"),
    ("c_option_unknown", "- set_cgo=off", ""),
    ("c_package_unknown", "- set_cgo=off", ""),
    ("compile_error", PLACE, ""),
]
MODULES = [
    ("certificate_expired", "retry choose_proxy", ""),
    ("certificate_of_another", "choose_proxy retry", ""),
    ("certificate_untrusted", "- choose_proxy", ""),
    ("server_without_tls", "choose_proxy", ""),
    ("checksums_unreachable", "name_private_modules choose_proxy retry", ""),
    ("network_proxy_unreachable", "- retry", ""),
    ("module_server_wants_login", "retry choose_proxy", ""),
    ("module_server_unwell", "retry choose_proxy", ""),
    ("module_damaged", "retry choose_proxy", ""),
    ("git_not_found", "retry choose_proxy", ""),
    ("git_server_unknown", "retry", ""),
    ("git_key_refused", "retry", ""),
    ("checksum_mismatch", "-", ""),
    ("go_sum_incomplete", "mod_tidy", ""),
    ("private_module", "name_private_modules retry", ""),
    ("module_renamed", "-", ""),
    ("module_refused", "- choose_proxy", ""),
    ("offline", "set_proxy", ""),
    ("module_server_unreachable", "choose_proxy retry", ""),
    ("vendor_outdated", "mod_vendor", ""),
    ("replacement_missing", "open_file=go.mod", ""),
    ("outside_workspace", "ignore_workspace", ""),
    ("go_mod_lacks_module", "mod_tidy", ""),
    ("import_unknown", "-", ""),
    ("import_ambiguous", "- mod_tidy", ""),
    ("import_of_a_program", "-", ""),
    ("import_misspelt", "-", ""),
    ("module_unavailable", "retry choose_proxy", ""),
]
PROGRAM = [("cgo_stub", "set_cgo=on -", ""), ("files_missing", "-", "")]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ((*build.ROWS, *build.WARNINGS), BUILD), (code.ROWS, CODE), (modules.ROWS, MODULES),
        (program.ROWS, PROGRAM),
    ],
    ids=["build", "code", "modules", "program"],
)  # fmt: skip
def test_rows_stand_in_this_order_with_these_buttons(
    rows: tuple[Remedy, ...], wanted: list[tuple[str, str, str]]
) -> None:
    assert [(one.code, _buttons(one), one.field) for one in rows] == wanted


def _buttons(row: Remedy) -> str:
    told = []
    for advice in row.next:
        groups = {name: f"{{{name}}}" for name in row.pattern.groupindex}
        filled = advice.filled(groups) if isinstance(advice, AdviceFrom) else advice
        told.append(_spelled(filled.action) if filled.action else "-")
    return " ".join(told)


def _spelled(action: Action) -> str:
    name = re.sub("(?<=[a-z])(?=[A-Z])", "_", type(action).__name__).lower()
    given = [getattr(action, one.name) for one in fields(action) if one.default is MISSING]
    value = ",".join(given[0] if isinstance(action, AddTags) else map(str, given))
    return f"{name}={value}" if value else name


# Two symptoms in one output: which of them is the reason of the other.
REASONS = {
    "x509: certificate signed by unknown authority\ndial tcp: i/o timeout": "certificate_untrusted",
    "dial tcp: lookup x: no such host\na.go:1:2: b@v1: reading": "module_server_unreachable",
    "./a.go:1:2: undefined: syscall.Kill": "not_on_this_system",
    "./a.go:1:2: undefined: x": "undefined_name",
    "./a.go:1:2: something else": "compile_error",
    "verifying a@v1: checksum mismatch\nSECURITY ERROR": "checksum_mismatch",
    "reading https://x: 404 Not Found": "module_refused",
    "reading https://x: 403 Forbidden": "module_refused",
    "reading https://x: 401 Unauthorized": "module_server_wants_login",
    "reading https://x: 429 Too Many": "module_server_unwell",
    "reading https://x: 503 Service": "module_server_unwell",
    "reading https://x: 410 Gone": "private_module",
    "x: unknown revision v9": "module_refused",
    "go.mod requires go >= 1.99 (running go 1.26.8)": "go_too_old",
    "cannot find -lsqlite3": "c_library_missing",
}


@pytest.mark.parametrize("said", REASONS)
def test_of_several_symptoms_the_reason_is_told(said: str) -> None:
    found = remedies.explain(said)
    assert found is not None
    assert found.code == REASONS[said]


def test_places_are_filled_and_every_problem_is_told_once_per_line() -> None:
    said = (
        "# p\n./a.go:3:2: undefined: one\n./b.go:4:2: undefined: two\n./a.go:9:1: undefined: one\n"
    )
    found = remedies.explain_all(said)
    assert [one.next[0].action for one in found] == [
        OpenFile(Path("a.go"), 3),
        OpenFile(Path("b.go"), 4),
    ]
    assert {one.details for one in found} == {said.strip()}
    many = "".join(f"./a.go:{n}:1: undefined: x{n}\n" for n in range(30))
    assert len(remedies.explain_all(many)) == 20
    row = Remedy("c", r"x (?P<a>\w+)(?: (?P<b>\w+))?", say("{a}{b}"), say("."), (), "f")
    for text, what in (("x one", "one"), ("x one two", "onetwo")):
        problem = remedies.explain(text, (row,))
        assert problem is not None
        assert (str(problem.what), problem.field) == (what, "f")


def test_foreign_words_are_bounded() -> None:
    assert one_line(" a\x00b\n ") == "a·b"
    assert one_line("x" * 200) == "x" * 200
    assert one_line("x" * 201) == "x" * 200 + "…"
    assert LONGEST_DETAILS == 20_000
    whole = "a" * 20_000
    assert remedies.bounded(whole) == whole
    longer = remedies.bounded("a" * 10_001 + "b" * 10_000)
    assert longer == f"{'a' * 10_000}\n…\n{'b' * 10_000}"
