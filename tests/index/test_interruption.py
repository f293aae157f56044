"""A builder that is killed, at any moment: the published library answers, and nothing is lost."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from index.build import BuildOptions, build
from index.schema import CATALOGUE_FILE
from qa.assistant import Assistant

ROOT = Path(__file__).resolve().parents[2]
KILLS_WITH_VECTORS, KILLS_WHILE_EMBEDDING = 16, 4


def articles(count):
    for number in range(count):
        sentences = [
            f"The council of Town {number} voted on item {n} after a debate, and {n * number} agreed."
            for n in range(30)
        ]
        yield {
            "title": f"Council of Town {number} votes",
            "text": " ".join(sentences),
            "url": f"https://example.org/{number}",
        }


def dump(folder):
    connection = sqlite3.connect(folder / CATALOGUE_FILE)
    tables = ("articles", "passages", "sketches")
    rows = {t: connection.execute(f"SELECT * FROM {t} ORDER BY 1, 2").fetchall() for t in tables}
    found = connection.execute(
        "SELECT rowid FROM passage_index WHERE passage_index MATCH 'council' ORDER BY rowid"
    ).fetchall()
    connection.close()
    return rows, found


def test_twenty_kills(tmp_path, embedder, options):
    folder, undisturbed = tmp_path / "library", tmp_path / "undisturbed"
    source = tmp_path / "articles.jsonl"
    everything = [json.dumps(one) + "\n" for one in articles(60)]
    source.write_text("".join(everything[:20]), encoding="utf-8")
    build(folder, [source], embedder, options)
    build(undisturbed, [source], embedder, options)
    source.write_text("".join(everything), encoding="utf-8")
    began = time.monotonic()
    fresh = BuildOptions(cache_folder=tmp_path / "cache")
    build(undisturbed, [source], embedder, fresh)
    embedding_takes = time.monotonic() - began

    command = [sys.executable, "-m", "index", "build", str(source), "--library", str(folder)]
    assistant = Assistant(folder)
    rng = random.Random(20)
    whole = 7.0  # seconds of a build with its vectors at hand, imports included
    moments = [rng.uniform(0.3, whole) for _ in range(KILLS_WITH_VECTORS)]
    cold = [rng.uniform(6, 16 + embedding_takes) for _ in range(KILLS_WHILE_EMBEDDING)]
    for number, moment in enumerate(cold + moments):
        cache = tmp_path / ("cold" if number < KILLS_WHILE_EMBEDDING else "cache")
        builder = subprocess.Popen(
            command,
            cwd=ROOT,
            env={"DATELINE_CACHE": str(cache), "PATH": "", "HOME": str(tmp_path)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            builder.wait(moment)
        except subprocess.TimeoutExpired:
            builder.send_signal(signal.SIGKILL)
            builder.wait()
        answer = assistant.ask("What did the council of Town 7 vote on?")
        assert not answer.abstained
        assert answer.citations[0].title == "Council of Town 7 votes"

    build(folder, [source], embedder, fresh)
    assert dump(folder) == dump(undisturbed)
    assert len(list((folder / "vectors").iterdir())) <= 2
