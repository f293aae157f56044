"""A piece of HTML, as feeds carry it -> plain text in paragraphs."""

from __future__ import annotations

import re

_PARAGRAPHS = frozenset(
    """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table td th tr ul
    """.split()
)
_UNSEEN = frozenset("noscript script style template title".split())
_LINE, _PARAGRAPH = "\x1e", "\x1d"
"""A line break and a gap between paragraphs, until the white space around them is taken away."""


def plain(markup: str) -> str:
    """The text of a piece of HTML, with single spaces; what a browser does not show is left out.

    Paragraphs have an empty line between them. Broken markup is read as far as it goes, by libxml2,
    which hostile markup does not slow down as it does the parser of Python's own library.
    """
    from lxml import etree
    from lxml.html import HTMLParser

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.feed(b"<body>" + re.sub(r"[\x00-\x1f]", " ", markup).encode("utf-8", "replace"))
    parts: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(parser.close(), events=("start", "end")):
        tag = element.tag
        is_start = event == "start"
        if tag in _PARAGRAPHS:
            parts.append(_PARAGRAPH)
        elif tag == "br" and is_start:
            parts.append(_LINE)
        unseen += (1 if is_start else -1) * (tag in _UNSEEN)
        if not unseen:
            parts.append((element.text if is_start else element.tail) or "")
    text = re.sub(r"[^\S\x1d\x1e]+", " ", "".join(parts))
    paragraphs = (
        "\n".join(line.strip() for line in paragraph.split(_LINE)).strip()
        for paragraph in text.split(_PARAGRAPH)
    )
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
