"""What paper needs besides the people: pictures, letterheads, officials, designs, the ledger of what came out, lists.

What a newcomer gets wrong: printing by a `template`. It is what an office edits; an edition names a `design` by its
digest, which is a frozen copy, so that what was issued prints alike for ever.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from kpps_desk.store.schema.foundation import metadata, record_id, uid, version

asset = Table(  # a picture of a letterhead or a design; never changed, never journaled
    "asset",
    metadata,
    record_id(),
    Column("digest", Text, nullable=False, unique=True),  # SHA-256 of the content, hex
    Column("media", Text, nullable=False),  # 'image/png' | 'image/jpeg'
    Column("width", Integer, nullable=False),  # pixels
    Column("height", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False),
)

photo = Table(  # a member's pas foto, for cards; never journaled
    "photo",
    metadata,
    record_id(),
    Column("member_id", ForeignKey("member.id"), nullable=False, unique=True),
    Column("content", LargeBinary, nullable=False),  # JPEG, at most 400 x 600 pixels
    Column("taken_at", BigInteger, nullable=False),
    Column("taken_by", Text, nullable=False),
)

letterhead = Table(  # of an area and all below it that have none of their own
    "letterhead",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("area_id", ForeignKey("area.id"), unique=True),  # None: of the whole workspace
    Column("lines", Text, nullable=False),  # one a line
    Column("city", Text, nullable=False, server_default=""),  # '': as the election's paper has it
    Column("logo", Text, nullable=False, server_default=""),  # digest of an asset; '': none
)

official = Table(  # who signs and who takes part in an office
    "official",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("area_id", ForeignKey("area.id"), index=True),  # whose office; None: of the whole workspace
    Column("title", Text, nullable=False),  # 'Ketua PPS Kelurahan Gambir'
    Column("name", Text, nullable=False),  # with titles, as on paper
    Column("number", Text, nullable=False, server_default=""),  # NIP or the like, printed below the name
    Column("rank", SmallInteger, nullable=False, server_default=text("1")),  # order within an office; 1 signs letters
    Column("signs", Boolean, nullable=False, server_default=text("0")),  # certificates, in the order of rank
)

template = Table(  # designs of certificates that the office made or chose; built-in ones have no row
    "template",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("name", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),  # domain.certificates.Kind
    Column("content", Text, nullable=False),  # JSON of domain.designs.Design
    Column("chosen", Boolean, nullable=False, server_default=text("0")),  # the one by which its kind is issued
    Column("changed_at", BigInteger, nullable=False),
    Column("changed_by", Text, nullable=False),
    Index("uq_template_chosen_kind", "kind", unique=True, sqlite_where=text("chosen")),
)

design = Table(  # a template as it was when something was issued by it
    "design",
    metadata,
    record_id(),
    uid(),
    Column("digest", Text, nullable=False, unique=True),  # domain.designs.digest of the content
    Column("content", Text, nullable=False),
)

name_check = Table(  # a name that its bearer confirmed on a sheet; a name changed since is unconfirmed again
    "name_check",
    metadata,
    record_id(),
    uid(),
    Column("member_id", ForeignKey("member.id"), nullable=False, unique=True),
    Column("name", Text, nullable=False),  # with titles, as it was confirmed
    Column("checked_at", BigInteger, nullable=False),
    Column("checked_by", Text, nullable=False),
)

print_batch = Table(  # one run of certificates to a printer or a file
    "print_batch",
    metadata,
    record_id(),
    uid(),
    version(),
    Column("title", Text, nullable=False),  # what was chosen, in words: 'Kel. Gambir', 'Sesi 12'
    Column("target", Text, nullable=False),  # printer's name, or the file's name
    Column("printer", Boolean, nullable=False),  # False: a file
    Column("sorting", Text, nullable=False),  # 'tps' | 'sesi'
    Column("settings", Text, nullable=False),  # JSON: up, duplex, size, offsets
    Column("total", Integer, nullable=False),  # certificates in it
    Column("out", Integer, nullable=False, server_default=text("0")),  # so many came out, in order: somebody looked
    Column("state", Text, nullable=False),  # 'dikirim' | 'macet' | 'keluar' | 'batal'
    Column("started_at", BigInteger, nullable=False),
    Column("started_by", Text, nullable=False),
)

print_line = Table(  # a certificate in a batch; never journaled
    "print_line",
    metadata,
    record_id(),
    Column("batch_id", ForeignKey("print_batch.id"), nullable=False),
    Column("position", Integer, nullable=False),  # 1, 2, 3 ... as the pages come
    Column("certificate_id", ForeignKey("certificate.id"), nullable=False, index=True),
    Column("copy", Boolean, nullable=False),  # bears SALINAN
    UniqueConstraint("batch_id", "position"),
)

revocation_list = Table(  # signed lists of revoked and replaced numbers: ours as given out, others' as taken in
    "revocation_list",
    metadata,
    record_id(),
    uid(),
    Column("key_id", Text, nullable=False, index=True),
    Column("made_on", Date, nullable=False),
    Column("own", Boolean, nullable=False),
    Column("digest", Text, nullable=False, unique=True),  # SHA-256 of the content, hex
    Column("content", Text, nullable=False),
    Column("kept_at", BigInteger, nullable=False),
    Column("kept_by", Text, nullable=False),
)

evidence = Table(  # a bundle of proofs that was given out
    "evidence",
    metadata,
    record_id(),
    uid(),
    Column("area_id", ForeignKey("area.id"), nullable=False, index=True),
    Column("file_name", Text, nullable=False),
    Column("digest", Text, nullable=False),  # SHA-256 of the PDF, hex
    Column("pages", Integer, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("made_by", Text, nullable=False),
)
