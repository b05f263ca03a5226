"""A sitting: an answer counts once it is saved; several people in turn; what if; and time in a meeting."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readiness.interview.interview import Interview
from readiness.interview.refusals import Refusal
from readiness.interview.sitting import Agenda, Said, Sitting, Store, Tally, Voice, WhatIf, spread, with_dissent
from readiness.interview.steps import Given
from readiness.model.response import Answer, Dissent, OpportunityRating, RatingDissent, Response, RiskRating
from readiness.model.unsaved import Unsaved
from tests.interviews import at, begun, gain, names, questionnaire, response, risk, section, something, yes_no
from tests.strategies import LAW, Written, questionnaires

FULL = Unsaved("full", "disk.yaml")
FIVE: list[Written] = [{"value": value, "label": f"step {value}"} for value in range(1, 6)]
TICKS: list[Written] = [{"value": value, "label": value, "points": 1} for value in ("blog", "video")]
ASKED = questionnaire(
    section(
        "s",
        yes_no("plan", importance=True),
        yes_no("staff", when={"question": "plan", "is": "yes"}),
        {"id": "channels", "type": "choices", "text": "?", "choices": TICKS},
        {"id": "known", "type": "grid", "text": "?", "choices": FIVE, "rows": [{"id": "a", "text": "A"}, {"id": "b", "text": "B"}]},
    ),
    section("t", yes_no("rules")),
    risks=[risk("leak", "participating"), risk("rumour", "not_participating")],
    opportunities=[gain("fame")],
)  # fmt: skip
YES, NO, UNKNOWN = Answer(value="yes"), Answer(value="no"), Answer(value="dont_know")


@dataclass
class Memory:
    """A store that keeps what it is given, or says why not."""

    place: str = "memory.yaml"
    fails: Unsaved | None = None
    saved: list[Response] = field(default_factory=list)

    def save(self, response: Response) -> Unsaved | None:
        """Keep it, unless told to fail."""
        if self.fails is None:
            self.saved.append(response)
        return self.fails


def sitting(
    answers: Written | None = None, *, fails: Unsaved | None = None, **ratings: Written
) -> tuple[Sitting, Memory]:
    """One respondent, and where the answers go."""
    store = Memory(fails=fails)
    return Sitting(begun(ASKED, answers, **ratings), store), store  # type: ignore[arg-type]  # risks and opportunities


def take(sitting: Sitting, name: str, given: Given) -> Refusal | Unsaved | None:
    return sitting.take(at(sitting.interview, name), given)


class TestOneRespondent:
    def test_an_answer_is_saved_and_then_in_the_interview(self) -> None:
        here, store = sitting()
        assert take(here, "plan", YES) is None
        assert store.saved == [here.interview.response]
        assert here.interview.response.answers == {"plan": YES}
        assert names(here.interview.steps)[:2] == ["plan", "staff"]

    def test_each_answer_is_saved_with_all_before_it(self) -> None:
        here, store = sitting()
        for name, said in (("plan", YES), ("staff", NO), ("plan", NO)):
            assert take(here, name, said) is None
        assert [{name: said.value for name, said in each.answers.items()} for each in store.saved] == [
            {"plan": "yes"},
            {"plan": "yes", "staff": "no"},
            {"plan": "no", "staff": "no"},
        ]

    def test_one_that_cannot_be_saved_is_not_in_the_interview(self) -> None:
        here, store = sitting({"rules": "no"}, fails=FULL)
        before = here.interview.response
        assert take(here, "plan", YES) == FULL
        assert here.interview.response is before
        assert names(here.interview.steps)[0:2] == ["plan", "channels"]
        assert store.saved == []

    def test_one_that_could_not_be_saved_waits_until_one_is(self) -> None:
        here, store = sitting(fails=FULL)
        take(here, "plan", YES)
        assert here.pending == (at(here.interview, "plan"), YES)
        store.fails = None
        assert here.take(*here.pending) is None
        assert here.pending is None
        assert here.interview.response.answers == {"plan": YES}

    @pytest.mark.parametrize(
        ("name", "given_", "reason"),
        [
            ("plan", Answer(value="maybe"), "r_choice"),
            ("rules", Answer(value="yes", importance=2), "r_importance"),
            ("leak", RiskRating(likelihood=9), "r_step"),
        ],
    )
    def test_one_that_is_refused_never_reaches_the_store(self, name: str, given_: Given, reason: str) -> None:
        here, store = sitting()
        before = here.interview.response
        refusal = take(here, name, given_)
        assert isinstance(refusal, Refusal)
        assert refusal.key == reason
        assert (store.saved, here.interview.response, here.pending) == ([], before, None)

    def test_to_look_only_takes_no_answer(self) -> None:
        here = Sitting(begun(ASKED), None)
        assert here.read_only
        assert take(here, "plan", YES) == Refusal("r_read_only")
        assert here.flag(at(here.interview, "plan")) == Refusal("r_read_only")
        assert here.interview.response.answers == {}

    def test_a_flag_is_put_up_and_taken_down(self) -> None:
        here, store = sitting({"plan": "yes"}, risks={"leak": {"likelihood": 1}})
        for name in ("plan", "leak", "rules"):
            step = at(here.interview, name)
            before = here.interview.given(step)
            assert here.flag(step) is None
            assert here.interview.given(step) == before.model_copy(update={"discuss": True})
            assert here.flag(step) is None
            assert here.interview.given(step) == before
        assert len(store.saved) == 6

    def test_a_flag_that_cannot_be_saved_does_not_stand(self) -> None:
        here, _ = sitting(fails=FULL)
        assert here.flag(at(here.interview, "plan")) == FULL
        assert here.interview.flagged_steps() == ()

    def test_what_is_cleared_keeps_what_was_said_besides(self) -> None:
        here, _ = sitting({"plan": {"value": "yes", "note": "n", "evidence": ["e"], "importance": 2, "discuss": True}})
        assert here.clear(at(here.interview, "plan")) is None
        assert here.interview.response.answers["plan"] == Answer(
            value=None, note="n", evidence=("e",), importance=2, discuss=True
        )
        assert "staff" not in names(here.interview.steps)

    def test_a_rating_that_is_cleared_keeps_what_was_said_besides(self) -> None:
        here, _ = sitting(
            risks={
                "leak": {"probability": [0.1, 0.2], "loss": [1, 2], "currency": "CAD", "note": "n", "discuss": True}
            },
            opportunities={"fame": {"likelihood": 1, "gain": 2, "confidence": "low"}},
        )
        assert here.clear(at(here.interview, "leak")) is None
        assert here.clear(at(here.interview, "fame")) is None
        assert here.interview.response.risks["leak"] == RiskRating(note="n", discuss=True)
        assert here.interview.response.opportunities["fame"] == OpportunityRating(confidence="low")

    def test_who_dissented_from_an_answer_has_nothing_to_dissent_from_once_it_is_cleared(self) -> None:
        """Of an answer as of a rating."""
        other = {"respondent": "Ann", "value": "no"}
        rated = {"respondent": "Ann", "likelihood": 5, "impact": 5}
        here, _ = sitting(
            {"plan": {"value": "yes", "dissent": [other]}},
            risks={"leak": {"likelihood": 1, "impact": 1, "dissent": [rated]}},
        )
        for name in ("leak", "plan"):
            assert here.clear(at(here.interview, name)) is None
            assert here.interview.given(at(here.interview, name)).dissent == ()

    @settings(LAW, max_examples=30)
    @given(st.data())
    def test_the_interview_holds_what_was_saved_last(self, data: st.DataObject) -> None:
        store = Memory()
        here = Sitting(begun(data.draw(questionnaires())), store)
        for _ in range(data.draw(st.integers(1, 8))):
            if here.interview.steps:
                store.fails = data.draw(st.sampled_from([None, None, FULL]))
                step = data.draw(st.sampled_from(here.interview.steps))
                assert here.take(step, data.draw(something(here.interview, step))) == store.fails
        if store.saved:
            assert here.interview.response is store.saved[-1]
        else:
            assert here.interview.response.answers == {}


class TestAnotherPlace:
    @staticmethod
    def elsewhere(store: Store, place: str, response: Response) -> Store | Unsaved:
        """A place that has room, unless it is called full."""
        if place == "full":
            return FULL
        other = Memory(place=place)
        assert other.save(response) is None
        return other

    def at_a_full_disk(self, *voices: Voice) -> tuple[Sitting, Memory]:
        store = Memory(fails=FULL)
        return Sitting(begun(ASKED, {"rules": "no"}), store, voices=voices, elsewhere=self.elsewhere), store

    def test_takes_the_answers_from_then_on(self) -> None:
        here, store = self.at_a_full_disk()
        assert take(here, "plan", YES) == FULL
        assert here.move("other.yaml") is None
        assert here.pending is not None
        assert here.take(*here.pending) is None
        assert isinstance(here.store, Memory)
        assert here.store.place == "other.yaml"
        assert [list(each.answers) for each in here.store.saved] == [["rules"], ["rules", "plan"]]
        assert store.saved == []

    def test_that_has_no_room_either_changes_nothing(self) -> None:
        here, store = self.at_a_full_disk()
        assert here.move("full") == FULL
        assert here.store is store

    def test_may_be_one_persons(self) -> None:
        ann = Voice("Ann", response(ASKED, {"rules": "yes"}), Memory(fails=FULL))
        here, store = self.at_a_full_disk(ann)
        assert here.move("ann.yaml", ann) is None
        assert here.store is store
        assert ann.store.place == "ann.yaml"
        assert here.take_from(ann, at(here.interview, "plan"), NO) is None

    def test_is_none_where_there_is_nothing_to_save(self) -> None:
        assert Sitting(begun(ASKED), None, elsewhere=self.elsewhere).move("other.yaml") == Refusal("r_read_only")
        assert Sitting(begun(ASKED), Memory()).move("other.yaml") == Refusal("r_read_only")


# Several in one room


def room(*names: str, fails: Unsaved | None = None) -> Sitting:
    """People in a room, each with a store of their own."""
    voices = [Voice(name, response(ASKED), Memory(place=f"{name}.yaml")) for name in names or ("Ann", "Bob", "Cid")]
    return Sitting(begun(ASKED), Memory(fails=fails), voices=voices)


def said(here: Sitting, name: str, *answers: Given | None) -> None:
    """Everybody's answer to a step in turn; None passes."""
    step = at(here.interview, name)
    for voice, each in zip(here.voices, answers, strict=True):
        assert here.turn(step) is voice
        if each is None:
            here.pass_over(voice, step)
        else:
            assert here.take_from(voice, step, each) is None
    assert here.turn(step) is None


class TestSeveralInOneRoom:
    def test_answer_in_their_order(self) -> None:
        here = room()
        said(here, "plan", YES, NO, UNKNOWN)
        assert here.ballot(at(here.interview, "plan")) == (Said("Ann", YES), Said("Bob", NO), Said("Cid", UNKNOWN))

    def test_answer_each_into_a_file_of_their_own_and_not_into_the_rooms(self) -> None:
        here = room("Ann", "Bob")
        said(here, "plan", YES, NO)
        assert [[each.answers for each in voice.store.saved] for voice in here.voices if isinstance(voice.store, Memory)] == [
            [{"plan": YES}],
            [{"plan": NO}],
        ]  # fmt: skip
        assert here.interview.response.answers == {}
        assert isinstance(here.store, Memory)
        assert here.store.saved == []

    def test_stay_in_turn_until_a_rating_or_a_grid_is_whole(self) -> None:
        here = room("Ann", "Bob")
        ann, bob = here.voices
        for name, half, whole in (
            ("leak", RiskRating(likelihood=1), RiskRating(likelihood=1, impact=2)),
            ("known", Answer(value={"a": 1}), Answer(value={"a": 1, "b": 2})),
        ):
            step = at(here.interview, name)
            assert here.take_from(ann, step, half) is None
            assert here.turn(step) is ann
            assert here.take_from(ann, step, whole) is None
            assert here.turn(step) is bob

    def test_may_pass(self) -> None:
        here = room()
        said(here, "plan", YES, None, NO)
        assert here.ballot(at(here.interview, "plan"))[1] == Said("Bob", Answer(value=None))

    def test_pass_at_one_step_only(self) -> None:
        here = room("Ann")
        here.pass_over(here.voices[0], at(here.interview, "plan"))
        assert here.turn(at(here.interview, "rules")) is here.voices[0]

    def test_have_no_turn_where_nobody_votes(self) -> None:
        assert sitting()[0].turn(at(begun(ASKED), "plan")) is None

    def test_are_refused_what_does_not_fit(self) -> None:
        here = room("Ann")
        ann = here.voices[0]
        assert here.take_from(ann, at(here.interview, "plan"), Answer(value="maybe")) == Refusal("r_choice", "maybe")
        assert isinstance(ann.store, Memory)
        assert (ann.store.saved, ann.response.answers) == ([], {})

    def test_keep_their_turn_while_their_answer_is_not_saved(self) -> None:
        here = room("Ann", "Bob")
        ann, step = here.voices[0], at(here.interview, "plan")
        ann.store = Memory(fails=FULL)
        assert here.take_from(ann, step, YES) == FULL
        assert ann.response.answers == {}
        assert here.turn(step) is ann

    def test_vote_again_from_the_first_on(self) -> None:
        here = room()
        said(here, "plan", YES, None, NO)
        said(here, "rules", YES, YES, YES)
        step = at(here.interview, "plan")
        assert here.vote_again(step) is None
        assert {voice.response.answers["plan"] for voice in here.voices} == {Answer(value=None)}
        said(here, "plan", NO, NO, NO)
        assert [voice.response.answers["rules"] for voice in here.voices] == [YES, YES, YES]

    @pytest.mark.parametrize("name", ["leak", "fame"])
    def test_rate_again(self, name: str) -> None:
        here = room("Ann")
        step = at(here.interview, name)
        whole = OpportunityRating(likelihood=1, gain=1) if name == "fame" else RiskRating(likelihood=1, impact=1)
        said(here, name, whole)
        assert here.vote_again(step) is None
        assert here.turn(step) is here.voices[0]
        assert here.ballot(step) == (Said("Ann", type(whole)()),)

    def test_do_not_lose_a_vote_that_could_not_be_taken_back(self) -> None:
        here = room("Ann", "Bob")
        said(here, "plan", YES, NO)
        here.voices[1].store = Memory(fails=FULL)
        assert here.vote_again(at(here.interview, "plan")) == FULL
        assert here.voices[1].response.answers == {"plan": NO}


