"""Claims that hold and claims that do not, each for its own reason."""

from __future__ import annotations

import pytest

from qa.claim_rules import Cited, broken_rule, states_as_fact

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

HOLDS = [
    ("Ines Tallow said the crack would not be repaired before spring.", [CRACK]),
    ("Tallow said that nobody was in danger.", [CRACK]),
    ("The crack in the Brackwater Dam is forty metres long, according to Ines Tallow.", [CRACK]),
    ("On 5 January 2026 Tallow said that the crack is 40 metres long.", [CRACK]),
    ("The cost of the repair rose to 23.5 million crowns.", [COST]),
    ("Bahreini said: “It is no negotiation.”", [QUOTE]),
    ('Iran\'s envoy called it "no negotiation".', [QUOTE]),
    ("Tallow said the crack was not repaired, and it cost 23.5 million crowns.", [CRACK, COST]),
]
BREAKS = [
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
]


@pytest.mark.parametrize(("claim", "cited"), HOLDS)
def test_holds(claim, cited):
    assert broken_rule(claim, cited) is None


@pytest.mark.parametrize(("claim", "cited", "reason"), BREAKS)
def test_does_not_hold(claim, cited, reason):
    found = broken_rule(claim, [cited])
    assert found is not None
    assert reason in found


def test_a_true_quotation_given_to_another():
    both = Cited("“We will stay,” Bob Cray said, and Ann Lee nodded.", speaker="Bob Cray")
    assert broken_rule("Bob Cray said “We will stay”.", [both]) is None
    assert broken_rule("Ann Lee said “We will stay”.", [both]) == (
        "it was Bob Cray who said it, not Ann Lee"
    )


def test_reported_speech_does_not_become_a_fact():
    assert states_as_fact("Nobody was in danger.", [CRACK]) == "Ines Tallow"
    assert states_as_fact("Nobody was in danger, Tallow said.", [CRACK]) is None
    assert states_as_fact("According to the chief engineer nobody was in danger.", [CRACK]) is None
    assert states_as_fact("The repair cost 23.5 million crowns.", [COST]) is None
