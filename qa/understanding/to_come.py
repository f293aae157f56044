"""Whether a question asks about what is still to come on the days that it names.

"Who will perform on Sunday?" and "Who plays on Sunday?" are told of before that Sunday, so the day
bounds no articles. English says what is on a programme in the present tense, and what has happened
in the past; the present alone does not tell: "Who owns the house that burned on Sunday?" asks about
a Sunday that is over, and so does whoever asks why, how, or what somebody says.
"""

from __future__ import annotations

import re

from index.split import split_sentences
from qa.understanding.asked_speaker import SAY

_NEXT = re.compile(r"\b(?:next|coming|upcoming|following) $|\bthrough (?:the )?$", re.IGNORECASE)
_WILL = re.compile(
    r"\b(?:(?-i:will|^Will)|won['’]t|going to|scheduled (?:for|to)|planned for|expected to"
    r"|(?:is|are|was|were) due to|due (?:on|in|by)|set to)\b"
    r"|\b(?:is|are) (?:scheduled|planned|slated|due|expected)\b",
    re.IGNORECASE,
)
"""Words of the future; "Will" within a question is somebody's name."""

_OVER = re.compile(
    r"\b(?:\d{4}|last|past|since|after|as of|ago|yesterday|today|tonight|morning|week|month"
    r"|year)\b",
    re.IGNORECASE,
)
"""In a phrase that says itself whether its days are over."""

_IRREGULAR = """
    was were has had have been did done beat beaten became began begun bet bit bitten blew blown
    broke broken brought broadcast built burst bought cast caught chose chosen came cost cut dealt
    drew drawn drank drunk drove driven ate eaten fell fallen fought found fled flew flown forecast
    forgot forgotten froze frozen got gotten gave given went gone grew grown heard held hid hidden
    hit hurt kept knew known laid led left lent let lit lost made meant met paid put quit read rode
    ridden rose risen ran saw seen sold sent set shed shook shaken shot shown shut sang sung sank
    sunk sat slept spent split spoke spoken spread sprang stood stole stolen stuck struck swore
    sworn swept swam took taken taught tore torn threw thrown told thought understood upset woke won
    wore worn wrote written born
""".split()
_PAST = re.compile(
    r"\b(?:(?!(?:need|feed|seed|speed|breed|succeed|proceed|exceed|hundred)\b)(?-i:[a-z])\w+ed"
    rf"|{'|'.join(_IRREGULAR)})\b",
    re.IGNORECASE,
)
"""Forms of the past, also those that are spelt as the present is: "Which firms cut jobs"."""

_OF_WHAT_IS = re.compile(rf"^(?:and |but |so )?(?:why|how)\b|\b{SAY}\b", re.IGNORECASE)
_DOES = re.compile(r"\b(?:do|does) [\w'’.-]+ ", re.IGNORECASE)
_NO_VERB = re.compile(r"\W*$| (?:in|at|against|for|to|from|with|and|by|near|on)\b", re.IGNORECASE)
"""Behind the day in "Who do the Bears play on Sunday?", not in "What does Friday's law forbid?"."""

_LINK = r"(?:a|an|the|of|in|on|at|to|for|from|by|with|behind|about|after|before|is|are)"
_NO_FULL_VERB = r"(?!(?:is|does|news)\b)"
_NOUN_OF_A_DEED = r"(?!(?:shooting|killing|bombing|stabbing|ruling)\b)"
_PRESENT = re.compile(
    # "Who is performing", "Is the king visiting Rome"; not "Who is the suspect in the shooting"
    rf"\b(?:is|are) (?:(?:the )?(?:(?!{_LINK}\b)[\w'’.-]+ ){{1,3}})?"
    rf"{_NOUN_OF_A_DEED}[a-z]{{2,}}ing\b"
    # "Who plays", "What else happens"
    rf"|^(?:who|what) (?:else |also )?{_NO_FULL_VERB}[a-z]+s\b"
    # "Which new film comes out", "Which teams play"
    rf"|^(?:which|what) (?:(?!{_LINK}\b)[\w'’-]+ ){{1,3}}{_NO_FULL_VERB}[a-z]+s\b"
    rf"|^(?:which|what) (?:[\w'’-]+ ){{0,2}}[a-z]+s (?!{_LINK}\b)[a-z]+ "
    # "What time is the match", "Are there elections"
    r"|^(?:at )?(?:what time|when) (?:is|are)\b|^(?:is|are) there\b",
    re.IGNORECASE,
)


def is_to_come(before: str, words: str, after: str) -> bool:
    """Whether the time phrase `words` between the rest of a question is of days to come.

    By the question's words alone; a phrase that says itself that its days are over is not.
    """
    if _NEXT.search(before):
        return True
    return _OVER.search(words) is None and asks_of_the_future(before, words, after)


def asks_of_the_future(before: str, words: str, after: str) -> bool:
    """Whether the sentence that has the time phrase `words` in it asks about the future."""
    said = f"{before}{words}"
    sentences = split_sentences(said)
    start = sentences[-1].start if sentences else 0
    if _WILL.search(said[start:]):
        return True
    clause = before[start:]
    next_word = re.match(r" \w+", after)
    if _OF_WHAT_IS.search(clause + words + after) or _PAST.search(
        clause + (next_word.group() if next_word else "")
    ):
        return False
    return bool(
        _PRESENT.search(clause) or (_DOES.search(clause) is not None and _NO_VERB.match(after))
    )
