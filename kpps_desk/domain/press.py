"""How a batch is printed: into which files, how many on a sheet, in which order, how far moved.

What a newcomer gets wrong: the order of a batch as something of the screen. Whoever stands at a jammed printer counts
sheets, so the order is the batch's own and kept with it.
"""

import json
from dataclasses import asdict, dataclass, replace
from typing import Literal

Split = Literal["satu", "kelurahan", "orang"]  # one file, one a kelurahan, one a person
Sorting = Literal["tps", "sesi"]  # by TPS and seat; by training session, then TPS and seat
Copies = Literal["otomatis", "tidak", "semua"]  # SALINAN: by the ledger, on none, on all
Paper = Literal["A4", "F4", "Letter"]

SPLITS: tuple[Split, ...] = ("satu", "kelurahan", "orang")
SORTINGS: tuple[Sorting, ...] = ("tps", "sesi")
COPIES: tuple[Copies, ...] = ("otomatis", "tidak", "semua")
PAPERS: tuple[Paper, ...] = ("A4", "F4", "Letter")
FARTHEST = 20.0  # mm that a page may be moved


class PressError(ValueError):
    """A setting that can't be; `field` is its name, the text an Indonesian sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class PressSettings:
    """`size` None: each page on its design's own paper. `dx`, `dy`: mm to the right and down, on every page."""

    split: Split = "satu"
    zipped: bool = False
    up: int = 1  # certificates on a sheet: 1 or 2
    duplex: bool = False  # with the back, turned over the long edge
    sorting: Sorting = "tps"
    size: Paper | None = None
    dx: float = 0.0
    dy: float = 0.0
    copies: Copies = "otomatis"

    def __post_init__(self) -> None:
        for field, known in (("split", SPLITS), ("sorting", SORTINGS), ("copies", COPIES)):
            if getattr(self, field) not in known:
                raise PressError(field, f"Pilihan cetak “{getattr(self, field)}” tidak dikenal.")
        if self.size is not None and self.size not in PAPERS:
            raise PressError("size", f"Ukuran kertas “{self.size}” tidak dikenal.")
        if self.up not in (1, 2):
            raise PressError("up", "Satu lembar memuat 1 atau 2 sertifikat.")
        for field in ("dx", "dy"):
            if not abs(getattr(self, field)) <= FARTHEST:
                raise PressError(field, f"Geseran paling jauh {FARTHEST:.0f} mm.")

    def in_one_file(self) -> "PressSettings":
        """The same pages in the same order, as one file."""
        return replace(self, split="satu", zipped=False)

    def to_json(self) -> str:
        """One text for equal settings."""
        return json.dumps(asdict(self), sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> "PressSettings":
        """What an older version didn't know has its default, what a newer one added is left out."""
        content = json.loads(text)
        return cls(**{name: content[name] for name in cls.__dataclass_fields__ if name in content})
