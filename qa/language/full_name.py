"""The full form of a surname in an article, and whether an article introduces a person at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa.language.person import (
    INITIALS,
    PARTICLE,
    SPACE,
    WORD,
    is_first_name,
    is_person,
    pronoun_of,
    without_titles,
)
from qa.language.same_person import may_be_same

if TYPE_CHECKING:
    from collections.abc import Sequence

FAR_MORE = 3
"""So many times as often as any other of the surname: a person in whose article others are only
mentioned."""

_BEFORE = (
    rf"(?:(?:{INITIALS})?{WORD}(?:{SPACE}+{INITIALS})?(?:{SPACE}+{PARTICLE})?{SPACE}+"
    rf"|{INITIALS}{SPACE}*){{1,2}}"
)


def full_name(text: str, name: str) -> str:
    """The full form of a surname in the article ("Bahreini" -> "Ali Bahreini").

    Where several people bear it, that of the one who is named in full far more often than the
    others; else the surname stays as it is, since which of them is meant, no rule knows. A town
    before the name does not become a first name ("in Geneva Ali Bahreini said"), unless the article
    has that form elsewhere too ("in Hillary Rodham Clinton").
    """
    return _of_one(_likely_forms(text, name)) or name


def meant_by(pronoun: str, text: str, name: str) -> str | None:
    """The full name of whom "he" or "she" stands for, if it can be this one; else None.

    Of several people with the surname, one whom the pronoun fits.
    """
    forms = _likely_forms(text, name) or [name]
    fitting = [form for form in forms if pronoun_of(form, text) in {pronoun, None}]
    return (_of_one(fitting) or name) if fitting else None


def _of_one(forms: Sequence[str]) -> str | None:
    """The first form of the person whom by far most of the forms name, if there is one."""
    people: list[list[str]] = []
    for form in forms:
        same = (person for person in people if may_be_same(person[0], form))
        person = next(same, None)
        if person is None:
            people.append([form])
        else:
            person.append(form)
    most, *others = sorted(people, key=len, reverse=True) or [[]]
    is_clear = most and all(len(most) >= FAR_MORE * len(other) for other in others)
    return most[0] if is_clear else None


def is_introduced(text: str, name: str) -> bool:
    """Whether an article names a person in full, or with a title, and not by one word alone."""
    if " " in name or _full_forms(text, name):
        return True
    titled = rf"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen)\.?\s+{re.escape(name)}\b"
    return re.search(titled, text) is not None


def _likely_forms(text: str, name: str) -> list[str]:
    """The full forms of a name; those with a first name that is known, where there are any.

    Others may be no names: the headline "Calls Trump a Liar".
    """
    forms = [name] if " " in name else [*map(_from_first_name, _full_forms(text, name))]
    return [form for form in forms if is_first_name(form.split()[0])] or forms


def _from_first_name(form: str) -> str:
    """A form without a word that stands before its first name: "Billionaire Mark Cuban"."""
    word, *rest = form.split()
    is_before = "." not in word and not is_first_name(word) and is_first_name(rest[0])
    return " ".join(rest) if len(rest) > 1 and is_before else form


def _full_forms(text: str, name: str) -> list[str]:
    """The full forms in the order of the text; those behind a town only if there is no other."""
    forms, behind_a_town = [], []
    for match in re.finditer(rf"(?<!\w){_BEFORE}{re.escape(name)}(?!\w)", text):
        start, end = without_titles(text, match.start(), match.end())
        words = text[start:end].split()
        if len(words) < 2 or not is_person(text[start:end]):  # noqa: PLR2004
            continue
        before = text[max(0, start - 9) : start]
        in_town = len(words) == 3 and re.search(r"\b(?:in|at|near)\s$", before)  # noqa: PLR2004
        if in_town and not words[1].endswith("."):
            behind_a_town.append(" ".join(words[1:]))
        else:
            forms.append(" ".join(words))
    return forms or behind_a_town
