"""The administrative check: papers handed in, requirements judged, for one person or for thousands at once.

What a newcomer gets wrong: setting a verdict. Here are only facts; after each act the verdicts are concluded from them
(`conclusions.judge`). A seat holder may become TMS by such a fact: readiness then lacks it, and a replacement mends it.
Waivers, responses and leaving the roster lie in modules of their own and are handed on from here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Table

from kpps_desk.domain.election import RulePack
from kpps_desk.domain.eligibility import DIPLOMA, SCHOOLING, SOUND, UNSOUND
from kpps_desk.domain.findings import Code
from kpps_desk.operations import conclusions
from kpps_desk.operations.leaving import readmit, withdraw
from kpps_desk.operations.outcome import Outcome
from kpps_desk.operations.reserves import clear_reserve, rank_reserves
from kpps_desk.operations.responses import add_response, decide_response
from kpps_desk.operations.waiving import waive, withdraw_waiver
from kpps_desk.problems import Gone, Invalid, Refused
from kpps_desk.queries import areas, evidence, requirements
from kpps_desk.store import schema
from kpps_desk.store.transaction import Transaction

__all__ = [
    "accept_papers",
    "add_response",
    "clear_document",
    "clear_requirement",
    "clear_reserve",
    "decide_response",
    "judge_requirement",
    "rank_reserves",
    "readmit",
    "record_document",
    "waive",
    "withdraw",
    "withdraw_waiver",
]

MOST = 20_000  # people whose papers are accepted in one act: sixteen lines each
_LOW = "Pendidikannya tertulis di bawah SMA: periksa ijazah dan syarat pendidikannya satu per satu."
_LEFT = "Sudah keluar dari daftar."
_Recorded = Mapping[tuple[int, str], tuple[int, tuple[Any, ...]]]


def record_document(
    tx: Transaction,
    members: Sequence[int],
    code: str,
    *,
    received: date | None,
    verdict: str = "",
    note: str = "",
) -> Outcome:
    """What was found out about a document: `received` None is "looked for, not there"; verdict '', 'sah', 'tidak'."""
    _known(code, _codes(tx)[0], "Dokumen")
    if verdict not in ("", SOUND, UNSOUND):
        raise Invalid("verdict", "Hasil pemeriksaan dokumen tidak dikenal.", "Pilih sah atau tidak sah.")
    if verdict and received is None:
        raise Invalid("received", "Dokumen yang sudah diperiksa tentu sudah diterima.", "Isi tanggal terimanya.")
    _not_to_come(tx, received)
    present, refused = _present(tx, members)
    values = {"received": received, "verdict": verdict, "note": note.strip()}
    stamp = {"checked_by": tx.by, "checked_at": tx.now_ms}
    done = _record(tx, schema.document, requirements.recorded_documents(tx, present), present, code, values, stamp)
    conclusions.judge(tx, done)
    return Outcome(len(done), refused)


def clear_document(tx: Transaction, members: Sequence[int], code: str) -> Outcome:
    """Forget what was recorded about a document: nothing is known of it again."""
    return _clear(tx, schema.document, requirements.recorded_documents(tx, members), code)


def judge_requirement(tx: Transaction, members: Sequence[int], code: str, *, met: bool, note: str = "") -> Outcome:
    """Say whether a requirement of the rules is met."""
    _known(code, _codes(tx)[1], "Syarat")
    present, refused = _present(tx, members)
    values = {"met": met, "note": note.strip()}
    stamp = {"judged_by": tx.by, "judged_at": tx.now_ms}
    recorded = requirements.recorded_requirements(tx, present)
    done = _record(tx, schema.requirement, recorded, present, code, values, stamp)
    conclusions.judge(tx, done)
    return Outcome(len(done), refused)


def clear_requirement(tx: Transaction, members: Sequence[int], code: str) -> Outcome:
    """Take a judgement back: the requirement isn't judged again."""
    return _clear(tx, schema.requirement, requirements.recorded_requirements(tx, members), code)


