"""The design on the table: what it is now, what is chosen of it, and the way back through every step.

What a newcomer gets wrong: a step for each pixel of a drag. Edits under one topic are one step until `settle`; a hand
that lets go, another item or a pause settles.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from kpps_desk.domain.designs import Design, Item
from kpps_desk.ui.designer.arranging import box_of, put_at
from kpps_desk.ui.designer.boxes import Box

_PAUSE = 900  # ms after the last key of a text
_DEEPEST = 200  # steps


class State(NamedTuple):
    """A design, the side that is looked at and the places of what is chosen there; the last chosen one leads."""

    design: Design
    back: bool = False
    chosen: tuple[int, ...] = ()


class Work(QObject):
    """`changed`: the design is another one; `chosen_changed`: other items, or the other side."""

    changed = Signal()
    chosen_changed = Signal()
    steps_changed = Signal()  # whether there is a way back or forth

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state: State | None = None
        self._past: list[State] = []
        self._future: list[State] = []
        self._topic = ""
        self._kept: Design | None = None
        self._pausing = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pausing.timeout.connect(self.settle)

    # -- what is there ------------------------------------------------------------------------------------------------

    @property
    def design(self) -> Design:
        if self.state is None:
            raise RuntimeError("no design is on the table")
        return self.state.design

    @property
    def back(self) -> bool:
        return self.state is not None and self.state.back

    @property
    def items(self) -> tuple[Item, ...]:
        """Of the side that is looked at."""
        return self.design.back if self.back else self.design.items

    @property
    def chosen(self) -> tuple[int, ...]:
        return self.state.chosen if self.state is not None else ()

    @property
    def current(self) -> int:
        """The place of the item that the panel shows; -1: none."""
        return self.chosen[-1] if self.chosen else -1

    @property
    def item(self) -> Item | None:
        return self.items[self.current] if self.current >= 0 else None

    @property
    def dirty(self) -> bool:
        """Whether something would be lost that is not saved."""
        return self.state is not None and self.state.design != self._kept

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._future)

    # -- beginning and end --------------------------------------------------------------------------------------------

    def start(self, design: Design, *, kept: Design | None = None) -> None:
        """Lay a design on the table; `kept` is how it is saved (None: not yet)."""
        self.state, self._kept = State(design), kept
        self._past.clear()
        self._future.clear()
        self._topic = ""
        self._tell_all()

    def saved(self, design: Design) -> None:
        """This is what the file holds now."""
        self.settle()
        self._kept = design
        self.steps_changed.emit()

    # -- changing -----------------------------------------------------------------------------------------------------

    def edit(self, design: Design, *, topic: str = "", chosen: Iterable[int] | None = None) -> None:
        """Another design; edits under one `topic` are one step until it is settled."""
        before = self.state
        if before is None or (design == before.design and chosen is None):
            return
        if not topic or topic != self._topic:
            self.settle()
            self._past = [*self._past[1 - _DEEPEST :], before]
        self._future.clear()
        self._topic = topic
        if topic.startswith("type"):
            self._pausing.start()
        self._go(State(design, before.back, before.chosen if chosen is None else tuple(chosen)))

    def put_items(self, items: Sequence[Item], *, topic: str = "", chosen: Iterable[int] | None = None) -> None:
        """Other items on the side that is looked at."""
        side = {"back" if self.back else "items": tuple(items)}
        self.edit(replace(self.design, **side), topic=topic, chosen=chosen)  # type: ignore[arg-type]

    def put_boxes(self, boxes: dict[int, Box], *, topic: str = "") -> None:
        """Items of the side that is looked at, by their places, into other boxes."""
        items = [put_at(item, boxes[at]) if at in boxes else item for at, item in enumerate(self.items)]
        self.put_items(items, topic=topic)

    def change(self, change: Callable[[Item], Item], *, topic: str = "") -> None:
        """Change every chosen item."""
        chosen = set(self.chosen)
        items = [change(item) if at in chosen else item for at, item in enumerate(self.items)]
        self.put_items(items, topic=topic)

    def settle(self) -> None:
        """What comes next is another step."""
        self._topic = ""
        self._pausing.stop()

    # -- choosing -----------------------------------------------------------------------------------------------------

    def choose(self, chosen: Iterable[int]) -> None:
        """These and no others; the last one leads."""
        wanted = tuple(dict.fromkeys(at for at in chosen if 0 <= at < len(self.items)))
        if self.state is not None and wanted != self.state.chosen:
            self.settle()
            self.state = self.state._replace(chosen=wanted)
            self.chosen_changed.emit()

    def turn(self, *, back: bool) -> None:
        """Look at the other side."""
        if self.state is not None and back != self.state.back:
            self.settle()
            self.state = self.state._replace(back=back, chosen=())
            self.chosen_changed.emit()

    def boxes(self) -> dict[int, Box]:
        """Of what is chosen, by place."""
        return {at: box_of(self.items[at]) for at in self.chosen}

    # -- back and forth -----------------------------------------------------------------------------------------------

    def undo(self) -> None:
        self._step(self._past, self._future)

    def redo(self) -> None:
        self._step(self._future, self._past)

    def take_back(self, state: State) -> None:
        """As if the hand had never taken hold: a drag that Escape ends."""
        while self._past and self.state is not None and self.state.design != state.design:
            self.state = self._past.pop()
        self.settle()
        self._tell_all()

    def _step(self, these: list[State], those: list[State]) -> None:
        self.settle()
        if these and self.state is not None:
            those.append(self.state)
            self._go(these.pop())

    def _go(self, state: State) -> None:
        back = state.back and bool(state.design.back)
        many = len(state.design.back if back else state.design.items)
        chosen = tuple(at for at in state.chosen if at < many) if back == state.back else ()
        before, state = self.state, State(state.design, back, chosen)
        self.state = state
        if before is None or before.back != state.back or before.chosen != state.chosen:
            self.chosen_changed.emit()
        self.changed.emit()
        self.steps_changed.emit()

    def _tell_all(self) -> None:
        self.chosen_changed.emit()
        self.changed.emit()
        self.steps_changed.emit()
