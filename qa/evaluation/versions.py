"""What a run was made with: package versions, the commit, the memory it took."""

from __future__ import annotations

import platform
import subprocess
import sys
from importlib import metadata
from pathlib import Path

PACKAGES = ("chromadb", "llama-index-core", "sentence-transformers", "torch", "numpy")


def versions() -> dict[str, str]:
    """Of Python and of the packages that could change an answer."""
    known = {"python": platform.python_version()}
    for name in PACKAGES:
        try:
            known[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            known[name] = "not installed"
    return known


def commit() -> str | None:
    """The commit of the checkout, with "+" where it has changes; None outside of one."""
    root = Path(__file__).resolve().parents[2]
    try:
        found = _git(root, "rev-parse", "--short=12", "HEAD")
        return f"{found}+" if _git(root, "status", "--porcelain") else found
    except (OSError, subprocess.CalledProcessError):
        return None


def peak_memory_mb() -> float:
    """The most memory that this process has held, in megabytes; 0 where it cannot be told."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak / 1e3


def _git(root: Path, *arguments: str) -> str:
    command = ["git", "-C", str(root), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
