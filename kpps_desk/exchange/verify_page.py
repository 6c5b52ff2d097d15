"""The page that checks seals in any browser without a network: put together from its sources, and filled for an office.

    python -m kpps_desk.exchange.verify_page > resources/verify/periksa.html      after a change of resources/verify/src

What a newcomer gets wrong: editing periksa.html. It is made; a test compares it with what its sources make. And pasting
an office's texts into it as they are: `</script>` in an office's name would end the block that they stand in.
"""

import base64
import hashlib
import json
import re
import sys
from pathlib import Path

from kpps_desk.exchange import office_keys, revocations
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.problems import Unavailable, reason
from kpps_desk.settings import resources

NAME = "periksa.html"
# In the order in which they are read; each may use what stands above it.
SCRIPTS = (
    "vendor/noble.js",
    "vendor/qr.js",
    "encoding.js",
    "signatures.js",
    "seals.js",
    "office_keys.js",
    "revocations.js",
    "pictures.js",
    "camera.js",
    "words.js",
    "view.js",
    "page.js",
)
_OFFICE = re.compile(r'(<script type="application/json" id="office">).*?(</script>)', re.DOTALL)
# A browser takes these from a page's JSON as it takes them from a file; markup it never sees.
_ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def write(out: Path, keys_text: str = "", revocation_text: str = "") -> None:
    """The page with an office's public keys and its signed lists inside, to be given away as one file.

    ValueError where one of the two texts isn't what it should be: the page would refuse it before everybody's eyes.
    """
    check_ending(out, ".html", ".htm")
    if keys_text:
        office_keys.read_keys(keys_text)
    if revocation_text:
        revocations.read_lists(revocation_text)
    try:
        page = (resources() / "verify" / NAME).read_text(encoding="utf-8")
    except OSError as error:
        raise Unavailable(f"{NAME} tidak dapat dibaca: {reason(error)}.", "Pasang ulang program ini.") from error
    with whole_file(out) as file:
        file.write(_filled(page, keys_text, revocation_text).encode())


def assemble(sources: Path) -> str:
    """The page that these sources make, without any office's keys."""
    style = _read(sources / "style.css")
    script = "{\n" + "\n".join(_read(sources / name) for name in SCRIPTS) + "}\n"
    parts = {
        "policy": _policy(style, script),
        "style": style,
        "script": script,
        "office": json.dumps({"keys": "", "revocations": ""}),
    }
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], _read(sources / "page.html"))


def _filled(page: str, keys_text: str, revocation_text: str) -> str:
    content = json.dumps({"keys": keys_text, "revocations": revocation_text}, ensure_ascii=False)
    escaped = content.translate(_ESCAPES)
    return _OFFICE.sub(lambda found: found[1] + escaped + found[2], page, count=1)


def _policy(style: str, script: str) -> str:
    """Nothing is loaded from anywhere, and only this style and this script count: markup that got in stays dead."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src '{_digest(script)}'",
            f"style-src '{_digest(style)}'",
            "img-src blob: data:",
            "media-src blob: mediastream:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(assemble(resources() / "verify" / "src"))