class TestTheSpread:
    def test_is_the_most_frequent_first_with_who_said_it(self) -> None:
        ballot = [Said("Ann", NO), Said("Bob", YES), Said("Cid", YES), Said("Dee", UNKNOWN)]
        assert spread(ballot) == (
            Tally("yes", ("Bob", "Cid")),
            Tally("no", ("Ann",)),
            Tally("dont_know", ("Dee",)),
        )

    def test_of_ratings_counts_both_halves(self) -> None:
        one, other = RiskRating(likelihood=1, impact=2, note="n"), RiskRating(likelihood=1, impact=3)
        assert spread([Said("Ann", one), Said("Bob", other), Said("Cid", one)]) == (
            Tally((1, 2), ("Ann", "Cid")),
            Tally((1, 3), ("Bob",)),
        )
        assert spread([Said("Ann", OpportunityRating(likelihood=1, gain=4))]) == (Tally((1, 4), ("Ann",)),)

    def test_names_everybody_once(self) -> None:
        ballot = [Said(name, given_) for name, given_ in zip("abcdef", (YES, NO, YES, UNKNOWN, YES, NO), strict=True)]
        assert sorted(name for tally in spread(ballot) for name in tally.names) == list("abcdef")

    def test_takes_what_is_ticked_in_another_order_for_the_same(self) -> None:
        one, other = Answer(value=("blog", "video")), Answer(value=("video", "blog"))
        assert len(spread([Said("Ann", one), Said("Bob", other)])) == 1

    def test_of_ranges_of_ones_own_tells_them_apart(self) -> None:
        one, other = (RiskRating(probability=(0.1, 0.2), loss=(1, top)) for top in (2, 900))
        assert len(spread([Said("Ann", one), Said("Bob", other)])) == 2


