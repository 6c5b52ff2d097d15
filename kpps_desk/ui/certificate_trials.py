"""The pages that try a printer out: the calibration page and a sample certificate.

What a newcomer gets wrong: printing a real number to try the paper. The sample's name and number are nobody's.
"""

from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.press import PressSettings
from kpps_desk.operations import printing
from kpps_desk.store.snapshot import Snapshot


def calibration_file(db: Snapshot, settings: PressSettings) -> bytes:
    """Lines at known distances from the paper's edges."""
    return printing.sample()


def test_file(db: Snapshot, kind: Kind, settings: PressSettings) -> bytes:
    """The sample as these settings print it."""
    return printing.sample()
