"""One real library of the example articles, built once; one real model, loaded once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.build import BuildOptions, build
from index.embedding import Embedder
from qa.assistant import Assistant

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory):
    """Nothing of the person who runs the tests is read or written."""
    for name in [name for name in os.environ if name.startswith("DATELINE_")]:
        del os.environ[name]
    os.environ["DATELINE_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["DATELINE_LIBRARY"] = str(tmp_path_factory.mktemp("data") / "library")


@pytest.fixture(scope="session")
def embedder():
    return Embedder()


@pytest.fixture(scope="session")
def library(tmp_path_factory, embedder):
    folder = tmp_path_factory.mktemp("examples") / "library"
    report = build(folder, [EXAMPLES / "articles"], embedder)
    assert not report.failed
    return folder


@pytest.fixture(scope="session")
def assistant(library):
    assistant = Assistant(library)
    assistant.warm_up()
    return assistant


@pytest.fixture
def options():
    return BuildOptions(cache_folder=Path(os.environ["DATELINE_CACHE"]))


@pytest.fixture
def shared():
    if not SHARED.is_dir():
        pytest.skip(f"the development data is not beside the project ({SHARED.name})")
    return SHARED
