"""The house rules, read from the source: floors, budgets, names, and who may write."""

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kpps_desk"
SOURCES = sorted(PACKAGE.rglob("*.py"))
OWN = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "benchmarks").rglob("*.py"))]
FORBIDDEN = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
FILE_MEDIAN, FILE_MOST = 120, 400
FUNCTION_P90, FUNCTION_MOST = 25, 60
CHANGING_SQL = re.compile(
    r"\b(INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX|TRIGGER|VIRTUAL)|DROP\s+\w+)\b"
)
CHANGING_CALLS = {"insert", "update", "delete", "exec_driver_sql"}


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


class Facts(NamedTuple):
    """What the rules ask of a file, so that it is read and taken apart once for all of them."""

    documented: bool
    functions: tuple[tuple[str, int], ...]  # name, lines
    imports: tuple[str, ...]
    changing: tuple[str, ...]  # where it changes rows
    catches_everything: bool


@cache
def _facts(path: Path) -> Facts:
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    nodes = list(ast.walk(tree))
    return Facts(
        documented=bool(ast.get_docstring(tree)),
        functions=tuple(
            (f"{path.relative_to(ROOT)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
            for node in nodes
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ),
        imports=tuple(name for node in nodes for name in _imported(node)),
        changing=tuple(f"{path.relative_to(ROOT)}:{found}" for node in nodes for found in _changing(node)),
        catches_everything=any(
            isinstance(node, ast.ExceptHandler) and isinstance(node.type, ast.Name) and node.type.id == "Exception"
            for node in nodes
        ),
    )


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module


def _changing(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and CHANGING_SQL.search(node.value):
        yield f"{node.lineno} {node.value[:40]}"
    if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
        yield from (f"{node.lineno} {name}" for name in {alias.name for alias in node.names} & CHANGING_CALLS)
    if isinstance(node, ast.Attribute) and node.attr == "exec_driver_sql":
        yield f"{node.lineno} {node.attr}"


def test_imports_only_go_down_the_floors() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_files_stay_small() -> None:
    sizes = {str(path.relative_to(ROOT)): _lines(path) for path in OWN}
    assert {name: size for name, size in sizes.items() if size > FILE_MOST} == {}
    assert statistics.median(_lines(path) for path in SOURCES) <= FILE_MEDIAN


def test_functions_stay_small() -> None:
    sizes = dict(function for path in SOURCES for function in _facts(path).functions)
    assert {name: size for name, size in sizes.items() if size > FUNCTION_MOST} == {}
    ranked = sorted(sizes.values())
    assert ranked[int(len(ranked) * 0.9)] <= FUNCTION_P90


def test_no_file_is_named_after_nothing() -> None:
    parts = {part for path in OWN for part in path.relative_to(ROOT).with_suffix("").parts}
    words = {word for part in parts for word in part.split("_")}
    assert words & FORBIDDEN == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_it_is_for(path: Path) -> None:
    assert _facts(path).documented, f"{path.name} opens without a docstring"


def test_only_the_store_writes_sql_that_changes_rows() -> None:
    outside = [path for path in SOURCES if PACKAGE / "store" not in path.parents]
    assert [found for path in outside for found in _facts(path).changing] == []


def test_migrations_import_nothing_of_ours() -> None:
    """A migration must mean the same next year, whatever the code has become."""
    versions = sorted((PACKAGE / "store" / "migrations" / "versions").glob("*.py"))
    assert versions
    ours = {path.name: name for path in versions for name in _facts(path).imports if name.split(".")[0] == "kpps_desk"}
    assert ours == {}


def test_rules_use_the_standard_library_only() -> None:
    for path in sorted((PACKAGE / "domain").glob("*.py")):
        foreign = {
            name for name in _facts(path).imports if name.split(".")[0] not in sys.stdlib_module_names | {"kpps_desk"}
        }
        assert foreign == set(), path.name


def test_nobody_outside_the_two_places_that_report_bugs_catches_everything() -> None:
    places = {path.relative_to(PACKAGE).parts[0] for path in SOURCES if _facts(path).catches_everything}
    assert places <= {"cli", "ui", "__main__.py"}


def test_the_lock_names_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--index" not in lock
    pins = re.findall(r"^[a-z0-9][^=\s]*==", lock, flags=re.MULTILINE)
    assert len(pins) > 20
    assert lock.count("--hash=sha256:") >= len(pins)


def test_the_top_of_the_tree_is_as_drawn() -> None:
    answer = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        pytest.skip("not a git checkout")
    top = {line.split("/")[0] for line in answer.stdout.splitlines()}
    drawn = {
        "pyproject.toml", "requirements.lock", "Makefile", "README.md", "CHANGELOG.md", "docs", "resources",
        "kpps_desk", "tests", "benchmarks", ".ci", ".gitignore",
    }  # fmt: skip
    assert top <= drawn


def test_every_command_of_the_makefile_is_listed_by_its_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE))
    helped = set(re.findall(r"^([a-z]+):.*## ", makefile, flags=re.MULTILINE))
    assert targets == helped
    assert {"run", "test", "bench"} <= targets


def test_words_lists_tables_and_columns_that_exist() -> None:
    from kpps_desk.store.schema import metadata

    listed = re.findall(r"`(\w+)\.(\w+)`", (ROOT / "docs" / "words.md").read_text(encoding="utf-8"))
    assert listed
    unknown = [
        f"{table}.{column}"
        for table, column in listed
        if table not in metadata.tables or column not in metadata.tables[table].columns
    ]
    assert unknown == []


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: page.name)
def test_what_the_docs_point_at_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    named = re.findall(r"`((?:kpps_desk|tests|resources|docs)/[\w./-]*)`", text)
    linked = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    missing = [name for name in named if not (ROOT / name).exists()]
    missing += [link for link in linked if not (page.parent / link).exists()]
    assert missing == []
