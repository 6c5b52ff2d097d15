"""Materi dan nilai: a training's topics, which trainers came, and the scores of those present, typed or imported.

What a newcomer gets wrong: a table to type into. Two fields below the list are about the person under the cursor; Enter
saves and goes to the next, so that a pile of tests is typed without looking up.
"""

from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kpps_desk import words
from kpps_desk.operations import trainings
from kpps_desk.operations.trainings import ScoreResult
from kpps_desk.problems import Gone, Invalid, Problem
from kpps_desk.queries import trainings as questions
from kpps_desk.queries.sessions import SessionDetails
from kpps_desk.queries.trainings import ScoreLine, TrainingSheet
from kpps_desk.ui import theme
from kpps_desk.ui.gathering_page import GatheringPage
from kpps_desk.ui.keys import inside
from kpps_desk.ui.labels import OneLine, plain
from kpps_desk.ui.list_model import Column
from kpps_desk.ui.list_view import ListView
from kpps_desk.ui.screen import Desk
from kpps_desk.ui.short_list import ShortModel

_COLUMNS: tuple[Column[ScoreLine], ...] = (
    Column("number", "No.", lambda line: str(line.number), 56, right=True),
    Column("name", "Nama", lambda line: line.row.name, 220, stretch=True),
    Column("tps", "TPS", lambda line: f"{line.row.tps} · kursi {line.row.seat or '—'}", 130),
    Column("before", "Nilai awal", lambda line: _text(line.before) or "—", 92, right=True),
    Column("after", "Nilai akhir", lambda line: _text(line.after) or "—", 96, right=True),
)
_FILES = "Daftar nilai (*.xlsx *.xls *.ods *.csv);;Semua berkas (*)"


