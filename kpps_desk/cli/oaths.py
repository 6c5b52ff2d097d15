"""`oaths`: how the swearings-in stand; of one, its forms, its closing and its papers; of an area, all minutes.

What a newcomer gets wrong: closing what isn't recorded. `--rest-absent` says of everybody left that they were absent,
and only who is asked to does it.
"""

import argparse
from pathlib import Path
from typing import Any

from kpps_desk import app, words
from kpps_desk.cli import certificates, output, scope
from kpps_desk.domain.oaths import Form
from kpps_desk.operations import oath_papers, swearing_in
from kpps_desk.operations.oath_papers import Paper, Printed
from kpps_desk.operations.swearing_in import closing_title, form_title
from kpps_desk.queries import oaths
from kpps_desk.queries.oaths import Register, Standing

_HEADS = ("Sesi", "Tanggal", "Jam", "Kelurahan", "Pengambil sumpah", "Diundang", "Hadir", "Belum dicatat",
          "Tanpa tata cara", "Keadaan")  # fmt: skip


def run(args: argparse.Namespace) -> None:
    """The list of an area, its minutes, or one swearing-in."""
    if args.session is not None:
        _one(args)
    elif args.minutes:
        _area_minutes(args)
    else:
        _listing(args)


def _listing(args: argparse.Namespace) -> None:
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        found = oaths.standings(db, scope.area(db, args.area))
    if args.json:
        output.as_json({"oaths": [_facts(one) for one in found]})
        return
    output.table(_HEADS, [_line(one) for one in found], right=(0, 5, 6, 7, 8))


def _facts(one: Standing) -> dict[str, Any]:
    row = one.session
    known = {"officiant": one.officiant, "minutes_no": one.minutes_no, "formless": one.formless}
    return {**row._asdict(), "counts": row.counts._asdict(), **known}


def _line(one: Standing) -> tuple[object, ...]:
    row = one.session
    counts = row.counts
    return (row.id, words.short_date(row.day), f"{row.starts}-{row.ends}", row.area, one.officiant, counts.expected,
            counts.present, counts.unrecorded, one.formless, words.session_state(row.state))  # fmt: skip


def _area_minutes(args: argparse.Namespace) -> None:
    with scope.opened(args, read_only=True) as workspace, output.Bar() as bar:
        with workspace.database.read() as db:
            area = scope.area(db, args.area)
        result = oath_papers.print_area_minutes(workspace.database, area, args.minutes, size=args.size, progress=bar)
    if args.json:
        answer = {**result._asdict(), "folder": str(result.folder)}
        output.as_json({**answer, "flaws": [flaw._asdict() for flaw in result.flaws]})
        return
    print(f"{result.folder}: {oath_papers.told(result)}")
    certificates.print_flaws(result.flaws)


def _one(args: argparse.Namespace) -> None:
    changes = bool(args.rest or args.rest_absent or args.close or args.reopen)
    with scope.opened(args, read_only=not changes) as workspace, output.Bar() as bar:
        with workspace.database.read() as db:
            register = oaths.register(db, args.session)
        _change(workspace, args, register)
        papers = [
            oath_papers.print_paper(workspace.database, args.session, what, out, size=args.size, progress=bar)
            for what, out in _wanted(args)
        ]
        with workspace.database.read() as db:
            _tell(args, oaths.register(db, args.session), oaths.roll(db, args.session), papers)


def _change(workspace: app.Workspace, args: argparse.Namespace, register: Register) -> None:
    """Each act is one entry of the journal; reopening comes first, closing last."""
    area, session = register.session.area, args.session
    write, by = workspace.database.write, workspace.by
    if args.reopen:
        with write(f"Buka kembali pelantikan, Kelurahan {area}", by=by, reason=args.reopen) as tx:
            swearing_in.reopen(tx, session, args.reopen)
    if args.rest:
        with workspace.database.read() as db:
            left = sum(oaths.swears(line) and line.form is None for line in oaths.roll(db, session))
        with write(form_title(Form(args.rest), left), by=by) as tx:
            swearing_in.set_rest(tx, session, Form(args.rest))
    if args.rest_absent:
        with write(f"Tandai tanpa keterangan, {register.session.counts.unrecorded} orang", by=by) as tx:
            swearing_in.mark_rest_absent(tx, session)
    if args.close:
        with write(closing_title(area), by=by) as tx:
            swearing_in.close(tx, session)


def _wanted(args: argparse.Namespace) -> list[tuple[Paper, Path]]:
    given = [(what, getattr(args, what.value.replace("-", "_"))) for what in Paper]
    return [(what, out) for what, out in given if out]


def _tell(args: argparse.Namespace, register: Register, roll: list[oaths.OathLine], papers: list[Printed]) -> None:
    session = register.session
    forms = {form.value: sum(line.form is form for line in roll) for form in Form}
    formless = sum(oaths.swears(line) and line.form is None for line in roll)
    if args.json:
        files = [
            {"file": str(one.path), "pages": one.pages, "flaws": [flaw._asdict() for flaw in one.flaws]}
            for one in papers
        ]
        known = {"officiant": register.officiant, "minutes_no": register.minutes_no, "closed_by": register.closed_by}
        answer = {"session": session.id, "state": session.state, **session.counts._asdict(), **known}
        output.as_json({**answer, "forms": forms, "formless": formless, "files": files})
        return
    counts = session.counts
    print(f"{session.title}, {words.weekday_date(session.day)}: {words.session_state(session.state).lower()}.")
    print(f"Diundang {counts.expected}, hadir {counts.present}, belum dicatat {counts.unrecorded}.")
    told = [f"{words.oath_form(form)} {forms[form.value]}" for form in Form if forms[form.value]]
    print(f"Tata cara: {', '.join([*told, f'belum dipilih {formless}'])}.")
    for one in papers:
        print(f"{one.path}: {words.number(one.pages)} halaman.")
        certificates.print_flaws(one.flaws)
