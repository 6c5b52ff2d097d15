"""`rules`: the rule pack in force and its versions. Changing it is the window's: it shows first whom that changes."""

import argparse
import json
from typing import Any

from kpps_desk import words
from kpps_desk.cli import output, scope
from kpps_desk.domain.election import RulePack
from kpps_desk.domain.rules import Draft
from kpps_desk.queries import rules
from kpps_desk.queries.rules import Version


def show(args: argparse.Namespace) -> None:
    """What holds now, then each version with what it changed."""
    with scope.opened(args, read_only=True) as workspace, workspace.database.read() as db:
        now, versions = rules.current(db), rules.versions(db)
    if args.json:
        output.as_json({**_object(now), "versions": [_version_object(one) for one in versions]})
        return
    print(f"Aturan yang berlaku: versi {now.based_on}")
    _print_plain(now.rules)
    print()
    output.table(
        ("Jabatan", "Kursi", "KPPS", "Wajib"),
        [(role.name, _numbers(role.numbers), _yes(role.kpps), words.role_needs(role)) for role in now.roles],
    )
    print()
    output.table(("Dokumen", "Wajib"), [(rule.name, _yes(rule.required)) for rule in now.rules.documents])
    print()
    output.table(
        ("Syarat", "Dapat dikesampingkan"), [(rule.name, _yes(rule.waivable)) for rule in now.rules.requirements]
    )
    _print_versions(versions)


def _print_plain(rules: RulePack) -> None:
    day = words.long_date(rules.age_day) if rules.age_day else "hari pemungutan suara"
    entitled = ", ".join(rules.entitled) or "belum ada"
    print(f"Umur {rules.min_age} sampai {rules.max_age} tahun pada {day}; anak: di bawah {rules.minor_age} tahun.")
    print(f"Bagian perempuan dalam satu regu: {words.percent(rules.women_share)} (anjuran).")
    print(words.completion(rules.completion))
    print(f"Dokumen wajib harus lengkap dahulu: {_yes(rules.papers_first)}.")
    print(f"Berwenang mengesampingkan keberatan: {entitled}.")


def _print_versions(versions: list[Version]) -> None:
    for one, before in zip(versions, [*versions[1:], None], strict=True):
        print(f"\nVersi {one.number}, {words.moment(one.at)}, {one.by}: {one.reason}")
        if before is not None:
            print("\n".join(f"  {line}" for line in words.rule_changes(before.draft, one.draft)))


def _object(draft: Draft) -> dict[str, Any]:
    return {"version": draft.based_on, **json.loads(draft.to_json())}


def _version_object(one: Version) -> dict[str, Any]:
    return {**_object(one.draft), "reason": one.reason, "by": one.by, "at": one.at}


def _numbers(numbers: range) -> str:
    return f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])


def _yes(value: bool) -> str:
    return "ya" if value else "tidak"
