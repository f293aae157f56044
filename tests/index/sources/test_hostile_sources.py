"""Sources that are broken or meant to break: nothing is raised, and nothing is said wrongly."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime

import pytest

from index.article import Article, Problem
from index.sources import read_sources, total_bytes
from index.sources.dates import parse_date
from index.sources.fields import normal_url

BODY = "The dam cracked on Monday. Nobody was hurt.\nThe lake is falling."
RUSSIAN = "Заголовок\n" + "Президент встретился с министром в Москве во вторник. " * 5
CHINESE = "大坝裂开\n" + "一座大坝于星期一裂开,没有人受伤。湖水正在下降。" * 5


def read(*paths, **how):
    found = list(read_sources(list(paths), **how))
    return (
        [one for one in found if isinstance(one, Article)],
        [one for one in found if isinstance(one, Problem)],
    )


def only(path, **how):
    articles, problems = read(path, **how)
    assert not problems
    assert len(articles) == 1
    return articles[0]


def write(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def record(**more):
    return json.dumps({"title": "T", "text": BODY, **more})


def seconds(*parts):
    return int(datetime(*parts, tzinfo=UTC).timestamp())


# Dates


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-01-30 10:00 XYZ", seconds(2026, 1, 30, 10)),  # an unknown zone is no zone
        ("Fri 30 Jan 2026 10:30 UTC+3", seconds(2026, 1, 30, 7, 30)),
        ("Fri Jan 30 2026 10:30:00 GMT+0200", seconds(2026, 1, 30, 8, 30)),
        (946684800, seconds(2000, 1, 1)),
        (946684800000, seconds(2000, 1, 1)),
        (1643538600.5, seconds(2022, 1, 30, 10, 30)),
        ("1643538600", seconds(2022, 1, 30, 10, 30)),
        ("1643538600000", seconds(2022, 1, 30, 10, 30)),
        (20260130, seconds(2026, 1, 30)),
    ],
)
def test_dates_that_are_stated(written, expected):
    assert parse_date(written) == expected


@pytest.mark.parametrize("written", ["2026-W05", "Friday January 2026", "May 12", "202601", "946684800"]
    + ["2026-01-30 10:00 +9999", "2026-01-30T10:00:00+25:00", "2022-02-30", "٢٠٢٦٠١٣٠", "last Friday"]
    + ["1399-12-31", str(datetime.now(UTC).year + 6) + "-01-01"]
    + [float("nan"), float("inf"), -5, 10**30])  # fmt: skip
def test_dates_that_are_not(written):
    assert parse_date(written) is None


def test_the_years_that_are_taken():
    assert parse_date("1400-01-01") is not None
    assert parse_date(f"{datetime.now(UTC).year + 5}-12-31") is not None


def test_a_date_in_front_matter_stays_as_written(tmp_path):
    path = write(tmp_path / "a.md", f"---\ntitle: T\ndate: 2025-11-03T10:00:00Z\n---\n{BODY}")
    article = only(path)
    assert article.published == "2025-11-03T10:00:00Z"
    assert article.published_at == seconds(2025, 11, 3, 10)


# Keys


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://User@Example.ORG/A?b=%20c+d&utm_source=x&e=%E9#top", "http://User@example.org/A?b=%20c+d&e=%E9"),
        ("https://example.org/a?UTM_medium=x&fbclid=1&gclid=2", "https://example.org/a"),
        ("https://example.org/a?utmost=1&x=a=b;c", "https://example.org/a?utmost=1&x=a=b;c"),
        ("https://Example.org", "https://example.org"),
    ],
)  # fmt: skip
def test_a_key_is_the_url_exactly_but_for_its_tracking(tmp_path, url, expected):
    assert normal_url(url) == expected
    article = only(write(tmp_path / "a.jsonl", record(url=url)))
    assert (article.key, article.url) == (expected, url)


def test_a_url_that_cannot_be_split_is_left_out(tmp_path):
    (article,), (problem,) = read(write(tmp_path / "a.jsonl", record(url="http://[bad")))
    assert article.url == ""
    assert problem.kind == "warning"


def test_keys_by_id_by_file_and_by_repeated_content(tmp_path):
    path = write(tmp_path / "a.jsonl", f"{record(id=7)}\n{record()}\n{record()}\n")
    keys = [article.key for article in read(path)[0]]
    assert keys[0] == f"{path.as_posix()}#7"
    assert keys[2] == f"{keys[1]}-2"
    text = write(tmp_path / "a.txt", f"T\n{BODY}")
    assert only(text).key == text.resolve().as_posix()


def test_a_list_of_one_keeps_its_key_when_it_grows(tmp_path):
    path = tmp_path / "a.json"
    one = {"title": "T", "text": BODY}
    first = only(write(path, json.dumps({"articles": [one]})))
    grown, _ = read(write(path, json.dumps({"articles": [{**one, "title": "U"}, one]})))
    assert first.key == grown[1].key
    assert first.source == f"{path}:record 1"


# Encodings


@pytest.mark.parametrize("text", [RUSSIAN, CHINESE])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-16"])
def test_wide_text_in_other_scripts(tmp_path, text, encoding):
    article = only(write(tmp_path / "a.txt", text.encode(encoding)))
    assert f"{article.title}\n{article.text}" == text


def test_cyrillic_in_eight_bits(tmp_path):
    article = only(write(tmp_path / "a.txt", RUSSIAN.encode("cp1251")))
    assert f"{article.title}\n{article.text}" == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])  # fmt: skip
def test_json_lines_in_any_encoding(tmp_path, encoding):
    lines = "\n".join(record(title=f"T{n} Ä 大") for n in range(3)).replace("\\u00c4", "Ä")
    path = write(tmp_path / "a.jsonl", f'{lines}\n{{"a": \n'.encode(encoding))
    counted = []
    articles, (problem,) = read(path, on_bytes=counted.append)
    assert [article.text for article in articles] == [BODY] * 3
    assert [article.source for article in articles] == [f"{path}:{n}" for n in (1, 2, 3)]
    assert problem.source == f"{path}:4"
    assert sum(counted) == path.stat().st_size


def test_a_wide_line_without_end_is_skipped(tmp_path):
    endless = '{"text": "' + "x" * 3_000_000 + '"}'
    path = write(tmp_path / "a.jsonl", f"{endless}\n{record()}\n".encode("utf-16"))
    (article,), (problem,) = read(path, max_article_characters=1000)
    assert article.source == f"{path}:2"
    assert problem.source == f"{path}:1"


def test_one_line_in_another_encoding(tmp_path):
    odd = json.dumps({"title": "Straße", "text": "Der Bürgermeister Jörg Müller sagte dies über die Straße."}, ensure_ascii=False)  # fmt: skip
    good = record().encode()
    articles, problems = read(
        write(tmp_path / "a.jsonl", good + b"\n" + odd.encode("latin-1") + b"\n" + good)
    )
    assert not problems
    assert articles[1].title == "Straße"


@pytest.mark.parametrize("stray", [b"\0", b"plain ascii \0 with one more byte"])
def test_a_stray_nul_is_not_taken_for_utf_16(tmp_path, stray):
    for pad in (b"", b" "):
        path = write(tmp_path / "a.txt", b"Headline\n" + b"some text " * 50 + stray + pad)
        articles, (problem,) = read(path)
        assert not articles
        assert "binary" in problem.reason


def test_a_page_says_its_own_encoding(tmp_path):
    text = "".join(
        f"<p>Президент встретился с министром в Москве, номер {n}.</p>" for n in range(9)
    )
    page = f"<html><head><meta charset=windows-1251><title>Встреча</title></head><body><article>{text}</article></body></html>"
    assert "Президент встретился" in only(write(tmp_path / "a.html", page.encode("cp1251"))).text


@pytest.mark.parametrize(
    "name", ["undefined", "unicode_escape", "rot13", "hex", "idna", "nonsense"]
)
def test_a_page_cannot_ask_for_a_codec_that_is_no_character_set(tmp_path, name):
    text = "".join(f"<p>The café in C:\\new was shut, it said, number {n}.</p>" for n in range(9))
    page = f"<html><meta charset={name}><body><article>{text}</article></body></html>"
    articles, _ = read(write(tmp_path / "a.html", page.encode("latin-1")))
    assert "café in C:\\new" in articles[0].text


def test_a_binary_page_is_called_binary(tmp_path):
    _, (problem,) = read(write(tmp_path / "a.html", bytes(range(256)) * 20))
    assert "binary" in problem.reason


# Text


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_text_is_all_that_follows_the_headline(tmp_path, ending):
    text = f"  one  {ending}{ending}two\t{ending}"
    article = only(write(tmp_path / "a.txt", f"\ufeff{ending}Head{ending}{text}"))
    assert (article.title, article.text) == ("Head", text)


@pytest.mark.parametrize(
    ("front", "line"),
    [
        ("---\ntitle: x\nauthors: &a [*a]\n---\n", "line 3"),
        ("---\ntitle: x\na: !!python/object/apply:os.system [ls]\n---\n", "line 3"),
        ("---\ntitle: x\ny: [1\n---\n", "line"),
        ("---\ntitle: x\ndate: 2026-13-45\n---\n", "line 3"),
        ("---\ntitle: x\ny: \x01\n---\n", "line 3"),
        ("---\ntitle: x\n", "line 1"),
        ("---\n" + "a: b\n" * 20_000 + "---\n", "65,536"),
    ],
)
def test_front_matter_that_is_refused(tmp_path, front, line):
    articles, (problem,) = read(write(tmp_path / "a.md", front + BODY))
    assert not articles
    assert line in problem.reason
    assert "front matter" in problem.reason


@pytest.mark.parametrize("head", ["---\noutlet: X\n---\n", "---\ntitle:\n---\n", ""])
def test_a_heading_stands_in_for_a_missing_title(tmp_path, head):
    assert only(write(tmp_path / "a.md", f"{head}## Part\n\n# Dam cracks #\n\n{BODY}")).title == "Dam cracks"  # fmt: skip


def test_front_matter_does_not_replace_the_text(tmp_path):
    path = write(tmp_path / "a.md", f"---\ntitle: T\nBody: other\nkop: Mapped\n---\n{BODY}")
    assert only(path).text == BODY
    assert only(path, field_map={"title": "kop", "text": "Body"}).title == "Mapped"


# Records


def test_a_field_that_is_nested_without_end(tmp_path):
    line = '{"title":"T","text":"b","authors":' + "[" * 900 + "]" * 900 + "}"
    assert only(write(tmp_path / "a.jsonl", line)).author == ""


def test_authors_in_every_form(tmp_path):
    for authors in (["Lena Moss", "Al Day"], [{"name": "Lena Moss"}, {"name": "Al Day"}]):
        assert only(write(tmp_path / "a.jsonl", record(authors=authors))).author == "Lena Moss, Al Day"  # fmt: skip


def test_text_is_sought_past_what_is_none(tmp_path):
    path = write(tmp_path / "a.jsonl", json.dumps({"content": {"a": 1}, "full_text": BODY}))
    assert only(path).text == BODY
    record = {"headline": "T", "maintext": BODY, "images": [{"src": "x"}]}
    assert only(write(tmp_path / "b.json", json.dumps(record))).text == BODY


def test_a_replaced_character_in_a_title_is_told_of(tmp_path):
    (article,), (problem,) = read(
        write(tmp_path / "a.jsonl", '{"title": "T\\u0000\\ud800", "text": "x"}')
    )
    assert article.title == "T\ufffd\ufffd"
    assert problem.kind == "warning"


def test_a_broken_row_costs_only_itself(tmp_path):
    path = write(tmp_path / "a.csv", 'title,text\nA,"he "said" no"\nB,fine text\nC,"never closed')
    articles, problems = read(path)
    assert [article.title for article in articles] == ["B"]
    assert articles[0].source == f"{path}:row 2"
    assert [problem.source for problem in problems] == [f"{path}:row 1", f"{path}:row 3"]


def test_a_cell_longer_than_the_usual_limit(tmp_path):
    text = "word " * 60_000
    assert only(write(tmp_path / "a.csv", f'title,text\nA,"{text}"\n')).text == text


# Files


def test_links_that_lead_to_themselves(tmp_path):
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    _, (problem,) = read(tmp_path / "loop.txt")
    assert problem.reason.startswith("cannot be read")
    assert total_bytes([tmp_path / "loop.txt"]) == 0


def test_linked_folders_are_counted_and_not_followed(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    write(folder / "a.txt", f"T\n{BODY}")
    (folder / "back").symlink_to(folder)
    articles, (problem,) = read(folder)
    assert len(articles) == 1
    assert problem.kind == "warning"
    assert "1 linked folder" in problem.reason


def test_a_name_that_is_not_utf_8(tmp_path):
    path = os.fsencode(tmp_path) + b"/\xff.txt"
    try:
        with open(path, "wb") as file:  # noqa: PTH123
            file.write(b"T\nbody")
    except OSError:
        pytest.skip("this file system takes no such names")
    articles, (problem,) = read(tmp_path)
    assert not articles
    assert "rename" in problem.reason
    problem.source.encode()


def test_a_name_with_a_line_break_stays_one_line(tmp_path):
    article = only(write(tmp_path / "a\nb\x1b.txt", f"T\n{BODY}"))
    assert article.source.endswith("a\\nb\\x1b.txt")


def test_a_folder_that_cannot_be_listed(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    write(tmp_path / "z.txt", f"T\n{BODY}")
    scan = os.scandir

    def refuse(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    articles, (problem,) = read(tmp_path)
    assert len(articles) == 1
    assert problem.source == str(tmp_path / "closed")
    assert "Permission denied" in problem.reason


def test_an_unsupported_file_that_is_named_has_its_own_line(tmp_path):
    write(tmp_path / "a.html.gz", b"x")
    write(tmp_path / "b.pdf", b"x")
    _, problems = read(tmp_path, tmp_path / "b.pdf")
    assert [problem.kind for problem in problems] == ["failed", "warning"]
    assert "1 .gz" in problems[1].reason
    assert ".pdf" not in problems[1].reason


def test_total_bytes_counts_what_is_read_and_once(tmp_path):
    read_one = write(tmp_path / "a.txt", f"T\n{BODY}")
    write(tmp_path / "b.pdf", b"x" * 99)
    huge = tmp_path / "c.txt"
    with huge.open("wb") as file:
        file.truncate(100_000_000)
    os.mkfifo(tmp_path / "d.txt")
    paths = [tmp_path, read_one, tmp_path / "missing.txt"]
    counted = []
    read(*paths, on_bytes=counted.append)
    assert sum(counted) == total_bytes(paths) == read_one.stat().st_size


def test_a_refused_size_is_stated_in_its_own_unit(tmp_path):
    path = write(tmp_path / "a.txt", f"T\n{'x' * 5000}")
    _, (problem,) = read(path, max_article_characters=1000)
    assert "5,002 bytes" in problem.reason
    assert "4,000 bytes" in problem.reason
