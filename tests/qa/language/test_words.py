"""Names and their parts, and the part of a question that asks."""

from __future__ import annotations

import pytest

from qa.language.words import asking_part, name_runs, whole_name


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        (
            "He teaches at Northeastern University in Boston.",
            "Northeastern",
            "Northeastern University",
        ),
        ("They opened a Domino's Pizza there.", "Domino", "Domino's Pizza"),
        ("It was said by Trump's envoy.", "Trump", "Trump"),
        ("At Oxford University's Centre, he taught.", "Oxford University", "Oxford University"),
        ("An aide of Lee Monday said so.", "Lee", "Lee"),
        ("When Kim Jong Un met them, they left.", "Jong", "Kim Jong Un"),
        ("A show of Conan O'Brien's was on.", "Conan", "Conan O'Brien"),
        ("It rose by 5 Percent Group figures.", "5", "5"),
        ("They saw Xi, Putin and Modi.", "Putin", "Putin"),
    ],
)
def test_of_a_name_that_is_cut_the_whole(text, part, whole):
    start = text.index(part)
    assert text[slice(*whole_name(text, start, start + len(part)))] == whole


@pytest.mark.parametrize(
    ("question", "asking"),
    [
        (
            "A singer of Fleetwood Mac died on Wednesday. When did she join Fleetwood Mac?",
            "When did she join Fleetwood Mac?",
        ),
        ("The most infectious variant yet has arrived. What is it called?", None),
        ("Who is the U.S. envoy in Geneva?", None),
        ("What of the sanctions on oil exports? (Trump Iran)", None),
        ("Which court issued a warrant for Sen. Lindsey Graham over his remarks?", None),
        (
            "Why did Mr. Smith object to the ruling? Cite the article.",
            "Why did Mr. Smith object to the ruling?",
        ),
    ],
)
def test_the_part_that_asks_where_it_says_enough_alone(question, asking):
    assert asking_part(question) == (asking or question)


def test_a_texts_first_word_is_a_name_only_where_it_is_said_to_be():
    assert name_runs("Reyl spoke to Tallow.") == ["Tallow"]
    assert name_runs("Reyl spoke to Tallow.", opening=True) == ["Reyl", "Tallow"]
    assert name_runs("· Reyl spoke to Tallow.") == ["Tallow"]
    assert name_runs("The dam is Reyl's.", opening=True) == ["Reyl"]
