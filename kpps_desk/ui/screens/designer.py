"""Perancang sertifikat: the office's templates and the built-in ones, and the table on which one of them is designed.

What a newcomer gets wrong: a template that is changed while certificates are issued by it. What was issued keeps its
frozen copy; what comes next follows the template as it was saved.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from kpps_desk.changes import Changes
from kpps_desk.domain.designs import Design
from kpps_desk.exchange.design_files import ENDING
from kpps_desk.operations import designs
from kpps_desk.problems import Conflict, Gone, Invalid, Problem
from kpps_desk.queries import designs as questions
from kpps_desk.queries.designs import TemplateRow
from kpps_desk.store.snapshot import Snapshot
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui.designer.drafts import Draft, Drafts
from kpps_desk.ui.designer.editor import Editor
from kpps_desk.ui.designer.proof import Proof, Proofs, Wish
from kpps_desk.ui.designer.template_acts import TemplateActs, free_name
from kpps_desk.ui.designer.templates_page import Line, TemplatesPage
from kpps_desk.ui.screen import Desk, Screen

_FILES = f"Templat KPPS (*{ENDING})"
_PICTURES = "Gambar (*.png *.jpg *.jpeg)"


class _Open(NamedTuple):
    """What lies on the table: its draft's key, its template (0: none yet), the version that was seen, whether begun."""

    key: str
    template: int
    version: int
    begun: bool = False  # came from a draft, which stays one until it is saved or thrown away


