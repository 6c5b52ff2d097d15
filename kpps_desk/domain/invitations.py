"""What an invitation says, ready to draw: to one person, or to a whole crew.

What a newcomer gets wrong: wording a letter here. The texts come filled (domain.wordings); this holds what
stands where.
"""

from typing import NamedTuple

from kpps_desk.domain.election import PaperSettings


class Summons(NamedTuple):
    """What all invitations to one session share."""

    paper: PaperSettings  # letterhead, and the signatory as worded for invitations
    number: str
    nature: str  # sifat
    subject: str  # hal
    dated: str  # 'Jakarta, 4 November 2024'
    day: str  # 'Jumat, 8 November 2024'
    time: str  # 'pukul 08.00-12.00 WIB'
    venue: str
    event: str


class Guest(NamedTuple):
    """One person on a crew's invitation."""

    seat: str
    name: str
    role: str


class Invitation(NamedTuple):
    """One letter: `to` are the lines under "Yth.", the first the weightier one; `code` what its QR says."""

    summons: Summons
    to: tuple[str, ...]
    opening: str
    closing: str
    code: str
    label: str  # under the QR: 'TPS 003 · Kursi 2'
    guests: tuple[Guest, ...] = ()
