"""Bytes -> text, for files that do not say how they are written."""

from __future__ import annotations

import codecs
import unicodedata

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 65_536
"""Bytes that are enough to tell text from a picture."""

BINARY = "is a binary file, not text"
UNKNOWN = "is in an encoding that could not be recognised; save it as UTF-8"
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b")
_SCRIPTS = (
    (0x0370, 0x0590),  # Greek, Cyrillic, Armenian
    (0x0590, 0x0780),  # Hebrew, Arabic
    (0x0900, 0x0E00),  # India
    (0x0E00, 0x1100),  # Thai to Georgian
    (0x3000, 0xA000),  # Chinese, Japanese
    (0xAC00, 0xD7B0),  # Korean
)
"""A text is in one of these and Latin; two bytes drawn at random are in all of them."""


class NotTextError(ValueError):
    """The bytes are not text; the message says so for a person."""


def has_mark(data: bytes) -> bool:
    """Whether the bytes begin with a byte order mark."""
    return data.startswith(tuple(mark for mark, _ in _MARKS))


def decode(data: bytes) -> str:
    """Text by byte order mark, else UTF-16 or -32 by its looks, else UTF-8, else a likely set.

    Raises NotTextError for a binary file. A byte order mark is taken off; no other character is
    changed.
    """
    name = wide_encoding(data[:SAMPLE])
    if name is None and data.startswith(codecs.BOM_UTF8):
        name = "utf-8-sig"
    if name is not None:
        try:
            return data.decode(name)
        except UnicodeDecodeError as error:
            message = f"begins as {name} but is not: {error.reason} at byte {error.start:,}"
            raise NotTextError(message) from error
    if b"\0" in data or looks_binary(data):
        raise NotTextError(BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data)


def wide_encoding(sample: bytes) -> str | None:
    """The codec of text in UTF-16 or UTF-32, with a byte order mark or without; None for others."""
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return None if name == "utf-8-sig" else name
    if b"\0" not in sample:
        return None
    likely = {}
    for name in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        try:
            text = codecs.getincrementaldecoder(name)().decode(
                sample
            )  # it may end in mid-character
        except UnicodeDecodeError:
            continue
        if _reads_as_text(text, sample):
            likely[name] = sum(character.isascii() for character in text)
    return max(likely, key=likely.__getitem__) if likely else None


def _reads_as_text(text: str, sample: bytes) -> bool:
    """Whether nearly all of it is Latin, or is one script with some ASCII in it."""
    if not text or "\0" in text:
        return False
    strange = sum(unicodedata.category(character) in {"Cc", "Cn", "Co"} for character in text)
    strange -= sum(map(text.count, "\t\n\r\f"))
    latin = sum(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2100 or ord(c) >= 0xFF00 for c in text)  # noqa: PLR2004
    other = max(sum(low <= ord(c) < high for c in text) for low, high in _SCRIPTS)
    # Two ASCII letters side by side make a Chinese one: then it is 8-bit text with a stray NUL.
    letters = sum(0x20 <= byte < 0x7F for byte in sample)  # noqa: PLR2004
    pairs = other > latin and letters > 0.85 * len(sample)
    return latin > 0 and not pairs and strange + (len(text) - latin - other) <= 0.02 * len(text)


def looks_binary(data: bytes) -> bool:
    """Whether bytes that begin like this are no text in any 8-bit encoding or UTF-8.

    Text in UTF-16 or UTF-32 without a mark looks binary too: ask `wide_encoding` first.
    """
    if has_mark(data):
        return False
    sample = data[:SAMPLE]
    controls = sum(byte < 0x20 and byte not in _TEXT_CONTROLS for byte in sample)  # noqa: PLR2004
    return controls > 0.02 * len(sample)


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    # Western 8-bit text is by far the commonest; short samples make a free guess unreliable.
    for candidates in (["cp1252"], None):
        best = from_bytes(data[: 4 * SAMPLE], cp_isolation=candidates).best()
        if best is not None and best.chaos < 0.1:  # noqa: PLR2004 - the library's own "a mess"
            try:
                return data.decode(best.encoding)
            except (UnicodeDecodeError, LookupError):
                continue
    raise NotTextError(UNKNOWN)
