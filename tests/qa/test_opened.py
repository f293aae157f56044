"""What is kept open between questions."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path

import pytest

from index.build import build
from index.catalogue import open_catalogue
from qa.opened import OpenedLibrary, published


def open_folders():
    """The names of all folders in which this process has files open."""
    found = set()
    for one in Path("/proc/self/fd").iterdir():
        with contextlib.suppress(OSError):  # the listing's own is closed by now
            found.update(one.readlink().parts)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc which files are open")
def test_a_page_that_runs_on_frees_the_vectors_of_versions_before_the_last(
    tmp_path, embedder, options
):
    folder, source = tmp_path / "library", tmp_path / "a.jsonl"
    opened, names = OpenedLibrary(folder), []
    for number in range(3):
        said = {"title": f"Bridge {number}", "text": f"Bridge {number} is closed, Ann Lee said."}
        with source.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps(said) + "\n")
        build(folder, [source], embedder, options)
        with open_catalogue(folder) as catalogue:
            version = published(catalogue)
        store = opened.store(version)
        assert len(store.client.get(include=[])["ids"]) == number + 1
        names.append(version.vectors)
    assert [name in open_folders() for name in names] == [False, True, True]
