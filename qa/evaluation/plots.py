"""Small plots as SVG, drawn with the report's own colours so that dark mode and print follow."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDTH, HEIGHT = 340, 210
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 12, 34
SHARES = (0, 0.25, 0.5, 0.75, 1)


def line_plot(
    points: Sequence[tuple[float, float]],
    x_label: str,
    y_label: str,
    *,
    dots: bool = False,
    diagonal: bool = False,
    x_ticks: Mapping[float, str] | None = None,
) -> str:
    """A line through points with both coordinates 0 to 1; `x_ticks` names places on the axis."""
    parts = [_frame(x_label, y_label, x_ticks or {share: f"{share:g}" for share in SHARES})]
    if diagonal:
        parts.append(f'<line class="faint" x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}"/>')
    path = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
    parts.append(f'<polyline class="line" points="{path}"/>')
    if dots:
        parts += [
            f'<circle class="dot" cx="{_x(x):.1f}" cy="{_y(y):.1f}" r="3.5">'
            f"<title>{x:.2f}: {y:.3f}</title></circle>"
            for x, y in points
        ]
    return _svg(f"{y_label} by {x_label}", "".join(parts))


def bars(values: Mapping[str, float]) -> str:
    """Horizontal bars, in the order given, each under its name and with its value."""
    if not values:
        return '<p class="quiet">None.</p>'
    longest = max(values.values()) or 1
    room, row = WIDTH - 60, 38
    parts = []
    for number, (name, value) in enumerate(values.items()):
        top = row * number
        width = max(2.0, room * value / longest)
        digits = 0 if value >= 10 or value == int(value) else 2  # noqa: PLR2004 - enough to read
        shown = f"{value:,.{digits}f}"
        parts.append(
            f'<text x="0" y="{top + 12}">{escape(name)}</text>'
            f'<rect class="bar" x="0" y="{top + 17}" width="{width:.1f}" height="14" rx="3"/>'
            f'<text x="{width + 6:.1f}" y="{top + 28}">{shown}</text>'
        )
    described = ", ".join(f"{name} {value:.2f}" for name, value in values.items())
    return _svg(described, "".join(parts), row * len(values))


def _frame(x_label: str, y_label: str, x_ticks: Mapping[float, str]) -> str:
    middle = (LEFT + WIDTH - RIGHT) / 2
    across = (TOP + HEIGHT - BOTTOM) / 2
    lines = "".join(
        f'<line class="grid" x1="{_x(0)}" y1="{_y(share):.1f}" x2="{_x(1)}" y2="{_y(share):.1f}"/>'
        f'<text x="{LEFT - 6}" y="{_y(share) + 4:.1f}" text-anchor="end">{share:g}</text>'
        for share in SHARES
    )
    below = HEIGHT - BOTTOM + 15
    names = "".join(
        f'<text x="{_x(at):.1f}" y="{below}" text-anchor="middle">{escape(name)}</text>'
        for at, name in x_ticks.items()
    )
    return (
        f'{lines}{names}<text x="{middle}" y="{HEIGHT - 4}" text-anchor="middle">{escape(x_label)}'
        f'</text><text x="10" y="{across}" text-anchor="middle"'
        f' transform="rotate(-90 10 {across})">{escape(y_label)}</text>'
    )


def _svg(described: str, inside: str, height: int = HEIGHT) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(described)}"'
        f' style="max-width:{WIDTH + 60}px">{inside}</svg>'
    )


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
