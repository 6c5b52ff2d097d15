"""Run the measures, each in a process of its own, and print the table.

What a newcomer gets wrong: running two measures at once to save time. They share the cores, and every ratio lies.
"""

import argparse
import importlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks import machine, table
from benchmarks.figures import Figure
from benchmarks.scene import Scene

# In this order: the import makes the workspace that the others measure on.
SUBJECTS = (
    "importing",
    "reimport",
    "searching",
    "lists",
    "suspects",
    "readiness",
    "planning",
    "window",
    "walk",
    "memory",
    "marking",
    "processes",
    "gaps",
    "certificates",
)
_PATIENCE = 420  # seconds that one measure may take before it is called stuck


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure everything asked for; 1 if a measure could not run, 0 even if a goal is missed."""
    asked = _parser().parse_args(arguments)
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with _folder(asked.keep) as folder:
        scene = Scene(Path(folder), asked.quick)
        if asked.measure:
            _measure(asked.measure, scene)
            return 0
        return _all(scene, asked.only or SUBJECTS, asked.out)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measures beside their baselines.")
    parser.add_argument("--quick", action="store_true", default=bool(os.environ.get("QUICK")), help="one kecamatan")
    parser.add_argument("--only", action="append", choices=SUBJECTS, help="this measure (may be repeated)")
    parser.add_argument("--out", type=Path, help="also write the table as Markdown to this file")
    parser.add_argument("--keep", type=Path, help="work in this folder and keep (or reuse) the files made")
    parser.add_argument("--measure", choices=SUBJECTS, help=argparse.SUPPRESS)
    return parser


def _folder(keep: Path | None) -> "tempfile.TemporaryDirectory[str] | _Kept":
    return _Kept(keep) if keep else tempfile.TemporaryDirectory(prefix="kpps-bench-")


class _Kept:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> str:
        self.path.mkdir(parents=True, exist_ok=True)
        return str(self.path)

    def __exit__(self, *_: object) -> None:
        return None


def _all(scene: Scene, subjects: Sequence[str], out: Path | None) -> int:
    begun = time.perf_counter()
    figures = [figure for subject in subjects for figure in _run(subject, scene)]
    size = "one kecamatan" if scene.quick else "the full 133,515"
    heading = f"{size}; {machine.line()}; {time.perf_counter() - begun:.0f} s in all"
    print(f"\n{heading}\n\n{table.plain(figures)}")
    if out:
        out.write_text(f"Measured on {heading}.\n\n{table.markdown(figures)}\n", encoding="utf-8")
    return int(any(figure.ours is None for figure in figures))


def _run(subject: str, scene: Scene) -> Iterator[Figure]:
    """The figures of one measure; what it had measured before it failed is kept."""
    print(f"{subject} ...", end=" ", file=sys.stderr, flush=True)
    begun = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks", "--measure", subject, "--keep", str(scene.folder)]
    quick = {"QUICK": "1"} if scene.quick else {"QUICK": ""}
    try:
        done = subprocess.run(
            command, env=os.environ | quick, stderr=subprocess.PIPE, text=True, timeout=_PATIENCE, check=False
        )
        trouble = done.stderr.strip().splitlines()[-1:] if done.returncode else []
    except subprocess.TimeoutExpired:
        trouble = [f"stuck for {_PATIENCE} s"]
    print(f"{time.perf_counter() - begun:.0f} s {''.join(trouble)}", file=sys.stderr, flush=True)
    kept = scene.folder / f"{subject}.figures"
    if kept.exists():
        yield from map(Figure.from_json, kept.read_text(encoding="utf-8").splitlines())
    if trouble:
        yield Figure(subject, None, "", note=trouble[0])


def _measure(subject: str, scene: Scene) -> None:
    measure = importlib.import_module(f"benchmarks.{subject}").measure
    with (scene.folder / f"{subject}.figures").open("w", encoding="utf-8") as file:
        for figure in measure(scene):
            file.write(figure.to_json() + "\n")
            file.flush()
