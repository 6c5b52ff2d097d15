"""What every paper of the office shares: letterhead, city, event, signatory.

What a newcomer gets wrong: expecting issued certificates to change. They are frozen copies; what is saved here
stands on the ones issued from now on.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date

from sqlalchemy import select

from kpps_desk.domain import certificates, values
from kpps_desk.domain.election import PaperSettings
from kpps_desk.problems import Invalid
from kpps_desk.queries import areas
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

_NAMES = {
    "letterhead": "Kop surat",
    "city": "Kota",
    "signatory_title": "Jabatan penanda tangan",
    "signatory_name": "Nama penanda tangan",
    "event": "Nama kegiatan",
    "signatory_number": "NIP atau nomor lain",
}
_MAY_BE_EMPTY = frozenset({"signatory_number"})
_LONGEST = 120  # letters in a line: more than any line of the page holds at a readable size
_LINES = 4  # of a letterhead
_ELECTION = select(schema.election.c.id, schema.election.c.version)


def edit(tx: Transaction, typed: Mapping[str, str], *, version: int | None = None) -> bool:
    """Save what was typed (a letterhead has a line each); False where nothing differs, Invalid names the field."""
    kept = areas.election(tx).paper
    lines = {name: _lines(name, text) for name, text in typed.items() if name in _NAMES}
    changed: dict[str, str | tuple[str, ...]] = {
        name: found if name == "letterhead" else found[0] for name, found in lines.items()
    }
    paper: PaperSettings = replace(kept, **changed)  # type: ignore[arg-type]  # a text each, but the letterhead
    row = tx.rows(_ELECTION)[0]
    text = json.dumps({**asdict(paper), "logo": None}, ensure_ascii=False)
    return tx.update(schema.election, row.id, {"paper": text}, version=version)


def check_number_template(template: str) -> str:
    """The template as it would be kept; Invalid says what is wrong with it."""
    text, _ = values.clean(template)
    if "{urut}" not in text:
        raise Invalid("number_template", "Pola nomor sertifikat harus memuat {urut}.", "Contoh: {urut}/{kode}/{tahun}.")
    if len(text) > _LONGEST:
        raise Invalid("number_template", f"Pola nomor paling banyak {_LONGEST} huruf.")
    try:
        sample_number(text)
    except ValueError as error:
        raise Invalid(
            "number_template",
            f"Pola nomor memuat bagian yang tidak dikenal: {error}.",
            "Yang dapat dipakai: {urut}, {kode}, {wilayah}, {bulan_romawi}, {tahun}.",
        ) from error
    return text


def sample_number(template: str) -> str:
    """What a number by this template looks like; ValueError names a token that there is none of."""
    return certificates.number(template, sequence=137, code="SERT", area="Gambir", day=date(2024, 11, 9))


def _lines(name: str, text: str) -> tuple[str, ...]:
    most = _LINES if name == "letterhead" else 1
    lines = tuple(line for line in (values.clean(part)[0] for part in text.splitlines()) if line)
    if not lines and name in _MAY_BE_EMPTY:
        return ("",)
    if not lines:
        raise Invalid(name, f"{_NAMES[name]} wajib diisi.")
    if len(lines) > most:
        raise Invalid(name, f"{_NAMES[name]} paling banyak {most} baris.")
    if any(len(line) > _LONGEST for line in lines):
        raise Invalid(name, f"{_NAMES[name]} terlalu panjang: paling banyak {_LONGEST} huruf sebaris.")
    return lines
