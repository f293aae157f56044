"""Text in any encoding is read right, and what is no text is called so."""

from __future__ import annotations

import json

import pytest
from sources_support import BODY, only, read, record, write

TEXT = "Überschrift\nDer Ämterstreit über 3 Mio. € – “so nicht” – hält an. Ça va très bien."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
    + ["utf-32", "cp1252"])  # fmt: skip
def test_encodings(tmp_path, encoding):
    article = only(write(tmp_path / "a.txt", TEXT.encode(encoding)))
    assert f"{article.title}\n{article.text}" == TEXT


def test_latin_1(tmp_path):
    text = "Überschrift\nDer Ämterstreit über die Straße hält an, sagte Bürgermeister Jörg Müller."
    article = only(write(tmp_path / "a.txt", text.encode("latin-1")))
    assert f"{article.title}\n{article.text}" == text


RUSSIAN = "Заголовок\n" + "Президент встретился с министром в Москве во вторник. " * 5


CHINESE = "大坝裂开\n" + "一座大坝于星期一裂开,没有人受伤。湖水正在下降。" * 5


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
