"""Sentences of articles that speak to a language model instead of to readers.

They are left out of what a model is shown; readers still find them, and may be quoted them. This is
the outer of three walls: what gets past it stands inside a fence that the article cannot know, and
whatever a model makes of it has to be carried by the words that it cites.
"""

from __future__ import annotations

import re

_ORDERED = r"""
    (?: ^\W* | [.!?:;>)\]}]\s*["'“‘«]?\s* | ,\s+(?=output|print|write|reply|respond|repeat)
        | \b(?:you(?:\s+to)?|must|should|shall|always|please|kindly|just|now|then|so|and),?\s+ )
"""
"""Where a verb is an order: at a sentence's head, or behind what makes it one. Elsewhere the same
words are plain news: "experts say it's unsafe", "the state's largest wildfire"."""

_OBJECT = (
    r"(?:that|this|these|the|a|an|your|his|her|its|it|them|only|exactly|just|simply|nothing|verbatim"
    r"|instead|in|with|as|back|to|after|every|each|all|yes|no|one|user|following)"
)
"""How what an order wants begins. "State officials" and "Print media" begin with a noun."""

_OPENING_MARK = r"""(?: : | [“"‘«] | (?<!\w)' )"""
"""A colon or an opening quotation mark; within a word the straight one is an apostrophe."""

_TO_A_MODEL = re.compile(
    rf"""
    \b(?:ignore|disregard|forget|override|bypass)\b.{{0,40}}\b(?:above|previous|prior|earlier
        |preceding|instructions?|prompts?|rules?|guidelines|everything|context|sentences
        |articles|question)\b
    | \b(?:new|updated|real|actual|hidden|secret|following|system|developer|admin)
        \s+(?:instructions?|prompt|directive|task)\b
    | \b(?:system|developer|assistant|user)\s*(?:prompt|message|note)?\s*[:>|\]]
    | <\|?/?\s*(?:system|assistant|user|im_start|im_end|inst|s)\b | \[/?INST\] | \#{{2,}}\s*\w+\s*:
    | (?:\b(?:you\s+are|you're|act\s+as|pretend\s+to\s+be)|^\W*as)\s+(?:now\s+)?(?:an?|the|my)\s+
        (?:\w+\s+)?(?:ai|assistant|chatbot|language\s+model|llm|bot|model)\b
    | \bas\s+(?:an?|the|my)\s+(?:\w+\s+)?(?:ai|chatbot|language\s+model|llm)\b
    | (?:\b(?:dear|hey|hello|attention|(?:note|notice|message)\s+to)|^\W*to)\s+
        (?:the\s+|any\s+|all\s+)?(?:\w+\s+)?(?:ai|assistants?|chatbots?|language\s+models?|llms?|models?|summari[sz]ers?)\b
    | {_ORDERED} (?:answer|reply|respond|output|print|write|say|state|repeat|quote|cite)
        (?:\s+{_OBJECT}(?:\s+\w+){{0,3}})? \s* {_OPENING_MARK}
    | \b(?:tell\s+the\s+user|(?:end|begin|start)\s+your)\b(?:\s+\w+){{0,4}} \s* {_OPENING_MARK}
    | \b(?:in|to|into|of|before|after)\s+your\s+(?:answer|reply|response|output|summary)\b
    | \byour\s+(?:answer|reply|response|output)\s+(?:must|should|has\s+to|is\s+to|shall|will)\b
    | \b(?:must|should|always|only|please|now)\s+(?:answer|reply|respond|output|cite)\b
    | \bno\s+answer\b | \bend\s+of\s+(?:the\s+)?(?:articles?|context|document|input|sentences)\b
    | \bARTICLES-\w | <<<|>>>|```
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CODE_LIKE = re.compile(r"[\[【](\s*(?=\w*\d)(?=\w*[a-zA-Z])\w{3,12}\s*)[\]】]")
_HIDDEN_MARKUP = re.compile(r"<!--.*?(?:-->|$)|<[a-zA-Z/!][^<>]{0,300}(?:>|$)", re.DOTALL)


def speaks_to_a_model(sentence: str) -> bool:
    """Whether a sentence gives orders to whoever answers.

    Words of command count where an order has them. News has them in other places: of 74,500
    sentences of American news 20 are taken for orders all the same, and left out.
    """
    return bool(_TO_A_MODEL.search(sentence) or _CODE_LIKE.search(sentence))


def disarmed(text: str) -> str:
    """A text without markup, and without anything that looks like a sentence's code."""
    return _CODE_LIKE.sub(r"(\1)", _HIDDEN_MARKUP.sub(" ", text))
