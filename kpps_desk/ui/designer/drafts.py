"""Designs that somebody began and hasn't saved: kept with this person's choices, a workspace's by its path.

What a newcomer gets wrong: one draft. Whoever begins a second template would lose the first.
"""

import json
from dataclasses import replace
from typing import NamedTuple

from kpps_desk.domain.designs import Design, DesignError
from kpps_desk.ui.designer.naming import LONGEST_TEXT, typed
from kpps_desk.ui.views import Views

_NAME = "designer/drafts"
_MOST = 40  # of all workspaces; the oldest goes


class Draft(NamedTuple):
    """`template` 0: of a new one; `version` is the one that the change began from."""

    key: str
    template: int
    version: int
    design: Design


def _read(text: str) -> Design:
    """As a file is read, but for half-typed tokens, which a draft may hold."""
    content = json.loads(text)
    texts = {side: [str(item.pop("text", ""))[:LONGEST_TEXT] for item in content[side]] for side in ("items", "back")}
    bare = Design.from_json(json.dumps(content))
    items, back = (
        tuple(replace(item, text=typed(text)) for item, text in zip(side, told, strict=True))
        for side, told in ((bare.items, texts["items"]), (bare.back, texts["back"]))
    )
    return replace(bare, items=items, back=back)


class Drafts:
    """Of one workspace. A line each, so that keeping one with every step of a hand leaves the others unread."""

    def __init__(self, kept: Views, workspace: str) -> None:
        self._kept, self._workspace = kept, json.dumps(workspace, ensure_ascii=False)

    def all(self) -> list[Draft]:
        """The oldest first; what this version can't read any more is left out."""
        found = []
        for line in self._lines():
            if line.startswith(f"{self._workspace}\t"):
                try:
                    _, key, template, version, design = line.split("\t", 4)
                    found.append(Draft(key, int(template), int(version), _read(design)))
                except (DesignError, LookupError, TypeError, ValueError, AttributeError):
                    continue
        return found

    def of(self, key: str) -> Draft | None:
        return next((draft for draft in self.all() if draft.key == key), None)

    def new_key(self) -> str:
        """For a design that isn't a template yet."""
        taken = {draft.key for draft in self.all()}
        return next(f"baru {number}" for number in range(1, _MOST + 2) if f"baru {number}" not in taken)

    def put(self, draft: Draft) -> None:
        """Keep it as it is now."""
        parts = (self._workspace, draft.key, str(draft.template), str(draft.version), draft.design.to_json())
        self._store([*self._others(draft.key), "\t".join(parts)])

    def drop(self, key: str) -> None:
        """It is saved, or nobody wants it."""
        self._store(self._others(key))

    def _others(self, key: str) -> list[str]:
        own = f"{self._workspace}\t{key}\t"
        return [line for line in self._lines() if not line.startswith(own)]

    def _lines(self) -> list[str]:
        return [line for line in self._kept.text(_NAME).split("\n") if line]

    def _store(self, lines: list[str]) -> None:
        self._kept.keep(_NAME, "\n".join(lines[-_MOST:]))
