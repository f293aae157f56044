"""A run -> one self-contained HTML page, and a Markdown summary. Nothing in it is fetched."""

from __future__ import annotations

import re
from html import escape
from importlib import resources
from typing import TYPE_CHECKING, Any

from qa.evaluation.plots import bars, line_plot
from qa.evaluation.summary import all_figures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Row = dict[str, Any]
    Run = dict[str, Any]

RECALL_CUTS = (1, 5, 10)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def markdown_report(run: Run) -> str:
    """The failures first, then the figures; for a pull request or a terminal."""
    summary = run["summary"]
    lines = [
        f"# Evaluation of {_cell(run['fixture'])}",
        "",
        _headline(summary),
        "",
        "| why it failed | cases |",
        "|---|---|",
        *(f"| {name} | {count} |" for name, count in summary["failures"].items()),
        "",
        "| measure | n | mean | 95 % interval |",
        "|---|---|---|---|",
        *_rows(all_figures(summary)),
    ]
    for path, figures in summary.get("by_path", {}).items():
        lines += ["", f"Of these, {_cell(path)}:", "", "| measure | n | mean | 95 % interval |"]
        lines += ["|---|---|---|---|", *_rows(figures)]
    if run.get("judge"):
        judged = run["judge"]
        lines += ["", f"In the opinion of {_cell(judged['model'])}, not by rule:", ""]
        lines += ["| measure | n | mean | 95 % interval |", "|---|---|---|---|"]
        lines += _rows(judged["figures"])
        if judged["errors"]:
            lines += ["", f"{len(judged['errors'])} answers could not be judged."]
    if run.get("comparison"):
        lines += [
            "",
            (
                f"Against {_cell(run['comparison']['with'])},"
                f" {run['comparison']['cases']} cases in both:"
            ),
            "",
            "| measure | before | after | difference, 95 % interval | verdict |",
            "|---|---|---|---|---|",
            *(
                f"| {name} | {m['before']:.3f} | {m['after']:.3f} | {m['low']:+.3f} to"
                f" {m['high']:+.3f} | {m['verdict']} |"
                for name, m in run["comparison"]["measures"].items()
            ),
        ]
    return "\n".join(lines) + "\n"


def _rows(figures: Mapping[str, Any]) -> list[str]:
    return [
        f"| {name} | {m['n']} | {m['mean']:.3f} | {m['low']:.3f} to {m['high']:.3f} |"
        for name, m in figures.items()
    ]


def html_report(run: Run) -> str:
    """The whole report. Everything that comes from an article or a question is escaped."""
    summary = run["summary"]
    style = (resources.files("qa.evaluation") / "report.css").read_text(encoding="utf-8")
    body = [
        f"<h1>Evaluation of {_text(run['fixture'])}</h1>",
        f'<p class="quiet">{_text(_made_with(run))}</p><p>{_text(_headline(summary))}</p>',
        _comparison(run.get("comparison")),
        '<div class="figures">',
        _figure("Why cases failed", bars(summary["failures"])),
        _figure("Recall by k", _recall(summary["overall"])),
        _figure("Risk and coverage", _risk(summary["refusal"])),
        _figure("Reliability of the refusal score", _reliability(summary["reliability"])),
        _figure("Milliseconds by stage", _latency(summary["latency_ms"])),
        "</div>",
        "<h2>All cases</h2>",
        _measures(all_figures(summary)),
        *(
            f"<h2>Of these, {_text(path)}</h2>{_measures(figures)}"
            for path, figures in summary.get("by_path", {}).items()
        ),
        *_judge(run.get("judge")),
        *(
            f"<details><summary>Tag: {_text(tag)}</summary>{_measures(figures)}</details>"
            for tag, figures in summary["by_tag"].items()
        ),
        "<h2>Cases</h2>",
        *(_case(row) for row in sorted(run["cases"], key=lambda row: row["failure"] is None)),
    ]
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>Evaluation of {_text(run['fixture'])}</title><style>{style}</style></head>"
        f"<body>{''.join(body)}</body></html>"
    )


def _headline(summary: Mapping[str, Any]) -> str:
    failed = sum(summary["failures"].values())
    return (
        f"{summary['cases']} cases ({summary['answerable']} answerable, "
        f"{summary['unanswerable']} not); {failed} failed."
    )


def _made_with(run: Run) -> str:
    settings = run["settings"]
    return (
        f"{run['created']} · library version {settings['library_version']} "
        f"({settings['articles']:,} articles) · {settings['fingerprint']} · refusing below "
        f"{settings['refuse_below']} · answered with "
        f"{settings.get('answer_with', 'extractive')} · commit {run['commit'] or 'unknown'} · "
        f"peak memory {run['peak_memory_mb']:,.0f} MB"
    )


