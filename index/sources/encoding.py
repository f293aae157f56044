"""Bytes -> text, for files that do not say how they are written."""

from __future__ import annotations

import codecs

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 65_536
"""Bytes that are enough to tell text from a picture."""

BINARY = "is a binary file, not text"
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b")


class NotTextError(ValueError):
    """The bytes are not text; the message says so for a person."""


def decode(data: bytes) -> str:
    """Text by byte order mark, else UTF-8, else UTF-16 by its pattern, else a likely 8-bit set.

    Raises NotTextError for a binary file. A byte order mark is taken off; no other character is
    changed.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError as error:
                message = f"begins as {name} but is not: {error.reason} at byte {error.start:,}"
                raise NotTextError(message) from error
    if b"\0" in data:
        return _utf_16_without_mark(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        if looks_binary(data):
            raise NotTextError(BINARY) from None
        return _guessed(data)
    if looks_binary(data):
        raise NotTextError(BINARY)
    return text


def _utf_16_without_mark(data: bytes) -> str:
    """Text in Latin script has its zero bytes all in odd or all in even places."""
    sample = data[:SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    for name, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.3 * half and others < 0.02 * half and len(data) % 2 == 0:
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                break
    raise NotTextError(BINARY)


def looks_binary(data: bytes) -> bool:
    """Whether a file that begins like this is no text in any encoding known here."""
    if data.startswith(tuple(mark for mark, _ in _BOMS)):
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
    return data.decode("latin-1")
