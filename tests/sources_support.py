"""Reading sources in tests: what was read, or the one article that it must be."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from index.article import Article, Problem
from index.sources import read_sources

BODY = "The dam cracked on Monday. Nobody was hurt.\nThe lake is falling."


def read(*paths, **how):
    """(articles, problems) of the paths."""
    found = list(read_sources(list(paths), **how))
    return (
        [one for one in found if isinstance(one, Article)],
        [one for one in found if isinstance(one, Problem)],
    )


def only(path, **how):
    """The one article of a path that gives no trouble."""
    articles, problems = read(path, **how)
    assert not problems
    assert len(articles) == 1
    return articles[0]


def write(path, content):
    """Write text (as UTF-8, line ends as they are) or bytes, and give the path back."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def seconds(*parts):
    """A moment in UTC as the index keeps it."""
    return int(datetime(*parts, tzinfo=UTC).timestamp())


def record(**more):
    """One line of JSON with a title and a text."""
    return json.dumps({"title": "T", "text": BODY, **more})
