"""What each module may pull in: a rule that is not run is a rule that is broken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = ("textual", "sqlmodel", "sqlalchemy", "rich", "platformdirs")
CORE = sorted(f"clerk.core.{path.stem}" for path in (ROOT / "clerk/core").glob("[a-z]*.py"))
SCREENS = sorted(
    f"clerk.screens.{path.stem}" for path in (ROOT / "clerk/screens").glob("[a-z]*.py")
)
FILE = ["chain", "item_rows", "migrations", "opening", "projections", "schema", "store", "verify"]
"""What reads and derives: all but the writing of rows, which needs the tables of SQLModel."""
LIGHT = [
    *CORE,
    *(f"clerk.{name}" for name in FILE),
    *("clerk.keymap", "clerk.meeting", "clerk.paths", "clerk.imports.meeting", "clerk.telling"),
]


def pulled_in(code: str) -> set[str]:
    """Return the modules that a fresh interpreter holds after ``code``."""
    code += "\nimport sys; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(run.stdout.splitlines()[-1].split())


@pytest.mark.parametrize("module", LIGHT)
def test_core_meeting_and_store_need_the_standard_library_only(module: str) -> None:
    assert pulled_in(f"import {module}").isdisjoint(HEAVY)


@pytest.mark.parametrize("module", CORE)
def test_core_knows_only_core(module: str) -> None:
    found = {name for name in pulled_in(f"import {module}") if name.startswith("clerk.")}
    assert all(name == "clerk.core" or name.startswith("clerk.core.") for name in found)


def test_screens_know_neither_app_nor_database() -> None:
    found = pulled_in("\n".join(f"import {module}" for module in SCREENS))
    assert found.isdisjoint({"clerk.app", "clerk.db", "clerk.store", "sqlmodel"})


def test_the_application_paints_before_sqlmodel_is_there() -> None:
    assert "sqlmodel" not in pulled_in("import clerk.app")


@pytest.mark.parametrize("module", ["clerk.record_commands", "clerk.exports.files", "clerk.demo"])
def test_printing_the_record_needs_neither_textual_nor_sqlmodel(module: str) -> None:
    assert pulled_in(f"import {module}").isdisjoint({"textual", "sqlmodel", "sqlalchemy"})


@pytest.mark.parametrize("module", ["clerk.projections", "clerk.item_rows"])
def test_projections_know_the_core_and_no_database(module: str) -> None:
    found = {name for name in pulled_in(f"import {module}") if name.startswith("clerk.")}
    own = {"clerk.projections", "clerk.item_rows"}
    assert all(name.startswith("clerk.core") for name in found - own)
    assert "sqlite3" not in pulled_in(f"import {module}")


def test_only_db_imports_sqlmodel() -> None:
    importers = [
        path.name
        for path in (ROOT / "clerk").rglob("*.py")
        if "import sqlmodel" in path.read_text() or "from sqlmodel" in path.read_text()
    ]
    assert importers == ["db.py"]


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_neither_textual_nor_sql(option: str) -> None:
    code = f"""
import sys
from clerk.cli import run
try:
    run([{option!r}])
except SystemExit as leaving:
    assert leaving.code == 0
"""
    assert pulled_in(code).isdisjoint({*HEAVY, "sqlite3"})
