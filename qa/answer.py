"""The nouns of the read path: Answer, Claim, Citation; and their one form as JSON.

The browser, the command line and the evaluator render this object and nothing else.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from index.article import Article


_BOUNDS = frozenset("since after before until during".split())


@dataclass(frozen=True, slots=True)
class TimeRange:
    """The days an answer was looked for in (ISO 8601), and the question's words that said so."""

    start: str | None = None
    end: str | None = None
    words: str | None = None

    def told(self) -> str | None:
        """What the words of time were taken for, as a sentence; None where there were none."""
        if self.start and self.start == self.end:
            return f"Articles of {self.start} (“{self.words}”)."
        if self.start and self.end:
            return f"Articles from {self.start} to {self.end} (“{self.words}”)."
        if self.start or self.end:
            span = f"since {self.start}" if self.start else f"until {self.end}"
            return f"Articles {span} (“{self.words}”)."
        if self.words and self.words.split()[0].lower() in _BOUNDS:
            return f"“{self.words}” names no day, so articles of all days were looked at."
        return f"The newest first (“{self.words}”)." if self.words else None


@dataclass(frozen=True, slots=True)
class Carrier:
    """Another outlet that carried the same story."""

    outlet: str
    url: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words a claim rests on: ``article.text[start:end] == quote``, to the character.

    `passage` is the readable surroundings, ``article.text[passage_start:passage_end]``.
    """

    n: int
    article_id: str
    title: str
    outlet: str
    author: str
    published: str
    url: str
    quote: str
    start: int
    end: int
    passage: str
    passage_start: int
    passage_end: int
    speaker: str | None = None
    also_carried_by: tuple[Carrier, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer and the numbers of the citations it rests on.

    "quoted": the article's own words; anything of ours stands in square brackets. "supported":
    words of a language model that the cited words were found to carry.
    """

    text: str
    citations: tuple[int, ...]
    state: Literal["quoted", "supported"] = "quoted"


@dataclass(frozen=True, slots=True)
class NearArticle:
    """An article that comes close to a question that the articles do not answer."""

    article_id: str
    title: str
    outlet: str
    published: str

    @classmethod
    def of(cls, article: Article) -> NearArticle:
        """Name an article."""
        return cls(
            article.article_id, article.title, article.outlet, article.date or article.published
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What was asked, how it was understood, and what the articles say or that they do not.

    `evidence_score` is the reader's score that the evidence answers the question (0 to 1), kept
    for the evaluator; it is what the refusal threshold is held against. Times are milliseconds.
    `reason` says why nothing is answered; or, of an answer, why a model did not write it or what of
    it was left out (`removed` sentences). `usage` counts a model's calls and tokens.
    """

    question: str
    standalone_question: str
    as_of: str
    text: str
    time_range: TimeRange = TimeRange()
    abstained: bool = False
    reason: str | None = None
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[NearArticle, ...] = ()
    mode: Literal["extractive", "generated"] = "extractive"
    model: str | None = None
    removed: int = 0
    usage: dict[str, Any] | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
    evidence_score: float = 0.0

    def with_timings(self, timings_ms: dict[str, float]) -> Answer:
        """The same answer with how long each stage took."""
        return replace(self, timings_ms=timings_ms)

    def to_json(self) -> dict[str, Any]:
        """The answer contract's object (docs/answers.md)."""
        known = asdict(self)
        del known["evidence_score"]
        if known["usage"] is None:
            del known["usage"]
        time_range = known.pop("time_range")
        return {
            "question": known.pop("question"),
            "standalone_question": known.pop("standalone_question"),
            "as_of": known.pop("as_of"),
            "time_range": {
                "from": time_range["start"],
                "to": time_range["end"],
                "words": time_range["words"],
            },
            "abstained": known.pop("abstained"),
            "reason": known.pop("reason"),
            "text": known.pop("text"),
            **known,
        }
