"""The evaluation panel: run a fixture over the library, see the report, keep it for comparison.

Runs are kept in the library's folder, each in one of its own, and are the same files that
`python -m qa evaluate` writes.
"""

from __future__ import annotations

import html
import queue
import shutil
import threading
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from index.errors import DatelineError
from qa.evaluation.importers import read_as
from qa.evaluation.record import (
    REPORT_FILE,
    RUN_FILE,
    Plan,
    add_comparison,
    check_comparable,
    make_run,
    read_run,
    write_run,
)
from qa.evaluation.run import RunOptions
from web.markup import alert, for_html

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qa.assistant import Assistant

NO_REPORT = '<p class="quiet">No run yet. A run asks every question of a file and judges it.</p>'
SHOWN_EVERY = 0.25
"""Seconds between two states of the progress bar."""


def runs_folder(library: Path) -> Path:
    """Where the runs of a library lie."""
    return library / "evaluations"


def earlier_runs(library: Path) -> list[str]:
    """The names of the runs that ended, newest first."""
    ended = runs_folder(library).glob(f"*/{RUN_FILE}")
    return sorted((path.parent.name for path in ended), reverse=True)


def report_frame(library: Path, name: str | None) -> str:
    """A run's report in a frame of its own, where no script runs."""
    if name is None or name not in earlier_runs(library):
        return NO_REPORT
    page = (runs_folder(library) / name / REPORT_FILE).read_text(encoding="utf-8")
    return (
        f'<iframe class="report" sandbox title="Report of {for_html(name)}"'
        f' srcdoc="{html.escape(page)}"></iframe>'
    )


class Runner:
    """Runs fixtures over one library, one at a time, and can be told to stop."""

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._told = _Told()

    def stop(self) -> None:
        """End the run that is under way after the question that is being asked."""
        self._told.stopped = True

    def run(
        self, fixture: Path, against: str | None, *, withhold: bool
    ) -> Iterator[tuple[str, str | None]]:
        """Run, yielding (progress markup, None) and in the end ("", the run's name).

        What is wrong with the fixture or the library is shown, not raised; a run that was stopped
        leaves nothing behind.
        """
        told = self._told = _Told()
        ended: queue.Queue[str | DatelineError] = queue.Queue()

        def work() -> None:
            try:
                ended.put(self._run(fixture, against, told, withhold=withhold))
            except DatelineError as error:
                ended.put(error)
            except BaseException as error:
                ended.put(DatelineError(f"The run ended early: {error}"))
                raise

        threading.Thread(target=work, daemon=True).start()
        try:
            while ended.empty():
                yield told.markup(), None
                time.sleep(SHOWN_EVERY)
        finally:
            told.stopped = True  # the page may have been closed: nobody waits for the rest
        outcome = ended.get()
        if isinstance(outcome, DatelineError):
            yield alert(str(outcome)), None
        else:
            yield "", outcome

    def _run(self, fixture: Path, against: str | None, told: _Told, *, withhold: bool) -> str:
        library = self._assistant.library
        found = read_as("dateline", fixture)
        if found.articles:
            message = f"{fixture.name} brings its own articles, which need a library of their own."
            raise DatelineError(f"{message} Run it with: python -m qa evaluate {fixture.name}")
        earlier = None
        if against in earlier_runs(library):  # a name from the page is no path until it is known
            earlier = read_run(runs_folder(library) / against / RUN_FILE)
        name = f"{datetime.now(UTC):%Y-%m-%d %H.%M.%S} {fixture.stem}"
        folder = runs_folder(library) / name
        plan = Plan(fixture.name, found.cases, RunOptions(withhold=withhold))
        if earlier is not None:
            check_comparable(plan, earlier, str(against))
        try:
            run: dict[str, Any] = make_run(self._assistant, plan, folder, told)
            if earlier is not None:
                add_comparison(run, earlier, str(against))
            write_run(run, folder)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return name


class _Told:
    """Progress that a page can show: how many of how many, and the time left."""

    def __init__(self) -> None:
        self.stopped = False
        self._name, self._total, self._done = "Loading the model", 0, 0
        self._began = time.monotonic()

    def stage(self, name: str, total: int, unit: str) -> None:
        self._name, self._total, self._done = f"{name} {total:,} {unit}", total, 0
        self._began = time.monotonic()

    def advance(self, amount: int) -> None:
        if self.stopped:
            message = "Stopped."
            raise DatelineError(message)
        self._done += amount

    def markup(self) -> str:
        spent = time.monotonic() - self._began
        left = ""
        if self._done:
            seconds = spent / self._done * (self._total - self._done)
            left = f", about {seconds:,.0f} s left"
        value = f' value="{self._done}" max="{self._total}"' if self._total else ""
        return (
            f'<p class="progress" role="status">{for_html(self._name)}: {self._done:,} done{left}'
            f"<progress{value}></progress></p>"
        )
