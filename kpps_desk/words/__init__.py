"""Indonesian for everything that a person reads: stages, statuses, findings, dates, numbers, names of seats.

What a newcomer gets wrong: writing such a word in a screen or a document. Each stands here once, so that window, paper,
files and shell speak alike. The parts lie in modules of this package; everybody imports `words` alone. A part is loaded
when one of its words is first said, for the window shows before it has anything to say.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kpps_desk.words.findings import advice, finding, finding_alone, problem
    from kpps_desk.words.numbers import (
        clock,
        date_in_words,
        date_span,
        in_words,
        long_date,
        moment,
        number,
        percent,
        rupiah,
        rupiah_in_words,
        short_date,
        span,
        weekday_date,
    )
    from kpps_desk.words.oaths import oath_form
    from kpps_desk.words.objections import objection, objection_of
    from kpps_desk.words.people import (
        area_name,
        full_name,
        masked_name,
        masked_nik,
        seat_label,
        sex,
        short_area,
        station_label,
        without_niks,
    )
    from kpps_desk.words.plans import plan_fault, plan_impossible, short_day, short_weekday, shortages, slot
    from kpps_desk.words.preflight import mend, preflight_code, preflight_weight
    from kpps_desk.words.printing import unanswered
    from kpps_desk.words.records import field_name, table_name
    from kpps_desk.words.rules import completion, role_needs, rule_changes
    from kpps_desk.words.seats import nearness, women
    from kpps_desk.words.selection import leaving, paper_state, requirement_state, response_verdict
    from kpps_desk.words.states import (
        attendance,
        bar,
        certificate_kind,
        certificate_state,
        eligibility,
        lack,
        lack_name,
        level,
        session_kind,
        session_state,
        stage,
    )
    from kpps_desk.words.twins import masked_pair, twin_kind, twin_reason

__all__ = [
    "advice",
    "area_name",
    "attendance",
    "bar",
    "certificate_kind",
    "certificate_state",
    "clock",
    "completion",
    "date_in_words",
    "date_span",
    "eligibility",
    "field_name",
    "finding",
    "finding_alone",
    "full_name",
    "in_words",
    "lack",
    "lack_name",
    "leaving",
    "level",
    "long_date",
    "masked_name",
    "masked_nik",
    "masked_pair",
    "mend",
    "moment",
    "nearness",
    "number",
    "oath_form",
    "objection",
    "objection_of",
    "paper_state",
    "percent",
    "plan_fault",
    "plan_impossible",
    "preflight_code",
    "preflight_weight",
    "problem",
    "requirement_state",
    "response_verdict",
    "role_needs",
    "rule_changes",
    "rupiah",
    "rupiah_in_words",
    "seat_label",
    "session_kind",
    "session_state",
    "sex",
    "short_area",
    "short_date",
    "short_day",
    "short_weekday",
    "shortages",
    "slot",
    "span",
    "stage",
    "station_label",
    "table_name",
    "twin_kind",
    "twin_reason",
    "unanswered",
    "weekday_date",
    "without_niks",
    "women",
]

# Those that are said most, first.
_PARTS = (
    *("numbers", "people", "states", "records", "findings", "oaths", "objections", "plans", "preflight"),
    *("printing", "rules", "seats", "selection", "twins"),
)

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """The word of this name, from the part that has it."""
        for part in _PARTS if name in __all__ else ():
            found = vars(import_module(f"{__name__}.{part}")).get(name)
            if found is not None:
                globals()[name] = found
                return found
        raise AttributeError(name)
