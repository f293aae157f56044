"""Words that turn a statement around when one is put in the place of the other."""

from __future__ import annotations

_PAIRS = (
    "first last,most least,more less,before after,highest lowest,largest smallest,increase decrease"
    ",increased decreased,won lost,win lose,north south,northern southern,east west,eastern western"
    ",oldest youngest,male female,began ended,begin end,start stop,buy sell,bought sold"
    ",support oppose,supported opposed,maximum minimum,best worst,early late,old new,higher lower"
    ",longest shortest,above below,inside outside,allowed banned,rise fall,rose fell,men women"
    ",positive negative,earliest latest,biggest smallest,hot cold,good bad,accept reject"
)
OPPOSITE = {
    one: other
    for pair in _PAIRS.split(",")
    for one, other in (pair.split(), reversed(pair.split()))
}
