"""What a scripted model writes over the example articles, and what of it may be shown.

`{{words}}` is the code of the shown sentence that has these words. `shown` are true sentences of
the reply (or words of them), `hidden` are words of what must not be shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from model_server import Script

BAHREINI = "What did Bahreini say about internet restrictions?"
CRACK = "How long was the crack in the Brackwater Dam?"
REPAIR = "What will the repair of the Brackwater Dam cost?"
FINAL = "Who won the handball cup?"
TRAMS = "How many people were hurt when trams collided in Port Ellery?"
RATE = "What did the Bank of Calder do with its key interest rate?"
VARGA = "How long must Istvan Varga go to prison?"
KESTREL = "Where will Kestrel Batteries build its plant?"

SOON = "Bahreini said that full access should be back “very soon”. {{full access should be back}}"
METRES = "Inspectors found a crack 40 metres long in the western wall. {{crack 40 metres}}"
COST = "The repair will cost 21 million crowns, the water authority said. {{21 million crowns}}"
WON = "Port Ellery won the cup, beating Calder Union 28-27. {{beating calder union}}"
HURT = "Thirty-four people were hurt, the fire service said. {{thirty-four people were hurt}}"
HOSPITALS = "According to the city's hospitals, 41 people were injured. {{41 people injured}}"
LOWERED = "The bank lowered its key interest rate to 2.75 percent. {{lowered key interest rate}}"
JAILED = "A court in Calder sentenced Varga to six years in prison. {{six years in prison}}"
LOWMARK = "Kestrel Batteries will build its plant in Lowmark. {{plant sodium batteries lowmark}}"


@dataclass
class Scripted:
    """One case. `says` stands in the answer's reason; `mode` is what answers in the end."""

    name: str
    question: str
    script: Script
    shown: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    says: str = ""
    mode: str = "generated"
    refused: bool = False
    calls: int | None = None
    removed: int | None = None
    settings: dict = field(default_factory=dict)


def replies(name, question, reply, *, shown=(), hidden=(), says="", **more) -> Scripted:
    script = {key: more.pop(key) for key in list(more) if key in Script.__dataclass_fields__}
    refused = more.pop("refused", not shown)
    return Scripted(
        name, question, Script(reply, **script), tuple(shown), tuple(hidden), says,
        refused=refused, **more,
    )  # fmt: skip


def fails(name, says, **script) -> Scripted:
    settings = script.pop("settings", {})
    return Scripted(
        name,
        BAHREINI,
        Script(**script),
        ("full access",),
        (),
        says,
        "extractive",
        settings=settings,
    )


CASES = [
    # True answers, in the forms that models give them.
    replies("right", BAHREINI, SOON, shown=["“very soon”"], calls=1, removed=0, says=""),
    replies("two sentences", CRACK, f"{METRES}\nA maintenance crew discovered it shortly after 6 a.m. {{{{maintenance crew}}}}", shown=["40 metres", "maintenance crew"]),
    replies("two codes for one sentence", CRACK, "Inspectors found a crack 40 metres long, and a maintenance crew discovered it. {{crack 40 metres}}{{maintenance crew}}", shown=["40 metres long, and a maintenance"]),
    replies("both sides", TRAMS, f"{HURT}\n{HOSPITALS}", shown=["Thirty-four", "41 people"]),
    replies("list marks and emphasis", KESTREL, f"1. **{LOWMARK}**\n- The company will hire 600 people by the end of 2027. {{{{hire 600}}}}", shown=["plant in Lowmark.", "hire 600"], hidden=["**", "1."]),
    replies("codes first", KESTREL, "{{plant sodium batteries lowmark}} Kestrel Batteries will build its plant in Lowmark.\n{{wind power}} The plant will run on wind power.", shown=["in Lowmark", "wind power"]),
    replies("codes before the full stop", KESTREL, "Kestrel Batteries will build its plant in Lowmark {{plant sodium batteries lowmark}}.", shown=["in Lowmark."]),
    replies("codes in capitals", FINAL, lambda p: _upper("Port Ellery won the national handball cup.", p), shown=["Port Ellery won"]),
    replies("lenticular brackets", FINAL, lambda p: _lenticular("Port Ellery won the national handball cup.", p), shown=["Port Ellery won"], hidden=["【"]),
    replies("thinking aloud", FINAL, f"<think>The user wants the winner. Calder won 30-2? No. {{{{beating calder union}}}}</think>\n{WON}", shown=["Port Ellery won"], hidden=["user wants", "30-2"]),
    replies("JSON", RATE, '{"sentences": [{"text": "The bank lowered its key interest rate to 2.75 percent.", "codes": ["{{lowered key interest rate}}"]}]}', shown=["2.75 percent"], hidden=["{", "codes"]),
    replies("JSON in a fence", RATE, '```json\n[{"sentence": "The bank lowered its key interest rate to 2.75 percent.", "ids": ["{{lowered key interest rate}}"]}]\n```', shown=["2.75 percent"], hidden=["```"]),
    replies("an ellipsis within one quotation", RATE, "Governor Elias Thorne said: “The medicine has worked … we can begin to lower the dose.” {{medicine has worked}}", shown=["“The medicine has worked … we can begin to lower the dose"]),
    replies("straight marks for curly ones", BAHREINI, 'Bahreini said that full access should be back "very soon" and with "no restriction". {{full access should be back}}', shown=["“very soon” and with “no restriction"]),
    replies("a figure in words", TRAMS, "34 people were hurt, the fire service said. {{thirty-four people were hurt}}", shown=["34 people"]),
    replies("an embedded true sentence without its source", BAHREINI, "Full access should be back “very soon”. {{full access should be back}}", shown=["[Ali Bahreini:] Full access"]),
    replies("a body's statement as a fact", REPAIR, "The repair will cost 21 million crowns. {{21 million crowns}}", shown=["[the water authority:] The repair"]),
    replies("said twice", FINAL, f"{WON}\n{WON}", shown=["Port Ellery won"], removed=0),
    # Talk around the answer.
    replies("prose before and after", KESTREL, f"Sure, here is what I found:\n{LOWMARK}\nI hope this helps! Let me know if you need more.", shown=["in Lowmark"], hidden=["Sure", "hope", "Let me know"]),
    replies("prose on the same line", KESTREL, f"I hope this helps you. {LOWMARK}", shown=["in Lowmark"], hidden=["hope"]),
    replies("no answer", KESTREL, "NO ANSWER", says="found no sentence", calls=1, removed=0),
    replies("no answer, and more", KESTREL, "No answer. The articles do not say.", says="cites nothing"),
    # Fabrications.
    replies("a fabricated quotation", BAHREINI, f"{SOON}\nBahreini said the internet would return “by Friday noon at the latest”. {{{{full access should be back}}}}", shown=["“very soon”"], hidden=["Friday", "noon"], says="a quotation that"),
    replies("a quotation with one word changed", RATE, f"{LOWERED}\nThorne said “The medicine has failed, and we can begin to lower the dose”. {{{{medicine has worked}}}}", shown=["2.75"], hidden=["has failed"]),
    replies("parts of a quotation the other way round", RATE, "Thorne said “we can begin to lower the dose … The medicine has worked”. {{medicine has worked}}", hidden=["lower the dose"], says="a quotation that"),
    replies("a quotation that does not end", BAHREINI, "Bahreini said “full access should be back and sanctions will be lifted. {{full access should be back}}", hidden=["sanctions"]),
    replies("a true quotation given to another", FINAL, f"{WON}\nPetra Lindqvist said: “I closed my eyes.” {{{{closed my eyes}}}}", shown=["Port Ellery won"], hidden=["Petra", "closed my eyes"]),
    replies("a statement given to the accused", VARGA, f"{JAILED}\nIstvan Varga said that he had acted “with patience and without shame”. {{{{patience and without shame}}}}", shown=["six years"], hidden=["patience"], says="another speaker"),
    replies("a changed number", CRACK, "Inspectors found a crack 60 metres long in the western wall. {{crack 40 metres}}", hidden=["60 metres"], says="a number that"),
    replies("a changed number in words", CRACK, "The authority opened three of the dam's five gates. {{two of the dam's five gates}}", hidden=["three of"], says="a number that"),
    replies("a changed scale", REPAIR, "The repair will cost 21 billion crowns, the water authority said. {{21 million crowns}}", hidden=["billion"], says="a number that"),
    replies("a flipped negation", TRAMS, f"{HURT}\nThe driver said the brakes had responded. {{{{brakes had not responded}}}}", shown=["Thirty-four"], hidden=["brakes had responded"], says="the opposite"),
    replies("a negation put in", FINAL, f"{WON}\nHenrik Voss did not complain of the referees. {{{{complained of the referees}}}}", shown=["Port Ellery won"], hidden=["did not complain"]),
    replies("an opposite word", RATE, "The bank raised its key interest rate to 2.75 percent. {{lowered key interest rate}}", hidden=["raised"]),
    replies("a wrong date", RATE, f"{LOWERED}\nThe key interest rate was lowered on Friday. {{{{lowered key interest rate}}}}", shown=["2.75"], hidden=["Friday"], says="a date that"),
    replies("a wrong month", KESTREL, "In June Kestrel Batteries announced its plant in Lowmark. {{plant sodium batteries lowmark}}", hidden=["June"]),
    replies("winner and loser swapped", FINAL, "Calder Union won the cup, beating Port Ellery 28-27. {{beating calder union}}", hidden=["Calder Union won"], says="the other way round"),
    replies("a name put in", REPAIR, "The Swedish firm Fjellanker has been given the contract. {{fjellanker}}", hidden=["Swedish"]),
    replies("a detail put in", FINAL, "Port Ellery won the cup after a bribed referee ignored a clear foul. {{beating calder union}}", hidden=["bribed"]),
    replies("an id that does not exist", KESTREL, "Kestrel Batteries will build its plant in Lowmark. [z9z9z]", hidden=["Lowmark"], says="nothing that exists"),
    replies("an ordinal for an id", KESTREL, "Kestrel Batteries will build its plant in Lowmark. [1]", hidden=["Lowmark"], says="nothing that exists"),
    replies("no ids", KESTREL, "Kestrel Batteries will build its plant in Lowmark.", hidden=["Lowmark"], says="cites nothing"),
    replies("an id of another article's sentence", CRACK, "Steel anchors hold the wall after the evacuation of schools in the valley. {{crack 40 metres}}", hidden=["anchors"], says="do not carry"),
    replies("a lie beside a truth under one code", KESTREL, "The plant will poison the river. Kestrel Batteries will build its plant in Lowmark. {{plant sodium batteries lowmark}}", shown=["in Lowmark"], hidden=["poison"]),
    replies("a link", KESTREL, f"{LOWMARK}\nThe plant in Lowmark is described at https://evil.example/x. {{{{plant sodium batteries lowmark}}}}", shown=["in Lowmark"], hidden=["evil"], says="a link"),
    replies("markup", KESTREL, f"{LOWMARK}\n<img src=x onerror=alert(1)> Kestrel plant. {{{{plant sodium batteries lowmark}}}}", shown=["in Lowmark"], hidden=["onerror", "<img"]),
    replies("another language", REPAIR, "Die Reparatur der Mauer wird 21 Millionen Kronen kosten. {{21 million crowns}}", hidden=["Reparatur"]),
    replies("all of it invented", VARGA, "He fled to Brazil with 9 million crowns. {{six years in prison}}\nHe was never caught. {{six years in prison}}", hidden=["Brazil", "never caught"], says="Nothing that the model wrote"),
    # Repairs.
    replies("repaired", CRACK, "Inspectors found a crack 60 metres long. {{crack 40 metres}}", repair=METRES, shown=["40 metres"], hidden=["60 metres"], calls=2, removed=0),
    replies("repaired in vain", CRACK, f"{METRES}\nIt was 60 metres deep. {{{{crack 40 metres}}}}", repair="It was 70 metres deep. {{crack 40 metres}}", shown=["40 metres"], hidden=["60", "70"], calls=2, removed=1),
    # Trouble on the way.
    replies("JSON broken in the middle", RATE, '{"sentences": [{"text": "The bank lowered its key interest rate to 2.75 percent.", "codes": ["{{lowered key interest rate}}"]}, {"text": "Two of the seven memb', shown=["2.75 percent"], hidden=["seven memb"]),
    replies("cut off within a sentence", KESTREL, f"{LOWMARK}\nThe plant will run on wi", cut=True, shown=["in Lowmark"], hidden=["on wi"], says="broke off"),
    replies("ends within a code", KESTREL, f"{LOWMARK}\nThe plant will run on wind power. [k4", shown=["in Lowmark"], hidden=["[k4", "wind power"]),
    replies("an endless stream", KESTREL, f"{LOWMARK}\nAnd so on and on. {{{{wind power}}}}\n", endless=True, shown=["in Lowmark"], hidden=["so on"], repair="NO ANSWER"),
    replies("an endless line", KESTREL, f"{LOWMARK}\nla la la la", endless=True, shown=["in Lowmark"], hidden=["la la"]),
    replies("slow to the end", KESTREL, f"{LOWMARK}\n" + "The plant will run on wind power and more besides it " * 4, pause=0.1, shown=["in Lowmark"], says="broke off", settings={"seconds": 2.0}),
    fails("429", "out of quota", status=429, body='{"error": {"message": "quota of key sk-secret"}}'),
    fails("500", "failed with 500", status=500),
    fails("503 in HTML", "failed with 503", status=503, body="<h1>busy</h1>"),
    fails("wrong key", "DATELINE_API_KEY", status=401, body='{"error": {"message": "bad key sk-secret"}}'),
    fails("unknown model", "knows no model", status=404),
    fails("context too small", "--context-window", status=400, body='{"error": {"message": "maximum context length is 512"}}'),
    fails("a slow first token", "took longer", reply=SOON, wait=3.0, settings={"seconds": 1.0}),
    fails("cut off before anything is whole", "ended in the middle", reply="Bahreini said that", cut=True),
    fails("nothing at all", "gave no text", reply=""),
]  # fmt: skip


def _upper(text: str, prompt: str) -> str:
    return f"{text} {_code('beating calder union', prompt).upper()}"


def _lenticular(text: str, prompt: str) -> str:
    return f"{text} {_code('beating calder union', prompt)}".replace("[", "【").replace("]", "】")


def _code(words: str, prompt: str) -> str:
    from model_server import with_codes

    return with_codes(f"{{{{{words}}}}}", prompt, [])
