"""What each symptom leads to: its buttons, their values, the field that it marks, its place."""

from __future__ import annotations

import pytest

from core import remedies
from core.plain_text import one_line
from core.remedies import build, code, modules, program
from core.remedies.matcher import LONGEST_DETAILS
from core.remedies.row import Row
from core.words import say

PLACE = "open_file={file}:{line}"
BUILD = [
    ("go_not_found", "use_bundled_go choose_go", ""),
    ("not_a_go_project", "choose_folder start_from_template", "folder"),
    ("go_too_old", "let_go_fetch_toolchain={wanted} choose_go", "go"),
    ("go_not_fetched", "set_goproxy choose_go", "go"),
    ("go_version_too_new_for_go", "choose_go", "go"),
    ("module_version_off", "open_file=go.mod", ""),
    ("go_sum_unreadable", f"{PLACE} mod_tidy", ""),
    ("go_mod_unreadable", f"{PLACE} choose_go", ""),
    ("folder_name_refused", "retry", "folder"),
    ("goroot_of_another_go", "choose_go", "go"),
    ("no_such_target", "choose_target", "target"),
    ("target_needs_cgo", "cgo_on choose_target", "cgo"),
    ("no_c_compiler", "cgo_off cgo_static", "cgo"),
    ("c_compiler_of_another_system", "cgo_off cgo_static", "cgo"),
    ("glibc_only_code", "cgo_static", "cgo"),
    ("c_header_missing", "retry cgo_off", ""),
    ("c_library_missing", "retry cgo_off", ""),
    ("linker_flag_unknown", "cgo_off", ""),
    ("race_needs_cgo", "cgo_on", "race"),
    ("option_not_there", "choose_target", ""),
    ("no_such_micro", "set_micro", "micro"),
    ("profile_unreadable", "-", "profile"),
    ("not_really_static", "cgo_static add_tag=netgo,osusergo", "cgo"),
]
CODE = [
    ("stamp_not_text", "-", "stamps"),
    ("stamp_unnamed", "-", "stamps"),
    ("linker_options_unclear", "-", "ldflags"),
    ("linker_options_unclear", "-", "ldflags"),
    ("goflags_unclear", "retry", ""),
    ("git_refuses_folder", "no_vcs_stamp", ""),
    ("program_still_runs", "retry", ""),
    ("goflag_unknown", "-", "flags"),
    ("embed_missing", PLACE, ""),
    ("embed_impossible", PLACE, ""),
    ("package_has_no_code", "cgo_on choose_target", "cgo"),
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
    ("c_flag_refused", "- cgo_off", ""),
    ("c_files_without_cgo", "- cgo_off", ""),
    ("c_code_not_movable", "-", "mode"),
    ("c_option_unknown", "- cgo_off", ""),
    ("c_package_unknown", "- cgo_off", ""),
    ("compile_error", PLACE, ""),
]
MODULES = [
    ("certificate_expired", "retry set_goproxy", ""),
    ("certificate_of_another", "set_goproxy retry", ""),
    ("certificate_untrusted", "- set_goproxy", ""),
    ("server_without_tls", "set_goproxy", ""),
    ("checksums_unreachable", "set_goprivate set_goproxy retry", ""),
    ("network_proxy_unreachable", "- retry", ""),
    ("module_server_wants_login", "retry set_goproxy", ""),
    ("module_server_unwell", "retry set_goproxy", ""),
    ("module_damaged", "retry set_goproxy", ""),
    ("git_not_found", "retry set_goproxy", ""),
    ("git_server_unknown", "retry", ""),
    ("git_key_refused", "retry", ""),
    ("checksum_mismatch", "-", ""),
    ("go_sum_incomplete", "mod_tidy", ""),
    ("private_module", "set_goprivate retry", ""),
    ("module_renamed", "-", ""),
    ("module_refused", "- set_goproxy", ""),
    ("offline", "set_goproxy", ""),
    ("module_server_unreachable", "set_goproxy retry", ""),
    ("vendor_outdated", "mod_vendor", ""),
    ("replacement_missing", "open_file=go.mod", ""),
    ("outside_workspace", "ignore_workspace", ""),
    ("go_mod_lacks_module", "mod_tidy", ""),
    ("import_unknown", "-", ""),
    ("import_ambiguous", "- mod_tidy", ""),
    ("import_of_a_program", "-", ""),
    ("import_misspelt", "-", ""),
    ("module_unavailable", "retry set_goproxy", ""),
]
PROGRAM = [("cgo_stub", "cgo_on -", ""), ("files_missing", "-", "")]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ((*build.ROWS, *build.WARNINGS), BUILD), (code.ROWS, CODE), (modules.ROWS, MODULES),
        (program.ROWS, PROGRAM),
    ],
    ids=["build", "code", "modules", "program"],
)  # fmt: skip
def test_rows_stand_in_this_order_with_these_buttons(
    rows: tuple[Row, ...], wanted: list[tuple[str, str, str]]
) -> None:
    assert [(one.code, _buttons(one), one.field) for one in rows] == wanted


def _buttons(row: Row) -> str:
    told = []
    for advice in row.next:
        action = advice.action.value if advice.action else "-"
        told.append(f"{action}={advice.value}" if advice.value else action)
    return " ".join(told)


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
    assert [one.next[0].value for one in found] == ["./a.go:3", "./b.go:4"]
    assert {one.details for one in found} == {said.strip()}
    many = "".join(f"./a.go:{n}:1: undefined: x{n}\n" for n in range(30))
    assert len(remedies.explain_all(many)) == 20
    row = Row("c", r"x (?P<a>\w+)(?: (?P<b>\w+))?", say("{a}{b}"), say("."), (), "f")
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
