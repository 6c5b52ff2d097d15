"""Keep the letterheads, logos and officials of the areas' offices, and the template of certificate numbers.

What a newcomer gets wrong: two places for the workspace's own. Its lines, city and first signatory are the election's
paper settings (operations/papers.py); here '' as the area adds its logo and further officials.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from kpps_desk.domain import values
from kpps_desk.domain.office import MOST_SIGNERS, Letterhead, Official
from kpps_desk.operations import papers
from kpps_desk.problems import Gone, Invalid, Refused
from kpps_desk.queries import areas, office
from kpps_desk.store import schema
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction

_LONGEST = 120  # letters in a line
_LINES = 4  # of a letterhead
_OFFICIALS = 12  # of one office
_ELECTION = select(schema.election.c.id)


def save_letterhead(
    tx: Transaction,
    area: str,
    *,
    lines: Sequence[str] = (),
    city: str = "",
    logo: str = "",
    version: int | None = None,
) -> bool:
    """What the papers of this area are headed with; what is '' comes from the office around it. False: no change.

    `logo` is the digest of a picture (operations.designs.take_picture). `version` None: whatever it is now.
    """
    kept = _letterhead(tx, area)
    text = "\n".join(_cleaned(lines)) if area else ""
    town = _line("city", city, "Kota", required=False) if area else ""
    if logo and tx.value(select(schema.asset.c.id).where(schema.asset.c.digest == logo)) is None:
        raise Gone("Gambar lambang ini tidak ada di berkas kerja.", "Pilih lagi berkas gambarnya.")
    if not (text or town or logo):
        return kept is not None and tx.delete_many(schema.letterhead, [kept.id]) > 0
    values_ = {"lines": text, "city": town, "logo": logo}
    if kept is None:
        tx.insert(schema.letterhead, {"area_id": areas.area_id(tx, area) if area else None, **values_})
        return True
    return tx.update(schema.letterhead, kept.id, values_, version=version)


def remove_letterhead(tx: Transaction, area: str) -> bool:
    """The area's papers are headed as the office around it again."""
    kept = _letterhead(tx, area)
    return kept is not None and tx.delete_many(schema.letterhead, [kept.id]) > 0


def save_official(
    tx: Transaction,
    area: str,
    typed: Mapping[str, str],
    *,
    signs: bool = False,
    id: int | None = None,  # noqa: A002
    version: int | None = None,
) -> int:
    """Write an official down (last in order) or change one; `typed` is title, name, number. Their id.

    Refused where more than three would sign a certificate.
    """
    record = {
        "title": _line("title", typed.get("title", ""), "Jabatan"),
        "name": _line("name", typed.get("name", ""), "Nama"),
        "number": _line("number", typed.get("number", ""), "NIP atau nomor lain", required=False),
        "signs": signs,
    }
    there = _of_office(tx, area)
    _check_signers(area, [one for one in there if one.id != id], signs=signs)
    if id is not None:
        tx.update(schema.official, id, record, version=version)
        return id
    if len(there) >= _OFFICIALS:
        raise Refused(f"Satu kantor paling banyak mempunyai {_OFFICIALS} pejabat.", "Hapus yang tidak lagi menjabat.")
    rank = max((one.rank for one in there), default=0) + 1
    area_id = areas.area_id(tx, area) if area else None
    return tx.insert(schema.official, {"area_id": area_id, "rank": rank, **record})


def remove_official(tx: Transaction, official: int) -> None:
    """The ones after them move up. What they have signed stays as it is."""
    one = _official(tx, official)
    tx.delete_many(schema.official, [official])
    _number(tx, [other for other in _of_office(tx, one.area) if other.id != official])


def move_official(tx: Transaction, official: int, step: int) -> bool:
    """One place up (-1) or down (1); the first signs the office's letters. False at an end."""
    one = _official(tx, official)
    order = _of_office(tx, one.area)
    at = next(place for place, other in enumerate(order) if other.id == official)
    to = at + step
    if not 0 <= to < len(order):
        return False
    order[at], order[to] = order[to], order[at]
    _number(tx, order)
    return True


def save_number_template(tx: Transaction, template: str, *, version: int | None = None) -> bool:
    """How certificates are numbered from now on; Invalid names a token that there is none of."""
    text = papers.check_number_template(template)
    return tx.update(schema.election, tx.value(_ELECTION), {"number_template": text}, version=version)


def _letterhead(db: Snapshot, area: str) -> Letterhead | None:
    return next((one for one in office.letterheads(db) if one.area == area), None)


def _of_office(db: Snapshot, area: str) -> list[Official]:
    return [one for one in office.officials(db) if one.area == area]


def _official(db: Snapshot, official: int) -> Official:
    found = next((one for one in office.officials(db) if one.id == official), None)
    if found is None:
        raise Gone("Pejabat ini sudah dihapus.", "Muat ulang daftarnya.")
    return found


def _number(tx: Transaction, order: Sequence[Official]) -> None:
    for rank, one in enumerate(order, 1):
        if one.rank != rank:
            tx.update(schema.official, one.id, {"rank": rank})


def _check_signers(area: str, others: Sequence[Official], *, signs: bool) -> None:
    most = MOST_SIGNERS if area else MOST_SIGNERS - 1  # the workspace's first signatory signs besides
    if signs and sum(one.signs for one in others) >= most:
        raise Refused(
            f"Sertifikat ditandatangani paling banyak {MOST_SIGNERS} orang.", "Hapus tanda itu dari salah satunya."
        )


def _cleaned(lines: Sequence[str]) -> list[str]:
    found = [line for line in (values.clean(part)[0] for part in lines) if line]
    if len(found) > _LINES:
        raise Invalid("letterhead", f"Kop surat paling banyak {_LINES} baris.")
    if any(len(line) > _LONGEST for line in found):
        raise Invalid("letterhead", f"Kop surat terlalu panjang: paling banyak {_LONGEST} huruf sebaris.")
    return found


def _line(field: str, text: str, name: str, *, required: bool = True) -> str:
    found, _ = values.clean(text)
    if required and not found:
        raise Invalid(field, f"{name} wajib diisi.")
    if len(found) > _LONGEST:
        raise Invalid(field, f"{name} terlalu panjang: paling banyak {_LONGEST} huruf.")
    return found
