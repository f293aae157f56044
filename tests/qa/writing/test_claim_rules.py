"""Claims that hold and claims that do not, each for its own reason."""

from __future__ import annotations

import pytest

from qa.writing.attributed import states_as_fact
from qa.writing.cited import Cited
from qa.writing.claim_rules import fault

CRACK = Cited(
    "Chief engineer Ines Tallow said on Monday that the crack, 40 metres long, would not be "
    "repaired before spring, but that nobody was in danger.",
    speaker="Ines Tallow",
    title="Crack in the Brackwater Dam",
    outlet="Harbour Times",
    day="2026-01-05",
)
COST = Cited("The repair cost rose to 23.5 million crowns in the end.", day="2026-01-12")
QUOTE = Cited("“It is no negotiation,” the Iranian envoy said.", speaker="Ali Bahreini")

MATCH = Cited("Port Ellery won the cup on Sunday, beating Calder Union 28-27 in the final.")
REFUSED = Cited("Coach Henrik Voss refused to shake hands and complained of the referees.")
EVIDENCE = Cited("There is no evidence that the vaccine causes autism, doctors say.")
DENIED = Cited("Police denied that the man was armed.")
BOUGHT = Cited("Harbour Bank bought Calder Rail in May.")

HOLDS = [
    ("Calder Rail was bought by Harbour Bank.", [BOUGHT]),
    ("Port Ellery beat Calder Union in the final.", [MATCH]),
    ("Calder Union was beaten by Port Ellery 28-27.", [MATCH]),
    ("Voss refused to shake hands.", [REFUSED]),
    ("Voss complained of the referees.", [REFUSED]),
    ("The repair cost, one of many, rose to 23.5m crowns.", [COST]),
    ("Ines Tallow said the crack would not be repaired before spring.", [CRACK]),
    ("Tallow said that nobody was in danger.", [CRACK]),
    ("The crack in the Brackwater Dam is forty metres long, according to Ines Tallow.", [CRACK]),
    ("On 5 January 2026 Tallow said that the crack is 40 metres long.", [CRACK]),
    ("The cost of the repair rose to 23.5 million crowns.", [COST]),
    ("Bahreini said: “It is no negotiation.”", [QUOTE]),
    ('Iran\'s envoy called it "no negotiation".', [QUOTE]),
    ("Police denied that the man was armed.", [DENIED]),
    ("The police denied the man was armed.", [DENIED]),
    ("Doctors say there is no evidence that the vaccine causes autism.", [EVIDENCE]),
    ("Tallow said the crack was not repaired, and it cost 23.5 million crowns.", [CRACK, COST]),
]
BREAKS = [
    ("The repair cost 23.5 billion crowns.", COST, "billion"),
    ("The repair cost rose by 23.5 percent.", COST, "percent"),
    ("One was in danger, Tallow said.", CRACK, "number 1"),
    ("Calder Union beat Port Ellery in the final.", MATCH, "the other way round"),
    ("Port Ellery was beaten by Calder Union.", MATCH, "the other way round"),
    ("Calder Rail bought Harbour Bank in May.", BOUGHT, "the other way round"),
    ("Harbour Bank was bought by Calder Rail.", BOUGHT, "the other way round"),
    ("Voss did not complain of the referees.", REFUSED, "denies nothing"),
    ("Voss shook hands and complained of the referees.", REFUSED, "denies it"),
    ("The cost rose to 23.5 million crowns, see https://example.com/more.", COST, "link"),
    ("Bahreini said: “It is no negotiation.", QUOTE, "quotation mark"),
    ("Bahreini called it ‘a fine negotiation’ on the day.", QUOTE, "“a fine"),
    ("Tallow said the crack was 45 metres long and not repaired.", CRACK, "number 45"),
    ("Tallow said the crack would be repaired before spring.", CRACK, "denies it"),
    ("Tallow said on Friday that nobody was in danger.", CRACK, "Friday"),
    ("In March Tallow said that nobody was in danger.", CRACK, "March"),
    ("Bob Cray said that nobody was in danger.", CRACK, "name Bob"),
    ("Tallow said the crack would not be repaired after spring.", CRACK, "“before”"),
    ("The cost of the repair fell to 23.5 million crowns.", COST, "“rose”"),
    ("The repair did not cost 23.5 million crowns.", COST, "denies nothing"),
    ("Bahreini said: “It is a negotiation.”", QUOTE, "“It is a negotiation.”"),
    ("The repair cost 23.5 million crowns in Calder.", COST, "name Calder"),
    ("the vaccine causes autism", EVIDENCE, "denies it"),
    ("The vaccine causes autism.", EVIDENCE, "denies it"),
    ("The man was armed.", DENIED, "denies it"),
]


@pytest.mark.parametrize(("claim", "cited"), HOLDS)
def test_holds(claim, cited):
    assert fault(claim, cited) is None


@pytest.mark.parametrize(("claim", "cited", "reason"), BREAKS)
def test_does_not_hold(claim, cited, reason):
    found = fault(claim, [cited])
    assert found is not None
    assert reason in found.detail


def test_a_true_quotation_given_to_another():
    both = Cited("“We will stay,” Bob Cray said, and Ann Lee nodded.", speaker="Bob Cray")
    assert fault("Bob Cray said “We will stay”.", [both]) is None
    found = fault("Ann Lee said “We will stay”.", [both])
    assert found.kind == "a statement given to another speaker"
    assert "Bob Cray" in found.detail


def test_reported_speech_does_not_become_a_fact():
    assert states_as_fact("Nobody was in danger.", [CRACK]) == "Ines Tallow"
    assert states_as_fact("Nobody was in danger, Tallow said.", [CRACK]) is None
    assert states_as_fact("According to the chief engineer nobody was in danger.", [CRACK]) is None
    assert states_as_fact("The repair cost 23.5 million crowns.", [COST]) is None


def test_what_a_body_says_does_not_become_a_fact_either():
    police = Cited("Two men were held overnight, police said.")
    assert states_as_fact("Two men were held overnight.", [police]) == "police"
    toll = Cited("More than 3,000 people died, according to the Iranian government.")
    assert states_as_fact("More than 3,000 people died.", [toll]) == "the Iranian government"
    assert states_as_fact("Iran says that more than 3,000 people died.", [toll]) is None
    authority = Cited("It will cost 21 million crowns, the water authority said.")
    assert states_as_fact("It will cost 21 million crowns.", [authority]) == "the water authority"
