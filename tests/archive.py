"""What keeps a PDF from being one for the archive (PDF/A-2b), by a validator from a package registry.

What a newcomer gets wrong: trusting one validator. `page` knows PDF/A-2b but looks at no typeface on a page with an
inline image; PDFBox's Preflight (Debian: libpdfbox2-java, libactivation-java, libjaxb-api-java) looks at all, but
knows PDF/A-1b only. So tests ask the first always, with the codes left away too, and the second where it is installed.
"""

import shutil
import subprocess
from pathlib import Path

import page

_JAVA = Path("/usr/share/java")
_JARS = tuple(
    _JAVA / f"{name}.jar"
    for name in (
        "preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-io", "commons-logging", "javax.activation", "jaxb-api",
    )
)  # fmt: skip


def faults(pdf: bytes) -> list[str]:
    """The rules of PDF/A-2b that this document breaks, one line each; empty: none."""
    report = page.validate_pdf_bytes(pdf, profile="2b")
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def preflight_is_here() -> bool:
    return shutil.which("java") is not None and all(jar.is_file() for jar in _JARS)


def preflight(pdf: bytes, folder: Path) -> str:
    """What PDFBox's Preflight says of it as PDF/A-1b; '' when it is valid."""
    path = folder / "preflight.pdf"
    path.write_bytes(pdf.replace(b"pdfaid:part>2<", b"pdfaid:part>1<").replace(b"%PDF-1.5", b"%PDF-1.4", 1))
    command = ["java", "-cp", ":".join(map(str, _JARS)), "org.apache.pdfbox.preflight.Validator_A1b", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return "" if "is a valid PDF/A-1b file" in done.stdout else done.stdout + done.stderr


def structure(path: Path) -> str:
    """What `qpdf --check` has against it; '' when nothing, or when qpdf isn't installed."""
    if shutil.which("qpdf") is None:
        return ""
    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True, timeout=120, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr
