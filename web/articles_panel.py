"""The library panel's components: its articles, newest first, by outlet or words, each to open."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import gradio as gr

from index.browse import browse
from index.errors import DatelineError
from web.article_list import article_list
from web.markup import alert

if TYPE_CHECKING:
    from index.browse import Listing
    from qa.assistant import Assistant

ALL_OUTLETS = "All outlets"
NO_OUTLET = "(no outlet)"
SHOWN = 50
"""Articles that are listed at first, and that are added by each "Show more"."""


def add_articles(assistant: Assistant, tab: gr.Tab, closed: dict[str, Any]) -> None:
    """Add the panel to the tab that is being built; it is filled whenever the tab is opened."""
    shown = gr.State(SHOWN)
    with gr.Row(elem_id="browse"):
        words = gr.Textbox(
            elem_id="browse-words",
            placeholder="Words of an article",
            label="Find articles",
            max_length=200,
            max_lines=1,
            scale=3,
        )
        outlet = gr.Dropdown(
            [ALL_OUTLETS], value=ALL_OUTLETS, label="Outlet", elem_id="browse-outlet", scale=2
        )
    articles = gr.HTML("", elem_id="articles")
    more = gr.Button("Show more", elem_id="more-articles", visible=False)

    asked = [words, outlet]
    listing = [articles, more, shown]
    first = partial(_listed, assistant)
    tab.select(partial(_opened, assistant), asked, [outlet, *listing], **closed)
    for changed in (words.change, outlet.input):
        changed(first, asked, listing, trigger_mode="always_last", **closed)
    more.click(partial(_more, assistant), [*asked, shown], listing, **closed)


def _opened(assistant: Assistant, words: str, outlet: str) -> tuple[Any, ...]:
    """The outlets of the library as it is now, and its articles."""
    try:
        held = assistant.summary().outlets
    except DatelineError as error:
        return gr.skip(), alert(str(error)), gr.update(visible=False), SHOWN
    named = [(f"{name or NO_OUTLET} ({count:,})", name or NO_OUTLET) for name, count in held]
    if outlet not in {name for _, name in named}:
        outlet = ALL_OUTLETS
    choices = gr.update(choices=[ALL_OUTLETS, *named], value=outlet)
    return choices, *_listed(assistant, words, outlet)


def _more(assistant: Assistant, words: str, outlet: str, shown: int) -> tuple[Any, ...]:
    return _listed(assistant, words, outlet, shown + SHOWN)


def _listed(assistant: Assistant, words: str, outlet: str, shown: int = SHOWN) -> tuple[Any, ...]:
    """The first `shown` articles, whether there are more of them, and `shown`."""
    of = {ALL_OUTLETS: None, NO_OUTLET: ""}.get(outlet, outlet)
    found = browse(assistant.library, words, of, shown)
    return render_listing(found), gr.update(visible=len(found.articles) < found.total), shown


def render_listing(found: Listing) -> str:
    """The articles of a listing, and how many there are."""
    if not found.articles:
        return '<p class="quiet" role="status">No article is like that.</p>'
    count = f"{found.total:,} article{'' if found.total == 1 else 's'}, newest first"
    return f'<p class="quiet" role="status">{count}</p>{article_list(found.articles)}'