class TestTheAgreement:
    def test_is_saved_for_the_room_with_who_thought_otherwise(self) -> None:
        here = room()
        said(here, "plan", YES, Answer(value="no", note="Not signed"), YES)
        assert here.agree(at(here.interview, "plan"), Answer(value="yes", note="Signed in May")) is None
        agreed = Answer(
            value="yes", note="Signed in May", dissent=(Dissent(respondent="Bob", value="no", note="Not signed"),)
        )
        assert here.interview.response.answers == {"plan": agreed}
        assert isinstance(here.store, Memory)
        assert here.store.saved == [here.interview.response]

    def test_may_be_what_nobody_said(self) -> None:
        here = room()
        said(here, "plan", YES, NO, NO)
        here.agree(at(here.interview, "plan"), UNKNOWN)
        assert [each.respondent for each in here.interview.given(at(here.interview, "plan")).dissent] == [
            "Ann",
            "Bob",
            "Cid",
        ]

    def test_of_ratings_keeps_the_other_steps(self) -> None:
        here = room("Ann", "Bob")
        said(
            here,
            "leak",
            RiskRating(likelihood=1, impact=2),
            RiskRating(likelihood=5, impact="not_applicable", note="n"),
        )
        here.agree(at(here.interview, "leak"), RiskRating(likelihood=1, impact=2))
        assert here.interview.given(at(here.interview, "leak")) == RiskRating(
            likelihood=1,
            impact=2,
            dissent=(RatingDissent(respondent="Bob", likelihood=5, impact="not_applicable", note="n"),),
        )

    def test_of_gains_keeps_the_gain(self) -> None:
        here = room("Ann")
        said(here, "fame", OpportunityRating(likelihood=1, gain=4))
        here.agree(at(here.interview, "fame"), OpportunityRating(likelihood=2, gain=4))
        assert here.interview.given(at(here.interview, "fame")).dissent == (
            RatingDissent(respondent="Ann", likelihood=1, impact=4),
        )

    def test_has_no_dissent_of_who_does_not_know_or_has_passed(self) -> None:
        here = room()
        said(here, "plan", YES, None, UNKNOWN)
        here.agree(at(here.interview, "plan"), YES)
        assert here.interview.given(at(here.interview, "plan")).dissent == ()
        said(here, "leak", None, RiskRating(likelihood="dont_know", impact=1), RiskRating(likelihood=2, impact=2))
        here.agree(at(here.interview, "leak"), RiskRating(likelihood=2, impact=2))
        assert here.interview.given(at(here.interview, "leak")).dissent == ()

    def test_has_a_dissent_of_who_finds_it_not_applicable(self) -> None:
        step = at(begun(ASKED), "plan")
        agreed = with_dissent(step, YES, [Said("Ann", Answer(value="not_applicable"))])
        assert agreed.dissent == (Dissent(respondent="Ann", value="not_applicable"),)

    def test_takes_the_place_of_an_earlier_one_with_its_dissent(self) -> None:
        step = at(begun(ASKED), "plan")
        first = with_dissent(step, YES, [Said("Ann", NO)])
        assert with_dissent(step, first, [Said("Ann", YES)]) == YES

    def test_on_ticks_in_another_order_is_no_dissent(self) -> None:
        step = at(begun(ASKED), "channels")
        agreed = with_dissent(step, Answer(value=("blog", "video")), [Said("Ann", Answer(value=("video", "blog")))])
        assert agreed.dissent == ()

    def test_that_cannot_be_saved_is_not_in_the_interview(self) -> None:
        here = room("Ann", fails=FULL)
        said(here, "plan", NO)
        assert here.agree(at(here.interview, "plan"), YES) == FULL
        assert here.interview.response.answers == {}

    def test_that_is_refused_never_reaches_the_store(self) -> None:
        here = room("Ann")
        said(here, "plan", NO)
        assert isinstance(here.agree(at(here.interview, "plan"), Answer(value="maybe")), Refusal)
        assert isinstance(here.store, Memory)
        assert here.store.saved == []


