"""What a language model writes -> statements with the codes they rest on, as they become whole.

A statement is a line's text up to its codes: "The bridge was closed. [x4kfd][p9wzn]". What is not
whole yet is held back, a half-open code above all. Reasoning between <think> marks is left out. A
model that answers in JSON all the same is read too, object by object.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from index.split import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE = r"(?=\w*\d)\w{1,12}"
_GROUP = rf"[\[【]\s*{_CODE}(?:[\s,;]+{_CODE})*\s*[\]】]"
_CODES = re.compile(rf"{_GROUP}(?:[\s,;]*{_GROUP})*")
"""One group of codes or several in a row. A word in brackets without a digit is part of the text:
“the [Iranian] people”."""

_CODES_FIRST = re.compile(rf"\s*(?:[-*•]\s+)?{_GROUP}[\s:–—-]*(?![\s\[【])\S")
"""A line that begins with its codes, as some models write it."""

_LIST_MARK = re.compile(r"^\s*(?:[-*•>#]+|\d{1,2}[.)])\s+")
_EMPHASIS = re.compile(r"\*\*|__|`+")
_THINKING = re.compile(r"<think(?:ing)?>.*?(?:</think(?:ing)?>|$)", re.DOTALL)
_IS_JSON = re.compile(r"\s*(?:```(?:json)?\s*)?(?:\{|\[\s*\{)")
_OBJECT = re.compile(r"\{[^{}]*\}")
_NO_ANSWER = re.compile(r"\s*[*_\"“]*no answer\b[.*_\"”\s]*", re.IGNORECASE)
_TEXT_KEYS = ("text", "sentence", "statement", "claim")
_CODE_KEYS = ("codes", "code", "ids", "id", "citations", "sources")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence that a model wrote, and the codes that it named for it, in order."""

    text: str
    codes: tuple[str, ...]


class StatementParser:
    """Feed it pieces of a reply; it gives back the statements that have become whole."""

    def __init__(self) -> None:
        self._raw = ""
        self._done = 0

    @property
    def says_no_answer(self) -> bool:
        """Whether the reply is that the sentences do not answer."""
        return _NO_ANSWER.fullmatch(_THINKING.sub("", self._raw)) is not None

    def feed(self, piece: str) -> list[Statement]:
        """The statements that this piece completes."""
        self._raw += piece
        return list(self._read(at_end=False))

    def end(self) -> list[Statement]:
        """The statements that are left when nothing more comes."""
        if self.says_no_answer:
            return []
        return list(self._read(at_end=True))

    def _read(self, *, at_end: bool) -> Iterator[Statement]:
        text = _THINKING.sub("", self._raw)
        if not at_end:
            text = re.sub(r"<[a-z]{0,8}$", "", text)  # a mark of thinking that is half there
        if _IS_JSON.match(text):
            yield from self._objects(text)
            return
        while True:
            rest = text[self._done :]
            end = _end_of_statement(rest, at_end=at_end)
            if end is None:
                return
            self._done += end
            yield from _statements(rest[:end])

    def _objects(self, text: str) -> Iterator[Statement]:
        for found in _OBJECT.finditer(text, self._done):
            self._done = found.end()
            try:
                known = json.loads(found.group())
            except json.JSONDecodeError:
                continue
            written = next((known[k] for k in _TEXT_KEYS if isinstance(known.get(k), str)), "")
            named: Any = next((known[k] for k in _CODE_KEYS if k in known), [])
            named = named if isinstance(named, list) else [named]
            codes = tuple(str(one).strip("[] ") for one in named)
            yield from _split(_CODES.sub(" ", written), codes)


def _end_of_statement(text: str, *, at_end: bool) -> int | None:
    """Where the first statement of `text` ends, codes included; None where it is not whole yet."""
    line = text.find("\n")
    if _CODES_FIRST.match(text):
        return line + 1 if line >= 0 else (len(text) if at_end else None)
    codes = _CODES.search(text, 0, len(text) if line < 0 else line)
    if codes is not None:
        closing = re.compile(r"[\s.,;:!?)\"”*_]*").match(text, codes.end())
        end = closing.end() if closing else codes.end()
        if end < len(text) and text[end] in "[【":
            # Codes after a mark, or one that is half there.
            more = _CODES.match(text, end)
            return more.end() if more else (len(text) if at_end else None)
        if end < len(text) or at_end:
            return end
        return end if "\n" in text[codes.end() : end] else None
    if line >= 0:
        return line + 1
    return len(text) if at_end and text else None


def _statements(piece: str) -> Iterator[Statement]:
    codes = tuple(
        code for found in _CODES.finditer(piece) for code in re.findall(_CODE, found.group())
    )
    text = re.sub(r"\s+([.,;:!?])", r"\1", _CODES.sub(" ", piece))
    yield from _split(text, codes)


def _split(text: str, codes: tuple[str, ...]) -> Iterator[Statement]:
    """Each sentence is a statement of its own, so that none rides along with another.

    A quotation of several sentences stays in one piece: its halves would have a mark each.
    """
    plain = " ".join(_EMPHASIS.sub("", _LIST_MARK.sub("", text)).split()).strip("|~ ")
    if not re.search(r"\w", plain) or _NO_ANSWER.fullmatch(plain):
        return
    start = 0
    for sentence in split_sentences(plain):
        written = plain[start : sentence.end].strip()
        if _is_open(written) and sentence.end < len(plain):
            continue
        start = sentence.end
        if re.search(r"\w", written):
            yield Statement(written, codes)


def _is_open(text: str) -> bool:
    """Whether a quotation begins in a text and does not end there."""
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1
