"""One headless Chromium for these tests, and a page of it that never asks for anything from outside.

What a newcomer gets wrong: a browser test that is skipped and nobody notices. Where Chromium should be (Debian's
package is installed by .ci/setup) its absence fails; it is skipped only where it can't be installed, and told loudly.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kpps_desk.exchange import office_keys, seals, verify_page
from kpps_desk.exchange.office_keys import OfficeKey
from kpps_desk.settings import resources
from tests.verify import chromium
from tests.verify.chromium import Chromium, Tab

PAGE = resources() / "verify" / verify_page.NAME
OFFICE = seals.key_of(bytes(range(32)))
OTHER = seals.key_of(bytes(range(1, 33)))


def keys_text(*keys: seals.SigningKey) -> str:
    """The keys file of one office."""
    return office_keys.keys_text(OfficeKey(key.key_id, key.public, "", "KPU Kota Contoh") for key in keys)


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    yield from started(tmp_path_factory.mktemp("chromium"))


def started(folder: Path, *flags: str) -> Iterator[Chromium]:
    program = chromium.program() if hasattr(os, "posix_spawn") else None
    if program is None:
        installable = shutil.which("apt-get") and os.geteuid() == 0
        message = "the page of resources/verify was NOT tried: no Chromium here. Install it: apt-get install chromium"
        if installable or os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    running = Chromium(program, folder, flags)
    try:
        yield running
    finally:
        running.close()


@pytest.fixture
def tab(browser: Chromium) -> Iterator[Tab]:
    opened = Tab(browser)
    yield opened
    flaws = [each["exceptionDetails"] for each in opened.told("Runtime.exceptionThrown")]
    opened.close()
    assert flaws == []


@pytest.fixture
def page(tab: Tab, tmp_path: Path) -> Tab:
    """The page with two keys of one office inside, opened from a file."""
    out = tmp_path / "periksa.html"
    verify_page.write(out, keys_text(OFFICE, OTHER))
    tab.open(out)
    tab.run("await periksa.ready; return true")
    return tab
