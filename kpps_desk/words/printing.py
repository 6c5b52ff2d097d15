"""What is said of prints in window and shell alike.

What a newcomer gets wrong: 'dicetak' for what was only saved or sent. Until a person says so, nothing came out.
"""

from collections.abc import Mapping

from kpps_desk.words.numbers import number

_NAMED = 3  # batches that a sentence names


def unanswered(counts: Mapping[int, int]) -> str:
    """'35 di antaranya ada dalam cetakan no. 1 yang belum dipastikan keluar.'; '' where there are none."""
    if not counts:
        return ""
    listed = ", ".join(f"no. {batch}" for batch in list(counts)[-_NAMED:])
    more = " dan lainnya" if len(counts) > _NAMED else ""
    most = max(counts.values())  # one certificate may lie in several of them
    at_least = "" if len(counts) == 1 else "Sedikitnya "
    return f"{at_least}{number(most)} di antaranya ada dalam cetakan {listed}{more} yang belum dipastikan keluar."
