"""What every answer must hold, whatever was asked."""

import shutil
from pathlib import Path

from index.catalogue import open_catalogue
from index.embedding import Embedder

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


SMALL_BERT = {
    "vocab_size": 30522,
    "hidden_size": 32,
    "num_hidden_layers": 1,
    "num_attention_heads": 2,
    "intermediate_size": 64,
}
"""A network that is made in no time, for the vocabulary of the embedder."""


def save_with_tokenizer(model, folder):
    """Write a network with the embedder's tokenizer beside it, as one that a user names."""
    model.save_pretrained(folder)
    for name in ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.txt"):
        file = Embedder().folder / name
        if file.is_file():
            shutil.copy(file, folder)
    return folder
