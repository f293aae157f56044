"""Building: what a reader sees, what is skipped, what is refused; and that it is never half."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from index.__main__ import main
from index.article_filter import ArticleFilter
from index.build import BuildOptions, build, remove
from index.catalogue import open_catalogue
from index.embedding import Embedder
from index.errors import DatelineError, FingerprintMismatch, LibraryLocked, LibraryMissing
from index.lock import writer_lock
from index.schema import CATALOGUE_FILE, has_library
from index.vector_cache import VectorCache
from index.vectors import nearest, open_vectors, vectors_folder


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


def test_add_skip_change_and_prune(tmp_path, embedder, options):
    folder, source = tmp_path / "library", tmp_path / "a.jsonl"
    write(source, [record(1), record(2)])
    assert counts(build(folder, [source], embedder, options)) == (2, 0, 0, 0, 0)
    first = check_whole(folder)
    again = build(folder, [source], embedder, options)
    assert counts(again) == (0, 0, 2, 0, 0)
    assert again.version == 1, "nothing changed, so nothing is published"
    write(source, [record(1, "The bridge opened again on Friday, the mayor said."), record(3)])
    assert counts(build(folder, [source], embedder, options)) == (1, 1, 0, 0, 0)
    with open_catalogue(folder) as catalogue:
        assert catalogue.article("https://example.org/1").text.startswith("The bridge opened")
        assert catalogue.article("https://example.org/2") is not None
        assert not catalogue.search('"closed" AND "town 1"', 9, ArticleFilter())
    prune = BuildOptions(prune=True, cache_folder=options.cache_folder)
    assert counts(build(folder, [source], embedder, prune)) == (0, 0, 2, 1, 0)
    with open_catalogue(folder) as catalogue:
        assert catalogue.article("https://example.org/2") is None
    assert check_whole(folder) <= first


def test_prune_keeps_what_could_not_be_read_or_was_not_named(tmp_path, embedder, options):
    folder, news = tmp_path / "library", tmp_path / "news"
    news.mkdir()
    source, other = news / "a.jsonl", write(news / "other.jsonl", [record(9)])
    write(source, [record(1), record(2)])
    build(folder, [news], embedder, options)
    prune = BuildOptions(prune=True, cache_folder=options.cache_folder)
    source.write_text(json.dumps(record(1)) + "\n{broken\n", encoding="utf-8")
    assert counts(build(folder, [source], embedder, prune)) == (0, 0, 1, 0, 1)
    source.unlink()
    assert build(folder, [other], embedder, prune).removed == 0, "it may be on another disk"
    assert build(folder, [news], embedder, prune).removed == 2


def test_duplicates_are_kept_once_and_copies_are_one_story(tmp_path, embedder, options):
    text = " ".join(
        f"Sentence number {n} of the agency report is about the harbour." for n in range(9)
    )
    source = write(
        tmp_path / "a.jsonl",
        [
            record(1, text, outlet="One"),
            record(1, text, outlet="One"),
            record(2, text + " A line more.", outlet="Two"),
            record(3, "Something else altogether happened in another town, as was reported. " * 4),
        ],
    )
    report = build(tmp_path / "library", [source], embedder, options)
    assert counts(report) == (3, 0, 0, 0, 0)
    assert [(p.kind, p.source) for p in report.problems] == [("warning", f"{source}:2")]
    with open_catalogue(tmp_path / "library") as catalogue:
        rows = [row for row, _ in catalogue.search('"harbour"', 9, ArticleFilter())]
        stories = {stored.story for stored in catalogue.passages(rows)}
        assert len(stories) == 1
        assert {a.outlet for a in catalogue.carriers(stories.pop())} == {"One", "Two"}


def test_the_same_text_in_two_files_is_kept_once(tmp_path, embedder, options):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Bridge closed\nThe bridge is closed until Friday.", "utf-8")
    report = build(
        tmp_path / "library", [tmp_path / "a.txt", tmp_path / "b.txt"], embedder, options
    )
    assert counts(report) == (1, 0, 0, 0, 0)
    assert str(tmp_path / "a.txt") in report.problems[0].reason


def titles(folder):
    with open_catalogue(folder) as catalogue:
        return sorted((a.title, a.source.rpartition("/")[2]) for a in catalogue.articles())


def pruned(folder, paths, embedder, options):
    prune = BuildOptions(prune=True, cache_folder=options.cache_folder)
    return counts(build(folder, paths, embedder, prune))


def test_a_renamed_file_and_the_deleted_one_of_two_copies_keep_the_text(
    tmp_path, embedder, options
):
    folder, news = tmp_path / "library", tmp_path / "news"
    news.mkdir()
    (news / "a.txt").write_text("Bridge closed\nThe bridge is closed until Friday.", "utf-8")
    build(folder, [news], embedder, options)
    (news / "a.txt").rename(news / "b.txt")
    assert pruned(folder, [news], embedder, options) == (0, 1, 0, 0, 0)
    assert titles(folder) == [("Bridge closed", "b.txt")]
    (news / "c.txt").write_bytes((news / "b.txt").read_bytes())
    assert pruned(folder, [news], embedder, options) == (0, 0, 1, 0, 0)
    (news / "b.txt").unlink()
    assert pruned(folder, [news], embedder, options) == (0, 1, 0, 0, 0)
    assert titles(folder) == [("Bridge closed", "c.txt")]
    check_whole(folder)


def test_a_corrected_date_replaces_the_record_that_had_the_wrong_one(tmp_path, embedder, options):
    folder = tmp_path / "library"
    bare = {"title": "Bridge", "text": "The bridge is closed until Friday."}
    source = write(tmp_path / "a.jsonl", [bare | {"date": "2025-01-30"}])
    build(folder, [source], embedder, options)
    write(source, [bare | {"date": "2026-01-30"}])
    assert counts(build(folder, [source], embedder, options)) == (0, 1, 0, 0, 0)
    write(source, [bare | {"date": "2026-01-30", "url": "https://example.org/1"}])
    assert counts(build(folder, [source], embedder, options)) == (0, 1, 0, 0, 0)
    with open_catalogue(folder) as catalogue:
        assert [(a.date, a.url) for a in catalogue.articles()] == [
            ("2026-01-30", "https://example.org/1")
        ]
    assert build(folder, [source], embedder, options).version == 3, "and then nothing changes"


def test_an_article_that_became_a_copy_does_not_keep_its_old_words(tmp_path, embedder, options):
    folder = tmp_path / "library"
    said = {"c": "The bridge is closed until Friday.", "b": "The bridge will open in March."}
    for name, text in said.items():
        (tmp_path / f"{name}.txt").write_text(f"Bridge\n{text}", "utf-8")
    paths = [tmp_path / "c.txt", tmp_path / "b.txt"]
    build(folder, paths, embedder, options)
    (tmp_path / "b.txt").write_bytes((tmp_path / "c.txt").read_bytes())
    assert counts(build(folder, paths, embedder, options)) == (0, 0, 1, 1, 0)
    with open_catalogue(folder) as catalogue:
        assert [a.text for a in catalogue.articles()] == [said["c"]]
    check_whole(folder)


def test_a_copy_elsewhere_that_this_build_does_not_read_stays(tmp_path, embedder, options):
    folder = tmp_path / "library"
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("Bridge\nThe bridge is closed.", "utf-8")
    build(folder, [tmp_path / "one"], embedder, options)
    report = build(folder, [tmp_path / "two"], embedder, options)
    assert counts(report) == (0, 0, 0, 0, 0)
    assert report.version == 1
    assert "kept once" in report.problems[0].reason
    (tmp_path / "one" / "a.txt").unlink()
    assert counts(build(folder, [tmp_path / "two"], embedder, options)) == (0, 1, 0, 0, 0)


def test_prune_takes_nothing_of_a_file_in_trouble_however_it_is_named(
    tmp_path, embedder, options, monkeypatch
):
    folder, news = tmp_path / "library", tmp_path / "news"
    news.mkdir()
    (news / "a.json").write_text(json.dumps([record(1), record(2)]), "utf-8")
    build(folder, [news], embedder, options)
    (news / "a.json").write_text("[{broken", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert pruned(folder, [Path("news")], embedder, options) == (0, 0, 0, 0, 1)
    (news / "a.json").write_text(json.dumps([{"story": "No text"}, {"story": "Here"}]), "utf-8")
    assert pruned(folder, [Path("news")], embedder, options) == (0, 0, 0, 0, 0)
    news.rename(tmp_path / "unmounted")
    assert pruned(folder, [Path("news")], embedder, options) == (0, 0, 0, 0, 1)


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


def test_a_terminal_is_not_commanded(tmp_path, capsys):
    hostile = record(1, "He said \x1b]0;owned\x07 the bridge is closed.", title="A \x1b[2J title")
    source = write(tmp_path / "a.jsonl", [hostile])
    where = ["--library", str(tmp_path / "library")]
    main(["build", str(source), *where])
    main(["show", "https://example.org/1", *where])
    main(["remove", "https://example.org/1", *where])
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize("command", ["build a.txt", "status", "show x", "remove x"])
def test_a_library_that_is_a_file_is_one_line(tmp_path, capsys, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("Bridge\nThe bridge is closed.", "utf-8")
    Path("library").write_text("", "utf-8")
    assert main([*command.split(), "--library", "library"]) == 1
    told = capsys.readouterr().err.strip()
    assert told.startswith("error: ")
    assert "\n" not in told


def test_command_line(tmp_path, capsys, library):
    source = write(tmp_path / "a.jsonl", [record(1), {"title": "T"}])
    where = ["--library", str(tmp_path / "library")]
    assert main(["build", str(source), "--json", *where]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["added"], report["failed"][0]["source"]) == (1, f"{source}:2")
    assert main(["status", *where]) == 0
    assert "1 in 1 passages" in capsys.readouterr().out
    assert main(["show", "https://example.org/1", "--json", *where]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["text"] == record(1)["text"]
    assert shown["published"] == "2026-01-30"
    assert main(["remove", shown["article_id"], *where]) == 0
    assert "python -m index build" in capsys.readouterr().out
    assert main(["show", "nobody", *where]) == 1
    assert "nobody" in capsys.readouterr().err
    assert main(["status", "--library", str(tmp_path / "none")]) == 1
    assert main(["build", *where]) == 1
    assert main(["build", str(source), "--map", "x", *where]) == 1
