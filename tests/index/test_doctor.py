"""A library is damaged in every part, the doctor says so, and what it names mends it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from library_support import check_whole, record, write

from index.__main__ import main
from index.build import build
from index.catalogue import open_catalogue
from index.doctor import examine
from index.lock import writer_lock
from index.schema import CATALOGUE_FILE
from index.vectors import open_vectors, vectors_folder


@pytest.fixture
def library(tmp_path, embedder, options):
    write(tmp_path / "a.jsonl", [record(n) for n in range(1, 6)])
    build(tmp_path / "library", [tmp_path / "a.jsonl"], embedder, options)
    return tmp_path / "library"


def states(library, fingerprint):
    return {one.part: one.state for one in examine(library, fingerprint)}


def change(library, *statements):
    with closing(sqlite3.connect(library / CATALOGUE_FILE)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def vectors_of(library):
    with open_catalogue(library) as catalogue:
        return vectors_folder(library, catalogue.version().vectors)


def unsearchable(library):
    change(
        library,
        "INSERT INTO passage_index(passage_index, rowid, title, body)"
        " SELECT 'delete', id, title, body FROM passage_words LIMIT 1",
    )


def without_a_vector(library):
    with closing(open_vectors(vectors_of(library))) as opened:
        collection = opened.store.client
        collection.delete(ids=collection.get(limit=1, include=[])["ids"])


def without_vectors(library):
    shutil.rmtree(vectors_of(library))


def outside(library):
    change(library, 'UPDATE passages SET "end" = 10000 WHERE id = 2')


def test_a_whole_library_is_well(library, embedder):
    found = states(library, embedder.fingerprint)
    assert set(found.values()) == {"well"}
    assert len(found) == 7


@pytest.mark.parametrize(
    ("damage", "part"),
    [
        (unsearchable, "full-text index"),
        (without_a_vector, "vectors"),
        (without_vectors, "vectors"),
        (outside, "passages"),
    ],
)
def test_what_is_broken_is_found_and_the_rebuild_mends_it(library, embedder, options, damage, part):
    damage(library)
    faults = [one for one in examine(library, embedder.fingerprint) if one.state == "fault"]
    assert [one.part for one in faults] == [part]
    assert f"build --rebuild --library {library}" in faults[0].told
    build(library, [], embedder, replace(options, rebuild=True))
    assert set(states(library, embedder.fingerprint).values()) == {"well"}
    check_whole(library)


def test_another_model_is_a_fault(library):
    assert states(library, "another model")["embedding model"] == "fault"
    assert states(library, None)["embedding model"] == "fault"


def test_what_is_good_to_know_is_no_fault(tmp_path, embedder, options):
    source = write(tmp_path / "a.jsonl", [record(1, date=""), record(2)])
    build(tmp_path / "library", [source], embedder, options)
    source.unlink()
    with writer_lock(tmp_path / "library"):
        found = {one.part: one for one in examine(tmp_path / "library", embedder.fingerprint)}
    assert found["sources"].told.startswith("the files of 2 articles are gone")
    assert found["dates"].told.startswith("1 of 2 articles have none")
    assert {one.state for one in found.values()} == {"well", "note"}
    assert found["full-text index"].state == "note"


def test_a_damaged_catalogue_is_said_so_and_nothing_is_raised(library, embedder):
    change(library, "PRAGMA wal_checkpoint(TRUNCATE)")
    path = library / CATALOGUE_FILE
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xff" * (len(whole) - 8192))
    found = list(examine(library, embedder.fingerprint))
    assert any(one.state == "fault" for one in found)
    path.write_bytes(b"no database at all, and long enough to be read as one" * 100)
    (only,) = examine(library, embedder.fingerprint)
    assert (only.part, only.state) == ("catalogue", "fault")


def test_the_command(library, capsys, tmp_path):
    where = ["--library", str(library)]
    assert main(["doctor", *where]) == 0
    assert capsys.readouterr().out.count("well") == 7
    without_vectors(library)
    assert main(["doctor", "--json", *where]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [one["part"] for one in found if one["state"] == "fault"] == ["vectors"]
    assert main(["doctor", "--library", str(tmp_path / "none")]) == 1
    assert "There is no library in" in capsys.readouterr().out
