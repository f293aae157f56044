"""The trained reader's network: question and passage in, sentence and answer scores out.

A MiniLM encoder (the embedder's own, its layers trained on) with four small heads. For every
token of the passage: whether the short answer starts and ends there, and two numbers of which the
sentence's score is made (how much the token counts within its sentence, and for how much). From
the first token: how well the passage as a whole fits the question. A sentence's score is its
tokens' weighted mean plus the passage's fit: the log-odds that this sentence answers, against a
fixed zero for "nothing here answers". Scores of several passages can be compared, and added up
(log-sum-exp) to the log-odds that any of them answers; training normalises over all passages of a
question together (Clark and Gardner, 2018, "Simple and Effective Multi-Paragraph Reading
Comprehension").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import nn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.article import Sentence

QUESTION_TOKENS, HEADING_TOKENS, MOST_TOKENS = 64, 72, 400
"""The most of a question, of a heading and of the whole pair that is read; a passage of the
library (180 tokens) always fits."""

NEVER = -1e4
"""The score of what is not there, small enough to vanish in a softmax and safe in brain floats."""


@dataclass(frozen=True, slots=True)
class EncodedPair:
    """One question with one passage, as numbers.

    `sentence_of` gives each token's sentence (-1 for question, heading and marks), `offsets` each
    token's characters in the passage's text.
    """

    ids: Sequence[int]
    second: int
    sentence_of: Sequence[int]
    offsets: Sequence[tuple[int, int]]


class PairEncoder:
    """Turns questions and passages into EncodedPairs with the encoder's own tokenizer."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._first, self._between = (tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))

    def question(self, text: str) -> list[int]:
        """The tokens of a question; of a very long one the end, where the asking stands."""
        ids = self._tokenizer.encode(text, add_special_tokens=False).ids
        return list(ids[-QUESTION_TOKENS:])

    def windows(
        self, question: list[int], heading: str, text: str, sentences: Sequence[Sentence]
    ) -> list[EncodedPair]:
        """[CLS] question [SEP] heading passage [SEP], with each token's place in the passage.

        One pair, or, of a passage that is too long for one, several that overlap by about half,
        each beginning with a sentence where there is one to begin with.
        """
        head = self._tokenizer.encode(heading, add_special_tokens=False).ids[:HEADING_TOKENS]
        body = self._tokenizer.encode(text, add_special_tokens=False)
        before = [self._first, *question, self._between, *head]
        room = MOST_TOKENS - len(before) - 1
        numbers = _sentence_numbers(body.offsets, sentences)
        pairs = []
        for begin, end in _window_ends(numbers, room):
            pairs.append(
                EncodedPair(
                    ids=[*before, *body.ids[begin:end], self._between],
                    second=len(question) + 2,
                    sentence_of=[*[-1] * len(before), *numbers[begin:end], -1],
                    offsets=[*[(0, 0)] * len(before), *body.offsets[begin:end], (0, 0)],
                )
            )
        return pairs


def _sentence_numbers(
    offsets: Sequence[tuple[int, int]], sentences: Sequence[Sentence]
) -> list[int]:
    """The sentence of each token, -1 for a token in none."""
    numbers: list[int] = []
    current = 0
    for start, _ in offsets:
        while current < len(sentences) and start >= sentences[current].end:
            current += 1
        inside = current < len(sentences) and start >= sentences[current].start
        numbers.append(current if inside else -1)
    return numbers


def _window_ends(numbers: Sequence[int], room: int) -> list[tuple[int, int]]:
    """The (begin, end) tokens of windows of at most `room` tokens that overlap by about half."""
    ends = [(0, min(room, len(numbers)))]
    while ends[-1][1] < len(numbers):
        begin = ends[-1][0]
        middle = begin + room // 2
        starts = [t for t in range(begin + 1, middle + 1) if numbers[t] != numbers[t - 1]]
        begin = starts[-1] if starts else middle
        ends.append((begin, min(begin + room, len(numbers))))
    return ends


@dataclass(frozen=True, slots=True)
class Batch:
    """EncodedPairs padded to one length: all tensors of shape (pairs, tokens)."""

    ids: torch.Tensor
    present: torch.Tensor
    types: torch.Tensor
    sentence_of: torch.Tensor

    @classmethod
    def of(cls, pairs: Sequence[EncodedPair]) -> Batch:
        """Pad `pairs` to the longest of them."""
        longest = max(len(pair.ids) for pair in pairs)
        ids = torch.zeros(len(pairs), longest, dtype=torch.long)
        present = torch.zeros(len(pairs), longest, dtype=torch.long)
        types = torch.zeros(len(pairs), longest, dtype=torch.long)
        sentence_of = torch.full((len(pairs), longest), -1, dtype=torch.long)
        for row, pair in enumerate(pairs):
            length = len(pair.ids)
            ids[row, :length] = torch.tensor(list(pair.ids))
            present[row, :length] = 1
            types[row, pair.second : length] = 1
            sentence_of[row, :length] = torch.tensor(list(pair.sentence_of))
        return cls(ids, present, types, sentence_of)


class ReaderModel(nn.Module):
    """The encoder with its heads."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.tokens = nn.Linear(width, 4)
        self.fit = nn.Sequential(nn.Linear(width, width), nn.Tanh(), nn.Linear(width, 1))

    def forward(self, batch: Batch) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """(starts, ends, sentences) for a batch.

        Starts and ends have the shape (pairs, tokens), sentences (pairs, most sentences); all are
        float32, and NEVER where there is no token of the passage or no sentence.
        """
        hidden = self.encoder(
            input_ids=batch.ids, attention_mask=batch.present, token_type_ids=batch.types
        ).last_hidden_state
        scores = self.tokens(hidden).float()
        fit = self.fit(hidden[:, 0]).float()
        inside = batch.sentence_of >= 0
        starts, ends, share, value = (
            scores[..., column].masked_fill(~inside, NEVER) for column in range(4)
        )
        most = max(int(batch.sentence_of.max()) + 1, 1)
        numbers = torch.arange(most)
        of_sentence = batch.sentence_of[:, None, :] == numbers[None, :, None]
        shares = share[:, None, :].masked_fill(~of_sentence, NEVER).softmax(-1)
        values = (shares * value.masked_fill(~inside, 0.0)[:, None, :]).sum(-1)
        there = of_sentence.any(-1)
        return starts, ends, (values + fit).masked_fill(~there, NEVER)
