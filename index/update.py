"""Sources -> catalogue: what is added, changed, left as it is, kept once, and pruned.

Of articles with the same text and outlet one is kept: the first that this build reads. One that it
does not read stays where it was, as long as its file is still there; so a renamed file, a corrected
date or the deleted one of two copies never costs the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from index.article import Problem
from index.sources import is_feed, read_sources, total_bytes
from index.split import split_passages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from index.article import Article
    from index.build import BuildOptions, BuildReport, Progress
    from index.catalogue_writer import CatalogueWriter
    from index.embedding import Embedder


def update(
    writer: CatalogueWriter,
    embedder: Embedder,
    paths: Sequence[Path],
    options: BuildOptions,
    report: BuildReport,
    progress: Progress,
) -> None:
    """Bring the catalogue in line with the sources in `paths`, and note in `report` what it took.

    Nothing is published. What is wrong with a source is a problem in the report, not raised.
    """
    seen = _Seen({path.resolve() for path in paths})
    progress.stage("Reading", total_bytes(paths), "bytes")
    for found in read_sources(paths, field_map=options.field_map, on_bytes=progress.advance):
        if isinstance(found, Problem):
            report.problems.append(found)
            continue
        if (whole := _whole_of_teaser(writer, found)) is not None:
            reason = f"has less of the text than {whole}, which is kept"
            report.problems.append(Problem(found.source, reason, "warning"))
            continue
        kept = seen.sources.get(found.key)
        if kept is not None and not _replaces_teaser(writer, found):
            report.problems.append(_kept_once(found, kept))
            continue
        stored = writer.content_hash(found.key)
        if stored == found.content_hash:
            report.unchanged += 1
            writer.move(found)
        elif (kept := _standing_twin(writer, found, seen)) is not None:
            report.problems.append(_kept_once(found, kept))
            report.removed += writer.remove(found.key)  # what it said before stands nowhere now
            continue
        else:
            replaced = sum(writer.remove(twin.key) for twin in writer.same_text(found))
            put_article(writer, embedder, found)
            if stored is None and not replaced:
                report.added += 1
            else:
                report.changed += 1
                report.removed += replaced - (stored is None)
        seen.sources[found.key] = found.source
    if options.prune:
        _prune(writer, seen, report)


def put_article(writer: CatalogueWriter, embedder: Embedder, article: Article) -> None:
    """Split an article and store it with the keys of its passages' vectors."""
    passages = split_passages(article, embedder.token_offsets)
    keys = [
        embedder.vector_key(
            embedder.embedded_text(article.title, article.date, article.text[p.start : p.end])
        )
        for p in passages
    ]
    writer.put(article, passages, keys)


@dataclass(slots=True)
class _Seen:
    """What this build reads: below which paths, and the source of each key read so far."""

    roots: AbstractSet[Path]
    sources: dict[str, str] = field(default_factory=dict)

    def covers(self, file: Path) -> bool:
        """Whether this build reads the file, if it is there and can be read."""
        return _is_below(file, self.roots)


def _is_below(file: Path, folders: AbstractSet[Path]) -> bool:
    """Whether a path is one of these or lies in one of them, however deep."""
    return not folders.isdisjoint((file, *file.parents))


def _whole_of_teaser(writer: CatalogueWriter, found: Article) -> str | None:
    """Where the article is from of which a feed has the beginning only; None where there is none.

    It has to be there still.
    """
    if not is_feed(found.source_file):
        return None
    stored = writer.stored(found.key)
    if stored is None or is_feed(stored.source_file) or _is_gone(stored.source_file):
        return None
    return stored.source if stored.characters > len(found.text) else None


def _replaces_teaser(writer: CatalogueWriter, found: Article) -> bool:
    """Whether a feed that this build has read before has only the beginning of this article."""
    if is_feed(found.source_file):
        return False
    stored = writer.stored(found.key)
    return (
        stored is not None and is_feed(stored.source_file) and stored.characters < len(found.text)
    )


def _standing_twin(writer: CatalogueWriter, found: Article, seen: _Seen) -> str | None:
    """The source of the article with the same text that is kept in the place of this one."""
    twins = writer.same_text(found)
    read = (twin.source for twin in twins if twin.key in seen.sources)
    elsewhere = (
        twin.source
        for twin in twins
        if not seen.covers(Path(twin.source_file)) and not _is_gone(twin.source_file)
    )
    return next(read, None) or next(elsewhere, None)


def _is_gone(source_file: str) -> bool:
    """Whether a file is known not to be there; one that may not be looked at is not gone."""
    try:
        Path(source_file).stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def _kept_once(found: Article, kept: str) -> Problem:
    return Problem(found.source, f"a duplicate of {kept}: kept once", "warning")


def _prune(writer: CatalogueWriter, seen: _Seen, report: BuildReport) -> None:
    """Remove what was not read again though its file is gone, or was read whole without it.

    Only within the paths that were named, and nothing of a file or folder that gave trouble: a disk
    that is not there today takes nothing with it.
    """
    troubled = {Path(problem.file) for problem in report.problems if problem.file}
    for key, source_file in writer.source_files():
        file = Path(source_file)
        if key in seen.sources or not seen.covers(file) or _is_below(file, troubled):
            continue
        writer.remove(key)
        report.removed += 1
