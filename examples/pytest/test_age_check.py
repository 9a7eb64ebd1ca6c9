"""A program that reads cards with pyscard: does it do the right thing where cards are not as they should be?"""
import pytest

from age_check import AgeCheck, CardProblem


@pytest.fixture
def age_check(karimen_reader):
    check = AgeCheck(karimen_reader.name)
    yield check
    check.close()


def test_a_holder_is_told_by_the_data_on_her_card(card, age_check):
    card("sato_hanako")
    assert age_check.birth_date("2580") == "19850615"


def test_a_wrong_pin_is_told_with_the_tries_that_are_left(card, age_check):
    reader = card("sato_hanako")
    with pytest.raises(CardProblem, match="2 tries left"):
        age_check.birth_date("0000")
    assert reader.tries("text") == 2


def test_the_last_try_is_not_spent(card, age_check):
    reader = card("sato_hanako", tries={"text": 1})
    with pytest.raises(CardProblem, match="last try"):
        age_check.birth_date("0000")
    assert reader.tries("text") == 1


def test_a_card_that_is_taken_out_too_soon_is_told_as_that(card, age_check):
    reader = card("sato_hanako")
    reader.say("fault", "card_removed_before_apdu", "instruction=verify")
    with pytest.raises(CardProblem, match="taken out"):
        age_check.birth_date("2580")
