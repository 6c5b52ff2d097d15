"""What a person says about batches of the ledger, and going on after a jam; Cetak gives the list and does the printing.

What a newcomer gets wrong: going on where the batch began. A file's rest may go to a printer and the other way round;
it is a batch of its own, and the one before it is over.
"""

from array import array
from collections.abc import Callable, Sequence

from kpps_desk import words
from kpps_desk.operations import print_ledger
from kpps_desk.queries import print_ledger as ledger
from kpps_desk.queries.print_ledger import Batch, BatchState
from kpps_desk.store.transaction import Transaction
from kpps_desk.ui.certificate_batches import BatchList
from kpps_desk.ui.screen import Desk


class LedgerActs:
    """`go_on(batch, rest)` prints the rest of a batch."""

    def __init__(self, desk: Desk, batches: BatchList, go_on: "Callable[[Batch, array[int]], None]") -> None:
        self._desk, self._list, self._go_on = desk, batches, go_on
        batches.all_out.connect(self.say_all_out)
        batches.jammed.connect(self.say_jammed)
        batches.resumed.connect(self.resume)
        batches.stopped.connect(self.stop)

    def say_all_out(self, batches: Sequence[Batch]) -> None:
        """Somebody looked: all of them came out."""

        def out(tx: Transaction) -> list[Batch]:
            return [print_ledger.came_out(tx, one.id, "semua", one.version) for one in batches]

        def told(now: list[Batch]) -> None:
            count = words.number(sum(batch.out for batch in now))
            self._desk.notices.say(f"{_named(now)}: {count} sertifikat keluar.")

        if batches:
            self._desk.background.do(self._list, f"{_named(batches)} keluar semua", out, told)

    def say_all_out_by_number(self, batch: int) -> None:
        self._by_number(batch, lambda found: self.say_all_out([found]))

    def say_jammed(self, batch: Batch, number: str) -> None:
        """It stopped at this number, which did not come out well."""

        def done(now: Batch) -> None:
            self._desk.notices.warn(
                f"Cetakan no. {now.id} macet di no. {number}; {words.number(now.out)} sudah keluar.",
                act=f"&Ya, lanjutkan dari no. {number}",
                action=lambda: self.resume(now, ""),
            )

        self._desk.background.do(
            self._list,
            f"Cetakan no. {batch.id} macet di no. {number}",
            lambda tx: print_ledger.jam(tx, batch.id, number, batch.version),
            done,
        )

    def resume(self, batch: Batch, number: str) -> None:
        """Go on from this number, all before which came out ('': behind the last that did)."""
        if number:
            self._desk.background.do(
                self._list,
                f"Cetakan no. {batch.id} dilanjutkan dari no. {number}",
                lambda tx: print_ledger.jam(tx, batch.id, number, batch.version),
                lambda now: self.resume(now, ""),
            )
            return
        self._desk.background.ask(
            self._list,
            lambda db: print_ledger.resume(db, batch.id),
            lambda rest: self._go_on(batch, rest),
            topic="resume",
        )

    def resume_by_number(self, batch: int) -> None:
        self._by_number(batch, lambda found: self.resume(found, ""))

    def stop(self, batches: Sequence[Batch]) -> None:
        """Not printed after all, or nobody goes on with them."""
        wanted = [batch for batch in batches if batch.unsettled]
        sent = all(batch.state is BatchState.SENT for batch in wanted)
        what = "tidak dicetak" if sent else "dihentikan"

        def over(tx: Transaction) -> list[Batch]:
            return [print_ledger.cancel(tx, one.id, one.out, one.version) for one in wanted]

        if wanted:
            self._desk.background.do(
                self._list,
                f"{_named(wanted)} {what}",
                over,
                lambda now: self._desk.notices.say(f"{_named(now)} {what}. Ctrl+Z mengurungkannya."),
            )

    def _by_number(self, batch: int, act: Callable[[Batch], None]) -> None:
        self._desk.background.ask(self._list, lambda db: ledger.batch(db, batch), act, topic="batch")


def _named(batches: Sequence[Batch]) -> str:
    if len(batches) == 1:
        return f"Cetakan no. {batches[0].id}"
    return f"{words.number(len(batches))} cetakan"
