"""Building: what a reader sees, what is skipped, what is refused; and that it is never half."""

from __future__ import annotations

import json
import sqlite3

import pytest

from index.__main__ import main
from index.article_filter import ArticleFilter
from index.build import BuildOptions, build, remove
from index.catalogue import open_catalogue
from index.embedding import Embedder
from index.errors import DatelineError, FingerprintMismatch, LibraryLocked, LibraryMissing
from index.lock import writer_lock
from index.schema import CATALOGUE_FILE
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
    store = open_vectors(vectors_folder(folder, version.vectors))
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
        store = open_vectors(vectors_folder(folder, before.version().vectors))
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
    with pytest.raises(FingerprintMismatch, match="index build --rebuild"):
        build(folder, [source], other, options)


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