class DesignerScreen(Screen):
    """A list of templates; the table in its place while one is designed."""

    key = "designer"
    title = "Perancang sertifikat"
    icon = "designer"
    tables = frozenset({"template", "design", "asset", "letterhead", "official", "election"})
    help_text = (
        "Templat menentukan rupa sertifikat. Pakai: sertifikat jenis itu terbit dengannya; yang sudah terbit tetap. "
        "Templat bawaan dirancang sebagai salinan. Impor dan Ekspor memindahkan satu templat beserta gambarnya.\n"
        "Di meja rancang, halaman digambar seperti yang dicetak. Tab ke butir berikutnya, Spasi menahan pilihan, panah "
        "menggeser 1 mm (Shift 10 mm, Alt 0,1 mm), Ctrl+panah mengubah ukuran, Enter ke teksnya, Delete menghapus, "
        "Ctrl+D menggandakan, Ctrl+PgUp/PgDn maju atau mundur. Tetikus: seret untuk menggeser; garis bantu menarik, "
        "kecuali Ctrl atau Alt ditahan; Shift menjaga arah; Esc membatalkan.\n"
        "Alt+klik memilih butir di bawahnya. + dan − memperbesar, 0 memuat halaman; F7 sisi lain, F8 data terpanjang. "
        "Ctrl+Z dan Ctrl+Y melangkah mundur dan maju, Ctrl+S menyimpan. Yang belum disimpan tetap ada."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._asked = False
        self._rows: Sequence[TemplateRow] = ()
        self._on_table: _Open | None = None
        self._wanted = ""
        self.drafts = Drafts(desk.kept, str(desk.background.path or ""))
        self.acts = TemplateActs(desk, self._look_at, self)
        self.list, self.editor = TemplatesPage(), Editor(desk.background)
        self.looks = Proofs(desk.background, self)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.editor)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._connect()

    def _connect(self) -> None:
        page, editor = self.list, self.editor
        page.current_changed.connect(lambda _: self._draw())
        page.view.wanted.connect(self._draw)
        page.design_wanted.connect(self.design)
        page.choose_wanted.connect(self.acts.choose)
        page.copy_wanted.connect(lambda row: self.acts.copy(row, self._names()))
        page.rename_wanted.connect(lambda row, name: self.acts.rename(row, name, page.form.show_trouble))
        page.remove_wanted.connect(self._remove)
        page.import_wanted.connect(self.pick_file)
        page.export_wanted.connect(self._pick_target)
        self.looks.made.connect(self._looked)
        for proofs in (self.looks, editor.proofs):
            proofs.failed.connect(self.desk.notices.trouble)
        editor.left.connect(self.leave)
        editor.save_wanted.connect(self.save)
        editor.picture_wanted.connect(self.pick_picture)
        editor.work.steps_changed.connect(self._keep_draft)

    # -- the screen's contract ----------------------------------------------------------------------------------------

    def shown(self) -> None:
        if not self._asked:
            self._asked = True
            self.reload()
        elif self._on_table is not None:
            self.editor.draw()

    def reload(self) -> None:
        self.desk.background.ask(self, _templates, self._show, topic="templates")

    def refresh(self, changes: Changes) -> None:
        super().refresh(changes)
        if changes.tables & self.tables and self._on_table is not None:
            self.editor.draw()

    def to_search(self) -> None:
        (self.list.list if self._on_table is None else self.editor.canvas).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def commands(self) -> list[QAction]:
        return [] if self._on_table is None else self.editor.acts.commands()

    def hideEvent(self, event: QHideEvent) -> None:
        self.editor.work.settle()
        super().hideEvent(event)

    # -- the list -----------------------------------------------------------------------------------------------------

    def _show(self, rows: Sequence[TemplateRow]) -> None:
        self._rows = rows
        self.list.put(rows, self.drafts.all())
        if self._wanted:
            self.list.go_to(self._wanted)
            self._wanted = ""

    def _look_at(self, name: str) -> None:
        """The cursor goes to this template once it is in the list."""
        self._wanted = name
        self.reload()

    def _names(self) -> list[str]:
        return [*(row.name for row in self._rows), *(draft.design.name for draft in self.drafts.all())]

    def _draw(self) -> None:
        line = self.list.current
        if line is not None and self.isVisible() and self._on_table is None:
            self.list.view.lie(*line.design.size_mm)
            self.looks.want(Wish(line.design, False, False, self.list.view.width_wanted))

    def _looked(self, proof: Proof) -> None:
        line = self.list.current
        if line is not None and line.design == proof.wish.design:
            self.list.view.put(proof.image, f"Halaman depan templat {line.design.name}")

    def _remove(self, line: Line) -> None:
        if isinstance(line, Draft):
            self.drafts.drop(line.key)
            self.list.put(self._rows, self.drafts.all())
            self.desk.notices.say(
                f"Rancangan “{line.design.name}” dibuang.", act="Kembalikan", action=lambda: self._give_back(line)
            )
        else:
            self.acts.remove(line)

    def _give_back(self, draft: Draft) -> None:
        self.drafts.put(draft)
        self.list.put(self._rows, self.drafts.all())
        self.list.go_to(draft.design.name)

    # -- the table ----------------------------------------------------------------------------------------------------

    def design(self, line: Line) -> None:
        """Lay it on the table: a draft as it was left, an own template, or a copy of a built-in one."""
        if isinstance(line, TemplateRow) and line.id:
            draft = self.drafts.of(f"templat {line.id}")
            self._begin(_Open(f"templat {line.id}", line.id, line.version), draft, line.design)
        elif isinstance(line, TemplateRow):
            copied = replace(line.design, name=free_name(line.name, self._names()))
            self._begin(_Open(self.drafts.new_key(), 0, 0), None, None, copied)
        else:
            self._begin(_Open(line.key, 0, 0), line, None)

    def _begin(self, what: _Open, draft: Draft | None, kept: Design | None, fresh: Design | None = None) -> None:
        design = draft.design if draft is not None else fresh or kept
        if design is None:
            return
        if draft is not None:
            what = what._replace(version=draft.version, begun=True)
        self._on_table = what
        self.stack.setCurrentWidget(self.editor)
        self.editor.start(design, kept=kept)
        if draft is not None and kept is not None:
            self.desk.notices.warn(
                "Rancangan yang belum disimpan dibuka kembali.", act="Buang perubahan", action=self._throw_away
            )

    def _throw_away(self) -> None:
        """Back to the template as it is saved; the way back is Ctrl+Z."""
        row = self._row()
        if row is not None and self._on_table is not None:
            self._on_table = self._on_table._replace(version=row.version, begun=False)
            self.editor.work.edit(row.design)

    def leave(self) -> None:
        """Back to the list; what isn't saved is kept as a draft."""
        self.editor.commit()
        name, on_table = self.editor.work.design.name, self._on_table
        unsaved = on_table is not None and self.drafts.of(on_table.key) is not None
        self._on_table = None
        self.stack.setCurrentWidget(self.list)
        self.list.put(self._rows, self.drafts.all())
        self.list.go_to(name)
        self.list.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if unsaved:
            self.desk.notices.say("Perubahan yang belum disimpan tetap ada sebagai rancangan.")

    def _keep_draft(self) -> None:
        """Whatever isn't saved is kept as it is now."""
        self.editor.say_state()
        on_table, work = self._on_table, self.editor.work
        if on_table is not None and work.state is not None:
            if work.dirty and (on_table.begun or work.can_undo):
                self.drafts.put(Draft(on_table.key, on_table.template, on_table.version, work.design))
            else:
                self.drafts.drop(on_table.key)

    def _row(self) -> TemplateRow | None:
        """The template on the table, as it is saved."""
        template = self._on_table.template if self._on_table is not None else 0
        return next((row for row in self._rows if row.id == template and template), None)

    # -- saving -------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """One entry of the journal; refused while something must be mended."""
        self.editor.commit()
        on_table, work = self._on_table, self.editor.work
        if on_table is None or not work.dirty:
            return
        if bars := self.editor.bars:
            self.editor.show_faults()
            more = f" ({len(bars) - 1} masalah lain)" if len(bars) > 1 else ""
            self.desk.notices.warn(f"Belum dapat disimpan: {bars[0].sentence}{more} Rancangan ini tetap ada.")
            return
        work.settle()
        design = work.design

        def change(tx: Transaction) -> TemplateRow:
            given = {"id": on_table.template, "version": on_table.version} if on_table.template else {}
            return questions.template(tx, designs.save(tx, design, **given))

        self.desk.background.do(
            self,
            f"Simpan templat: {design.name}",
            change,
            lambda row: self._saved(on_table, design, row),
            failed=self._unsaved,
        )

    def _saved(self, was: _Open, design: Design, row: TemplateRow) -> None:
        self.drafts.drop(was.key)
        if self._on_table == was:
            self._on_table = _Open(f"templat {row.id}", row.id, row.version)
            self.editor.is_new = False
            self.editor.work.saved(design)
        act: Callable[[], None] | None = None if row.chosen else lambda: self.acts.choose(row)
        self.desk.notices.say("Templat disimpan.", act="" if row.chosen else "Pakai untuk menerbitkan", action=act)
        self._look_at(row.name)

    def _unsaved(self, problem: Problem) -> None:
        if isinstance(problem, Conflict | Gone):
            self.desk.notices.warn(str(problem), act="Simpan sebagai salinan", action=self._save_copy)
            return
        if isinstance(problem, Invalid) and problem.field == "name":
            self.editor.show_name()
        self.desk.notices.trouble(problem)

    def _save_copy(self) -> None:
        """Somebody changed the template meanwhile: ours becomes another one."""
        if self._on_table is not None:
            self._on_table = _Open(self.drafts.new_key(), 0, 0)
            self.editor.work.edit(
                replace(self.editor.work.design, name=free_name(self.editor.work.design.name, self._names()))
            )
            self.save()

    # -- files --------------------------------------------------------------------------------------------------------

    def pick_file(self) -> None:
        """Ask for a template's file."""
        name, _ = QFileDialog.getOpenFileName(self, "Impor templat", self._folder(), _FILES)
        if name:
            self._remember(Path(name))
            self.acts.take(Path(name))

    def _pick_target(self, row: TemplateRow) -> None:
        start = str(Path(self._folder()) / f"{_safe(row.name)}{ENDING}")
        name, _ = QFileDialog.getSaveFileName(self, "Ekspor templat", start, _FILES)
        if name:
            path = Path(name)
            self._remember(path)
            self.acts.give(row, path if path.suffix == ENDING else path.with_name(path.name + ENDING))

    def pick_picture(self, use: Callable[[str, int, int], None]) -> None:
        """Ask for a picture; `use` is given its (digest, width, height) once it is kept."""
        name, _ = QFileDialog.getOpenFileName(self, "Pilih gambar", self._folder(), _PICTURES)
        if name:
            self._remember(Path(name))
            self.take_picture(Path(name), use)

    def take_picture(self, path: Path, use: Callable[[str, int, int], None]) -> None:
        """Keep this picture in the workspace; `use` as above."""

        def change(tx: Transaction) -> tuple[str, int, int]:
            digest = designs.take_picture(tx, path)
            kept = questions.assets(tx, [digest])[digest]
            return digest, kept.width, kept.height

        self.desk.background.do(self, "Ambil gambar untuk templat", change, lambda kept: use(*kept))

    def _folder(self) -> str:
        return self.desk.kept.text("designer/folder", str(Path.home()))

    def _remember(self, path: Path) -> None:
        self.desk.kept.keep("designer/folder", str(path.parent))


def _templates(db: Snapshot) -> list[TemplateRow]:
    return questions.templates(db)


def _safe(name: str) -> str:
    """A file's name on any system."""
    return "".join(letter if letter.isalnum() or letter in " -_()" else "-" for letter in name).strip() or "templat"
