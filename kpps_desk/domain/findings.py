"""What a check found about a person or a row: a code, how grave it is, and the values that tell the person why.

The sentence belongs to words.finding(); codes are stored and counted, so never rename one.
"""

from enum import IntEnum, StrEnum
from typing import NamedTuple


class Severity(IntEnum):
    INFO = 0  # good to know (repaired, other province)
    WARNING = 1  # kept, to be confirmed
    UNFIT = 2  # kept as TMS, holds no seat
    REJECT = 3  # the row can't be used


class Code(StrEnum):
    NIK_LENGTH = "nik_length"
    NIK_DATE = "nik_date"  # day outside 01-31/41-71, or no such date
    NIK_SERIAL = "nik_serial"  # 0000
    NIK_SAME_DIGIT = "nik_same_digit"
    NIK_DAMAGED = "nik_damaged"  # by Excel: a number, 3.17E+15
    NIK_COLUMN_DAMAGED = "nik_column_damaged"  # the 16th digit is 0 in the whole column
    NIK_TWICE = "nik_twice"  # the same NIK on another active person; detail names it
    PERSON_TWICE = "person_twice"  # no NIK, but the same name, birth date and TPS as an earlier row
    NIK_REPAIRED = "nik_repaired"  # blanks, dots, apostrophe taken off
    NIK_BIRTH_DIFFERS = "nik_birth_differs"
    NIK_SEX_DIFFERS = "nik_sex_differs"
    NIK_ELSEWHERE = "nik_elsewhere"  # first registered outside Jakarta
    NIK_MISSING = "nik_missing"  # "belum ada"
    NAME_MISSING = "name_missing"
    TEXT_TOO_LONG = "text_too_long"
    TEXT_CLEANED = "text_cleaned"  # control or bidi characters taken out
    DATE_UNREADABLE = "date_unreadable"
    SEX_UNREADABLE = "sex_unreadable"
    AGE_UNKNOWN = "age_unknown"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    MINOR = "minor"
    EDUCATION_LOW = "education_low"  # the typed education is below SMA; the ijazah decides
    DOCUMENT_MISSING = "document_missing"  # detail: the DocumentRule's code
    DOCUMENT_INVALID = "document_invalid"  # the same
    REQUIREMENT_UNMET = "requirement_unmet"  # detail: the RequirementRule's code
    RESPONSE_UPHELD = "response_upheld"  # a public response turned out to be true
    VALUE_UNREADABLE = "value_unreadable"  # an optional field; its text went to the note
    AREA_UNKNOWN = "area_unknown"
    AREA_AMBIGUOUS = "area_ambiguous"
    TPS_UNKNOWN = "tps_unknown"
    ROLE_UNKNOWN = "role_unknown"
    PHONE_UNREADABLE = "phone_unreadable"
    SEAT_TAKEN = "seat_taken"  # the very seat that the row names
    SECOND_CHAIR = "second_chair"
    CREW_FULL = "crew_full"  # an eighth member, a third officer
    LEFT_ROSTER = "left_roster"  # the row means somebody who left; detail: domain.leaving.Reason
    SEAT_ELSEWHERE = "seat_elsewhere"  # the person already holds another seat


class Finding(NamedTuple):
    code: Code
    severity: Severity
    field: str = ""  # the column's name, as in schema.member
    detail: str = ""  # the value or the other record, already masked where it is personal
