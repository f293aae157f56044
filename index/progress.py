"""A progress bar with rate and time left, on the error stream so that output stays clean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from types import TracebackType


class ProgressBar:
    """Shows each stage of a long piece of work; satisfies `build.Progress`.

    In a terminal it is drawn in place; elsewhere (a log, a pipe) each stage is one line.
    """

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            Progress,
            TaskProgressColumn,
            TextColumn,
            TimeRemainingColumn,
        )

        self._console = Console(stderr=True)
        self._bar: Any = Progress(
            TextColumn("{task.description:<10}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._task: Any = None
        self._unit = ""
        self._scale = 1.0

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def stage(self, name: str, total: int, unit: str) -> None:
        """A stage begins; nothing is shown for one with nothing to do."""
        self._finish()
        self._scale, self._unit = (1e6, "MB") if unit == "bytes" else (1.0, unit)
        if total == 0:
            return
        if not self._console.is_terminal:
            amount = f"{total / self._scale:,.1f}" if self._scale > 1 else f"{total:,}"
            self._console.print(f"{name}: {amount} {self._unit}")
        self._task = self._bar.add_task(name, total=total, rate="")

    def advance(self, amount: int) -> None:
        """So many units more are done."""
        if self._task is None:
            return
        self._bar.advance(self._task, amount)
        speed = self._bar.tasks[self._task].speed
        if speed:
            self._bar.update(self._task, rate=f"{speed / self._scale:,.1f} {self._unit}/s")

    def _finish(self) -> None:
        if self._task is not None:
            task = self._bar.tasks[self._task]
            self._bar.update(self._task, completed=task.total)
            self._task = None