# What if


class TestWhatIf:
    def test_shows_the_response_as_it_would_be_and_leaves_the_interview(self) -> None:
        interview = begun(ASKED, {"plan": "yes", "rules": "no"})
        before = interview.response
        tried = WhatIf(interview)
        assert tried.response is before
        assert tried.change(at(interview, "rules"), YES) is None
        assert tried.response.answers == {"plan": YES, "rules": YES}
        assert interview.response is before
        assert before.answers["rules"] == NO

    def test_never_saves(self) -> None:
        here, store = sitting({"plan": "yes"}, risks={"leak": {"likelihood": 1, "impact": 1}})
        tried = WhatIf(here.interview)
        tried.change(at(here.interview, "plan"), NO)
        tried.change(at(here.interview, "leak"), RiskRating(likelihood=5, impact=5))
        tried.put_back()
        assert store.saved == []

    def test_says_what_was_tried_and_else_what_was_answered(self) -> None:
        interview = begun(ASKED, {"plan": "yes"})
        tried = WhatIf(interview)
        tried.change(at(interview, "rules"), NO)
        assert [tried.given(at(interview, name)) for name in ("plan", "rules", "staff")] == [
            YES,
            NO,
            Answer(value=None),
        ]

    def test_refuses_what_the_interview_would(self) -> None:
        interview = begun(ASKED, {"plan": "yes"})
        tried = WhatIf(interview)
        assert tried.change(at(interview, "plan"), Answer(value="maybe")) == Refusal("r_choice", "maybe")
        assert (tried.changed, tried.response) == ({}, interview.response)

    def test_forgets_a_change_back_to_the_answer(self) -> None:
        interview = begun(ASKED, {"plan": "yes"})
        tried = WhatIf(interview)
        tried.change(at(interview, "plan"), NO)
        tried.change(at(interview, "plan"), YES)
        assert (tried.changed, tried.response) == ({}, interview.response)

    def test_puts_one_back_or_all(self) -> None:
        interview = begun(ASKED, {"plan": "yes", "rules": "yes"})
        tried = WhatIf(interview)
        for name in ("plan", "rules"):
            tried.change(at(interview, name), NO)
        tried.put_back(at(interview, "plan"))
        assert tried.response.answers == {"plan": YES, "rules": NO}
        tried.put_back()
        assert tried.response == interview.response

    def test_puts_back_what_was_never_tried_without_a_word(self) -> None:
        interview = begun(ASKED, {"plan": "yes"})
        tried = WhatIf(interview)
        tried.put_back(at(interview, "plan"))
        assert tried.response == interview.response

    @settings(LAW, max_examples=30)
    @given(st.data())
    def test_put_back_restores_whatever_was_tried(self, data: st.DataObject) -> None:
        interview = begun(data.draw(questionnaires()))
        for step in interview.steps[::2]:
            if interview.step(step.key) is not None:
                assert interview.accept(step, data.draw(something(interview, step))) is None
        before = interview.response
        tried = WhatIf(interview)
        for step in interview.steps:
            if data.draw(st.booleans()):
                said_ = data.draw(something(interview, step))
                assert tried.change(step, said_) is None
                assert Interview.given_in(tried.response, step) == said_
        assert interview.response is before
        tried.put_back()
        assert tried.response == before