def accept_papers(tx: Transaction, members: Sequence[int], *, received: date) -> Outcome:
    """All required documents are sound and all requirements met, where nothing was recorded yet; the rest stays.

    Whose education was typed below SMA is told among the refused: ijazah and education are looked at one by one, for a
    stack of papers accepted at once must not settle them by the way.
    """
    if len(members) > MOST:
        raise Refused("Terlalu banyak orang untuk diterima sekaligus.", "Pilih wilayah yang lebih kecil.")
    _not_to_come(tx, received)
    present, refused = _present(tx, members)
    papers, judged = _codes(tx, required_only=True)
    low = _schooling_to_be_seen(tx, present)
    done: set[int] = set()
    for table, codes, recorded, values in (
        (
            schema.document,
            papers,
            requirements.recorded_documents(tx, present),
            {"received": received, "verdict": SOUND, "checked_by": tx.by, "checked_at": tx.now_ms},
        ),
        (
            schema.requirement,
            judged,
            requirements.recorded_requirements(tx, present),
            {"met": True, "judged_by": tx.by, "judged_at": tx.now_ms},
        ),
    ):
        pairs = [
            (member, code)
            for member in present
            for code in codes
            if (member, code) not in recorded and not (member in low and code in (DIPLOMA, SCHOOLING))
        ]
        _insert(tx, table, pairs, values)
        done.update(member for member, _ in pairs)
    conclusions.judge(tx, sorted(done))
    return Outcome(len(done), refused | dict.fromkeys(sorted(low), _LOW))


def _schooling_to_be_seen(tx: Transaction, members: Sequence[int]) -> set[int]:
    """Those against whom the typed education stands."""
    tx.choose(members)
    panel = conclusions.panel(tx)
    return {
        one.member
        for one in evidence.of_chosen(tx)
        if any(found.code is Code.EDUCATION_LOW for found in panel.conclude(one.evidence).findings)
    }


def _codes(tx: Transaction, *, required_only: bool = False) -> tuple[list[str], list[str]]:
    """Of documents and of requirements, as the rules have them now."""
    rules: RulePack = areas.election(tx).rules
    papers = [rule.code for rule in rules.documents if rule.required or not required_only]
    return papers, [rule.code for rule in rules.requirements]


def _known(code: str, codes: Sequence[str], what: str) -> None:
    if code not in codes:
        raise Gone(f"{what} {code} tidak ada dalam aturan yang berlaku.", "Lihat daftarnya di Pengaturan.")


def _not_to_come(tx: Transaction, day: date | None) -> None:
    if day is not None and day > tx.now.astimezone().date():
        raise Invalid("received", "Tanggal terima tidak boleh sesudah hari ini.")


def _present(tx: Transaction, members: Iterable[int]) -> tuple[list[int], dict[int, str]]:
    """Those of whom papers may be recorded, and the others with the reason."""
    found = requirements.standings(tx, members)
    wanted = dict.fromkeys(members)
    refused = {member: _LEFT for member in wanted if member not in found or not found[member].active}
    return [member for member in wanted if member not in refused], refused


def _record(
    tx: Transaction,
    table: Table,
    recorded: _Recorded,
    members: Sequence[int],
    code: str,
    values: dict[str, Any],
    stamp: dict[str, Any],
) -> list[int]:
    """Insert or update one record a member where it differs; the members concerned."""
    wanted = tuple(values.values())
    changed = {
        member: recorded[member, code][0]
        for member in members
        if (member, code) in recorded and recorded[member, code][1] != wanted
    }
    tx.update_many(table, [{"id": record, **values, **stamp} for record in changed.values()])
    new = [(member, code) for member in members if (member, code) not in recorded]
    _insert(tx, table, new, {**values, **stamp})
    return [*changed, *(member for member, _ in new)]


def _insert(tx: Transaction, table: Table, pairs: Sequence[tuple[int, str]], values: Mapping[str, Any]) -> None:
    if pairs:
        columns: dict[str, Sequence[Any]] = {
            "member_id": [member for member, _ in pairs],
            "code": [code for _, code in pairs],
        }
        tx.insert_columns(table, columns | {name: [value] * len(pairs) for name, value in values.items()})


def _clear(tx: Transaction, table: Table, recorded: _Recorded, code: str) -> Outcome:
    found = {member: record for (member, one), (record, _) in recorded.items() if one == code}
    tx.delete_many(table, found.values())
    conclusions.judge(tx, found)
    return Outcome(len(found), {})
