"""A name whose titles stand in columns of their own.

What a newcomer gets wrong: taking every title off. Only the one that its column repeats comes off the name; the rest of
the name is as it was typed.
"""

from kpps_desk.domain.values import PersonName, parse_name

NO_TITLE = "-"  # in a title's own column: there is none, whatever the name looks like


def split_name(text: str, before: str, after: str) -> PersonName:
    """A name beside columns of its titles: a title given there is taken off the name as it stands, and no other.

    A blank leaves it to the name itself; `-` says that there is no title on that side, whatever the name looks like.
    """
    found = parse_name(text)
    if not (before or after):
        return found
    own_before, own_after = ("" if given == NO_TITLE else given for given in (before, after))
    if before == NO_TITLE or (before and text.startswith(f"{before} ")):
        text = text.removeprefix(own_before).lstrip() if own_before else text
    elif found.title_before:
        text = text[len(found.title_before) :].lstrip()
        own_before = own_before or found.title_before
    if after == NO_TITLE or (after and text.endswith(f", {after}")):
        text = text.removesuffix(f", {own_after}") if own_after else text
    elif "," in text:
        text = text.partition(",")[0].strip()
        own_after = own_after or found.title_after
    return PersonName(own_before, text, own_after)
