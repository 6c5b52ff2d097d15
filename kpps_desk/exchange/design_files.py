"""A template as one file (.kppstemplat): a zip with the design's JSON and its pictures.

What a newcomer gets wrong: believing the file. It comes from another office or from anywhere: sizes are looked at in
the directory before anything is unpacked, the design is read as from_json reads, each picture is decoded and encoded
anew, and only those that the design names are taken.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kpps_desk.domain.designs import Asset, Design, DesignError
from kpps_desk.exchange import pictures
from kpps_desk.exchange.writing import check_ending, whole_file
from kpps_desk.problems import Refused, Unavailable, reason

ENDING = ".kppstemplat"
_DESIGN = "templat.json"
_MOST_DESIGN = 400_000
_MOST_BYTES = 64 * 1024 * 1024
_MOST_FILES = 64
_WHEN = (1980, 1, 1, 0, 0, 0)  # so that equal templates are equal files
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, RuntimeError,
    ValueError, OverflowError, OSError, KeyError, IndexError,
)  # fmt: skip


def write(out: Path, design: Design, assets: Sequence[Asset]) -> None:
    """The same template gives the same bytes."""
    check_ending(out, ENDING)
    with whole_file(out) as file:
        file.write(packed(design, assets))


def packed(design: Design, assets: Sequence[Asset]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        _put(archive, _DESIGN, design.to_json().encode())
        for one in sorted(assets, key=lambda asset: asset.digest):
            _put(archive, f"gambar/{one.digest}", one.content)
    return file.getvalue()


def read(path: Path) -> tuple[Design, list[Asset]]:
    """The design and its pictures; Refused with a sentence for whatever is no such file, damaged or newer."""
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise Unavailable(f"Berkas {path.name} tidak dapat dibaca: {reason(error)}.") from error
    if len(content) > _MOST_BYTES:
        raise Refused(f"Berkas {path.name} terlalu besar untuk sebuah templat.")
    return unpacked(content, path.name)


def unpacked(content: bytes, name: str) -> tuple[Design, list[Asset]]:
    """What `packed` made; `name` is what the sentences call the file."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
                raise Refused(f"Isi berkas {name} terlalu besar untuk sebuah templat.")
            design = Design.from_json(_taken(archive, _DESIGN, _MOST_DESIGN).decode("utf-8"))
            return _with_pictures(archive, design)
    except (DesignError, Refused):
        raise
    except _BROKEN as error:
        raise Refused(
            f"Berkas {name} rusak atau bukan templat sertifikat.", "Minta berkasnya lagi dari pengirimnya."
        ) from error


def _with_pictures(archive: zipfile.ZipFile, design: Design) -> tuple[Design, list[Asset]]:
    """Encoded anew, a picture may have another digest: the design then names that."""
    found = {each: pictures.read(_taken(archive, f"gambar/{each}", _MOST_BYTES)) for each in design.assets}
    names = {each: asset.digest for each, asset in found.items()} | {"": ""}
    design = replace(
        design,
        background=names[design.background],
        items=tuple(replace(item, asset=names[item.asset]) for item in design.items),
        back=tuple(replace(item, asset=names[item.asset]) for item in design.back),
    )
    return design, list({asset.digest: asset for asset in found.values()}.values())


def _taken(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    entry = archive.getinfo(name)
    if entry.file_size > most:
        raise ValueError(name)
    with archive.open(entry) as file:
        content = file.read(most + 1)
    if len(content) != entry.file_size:
        raise EOFError(name)
    return content


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)
