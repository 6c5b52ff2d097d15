"""Looks at names one after another and says what is odd about each, and about them together.

What a newcomer gets wrong: calling capitals odd one name at a time. Where an office writes everybody in capitals that
is its way; where one in a hundred is, somebody's key was stuck.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kpps_desk.domain import name_forms
from kpps_desk.domain.preflight import Code, Finding, Mend, Weight

_CAPITALS_ARE_THE_WAY = 0.5  # share of names in capitals from which on they are the office's way


class Person(NamedTuple):
    """Whose name is looked at; `crew`: the station's 13 digits, '' for a trainer."""

    member: int | None
    trainer: int | None
    shown: str  # with titles, as on paper
    title_before: str
    name: str
    title_after: str
    key: str
    crew: str
    certificate: int | None = None

    def finding(self, code: Code, weight: Weight, sentence: str, mend: Mend = Mend.MEMBER) -> Finding:
        return Finding(self.member, self.trainer, self.shown, code, weight, sentence, mend, self.certificate)


class NameLooks:
    """Give it everybody by `see`, then ask for `together`."""

    def __init__(self) -> None:
        self._seen = 0
        self._capitals: list[Person] = []
        self._crew = ""
        self._in_crew: dict[str, list[Person]] = {}
        self._doubles: list[list[Person]] = []

    def see(self, one: Person) -> Iterator[Finding]:
        """What is odd about this name alone. Crews come one after another."""
        self._seen += 1
        if one.crew != self._crew:
            self._turn(one.crew)
        if one.crew:
            self._in_crew.setdefault(one.key, []).append(one)
        if name_forms.all_small(one.name):
            yield one.finding(Code.CAPITALS, Weight.WARNING, "Nama ditulis dengan huruf kecil semua.")
        elif name_forms.all_capitals(one.name):
            self._capitals.append(one)
        elif words := name_forms.odd_words(one.name):
            yield one.finding(Code.CAPITALS, Weight.INFORMATION, f"Huruf besar dan kecil pada “{' '.join(words)}”.")
        for written, usual in name_forms.odd_degrees(one.title_before, one.title_after):
            told = f"Gelar “{written}” lazimnya ditulis “{usual}”; dicetak seperti tertulis."
            yield one.finding(Code.DEGREE, Weight.INFORMATION, told)
        if name_forms.stray_blanks(one.shown):
            yield one.finding(Code.BLANKS, Weight.WARNING, "Ada spasi ganda atau spasi tersesat pada nama.")

    def together(self) -> Iterator[Finding]:
        """What only all of them show: capitals that aren't the office's way, doubles in a crew."""
        self._turn("")
        if len(self._capitals) < self._seen * _CAPITALS_ARE_THE_WAY or self._seen == 1:
            for one in self._capitals:
                yield one.finding(
                    Code.CAPITALS, Weight.WARNING, "Nama ditulis dengan huruf besar semua, sedangkan yang lain tidak."
                )
        for people in self._doubles:
            for one in people:
                station = f"TPS {one.crew[10:]}"
                yield one.finding(
                    Code.DOUBLE, Weight.WARNING, f"{len(people)} orang bernama sama dalam regu {station}."
                )

    def _turn(self, crew: str) -> None:
        self._doubles += [people for people in self._in_crew.values() if len(people) > 1]
        self._in_crew.clear()
        self._crew = crew
