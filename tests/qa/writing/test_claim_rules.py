"""Claims that hold and claims that do not, each for its own reason."""

from __future__ import annotations

import pytest

from qa.language.opening_name import Spelling
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
SIGNED = Cited("Newsom signed the bill on Friday.")
SUED = Cited("Lane was sued by Murdoch in May.")
PASSED = Cited("The Senate passed the bill on Friday without any Democratic votes.")
ARRESTED = Cited("Police arrested the man at the store after he refused to leave.")
STORM = Cited("The storm killed no fewer than 12 people and hurt more than 500.")
HURT = Cited("Nobody was killed, but 12 were hurt.")
VOTED = Cited("Ann Lee voted against the bill, and shares ended down 3 percent.")
PARDON = Cited("The governor may soon pardon Bob Cray, who could win the race in May.")
SHAM = "the case was a sham."

HOLDS = [
    ("Officials signed the bill.", [SIGNED]),
    ("Yesterday, Newsom signed the bill.", [SIGNED]),
    ("Former Governor Newsom signed the bill.", [SIGNED]),
    ("Murdoch sued Lane.", [SUED]),
    ("The Senate passed the bill.", [PASSED]),
    ("Police arrested the man at the store.", [ARRESTED]),
    ("The storm killed 12 people.", [STORM]),
    ("The storm killed at least 12 people.", [STORM]),
    ("Over 500 were hurt by the storm.", [STORM]),
    ("Twelve people were killed by the storm.", [STORM]),
    ("Nobody was killed.", [HURT]),
    ("Ann Lee voted against the bill.", [VOTED]),
    ("Ann Lee cast a vote, asked for it by others.", [VOTED]),
    ("The governor might pardon Bob Cray.", [PARDON]),
    ("Bob Cray has a chance to win the race.", [PARDON]),
    ("The sum was 3,000,000 crowns.", [Cited("The sum was 3 million crowns.")]),
    ("It rose by 3 to 5 million crowns.", [Cited("It rose by 3 million to 5 million crowns.")]),
    ("A hundred metres of it fell.", [Cited("In all, 100m of it fell.")]),
    ("It was cold.", [Cited("It was not only cold but wet.")]),
    ("The factory could not open.", [Cited("The factory did not open.")]),
    ("It did not open.", [Cited("It could not open.")]),
    ("Shares fell 3 percent.", [Cited("Shares declined 3 percent as others fell, too.")]),
    ("US ships came.", [Cited("U.S. ships came.")]),
    ("They were ships of the U.S.", [Cited("They were ships of the US.")]),
    ("Doctors said it was safe.", [Cited("A doctor said it was safe.")]),
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
    ("One was in danger, Tallow said.", CRACK, "number One"),
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
    ("Biden signed the bill on Friday.", SIGNED, "name Biden"),
    ("Biden’s bill was signed on Friday.", SIGNED, "name Biden"),
    ("Texas signed the bill on Friday.", SIGNED, "name Texas"),
    ("Lane sued Murdoch in May.", SUED, "the other way round"),
    ("The Senate passed the bill with Democratic votes.", PASSED, "“without”"),
    ("The storm killed fewer than 12 people.", STORM, "“no fewer than”"),
    ("Under 500 were hurt by the storm.", STORM, "“more than”"),
    ("Nobody was hurt.", HURT, "denies nothing"),
    ("12 were killed.", HURT, "denies it"),
    ("Ann Lee voted for the bill.", VOTED, "“against”"),
    ("Shares closed up 3 percent.", VOTED, "“down”"),
    ("More people came.", Cited("Fewer people came than in March."), "“fewer”"),
    ("The governor will pardon Bob Cray.", PARDON, "“pardon” possible"),
    ("The governor pardoned Bob Cray.", PARDON, "“pardoned” possible"),
    ("Bob Cray won the race.", PARDON, "“won” possible"),
    ("The company paid $1.", Cited("The company paid $1.5 billion."), "number $1"),
    ("The company paid $5.", Cited("The company paid $5 billion."), "number $5"),
    ("The toll rose to 5.", Cited("The toll rose to 5,000."), "number 5"),
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


@pytest.mark.parametrize(
    "text",
    [
        f"A lawyer for Ann Lee said {SHAM}",
        f"A lawyer for former Mayor Ann Lee said {SHAM}",
        f"Critics of Ann Lee said {SHAM}",
        f"Ann Lee's campaign said {SHAM}",
        f"Ann Lee’s lawyer Bob Cray said {SHAM}",
        f"The Lee campaign of Ann Lee said {SHAM}",
        f"Two aides to Ann Lee said {SHAM}",
        "The case was a sham, according to a lawyer for Ann Lee.",
        "The case of Ann Lee was a sham, her lawyer said.",
    ],
)
def test_a_name_in_the_description_of_a_source_has_said_nothing(text):
    found = fault(f"Ann Lee said {SHAM}", [Cited(text)])
    assert found is not None
    assert found.kind == "a statement given to another speaker"


@pytest.mark.parametrize(
    "text",
    [
        f"Ann Lee said {SHAM}",
        "The case was a sham, according to Ann Lee.",
        f"In an interview, former Mayor Ann Lee told reporters {SHAM}",
        f"Ann Lee's statement said {SHAM}",
        f"A statement by Ann Lee said {SHAM}",
        f"Bob Cray and former Mayor Ann Lee said {SHAM}",
        f"Ann Lee, whose lawyers were there, said {SHAM}",
        "In a post, Ann Lee called the case a sham.",
    ],
)
def test_a_source_by_name_has_said_it(text):
    assert fault(f"Lee said {SHAM}", [Cited(text)]) is None


def test_a_company_has_said_what_the_company_said():
    jet = Cited("The Harbour Company said the jet was safe.")
    assert fault("Harbour said the jet was safe.", [jet]) is None
    other = Cited("A spokesman for Harbour Rail said the jet was safe.")
    assert fault("Tallow said the jet was safe.", [other]) is not None


def test_how_the_articles_write_the_first_word_tells_whether_it_is_a_name():
    """No verb follows it, and no list has it: only elsewhere in the articles it has a capital."""
    claim = "Calder and others met on Friday."
    assert fault(claim, [Cited("The two met with others on Friday.")]) is None
    spelling = Spelling.of(["On Monday the town of Calder was flooded."])
    found = fault(claim, [Cited("The two met with others on Friday.", spelling=spelling)])
    assert "name Calder" in found.detail
    ordinary = Spelling.of(["They met the calder of the town."])
    assert fault(claim, [Cited("The two met with others on Friday.", spelling=ordinary)]) is None


def test_a_headlines_first_name_may_be_said_and_its_first_word_may_not():
    told = Cited("The governor signed the bill.", title="Newsom signs bill")
    assert fault("Newsom signed the bill.", [told]) is None
    spelling = Spelling.of(["The fire was large."])
    fire = Cited("It ended.", title="Fire destroys mill", spelling=spelling)
    assert "Fire" not in fire.about.split()


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
