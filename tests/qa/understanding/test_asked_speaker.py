from __future__ import annotations

import pytest

from qa.understanding.asked_speaker import speaker_asked_for


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did President Trump say about Greenland?", "Trump"),
        ("What did White House press secretary Karoline Leavitt say?", "Karoline Leavitt"),
        ("What has Zelensky recently said about Crimea?", "Zelensky"),
        ("What did Trump on Tuesday say about oil?", "Trump"),
        ("What did Putin's spokesman Dmitry Peskov say?", "Dmitry Peskov"),
        ("What did Putin's spokesman, Dmitry Peskov, say?", "Dmitry Peskov"),
        ("What did Dmitry Peskov, the Kremlin's spokesman, say?", "Dmitry Peskov"),
        ("What did Israel's Netanyahu say?", "Netanyahu"),
        ("How did Macron respond to Trump?", "Macron"),
        ("According to Trump, who won?", "Trump"),
        ("According to CNN, what did Trump say about tariffs?", "Trump"),
        ("What happened according to Trump in March?", "Trump"),
        ("What has Netanyahu announced?", "Netanyahu"),
        ("What is Trump saying about tariffs?", "Trump"),
    ],
)
def test_a_named_person_is_asked_for(question, speaker):
    assert speaker_asked_for(question) == speaker


@pytest.mark.parametrize(
    "question",
    [
        "What did the envoy say?",
        "What did the Fed say about inflation?",
        "What did Trump's lawyer say about the ruling?",
        "What did Tyre Nichols' mother say?",
        "What did the Trump administration say about Greenland?",
        "What did Biden aides say about the trip?",
        "According to a Trump official, who won?",
        "According to the town's State of the Sides report, which dish is it?",
        "According to officials, which city did Trump visit?",
        "What did the mother of Tyre Nichols say?",
        "What did the people in Geneva say?",
        "What did Lavrov and President Putin say about the offer?",
        "What have Rubio and Trump said about Greenland?",
        "What did Ukraine say about the offer?",
        "What did the EU say about tariffs?",
    ],
)
def test_nobody_is_asked_for_by_name(question):
    assert speaker_asked_for(question) is None
