"""Building: what a reader sees, what is refused; and that it is never half."""

from __future__ import annotations

import numpy as np
import pytest
from library_support import check_whole, record, write

from index.article_filter import ArticleFilter
from index.build import BuildOptions, build, remove
from index.catalogue import open_catalogue
from index.embedding import Embedder
from index.errors import DatelineError, FingerprintMismatch, LibraryLocked, LibraryMissing
from index.lock import writer_lock
from index.schema import CATALOGUE_FILE, has_library
from index.vector_cache import VectorCache
from index.vectors import nearest, open_vectors, vectors_folder


def test_nothing_is_published_by_a_rebuild_of_nothing(tmp_path, embedder, options):
    again = BuildOptions(rebuild=True, cache_folder=options.cache_folder)
    assert build(tmp_path / "library", [], embedder, again).version is None
    assert not has_library(tmp_path / "library")
    with pytest.raises(LibraryMissing):
        remove(tmp_path / "none", ["x"], embedder, options)
    assert not (tmp_path / "none").exists()


def test_remove_deletes_the_words_too(tmp_path, embedder, options):
    folder = tmp_path / "library"
    source = write(tmp_path / "a.jsonl", [record(1), record(2, "Xylophones were played.")])
    build(folder, [source], embedder, options)
    removed, unknown = remove(folder, ["https://example.org/2", "nobody"], embedder, options)
    assert [article.title for article in removed] == ["Bridge 2"]
    assert unknown == ["nobody"]
    check_whole(folder)
    with open_catalogue(folder) as catalogue:
        assert not catalogue.search('"xylophones"', 9, ArticleFilter())


def test_a_text_is_embedded_once(tmp_path, embedder, options):
    source = write(
        tmp_path / "a.jsonl", [record(n, f"Unheard of words {n}, said Ann.") for n in (1, 2)]
    )
    assert build(tmp_path / "one", [source], embedder, options).embedded == 2
    assert build(tmp_path / "two", [source], embedder, options).embedded == 0
    again = BuildOptions(rebuild=True, cache_folder=options.cache_folder)
    report = build(tmp_path / "two", [], embedder, again)
    assert report.embedded == 0
    assert report.version == 2
    assert check_whole(tmp_path / "two") == 2


def test_a_reader_goes_on_with_the_version_it_opened(tmp_path, embedder, options):
    folder = tmp_path / "library"
    source = write(tmp_path / "a.jsonl", [record(1)])
    build(folder, [source], embedder, options)
    with open_catalogue(folder) as before:
        store = open_vectors(vectors_folder(folder, before.version().vectors)).store
        write(source, [record(1), record(2)])
        build(folder, [source], embedder, options)
        assert before.article("https://example.org/2") is None
        assert len(nearest(store, embedder.embed_questions(["bridge"])[0].tolist(), 9)) == 1
    with open_catalogue(folder) as after:
        assert after.article("https://example.org/2") is not None
    assert len(list((folder / "vectors").iterdir())) == 2


def test_a_missing_vector_folder_is_made_again(tmp_path, embedder, options):
    import shutil

    folder = tmp_path / "library"
    source = write(tmp_path / "a.jsonl", [record(1)])
    build(folder, [source], embedder, options)
    shutil.rmtree(folder / "vectors")
    build(folder, [source], embedder, options)
    assert check_whole(folder) == 1


def test_another_models_vectors_are_refused(tmp_path, embedder, options, monkeypatch):
    folder = tmp_path / "library"
    source = write(tmp_path / "a.jsonl", [record(1)])
    build(folder, [source], embedder, options)
    other = Embedder()
    monkeypatch.setattr("index.embedding.SPLITTER_VERSION", 99)
    with pytest.raises(FingerprintMismatch, match=f"index build --rebuild --library {folder}"):
        build(folder, [source], other, options)
    with pytest.raises(FingerprintMismatch):
        remove(folder, ["https://example.org/1"], other, options)


def test_two_writers(tmp_path, embedder, options):
    folder = tmp_path / "library"
    source = write(tmp_path / "a.jsonl", [record(1)])
    with writer_lock(folder), pytest.raises(LibraryLocked, match=r"process \d+ since"):
        build(folder, [source], embedder, options)
    build(folder, [source], embedder, options)


def test_progress_covers_every_stage(tmp_path, embedder, options):
    class Told:
        def __init__(self):
            self.stages = []

        def stage(self, name, total, unit):
            self.stages.append([name, total, 0])

        def advance(self, amount):
            self.stages[-1][2] += amount

    told = Told()
    source = write(
        tmp_path / "a.jsonl", [record(n, f"Fresh words {n} were said.") for n in range(5)]
    )
    build(tmp_path / "library", [source], embedder, options, told)
    assert [stage[0] for stage in told.stages] == ["Reading", "Embedding", "Storing"]
    assert all(total == done > 0 for _, total, done in told.stages)


def test_no_library(tmp_path):
    with pytest.raises(LibraryMissing, match="index build"), open_catalogue(tmp_path / "none"):
        pass


def test_a_damaged_catalogue_is_named(tmp_path):
    (tmp_path / CATALOGUE_FILE).write_bytes(b"not a database at all" * 100)
    with pytest.raises(DatelineError, match="cannot be read"), open_catalogue(tmp_path):
        pass


def test_a_damaged_cache_names_the_remedy(tmp_path, embedder):
    cache = VectorCache(tmp_path)
    keys = [number.to_bytes(16, "big") for number in range(3000)]
    cache.put(keys, np.zeros((len(keys), 384), np.float32))
    cache.close()
    file = tmp_path / "vectors.sqlite"
    whole = bytearray(file.read_bytes())
    whole[8192:] = b"\xff" * (len(whole) - 8192)
    file.write_bytes(whole)
    with pytest.raises(DatelineError, match=r"vectors\.sqlite is damaged.*Delete it"):
        VectorCache(tmp_path).missing(keys)


def test_articles_of_before_1970_are_found_by_their_day(tmp_path, embedder, options):
    folder = tmp_path / "library"
    dates = {1: "1969-07-20", 2: "2026-01-30", 3: ""}
    source = write(tmp_path / "a.jsonl", [record(n, date=day) for n, day in dates.items()])
    build(folder, [source], embedder, options)
    with open_catalogue(folder) as catalogue:
        store = open_vectors(vectors_folder(folder, catalogue.version().vectors)).store
        urls = {a.article_id: a.url[-1] for a in catalogue.articles()}
    question = embedder.embed_questions(["Which bridge is closed?"])[0].tolist()

    def found(*between):
        return sorted(urls[p.rpartition("-")[0]] for p, _ in nearest(store, question, 9, *between))

    assert found(None, 0) == ["1"]
    assert found(0, None) == ["2"]
    assert found(-(10**9), 10**10) == ["1", "2", "3"], "the catalogue leaves the undated out"
    assert found(None, 10**10) == ["1", "2"]
