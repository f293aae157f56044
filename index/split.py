"""Text -> sentences -> passages, with exact offsets.

A quotation is a slice of the stored article, so the splitter only ever returns offsets; it never
rewrites a character. It is our own, small and deterministic, because its version is part of the
library's fingerprint and its offsets are part of the answer contract. The rules are made for news:
titles ("Sen."), dotted acronyms ("U.S."), datelines, closing quotation marks and list numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from index.abbreviations import (
    BEFORE_NUMBER,
    NEVER_LAST,
    ORDINAL_MONTHS,
    RARELY_LAST,
    SENTENCE_STARTERS,
)
from index.article import Article, Passage, Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    TokenOffsets = Callable[[str], Sequence[tuple[int, int]]]

SPLITTER_VERSION = 2
"""Goes up whenever the same text could give other offsets; part of the fingerprint."""

LONGEST_SENTENCE = 900
"""Characters. What is longer is a list, a table or a text without full stops, and is broken at the
last clause or space before this length, so that no single unit outgrows a passage."""

PASSAGE_TOKENS = 180
"""The embedder's own tokens in one passage. all-MiniLM-L6-v2 reads 256 and cuts the rest silently;
this leaves room for the headline and the date in front (see `embedding.embedded_text`)."""

_CLOSERS = "\"'”’»›)]}"
_TERMINATOR = re.compile(
    rf"(?<![.!?…])[.!?…]++[{re.escape(_CLOSERS)}]*+(?=\s)|[。！？]+[」』”’）]*"
)
_LAST_WORD = re.compile(r"[\w.&'’-]+$")
_NEXT_WORD = re.compile(r"\s+[\"'“‘«‹(\[]*([\w'’]+)")
_INITIAL = re.compile(r"[A-Z]")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_BREAK = re.compile(r"[;:,—–]\s+|\s+")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*+\n\s*")
# A run of marks or spaces is tried from its beginning alone, so that a long one takes no square of
# its length.
_LINE_END = tuple(".!?…:;" + _CLOSERS)


def split_sentences(text: str) -> list[Sentence]:
    """Find the sentences of a text, in order, without overlap; only white space lies between them.

    Paragraph breaks always end a sentence. A single line break does so too, unless the text is
    hard-wrapped (most long lines stop in mid-sentence), as saved e-mail and wire copy is.
    """
    separator = _BLANK_LINE if _is_hard_wrapped(text) else _LINE_BREAK
    sentences: list[Sentence] = []
    start = 0
    for gap in separator.finditer(text):
        sentences.extend(_in_paragraph(text, start, gap.start()))
        start = gap.end()
    sentences.extend(_in_paragraph(text, start, len(text)))
    return sentences


def split_passages(
    article: Article, token_offsets: TokenOffsets, limit: int = PASSAGE_TOKENS
) -> list[Passage]:
    """Pack whole sentences into passages of at most `limit` tokens, evenly filled.

    `token_offsets` gives the (start, end) characters of each token of a text, without special
    tokens. A sentence of more than `limit` tokens is first broken between tokens, at a space
    where there is one, so nothing is left for the embedder to cut.
    """
    token_starts = [start for start, end in token_offsets(article.text) if end > start]

    def tokens(start: int, end: int) -> int:
        return bisect_left(token_starts, end) - bisect_left(token_starts, start)

    units = [
        piece
        for sentence in split_sentences(article.text)
        for piece in _within_limit(article.text, sentence, token_starts, limit)
    ]
    if not units:
        return []
    total = sum(tokens(unit.start, unit.end) for unit in units)
    even_share = total / -(-total // limit) if total else limit
    groups: list[list[Sentence]] = []
    filled = 0
    for unit in units:
        size = tokens(unit.start, unit.end)
        if not groups or filled + size > limit or filled >= even_share:
            groups.append([])
            filled = 0
        groups[-1].append(unit)
        filled += size
    return [
        Passage(
            passage_id=f"{article.article_id}-{number}",
            article_id=article.article_id,
            start=group[0].start,
            end=group[-1].end,
            sentences=tuple(group),
        )
        for number, group in enumerate(groups)
    ]


def _is_hard_wrapped(text: str) -> bool:
    """Whether single line breaks are layout: most lines that are long end in mid-sentence."""
    long_lines = [
        line.rstrip()
        for line in text[:20_000].split("\n")
        if 40 <= len(line.rstrip()) <= 100  # noqa: PLR2004 - the usual widths of wrapped text
    ]
    broken = sum(not line.endswith(_LINE_END) for line in long_lines)
    return len(long_lines) > 3 and broken > 0.6 * len(long_lines) and "\n" in text.strip()  # noqa: PLR2004


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Sentence]:
    """The sentences of text[start:end], trimmed of white space and none over LONGEST_SENTENCE."""
    begin = start
    for mark in _TERMINATOR.finditer(text, start, end):
        if mark.end() < end and _ends_sentence(text, begin, mark, end):
            yield from _trimmed(text, begin, mark.end())
            begin = mark.end()
    yield from _trimmed(text, begin, end)


def _ends_sentence(  # noqa: PLR0911 - one return a rule
    text: str, begin: int, mark: re.Match[str], end: int
) -> bool:
    """Decide whether a run of full stops and closing quotes is the end of a sentence."""
    if mark.group()[0] in "。！？":
        return True
    following = _NEXT_WORD.match(text, mark.end(), end)
    if following is None:
        return True
    next_word = following.group(1)
    if next_word[0].islower():
        return False
    if mark.group()[0] != "." or mark.group().startswith(".."):
        return True
    before = _LAST_WORD.search(text, max(begin, mark.start() - 40), mark.start())
    if before is None:
        return True
    word = before.group().lstrip("'’")
    if word.isdigit() and len(word) <= 2:  # noqa: PLR2004 - a list number, or "3. Oktober"
        enumerates = not text[begin : before.start()].strip()
        return not (enumerates or next_word.lower() in ORDINAL_MONTHS)
    if word.lower() in NEVER_LAST:
        return False
    if word.lower() in BEFORE_NUMBER:
        return not next_word[0].isdigit()
    if word in RARELY_LAST or _DOTTED.fullmatch(word):
        return next_word in SENTENCE_STARTERS
    return _INITIAL.fullmatch(word) is None or next_word in SENTENCE_STARTERS


def _trimmed(text: str, start: int, end: int) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        cut = _last_break(text, start, start + LONGEST_SENTENCE)
        yield from _trimmed(text, start, cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if end > start:
        yield Sentence(start, end)


def _last_break(text: str, start: int, latest: int) -> int:
    """The last place in (start, latest] after a clause, else after a word, else `latest`."""
    middle = start + (latest - start) // 2
    breaks = list(_BREAK.finditer(text, middle, latest))
    clauses = [found for found in breaks if not found.group()[0].isspace()]
    chosen = clauses or breaks
    return chosen[-1].end() if chosen else latest


def _within_limit(
    text: str, sentence: Sentence, token_starts: Sequence[int], limit: int
) -> Iterator[Sentence]:
    """Break a sentence that has more tokens than a passage may hold."""
    start = sentence.start
    while True:
        first = bisect_left(token_starts, start)
        if first + limit >= len(token_starts) or token_starts[first + limit] >= sentence.end:
            break
        cut = _last_break(text, start, token_starts[first + limit])
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, sentence.end)
