"""Small plots as SVG, drawn with the report's own colours so that dark mode and print follow."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WIDTH, HEIGHT = 340, 210
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 12, 34


def line_plot(
    points: Sequence[tuple[float, float]],
    x_label: str,
    y_label: str,
    *,
    dots: bool = False,
    diagonal: bool = False,
) -> str:
    """A line through points with both coordinates 0 to 1."""
    parts = [_frame(x_label, y_label)]
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


def bars(values: Mapping[str, float], unit: str = "") -> str:
    """Horizontal bars with their values, longest at the top as given."""
    if not values:
        return '<p class="quiet">None.</p>'
    longest = max(values.values()) or 1
    height = 26 * len(values) + 6
    label, room = 210, 250
    parts = []
    for number, (name, value) in enumerate(values.items()):
        y = 26 * number + 4
        width = max(2.0, room * value / longest)
        shown = f"{value:,.0f}" if value >= 10 or value == int(value) else f"{value:.2f}"  # noqa: PLR2004
        parts.append(
            f'<text x="{label - 8}" y="{y + 13}" text-anchor="end">{escape(name)}</text>'
            f'<rect class="bar" x="{label}" y="{y}" width="{width:.1f}" height="18" rx="3"/>'
            f'<text x="{label + width + 6:.1f}" y="{y + 13}">{shown}{escape(unit)}</text>'
        )
    total = label + room + 70
    described = ", ".join(f"{name} {value:.2f}" for name, value in values.items())
    return (
        f'<svg viewBox="0 0 {total} {height}" role="img" aria-label="{escape(described)}"'
        f' style="max-width:{total}px">{"".join(parts)}</svg>'
    )


def _frame(x_label: str, y_label: str) -> str:
    middle = (LEFT + WIDTH - RIGHT) / 2
    across = (TOP + HEIGHT - BOTTOM) / 2
    return "".join(map(_tick, (0, 0.25, 0.5, 0.75, 1))) + (
        f'<text x="{middle}" y="{HEIGHT - 4}" text-anchor="middle">{escape(x_label)}</text>'
        f'<text x="10" y="{across}" text-anchor="middle" transform="rotate(-90 10 {across})">'
        f"{escape(y_label)}</text>"
    )


def _tick(share: float) -> str:
    x, y = f"{_x(share):.1f}", _y(share)
    return (
        f'<line class="grid" x1="{_x(0)}" y1="{y:.1f}" x2="{_x(1)}" y2="{y:.1f}"/>'
        f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{share:g}</text>'
        f'<text x="{x}" y="{HEIGHT - BOTTOM + 15}" text-anchor="middle">{share:g}</text>'
    )


def _svg(described: str, inside: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(described)}"'
        f' style="max-width:{WIDTH + 60}px">{inside}</svg>'
    )


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
