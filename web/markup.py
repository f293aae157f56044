"""Text -> safe markup. Article text, file names and questions are hostile until they pass here."""

from __future__ import annotations

import html
import re
from datetime import date
from urllib.parse import urlsplit

_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def for_html(text: str) -> str:
    """Escaped for an HTML page; control, zero-width and direction marks are taken out of sight."""
    return html.escape(_CONTROL.sub("", text))


def for_markdown(text: str) -> str:
    """Escaped for the chat, which renders Markdown with HTML inside.

    Every punctuation character becomes a numeric entity, which neither language takes for syntax.
    """
    visible = _CONTROL.sub("", text)
    return _PUNCTUATION.sub(lambda found: f"&#{ord(found.group())};", visible)


def alert(message: str) -> str:
    """What went wrong, its lines below each other, as markup that is read out at once."""
    return f'<p class="failed" role="alert">{for_html(message).replace(chr(10), "<br>")}</p>'


def safe_link(url: str) -> str | None:
    """The URL if it leads to the web, else None: never `javascript:` or `data:`."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in {"http", "https"} and parts.netloc else None


def long_date(iso: str) -> str:
    """Of an ISO day: 2026-01-30 -> 30 January 2026; anything else comes back as it is."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.day} {day:%B} {day.year}"
