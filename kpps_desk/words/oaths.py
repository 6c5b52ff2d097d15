"""The forms of an oath as they are called; used through `words`.

What a newcomer gets wrong: a blank for a form that isn't known. It is said, so that somebody asks.
"""

from kpps_desk.domain.oaths import Form

_FORMS = {
    Form.ISLAM: "Islam",
    Form.PROTESTANT: "Kristen Protestan",
    Form.CATHOLIC: "Katolik",
    Form.HINDU: "Hindu",
    Form.BUDDHIST: "Buddha",
    Form.CONFUCIAN: "Konghucu",
    Form.PROMISE: "Janji",
}


def oath_form(form: Form | None) -> str:
    """`Islam`, `Janji`; `belum dipilih` for none."""
    return _FORMS[form] if form else "belum dipilih"
