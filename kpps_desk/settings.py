"""Where things lie: what ships with the program, and the user's own choices (last files, name, views).

What a newcomer gets wrong: a setting of the election (roles, ages, letterhead) doesn't belong here but into the
workspace, so that it travels with the data. Here is only what belongs to this person on this computer.
"""

import getpass
import json
import os
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import platformdirs

NAME = "kpps-desk"
_RECENT = 8  # files that the start page lists


@cache
def resources() -> Path:
    """Fonts, areas, templates: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parent
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def data_folder() -> Path:
    """Where the program may keep files of its own for this user; made when it is missing."""
    return platformdirs.user_data_path(NAME, appauthor=False, ensure_exists=True)


def log_file() -> Path:
    """The reports of bugs, for whoever mends them; its folder is made when it is missing."""
    return platformdirs.user_log_path(NAME, appauthor=False, ensure_exists=True) / f"{NAME}.log"


@dataclass(frozen=True, slots=True)
class Preferences:
    """What the program remembers of this person; an unknown or damaged file counts as nothing remembered."""

    operator: str = ""  # the name that enters the journal, asked once by the start page
    recent: tuple[str, ...] = ()  # workspaces, the last one first
    views: dict[str, Any] = field(default_factory=dict)  # columns, widths and filters of each screen, by its name

    def with_opened(self, path: Path | str) -> "Preferences":
        """The same with this workspace in the first place."""
        opened = str(path)
        others = [other for other in self.recent if other != opened]
        return replace(self, recent=(opened, *others)[:_RECENT])


def _file() -> Path:
    return platformdirs.user_config_path(NAME, appauthor=False) / "settings.json"


def load() -> Preferences:
    """What was remembered; the defaults when there is nothing readable."""
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Preferences()
    if not isinstance(found, dict):
        return Preferences()
    operator, recent, views = (found.get(name) for name in ("operator", "recent", "views"))
    return Preferences(
        operator if isinstance(operator, str) else "",
        tuple(path for path in recent if isinstance(path, str)) if isinstance(recent, list) else (),
        views if isinstance(views, dict) else {},
    )


def save(preferences: Preferences) -> bool:
    """Remember these; False when the folder can't be written, for then the program just forgets."""
    target = _file()
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(preferences), ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(target)
    except OSError:
        return False
    return True


def operator() -> str:
    """Who works here: the name given at the start page, else the system's user."""
    if name := load().operator.strip():
        return name
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under a number without a name
        return "operator"