class Page(GatheringPage):
    """Topics and trainers above, the people in the middle, two fields below."""

    tables = frozenset({"session", "session_crew", "invitation", "attendance", "appointment", "member", "score",
                        "election"})  # fmt: skip
    help_text = (
        "Materi dan nilai: ketik nilai awal, Enter, nilai akhir, Enter; kursor pindah ke orang berikutnya. Nilai yang "
        "dikosongkan berarti tidak ikut tes. Panah atas dan bawah berpindah orang.\n"
        "Impor nilai membaca CSV atau XLSX dengan kolom no, nik, atau nama, dan nilai awal atau nilai akhir. "
        "Baris yang tidak cocok disebut dengan alasannya.\n"
        "Centang narasumber yang hadir. Bila aturan pemilihan meminta nilai paling rendah, hanya yang mencapainya "
        "yang terlatih."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._session: int | None = None
        self.sheet: TrainingSheet | None = None
        self.topics, self.told = plain("", ""), OneLine("muted")
        self.trainers: list[QCheckBox] = []
        self.model: ShortModel[ScoreLine] = ShortModel(_COLUMNS, self)
        self.view = ListView(self.model)
        self.view.setAccessibleName("Peserta yang hadir dan nilainya")
        self.view.setSelectionMode(ListView.SelectionMode.SingleSelection)
        self.view.say_empty("Belum ada yang hadir. Catat kehadirannya dahulu di Kehadiran.")
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_current())
        self.before, self.after = QLineEdit(), QLineEdit()
        self.view.opened.connect(lambda _: self.before.setFocus())
        self.who, self.trouble = OneLine("subheading"), plain("", "fieldtrouble")
        self.trouble.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        self._trainers = QHBoxLayout()
        self._trainers.setSpacing(theme.GRID * 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.GRID, 0, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(self.topics)
        column.addLayout(self._trainers)
        column.addWidget(self.told)
        column.addWidget(self.view, 1)
        column.addWidget(self.trouble)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GRID)
        foot.addWidget(self.who, 1)
        for text, field, follows in (
            ("Nilai &awal", self.before, self.after.setFocus), ("Nilai a&khir", self.after, self.save),
        ):  # fmt: skip
            label = QLabel(text)
            label.setBuddy(field)
            field.setAccessibleName(text.replace("&", ""))
            field.setFixedWidth(72)
            field.setMaxLength(5)
            field.setPlaceholderText("0-100")
            field.returnPressed.connect(follows)
            inside(field, "Up", lambda: self._move(-1))
            inside(field, "Down", lambda: self._move(1))
            foot.addWidget(label)
            foot.addWidget(field)
        self.imports = QPushButton("&Impor nilai…")
        self.imports.clicked.connect(self.choose_file)
        foot.addWidget(self.imports)
        column.addLayout(foot)
        self.setFocusProxy(self.before)

    # -- the page's contract ------------------------------------------------------------------------------------------

    def put(self, target: SessionDetails | str) -> None:
        if isinstance(target, SessionDetails):
            if target.id != self._session:
                self.sheet = None
            self._session = target.id
            self.reload()

    def reload(self) -> None:
        if (session := self._session) is not None:
            self.desk.background.ask(
                self, lambda db: questions.sheet(db, session), self._show, topic="training", failed=self._failed
            )

    def _failed(self, problem: Problem) -> None:
        if not isinstance(problem, Gone):  # the book closes by itself
            self.desk.notices.trouble(problem)

    def _show(self, sheet: TrainingSheet) -> None:
        first = self.sheet is None
        typed = self._typed_over()
        self.sheet = sheet
        topics = " · ".join(f"{topic} {hours} JP" for topic, hours in sheet.session.topics)
        self.topics.setText(f"Materi: {topics} · seluruhnya {sheet.hours} JP" if topics else "Materi belum dicatat.")
        self._put_trainers(sheet)
        self.told.setText(_standing(sheet))
        self.model.put({line.row.member_id: line for line in sheet.lines})
        if (first or self.view.current_id() < 0) and sheet.lines:
            untested = next((at for at, line in enumerate(sheet.lines) if line.before is line.after is None), 0)
            self.view.show_id(sheet.lines[untested].row.member_id)
        if not typed:
            self._show_current()
        for field in (self.before, self.after):
            field.setEnabled(bool(sheet.lines))

    def _put_trainers(self, sheet: TrainingSheet) -> None:
        names = [box.text().replace("&&", "&") for box in self.trainers]
        if names != list(sheet.session.trainers):
            while (item := self._trainers.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.deleteLater()
            self.trainers = [QCheckBox(name.replace("&", "&&")) for name in sheet.session.trainers]
            told = "Narasumber yang hadir:" if self.trainers else "Narasumber belum dicatat pada sesi ini."
            self._trainers.addWidget(plain(told, "muted", wrap=False))
            for box in self.trainers:
                box.clicked.connect(self._trainers_ticked)
                self._trainers.addWidget(box)
            self._trainers.addStretch(1)
        for box, name in zip(self.trainers, sheet.session.trainers, strict=True):
            box.setChecked(name in sheet.came)

    # -- one person after another -------------------------------------------------------------------------------------

    def _line(self) -> ScoreLine | None:
        line = self.model.line(self.view.currentIndex().row())
        return line.row if line is not None else None

    def _typed_over(self) -> bool:
        """Somebody is typing a score that isn't saved: an answer that arrives must not wipe it away."""
        line = self._line()
        return line is not None and (self.before.text(), self.after.text()) != (_text(line.before), _text(line.after))

    def _show_current(self) -> None:
        line = self._line()
        self.who.setText(f"{line.number}. {line.row.name}" if line is not None else "")
        self.before.setText(_text(line.before) if line is not None else "")
        self.after.setText(_text(line.after) if line is not None else "")
        self._say("")

    def _move(self, step: int) -> None:
        row = self.view.currentIndex().row() + step
        if 0 <= row < self.model.rowCount():
            self.view.selectRow(row)
            self.before.setFocus()
            self.before.selectAll()

    def save(self) -> None:
        """The scores of the current person; then the next one."""
        line, session = self._line(), self._session
        if line is None or session is None:
            return
        try:
            before = trainings.parse_score(self.before.text(), "before")
            after = trainings.parse_score(self.after.text())
        except Invalid as problem:
            self._say(str(problem))
            (self.before if problem.field == "before" else self.after).setFocus()
            return
        member = line.row.member_id
        if (before, after) != (line.before, line.after):
            self.model.change(member, line._replace(before=before, after=after))
            self.desk.background.do(
                self,
                f"Catat nilai bimtek, anggota no. {member}",
                lambda tx: trainings.set_score(tx, session, member, before, after),
                failed=self._not_saved,
            )
        self._move(1)

    def _not_saved(self, problem: Problem) -> None:
        self.desk.notices.trouble(problem)
        self.sheet = None
        self.reload()

    def _say(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    # -- trainers, a file ---------------------------------------------------------------------------------------------

    def _trainers_ticked(self) -> None:
        if self.sheet is None:
            return
        session = self.sheet.session
        came = [name for name, box in zip(session.trainers, self.trainers, strict=True) if box.isChecked()]
        self.desk.background.do(
            self,
            f"Catat narasumber yang hadir, {words.number(len(came))} orang",
            lambda tx: trainings.set_trainers_present(tx, session.id, came),
            failed=self._not_saved,
        )

    def choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Pilih daftar nilai", str(Path.home()), _FILES)
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Scores out of a CSV or XLSX."""
        session = self._session
        if session is None:
            return

        by = self.desk.background.by
        self.desk.background.run(
            self,
            f"Impor nilai bimtek dari {path.name}",
            lambda database, _: trainings.import_scores(database, session, path, by=by),
            self._taken,
            failed=self.desk.notices.trouble,
        )

    def _taken(self, result: ScoreResult) -> None:
        same = f", {words.number(result.same)} sudah sama" if result.same else ""
        said = f"Nilai {words.number(result.taken)} orang dicatat{same}."
        if not result.rejected:
            self.desk.notices.say(said)
            return
        shown = " ".join(f"Baris {one.line}: {one.reason}" for one in result.rejected[:3])
        more = f" Dan {words.number(len(result.rejected) - 3)} baris lain." if len(result.rejected) > 3 else ""
        self.desk.notices.warn(f"{said} {words.number(len(result.rejected))} baris ditolak. {shown}{more}")
        self._show_current()


def _text(score: int | None) -> str:
    return "" if score is None else str(score)


def _standing(sheet: TrainingSheet) -> str:
    """`49 hadir · rata-rata nilai awal 62,5, nilai akhir 81,3 · 40 mencapai 60`."""
    parts = [f"{words.number(len(sheet.lines))} hadir"]
    averages = [
        f"{what} {found:.1f}".replace(".", ",")
        for what, found in (("nilai awal", sheet.average(after=False)), ("nilai akhir", sheet.average(after=True)))
        if found is not None
    ]
    parts += [f"rata-rata {', '.join(averages)}"] if averages else ["belum ada nilai"]
    parts += [f"{words.number(sheet.passed)} mencapai nilai {sheet.least}"] if sheet.least else []
    return " · ".join(parts)
