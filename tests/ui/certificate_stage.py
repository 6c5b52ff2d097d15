"""Sertifikat on a stage of its own, at one of its steps.

What a newcomer gets wrong: reaching for a page before it was turned to. `at` turns there and waits.
"""

from typing import Any

from kpps_desk.ui.screens.certificates import CertificatesScreen
from tests.ui.stage import Stage


def at(stage: Stage[CertificatesScreen], key: str) -> Any:
    """The page of this step, shown and settled."""
    stage.screen.show_page(key)
    stage.settle()
    return stage.screen.step(key)