# Time in a meeting


class TestTheAgenda:
    @staticmethod
    def of_an_hour() -> Agenda:
        return Agenda(begun(ASKED, {"plan": "yes"}), 60)

    def test_gives_each_part_its_share_by_how_much_is_asked_there(self) -> None:
        """Eight things are asked: four, one, one and one risk, one gain."""
        agenda = self.of_an_hour()
        parts = ("s", "t", "risks.participating", "risks.not_participating", "opportunities")
        assert [agenda.planned(part) for part in parts] == [1800, 450, 450, 450, 450]
        assert agenda.planned("profile") == 0

    def test_gives_more_to_a_part_in_which_an_answer_opens_more(self) -> None:
        interview = begun(ASKED)
        agenda = Agenda(interview, 60)
        assert agenda.planned("s") == pytest.approx(3600 * 3 / 7)
        assert interview.accept(at(interview, "plan"), YES) is None
        assert agenda.planned("s") == 1800

    def test_plans_nothing_where_no_length_was_stated(self) -> None:
        agenda = Agenda(begun(ASKED), None)
        assert (agenda.planned("s"), agenda.left(100)) == (None, None)

    def test_plans_nothing_where_nothing_is_asked(self) -> None:
        assert Agenda(begun(ASKED, parts=["none"]), 60).planned("s") is None

    def test_counts_the_time_at_each_part(self) -> None:
        agenda = self.of_an_hour()
        for part, now in (("s", 100.0), ("t", 160.0), ("s", 190.0)):
            agenda.at(part, now)
        assert agenda.used("s", 200) == 70
        assert agenda.used("t", 200) == 30
        assert agenda.used("opportunities", 200) == 0
        assert agenda.used_in_all(200) == 100
        assert agenda.left(200) == 3500

    def test_goes_on_where_it_is_said_twice_that_one_is_there(self) -> None:
        agenda = self.of_an_hour()
        for now in (0.0, 10.0, 25.0):
            agenda.at("s", now)
        assert agenda.used("s", 30) == 30

    def test_counts_the_review_for_no_part_and_for_the_meeting(self) -> None:
        agenda = self.of_an_hour()
        agenda.at("s", 0)
        agenda.at(None, 60)
        assert (agenda.used("s", 100), agenda.used_in_all(100)) == (60, 100)
        agenda.at("s", 100)
        assert agenda.used("s", 110) == 70

    def test_uses_nothing_before_it_begins(self) -> None:
        agenda = self.of_an_hour()
        assert (agenda.used("s", 50), agenda.used_in_all(50), agenda.left(50)) == (0, 0, 3600)

    def test_goes_below_nothing_when_the_meeting_is_over(self) -> None:
        agenda = self.of_an_hour()
        agenda.at("s", 0)
        assert agenda.left(3700) == -100

    def test_is_not_thrown_by_a_clock_that_is_put_back(self) -> None:
        agenda = self.of_an_hour()
        agenda.at("s", 100)
        agenda.at("t", 40)
        assert (agenda.used("s", 50), agenda.used("t", 50), agenda.used_in_all(50)) == (0, 10, 0)

    @given(
        st.lists(st.tuples(st.sampled_from(["s", "t", None]), st.integers(0, 600)), min_size=1, max_size=12),
        st.integers(0, 600),
    )
    def test_divides_the_meeting_between_parts_and_review(self, moves: list[tuple[str | None, int]], last: int) -> None:
        agenda, now = self.of_an_hour(), 0
        times = []
        for part, passed in moves:
            now += passed
            agenda.at(part, now)
            times.append((part, now))
        now += last
        at_review = sum(
            later - sooner for (part, sooner), (_, later) in pairwise([*times, (None, now)]) if part is None
        )
        assert agenda.used("s", now) + agenda.used("t", now) + at_review == agenda.used_in_all(now)

    @settings(LAW, max_examples=30)
    @given(questionnaires(), st.integers(1, 480))
    def test_gives_away_all_of_its_length(self, asked: object, minutes: int) -> None:
        interview = begun(asked)  # type: ignore[arg-type]  # a questionnaire
        agenda = Agenda(interview, minutes)
        planned = [agenda.planned(part.id) or 0.0 for part in interview.parts]
        assert not interview.steps or sum(planned) == pytest.approx(minutes * 60)