def _comparison(comparison: Mapping[str, Any] | None) -> str:
    if not comparison:
        return ""
    rows = "".join(
        f'<tr><td>{_text(name)}</td><td class="number">{m["before"]:.3f}</td>'
        f'<td class="number">{m["after"]:.3f}</td>'
        f'<td class="number">{m["low"]:+.3f} to {m["high"]:+.3f}</td>'
        f'<td class="{m["verdict"].split()[0]}">{m["verdict"]}</td></tr>'
        for name, m in comparison["measures"].items()
    )
    named = "".join(
        f"<p>{word}: {_text(', '.join(comparison[key]) or 'none')}</p>"
        for word, key in (("Won", "won"), ("Lost", "lost"))
    )
    return (
        f"<h2>Against {_text(comparison['with'])}</h2>"
        '<div class="scroll"><table><tr><th>measure</th><th>before</th><th>after</th>'
        f"<th>difference, 95 %</th><th>verdict</th></tr>{rows}</table></div>{named}"
    )


def _figure(title: str, inside: str) -> str:
    return f"<section><h3>{title}</h3>{inside}</section>"


def _recall(figures: Mapping[str, Any]) -> str:
    parts = []
    for level in ("article", "passage"):
        known = {k: figures.get(f"{level} recall@{k}") for k in RECALL_CUTS}
        points = [(k / RECALL_CUTS[-1], found["mean"]) for k, found in known.items() if found]
        if points:
            ticks = {k / RECALL_CUTS[-1]: str(k) for k in RECALL_CUTS}
            parts.append(line_plot(points, f"k, {level}s", "recall", dots=True, x_ticks=ticks))
    return "".join(parts) or _NOT_KNOWN


def _risk(refusal: Mapping[str, Any]) -> str:
    if not refusal:
        return _NOT_KNOWN
    area = refusal["figures"]["area under risk coverage"]["mean"]
    plot = line_plot(refusal["risk_coverage"], "coverage", "risk")
    return f'{plot}<p class="quiet">Area {area:.3f}; lower is better.</p>'


def _reliability(bins: Sequence[Mapping[str, float]]) -> str:
    points = [((b["low"] + b["high"]) / 2, b["answerable"]) for b in bins]
    if not points:
        return _NOT_KNOWN
    return line_plot(points, "evidence score", "share answerable", dots=True, diagonal=True)


def _judge(judged: Mapping[str, Any] | None) -> list[str]:
    if not judged:
        return []
    errors = f"{len(judged['errors'])} answers could not be judged." if judged["errors"] else ""
    return [
        f"<h2>The opinion of {_text(judged['model'])}</h2>",
        f'<p class="quiet">A judgement by a language model, not by rule. {errors}</p>',
        _measures(judged["figures"]),
    ]


def _measures(figures: Mapping[str, Any]) -> str:
    rows = "".join(
        f'<tr><td>{_text(name)}</td><td class="number">{m["n"]}</td>'
        f'<td class="number">{m["mean"]:.3f}</td>'
        f'<td class="number">{m["low"]:.3f} to {m["high"]:.3f}</td></tr>'
        for name, m in figures.items()
    )
    return (
        '<div class="scroll"><table><tr><th>measure</th><th>n</th>'
        f"<th>mean</th><th>95 % interval</th></tr>{rows}</table></div>"
    )


def _latency(latency: Mapping[str, Any]) -> str:
    rows = "".join(
        f'<tr><td>{_text(stage)}</td><td class="number">{times["p50"]:,.1f}</td>'
        f'<td class="number">{times["p95"]:,.1f}</td></tr>'
        for stage, times in latency.items()
    )
    medians = bars({stage: times["p50"] for stage, times in latency.items()})
    return f"{medians}<table><tr><th>stage</th><th>p50</th><th>p95</th></tr>{rows}</table>"


def _case(row: Row) -> str:
    answer = row["answer"]
    state = "right" if row["right"] else "wrong"
    label = "right" if row["right"] else row["failure"] or "not judged"
    if row["unanswerable"]:
        expected = "a refusal"
    else:
        expected = "; ".join(" or ".join(group) for group in row["expected"]) or "not given"
    quotes = "".join(
        f"<blockquote>{_text(c['quote'])}<br>"
        f'<span class="quiet">[{c["n"]}] {_text(c["title"])}, {_text(c["outlet"])},'
        f" {_text(c['published'])}</span></blockquote>"
        for c in answer["citations"]
    )
    ranked = "".join(
        f"<li>{_text(p['title'])} ({p['start']}-{p['end']}): score {p['score']}, by words "
        f"{p['word_rank'] or '-'}, by vectors {p['vector_rank'] or '-'}</li>"
        for p in row["ranked"]
    )
    return (
        f'<details class="case"><summary><span class="state {state}">{_text(label)}</span>'
        f"{_text(row['question'])}</summary>"
        f'<p class="quiet">{_text(row["id"])} · evidence score {row["evidence_score"]:.3f}</p>'
        f"<p>Expected: {_text(expected)}</p><p>{_text(answer['text'])}</p>{_reason(answer)}{quotes}"
        f"<h3>Passages read</h3><ol>{ranked}</ol></details>"
    )


def _reason(answer: Mapping[str, Any]) -> str:
    """Why a model did not write an answer that is given, or what was left out of it."""
    if answer["abstained"] or not answer["reason"]:
        return ""
    return f'<p class="quiet">{_text(answer["reason"])}</p>'


_NOT_KNOWN = '<p class="quiet">Nothing in these cases to measure it by.</p>'


def _text(value: object) -> str:
    return escape(_CONTROL.sub("", str(value)))


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")
