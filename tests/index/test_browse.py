"""Looking through a library: newest first, by words and by outlet, on real SQLite."""

from __future__ import annotations

import json

import pytest
from library_support import record, write

from index.__main__ import main
from index.browse import browse
from index.build import build
from index.catalogue import open_catalogue
from index.errors import LibraryMissing


@pytest.fixture(scope="module")
def library(tmp_path_factory, embedder):
    folder = tmp_path_factory.mktemp("browse")
    records = [
        record(1, date="2026-01-30", outlet="The Post"),
        record(2, date="", outlet="The Post"),
        record(3, date="2026-02-01", outlet=""),
        record(4, "Rain fell on the orchards. Nobody was hurt.", date="2025-12-24", outlet="CNN"),
    ]
    build(folder / "library", [write(folder / "a.jsonl", records)], embedder)
    return folder / "library"


def titles(found):
    return [one.title[-1] for one in found.articles]


def test_the_newest_come_first_and_those_without_a_date_last(library):
    found = browse(library)
    assert titles(found) == ["3", "1", "4", "2"]
    assert [one.published for one in found.articles] == [
        "2026-02-01",
        "2026-01-30",
        "2025-12-24",
        "",
    ]
    assert found.total == 4
    with open_catalogue(library) as catalogue:
        assert all(catalogue.article(one.article_id).title == one.title for one in found.articles)


def test_fewer_may_be_shown_than_there_are(library):
    found = browse(library, limit=2)
    assert titles(found) == ["3", "1"]
    assert found.total == 4


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("closing", ["3", "1", "2"]),
        ("orch", ["4"]),
        ("CLOSED mayor", ["3", "1", "2"]),
        ("closed orchards", []),
        ("bridge", ["3", "1", "4", "2"]),
        ('"', ["3", "1", "4", "2"]),
        ('mayor" OR "rain', []),
        ("NEAR(closed", []),
        ("title:bridge", []),
        ("-closed*", ["3", "1", "2"]),
    ],
)
def test_all_words_have_to_be_there_and_none_is_an_operator(library, words, expected):
    assert titles(browse(library, words)) == expected


@pytest.mark.parametrize(("outlet", "expected"), [("The Post", ["1", "2"]), ("", ["3"]), ("X", [])])
def test_of_one_outlet(library, outlet, expected):
    assert titles(browse(library, outlet=outlet)) == expected


def test_words_and_outlet_together(library):
    assert titles(browse(library, "closed", "The Post")) == ["1", "2"]


def test_no_library_is_said_so(tmp_path):
    with pytest.raises(LibraryMissing):
        browse(tmp_path)


def test_the_command_prints_ids_that_show_takes(library, capsys):
    where = ["--library", str(library)]
    assert main(["list", "rain", "orchards", *where]) == 0
    printed = capsys.readouterr()
    article_id, day, *rest = printed.out.split()
    assert (day, rest) == ("2025-12-24", ["CNN", "Bridge", "4"])
    assert printed.err == "1 of 1\n"
    assert main(["show", article_id, *where]) == 0
    assert "Rain fell on the orchards." in capsys.readouterr().out
    assert main(["list", "--limit", "1", "--outlet", "The Post", "--json", *where]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["total"] == 2
    assert [one["title"] for one in found["articles"]] == ["Bridge 1"]
    with pytest.raises(SystemExit):
        main(["list", "--limit", "0", *where])
