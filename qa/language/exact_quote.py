"""Finds the words of a quotation in an article, whatever marks and spaces it was copied with.

Compared are the folded forms: Unicode compatibility forms, case, and the shapes of quotation marks,
dashes and spaces do not count; everything else does. There is no fuzzy threshold: a changed word is
another quotation. A map of offsets leads back to the article's own characters.
"""

from __future__ import annotations

import re
import unicodedata

from qa.language.numbers import cuts_number

_SAME = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ELLIPSIS = re.compile(r"\s*(?:\[\s*)?(?:…|\.\s?\.\s?\.)(?:\s*\])?\s*")
_EDGES = " '\".,;:!?-"


def find_quotation(quoted: str, text: str) -> list[tuple[int, int]] | None:
    """The (start, end) in `text` of each part of a quotation, in order; None where one is missing.

    Parts are what an ellipsis separates. Marks at the edges of a part need not be in the article.
    """
    folded, offsets = _folded(text)
    found: list[tuple[int, int]] = []
    begin = 0
    for part in _ELLIPSIS.split(quoted):
        wanted = _folded(part)[0].strip(_EDGES)
        if not wanted:
            continue
        at = _whole_words(wanted, folded, begin)
        if at is None:
            return None
        begin = at + len(wanted)
        found.append((offsets[at], offsets[begin - 1] + 1))
    return found or None


def _whole_words(wanted: str, folded: str, begin: int) -> int | None:
    """Where `wanted` stands in the text without cutting a word or a number at either end.

    "$1" is no part of "$1.5 billion", nor "5" of "5,000" or "5 percent".
    """
    at = folded.find(wanted, begin)
    while at >= 0:
        end = at + len(wanted)
        cut = (at > 0 and folded[at - 1].isalnum() and wanted[0].isalnum()) or (
            end < len(folded) and folded[end].isalnum() and wanted[-1].isalnum()
        )
        if not cut and not cuts_number(folded, at, end):
            return at
        at = folded.find(wanted, at + 1)
    return None


def _folded(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters where it stands in `text`."""
    letters: list[str] = []
    offsets: list[int] = []
    for position, character in enumerate(text):
        if _INVISIBLE.match(character):
            continue
        for letter in unicodedata.normalize("NFKC", character):
            same = _SAME.get(letter, letter)
            for plain in " " if same.isspace() else same.casefold():
                if plain == " " and letters and letters[-1] == " ":
                    continue
                letters.append(plain)
                offsets.append(position)
    return "".join(letters), offsets
