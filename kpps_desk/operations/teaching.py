"""Write down as trainers those who were present as one and stand in no list, so that they can have a certificate.

What a newcomer gets wrong: doing it unasked. A name on a session may be a slip of a name in the list; somebody looks
first.
"""

from kpps_desk.domain.room_lines import TrainerLine
from kpps_desk.operations import rooms
from kpps_desk.queries import teaching
from kpps_desk.store.transaction import Transaction


def take_in(tx: Transaction, names: list[str] | None = None, *, area: str = "", session: int | None = None) -> int:
    """These names, or all that teaching.unlisted tells of an area or a session; how many are new."""
    strangers = teaching.unlisted(tx, area, session)
    wanted = [name for name in strangers if names is None or name in names]
    return sum(rooms.put_trainer(tx, "", TrainerLine(name)) is True for name in wanted)
