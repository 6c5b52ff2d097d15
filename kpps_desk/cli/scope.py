"""What several commands ask of a workspace: open it, and make sure that an area is one."""

import argparse

from kpps_desk import app
from kpps_desk.domain import places
from kpps_desk.problems import Refused
from kpps_desk.queries import areas
from kpps_desk.store.snapshot import Snapshot


def opened(args: argparse.Namespace, *, read_only: bool = False) -> app.Workspace:
    """The workspace that the command names."""
    return app.open_workspace(args.workspace, getattr(args, "by", ""), read_only=read_only)


def area(db: Snapshot, text: str) -> str:
    """The code with dots, '' for everything; Gone if the workspace knows no such area."""
    if not text:
        return ""
    code = text if "." in text else _dotted(text)
    areas.area_id(db, code)
    return code


def _dotted(text: str) -> str:
    try:
        return places.dotted(text)
    except ValueError:
        raise Refused(f"{text} bukan kode wilayah.", "Contoh kode kecamatan: 31.71.01.") from None
