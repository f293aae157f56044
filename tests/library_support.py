"""Records, and what a whole library looks like; for the tests that build one."""

from __future__ import annotations

import json
import sqlite3

from index.catalogue import open_catalogue
from index.schema import CATALOGUE_FILE
from index.vectors import open_vectors, vectors_folder


def record(number, text=None, **more):
    said = (
        text or f"The mayor of town {number} said that bridge {number} is closed. It will reopen."
    )
    url = f"https://example.org/{number}"
    return {"title": f"Bridge {number}", "text": said, "url": url, "date": "2026-01-30"} | more


def write(path, records):
    path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    return path


def counts(report):
    return report.added, report.changed, report.unchanged, report.removed, len(report.failed)


def check_whole(folder):
    """Catalogue, full-text index and vectors hold the same passages, and offsets are exact."""
    connection = sqlite3.connect(folder / CATALOGUE_FILE)
    connection.execute(
        "INSERT INTO passage_index(passage_index, rank) VALUES ('integrity-check', 1)"
    )
    connection.rollback()
    connection.close()
    with open_catalogue(folder) as catalogue:
        version = catalogue.version()
        rows = list(catalogue.vector_keys())
        ids = catalogue.rows_of([row[0] for row in rows[:900]])
        for stored in catalogue.passages(list(ids.values())):
            assert stored.text == stored.article.text[stored.passage.start : stored.passage.end]
    store = open_vectors(vectors_folder(folder, version.vectors)).store
    assert sorted(store.client.get(include=[])["ids"]) == sorted(row[0] for row in rows)
    return len(rows)
