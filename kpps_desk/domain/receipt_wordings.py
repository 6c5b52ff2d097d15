"""The built-in wording of the list of transport money.

What a newcomer gets wrong: naming a treasurer here. Who pays differs from office to office; the office writes it.
"""

from kpps_desk.domain.filling import Wording
from kpps_desk.domain.invitation_wordings import SESSION

RECEIPTS = {
    "transpor.judul": Wording("Judul", "TANDA TERIMA UANG TRANSPOR", SESSION),
    "transpor.pernyataan": Wording(
        "Pernyataan",
        "Yang bertanda tangan di bawah ini telah menerima uang transpor untuk menghadiri {acara} pada {hari_tanggal}.",
        SESSION,
        lines=3,
    ),
    "transpor.pembayar": Wording("Yang membayarkan", "Yang membayarkan,", SESSION),
    "transpor.mengetahui": Wording("Yang mengetahui", "{jabatan_penanda_tangan}", SESSION),
}
