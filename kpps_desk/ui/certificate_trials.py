"""The pages that try a printer out: the calibration page and a sample certificate.

What a newcomer gets wrong: printing a real number to try the paper. The sample's name and number are nobody's.
"""

from kpps_desk.domain.certificates import Kind
from kpps_desk.domain.press import PressSettings
from kpps_desk.operations import press_trials
from kpps_desk.store.snapshot import Snapshot


def calibration_file(db: Snapshot, settings: PressSettings) -> bytes:
    """Scales around the middle of each edge, read by folding."""
    return press_trials.calibration_page(db, Kind.CERTIFICATE, settings)


def test_file(db: Snapshot, kind: Kind, settings: PressSettings) -> bytes:
    """The sample as these settings print it."""
    return press_trials.test_page(db, kind, settings)
