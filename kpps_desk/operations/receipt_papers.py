"""Print the lists of transport money: the first one, and each later one for corrections and for who came afterwards.

What a newcomer gets wrong: one list of everything. What was paid together was signed together and stands on one list
with its own numbers; what isn't paid yet is the last list.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from kpps_desk import words
from kpps_desk.documents import paper, receipt_list
from kpps_desk.domain.election import Election, PaperSettings
from kpps_desk.domain.receipts import Payment, ReceiptList
from kpps_desk.domain.wordings import fill
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.operations import paperwork
from kpps_desk.operations.invitation_texts import session_tokens
from kpps_desk.operations.paperwork import Printed
from kpps_desk.problems import Refused
from kpps_desk.progress import Progress, silent
from kpps_desk.queries import areas, calling, office, receipts, sessions, wordings
from kpps_desk.queries.calling import Occasion
from kpps_desk.queries.receipts import ReceiptLine
from kpps_desk.store.database import Database
from kpps_desk.store.snapshot import Snapshot


def print_receipts(
    database: Database,
    session: int,
    out: Path,
    progress: Progress = silent,
    *,
    size: str = "A4",
    series: int | None = None,
) -> Printed:
    """All lists of a session (or one) to a PDF; Refused where there is no line yet."""
    check_ending(out, ".pdf")
    with database.read() as db:
        lists = list(listed(db, session, series))
    if not lists:
        raise Refused("Sesi ini belum mempunyai tanda terima.", "Susun tanda terimanya dahulu.")
    with whole_file(out) as file:
        bound = paperwork.bind(
            file,
            lambda: [receipt_list.section(one, paper.SIZES[size]) for one in lists],
            "Tanda terima uang transpor",
            size,
            progress,
        )
    return Printed(bound.pages, sum(len(one.payments) for one in lists), out, bound.flaws)


def listed(db: Snapshot, session: int, series: int | None = None) -> Iterator[ReceiptList]:
    """The lists of a session, as they were or will be signed."""
    sessions.kind_of(db, session)
    election = areas.election(db)
    occasion = calling.occasions(db, [session])[session]
    texts = wordings.texts(db, "transpor")
    for number, lines in groupby(receipts.lines(db, session), key=lambda line: line.series):
        if series is None or number == series:
            yield _list(list(lines), number, occasion, election, office.paper_for(db, occasion.area_code), texts)


def _list(
    lines: list[ReceiptLine],
    series: int,
    occasion: Occasion,
    election: Election,
    headed: PaperSettings,
    texts: dict[str, str],
) -> ReceiptList:
    told = session_tokens(occasion, election, headed, occasion.day)
    said = {name: fill(text, told) for name, text in texts.items()}
    place = f"{occasion.venue}, {occasion.area}" if occasion.venue else occasion.area
    return ReceiptList(
        paper=headed,
        title=said["transpor.judul"],
        subtitle=f"Daftar tambahan ke-{series - 1}" if series > 1 else "",
        facts=(
            ("Kegiatan", f"{occasion.title}, gelombang {occasion.wave}"),
            ("Hari, tanggal", f"{told['hari_tanggal']}, {told['waktu']}"),
            ("Tempat", place),
        ),
        statement=said["transpor.pernyataan"],
        payments=tuple(map(_payment, lines)),
        paid=_paid(lines[0]),
        payer=said["transpor.pembayar"],
        knowing=said["transpor.mengetahui"],
        dated=f"{headed.city}, {words.long_date(occasion.day)}",
    )


def _payment(line: ReceiptLine) -> Payment:
    return Payment(line.number, line.name, line.tps, line.role, line.amount, note(line))


def note(line: ReceiptLine) -> str:
    """`koreksi no. 3, daftar 1: salah hitung`; '' for a first line."""
    if line.corrects is None:
        return ""
    series, number = line.corrects
    return f"koreksi no. {number}, daftar {series}: {line.reason}"


def _paid(line: ReceiptLine) -> str:
    return f"Dibayar {words.moment(line.paid_at)} oleh {line.paid_by}." if line.paid_at else ""
