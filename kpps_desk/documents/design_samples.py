"""A certificate to look at a design with: the usual one, and the one that takes the most room.

What a newcomer gets wrong: a real person's name here. These are pictured, shipped and sent round.
"""

from datetime import date

from kpps_desk.domain.certificates import Certificate, Edition, Kind
from kpps_desk.domain.designs import TOKENS

SAMPLE = (
    Edition(
        kind=Kind.CERTIFICATE,
        letterhead=("KOMISI PEMILIHAN UMUM", "PROVINSI DKI JAKARTA"),
        event=TOKENS["acara"].sample,
        topics=(("Pemungutan dan penghitungan suara", 6), ("Sirekap", 2)),
        jp=8,
        place="Aula Kelurahan Gambir",
        dates="9 November 2024",
        city="Jakarta",
        day=date(2024, 11, 9),
        signatory_title="Ketua KPU Provinsi DKI Jakarta",
        signatory_name="(nama penanda tangan)",
    ),
    Certificate(
        number=TOKENS["nomor"].sample,
        name=TOKENS["nama"].sample,
        position=TOKENS["jabatan"].sample,
        seal="CONTOH\nBukan sertifikat: halaman ini hanya memperlihatkan bentuknya.",
    ),
)
WORST = (
    Edition(
        kind=Kind.CERTIFICATE,
        letterhead=(
            "KOMISI PEMILIHAN UMUM KABUPATEN ADMINISTRASI KEPULAUAN SERIBU",
            "PANITIA PEMUNGUTAN SUARA KELURAHAN PULAU UNTUNG JAWA",
            "Jalan Ikan Tenggiri Nomor 12 RT 003/RW 005, Kecamatan Kepulauan Seribu Selatan 14510",
            "Telepon (021) 000-0000 · pps.contoh@kpu.example",
        ),
        event=TOKENS["acara"].worst,
        topics=tuple(
            (f"Materi ke-{number}: tata cara {what} di tempat pemungutan suara dan penyelesaian keberatan saksi", 3)
            for number, what in enumerate(
                ("persiapan", "pemungutan", "penghitungan", "pencatatan", "pengamanan", "pelaporan") * 2, 1
            )
        ),
        jp=36,
        place=TOKENS["tempat"].worst,
        dates=TOKENS["tanggal"].worst,
        city=TOKENS["kota"].worst,
        day=date(2024, 9, 30),
        signatory_title="Ketua Komisi Pemilihan Umum Kabupaten Administrasi Kepulauan Seribu",
        signatory_name="Prof. Dr. H. Muhammad Zainuddin Contoh Prawirodirdjo, S.H., M.Si.",
        signatories=(
            (
                "Ketua Panitia Pemilihan Kecamatan Kepulauan Seribu Selatan",
                "Raden Ajeng Contoh Kusumaningrat, S.E.",
                "",
            ),
            (
                "Ketua Panitia Pemungutan Suara Kelurahan Pulau Untung Jawa",
                "Abdurrahman Contoh Hadiningrat",
                "NIP 1970",
            ),
        ),
    ),
    Certificate(
        number=TOKENS["nomor"].worst,
        name=TOKENS["nama"].worst,
        position=TOKENS["jabatan"].worst,
        seal="CONTOH\nBukan sertifikat: halaman ini hanya memperlihatkan bentuknya.",
    ),
)
