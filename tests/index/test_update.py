"""What a build takes from its sources: added, changed, kept once, pruned."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from library_support import check_whole, counts, record, write

from index.article_filter import ArticleFilter
from index.build import BuildOptions, build, remove
from index.catalogue import open_catalogue
from index.schema import open_writer


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


def feed(*numbers):
    items = "".join(
        f"<item><title>Bridge {n}</title><link>https://example.org/{n}</link>"
        f"<description>Bridge {n} is closed.</description></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>"


def text_of(folder, number):
    with open_catalogue(folder) as catalogue:
        return catalogue.article(f"https://example.org/{number}").text


def test_a_teaser_never_takes_the_place_of_its_article(tmp_path, embedder, options):
    folder, news = tmp_path / "library", tmp_path / "news"
    news.mkdir()
    whole = write(news / "b.jsonl", [record(1)])
    build(folder, [whole], embedder, options)
    teasers = news / "a.rss"  # read before the articles
    teasers.write_text(feed(1, 2), encoding="utf-8")
    for paths in ([teasers], [news], [news]):
        report = build(folder, paths, embedder, options)
        assert text_of(folder, 1) == record(1)["text"]
        assert text_of(folder, 2) == "Bridge 2 is closed."
        assert any("has less of the text than" in one.reason for one in report.problems)
    assert counts(report) == (0, 0, 2, 0, 0)
    check_whole(folder)


def test_an_article_takes_the_place_of_its_teaser(tmp_path, embedder, options):
    folder, news = tmp_path / "library", tmp_path / "news"
    news.mkdir()
    (news / "a.rss").write_text(feed(1), encoding="utf-8")
    build(folder, [news], embedder, options)
    assert text_of(folder, 1) == "Bridge 1 is closed."
    whole = write(news / "b.jsonl", [record(1)])
    build(folder, [news], embedder, options)
    assert text_of(folder, 1) == record(1)["text"]
    whole.unlink()
    report = build(folder, [news], embedder, options)
    assert text_of(folder, 1) == "Bridge 1 is closed.", "it is what is left"
    assert counts(report) == (0, 1, 0, 0, 0)
    check_whole(folder)


def test_of_teaser_and_article_in_a_first_build_the_article_is_kept(tmp_path, embedder, options):
    folder, news = tmp_path / "library", tmp_path / "news"
    news.mkdir()
    (news / "a.rss").write_text(feed(1), encoding="utf-8")
    write(news / "b.jsonl", [record(1)])
    (news / "c.rss").write_text(feed(1), encoding="utf-8")
    build(folder, [news], embedder, BuildOptions(prune=True, cache_folder=options.cache_folder))
    assert text_of(folder, 1) == record(1)["text"]
    assert check_whole(folder) == 1


def test_nothing_of_a_removed_article_is_left_in_any_file(tmp_path, embedder, options):
    folder = tmp_path / "library"
    words = "The quartermaster confessed."
    records = [record(n) for n in range(1, 9)] + [record(77, words * 30)]
    build(folder, [write(tmp_path / "a.jsonl", records)], embedder, options)
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(words.encode() in path.read_bytes() for path in files)
    remove(folder, ["https://example.org/77"], embedder, options)
    for path in folder.rglob("*"):
        if path.is_file():
            assert words.encode() not in path.read_bytes(), path
    with closing(open_writer(folder)) as connection:
        assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)
