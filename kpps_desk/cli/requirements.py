"""`requirements`: one person's checklist, or how many are MS, TMS and BMS and why.

What a newcomer gets wrong: changing something here. Papers are recorded in the window, beside the papers themselves.
"""

import argparse
from typing import Any, NamedTuple

from kpps_desk import words
from kpps_desk.cli import output, people, scope
from kpps_desk.queries import areas, members, requirements
from kpps_desk.queries.requirements import Checklist
from kpps_desk.store.snapshot import Snapshot


def show(args: argparse.Namespace) -> None:
    """The checklist of the member, else the sums of the area."""
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        if args.member:
            _show_member(db, args)
        else:
            _show_area(db, args)


def _show_area(db: Snapshot, args: argparse.Namespace) -> None:
    area = scope.area(db, args.area)
    tally, counts = requirements.tally(db, area), requirements.objection_counts(db, area)
    if args.json:
        output.as_json({"eligibility": tally, "objections": counts})
        return
    rules = areas.election(db).rules
    output.table(
        ("Hasil penelitian", "Orang"), [(words.eligibility(one), many) for one, many in tally.items()], right=(1,)
    )
    if counts:
        print()
        rows = [(words.objection(token, rules), many) for token, many in counts.items()]
        output.table(("Keberatan", "Orang"), rows, right=(1,))


def _show_member(db: Snapshot, args: argparse.Namespace) -> None:
    member = people.member(db, args.member)
    person = members.details(db, member)
    found = requirements.checklist(db, member)
    if args.json:
        named = {"member": member, "name": person.full_name, "eligibility": found.eligibility}
        lists = {name: list(map(_as_object, getattr(found, name))) for name in Checklist._fields[:-1]}
        output.as_json({**named, **lists})
        return
    print(f"{person.full_name} · {words.masked_nik(person.nik)} · {words.eligibility(found.eligibility)}")
    for line in found.objections:
        aside = f" (dikesampingkan oleh {line.waived_by}: {line.waived_reason})" if line.waived_reason else ""
        print(f"    {line.sentence}{aside}")
    print()
    papers = [
        (one.name, words.paper_state(one.known, one.received is not None, one.verdict), one.checked_by, one.note)
        for one in found.documents
    ]
    output.table(("Dokumen", "Keadaan", "Diperiksa oleh", "Catatan"), papers)
    print()
    judged = [(one.name, words.requirement_state(one.met), one.judged_by, one.note) for one in found.requirements]
    output.table(("Syarat", "Penilaian", "Dinilai oleh", "Catatan"), judged)
    for one in found.responses:
        print(f"\nTanggapan {words.short_date(one.received)} · {words.response_verdict(one.verdict)}")
        print(f"    {words.without_niks(one.source)}: {words.without_niks(one.content)}")


def _as_object(line: NamedTuple) -> dict[str, Any]:
    """A NIK stays masked in whatever leaves the file, also one that somebody wrote into a note."""
    return {name: words.without_niks(one) if isinstance(one, str) else one for name, one in line._asdict().items()}
