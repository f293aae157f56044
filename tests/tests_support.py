"""What every answer must hold, whatever was asked."""

from pathlib import Path

from index.catalogue import open_catalogue

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def check_answer(answer, library):
    """Quotes verbatim, numbers in order, nothing claimed without a citation."""
    assert [citation.n for citation in answer.citations] == list(
        range(1, len(answer.citations) + 1)
    )
    mentioned = [n for claim in answer.claims for n in claim.citations]
    assert list(dict.fromkeys(mentioned)) == [citation.n for citation in answer.citations]
    assert answer.abstained == (not answer.citations) == (not answer.claims)
    assert answer.text.strip()
    assert len(answer.nearest) <= 3
    with open_catalogue(library) as catalogue:
        for citation in answer.citations:
            text = catalogue.article(citation.article_id).text
            assert text[citation.start : citation.end] == citation.quote
            assert text[citation.passage_start : citation.passage_end] == citation.passage
            assert citation.passage_start <= citation.start < citation.end <= citation.passage_end
