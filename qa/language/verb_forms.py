"""Irregular forms of verbs that news uses, which no stemmer brings together: "won" and "win"."""

from __future__ import annotations

from qa.language.words import stem

_FORMS = (
    "beat beaten,become became,begin began begun,break broke broken,bring brought,build built"
    ",buy bought,catch caught,choose chose chosen,come came,cut,deal dealt,draw drew drawn"
    ",drive drove driven,fall fell fallen,fight fought,find found,fly flew flown,get got gotten"
    ",give gave given,go went gone,grow grew grown,hit,hold held,keep kept,lead led,leave left"
    ",lend lent,lose lost,make made,meet met,pay paid,quit,ride rode ridden,rise rose risen"
    ",run ran,say said,see saw seen,seek sought,sell sold,send sent,set,shake shook shaken"
    ",shoot shot,show shown,shut,sink sank sunk,speak spoke spoken,spend spent,split"
    ",stand stood,steal stole stolen,strike struck,swear swore sworn,take took taken"
    ",tear tore torn,tell told,think thought,throw threw thrown,win won"
    ",withdraw withdrew withdrawn,write wrote written"
)
_BASE = {form: forms.split()[0] for forms in _FORMS.split(",") for form in forms.split()}
_AUXILIARIES = frozenset(
    "is was has had will would may might could can should does did must says".split()
)
_NO_PAST = frozenset("need seed feed weed reed shed breed speed greed hundred indeed".split())


def base(word: str) -> str:
    """The stem of a folded word, of an irregular verb that of its first form: won -> win."""
    return stem(_BASE.get(word, word))


def is_finite(word: str) -> bool:
    """Whether a word that follows a noun is its verb by its form: "signed", "won", "will"."""
    is_past = word.endswith("ed") and len(word) > 3 and word not in _NO_PAST  # noqa: PLR2004
    return is_past or word in _BASE or word in _AUXILIARIES
