"""A step of a plan in words: the task, from which answer to which, who does it, how, and what proves it.

The task is what the questionnaire advises, in its first sentence. Of views, which nobody can be told to hold, it is what
would have to be different; and what is to be found out says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from readiness.model.decision import Improvement
from readiness.words import say

Measures = Literal["practice", "views"]
_SENTENCE = re.compile(r"^.{12,}?[.!?…](?=\s)", re.DOTALL)
"""The first sentence of several; what is shorter than a dozen signs is a word set before it."""


def task(step: Improvement, measures: Measures, language: str) -> str:
    """What to do, in one line."""
    if step.kind == "find_out":
        return say(language, "w_find_out_task", text=step.text)
    if measures == "views":
        return say(language, "w_views_task", text=step.text, goal=_goal(step, language))
    if not step.advice:
        return say(language, "w_bring", text=step.text, goal=_goal(step, language))
    first = first_sentence(step.advice)
    return say(language, "w_task", task=first, row=step.row) if step.row else first


def first_sentence(text: str) -> str:
    """The first sentence of several."""
    found = _SENTENCE.match(text)
    return found.group() if found else text


def goal(step: Improvement, language: str) -> str:
    """The answer to be reached: to be found out first where it is not known, and at least so where it is still a poor one."""
    if step.kind == "find_out":
        return say(language, "w_find_out_planned", values=step.becomes)
    reached = say(language, "w_at_least", goal=step.becomes) if step.at_least else step.becomes
    return reached if step.was_known else say(language, "w_find_out", goal=_goal(step, language))


def _goal(step: Improvement, language: str) -> str:
    several = "; " in step.becomes  # ticks; quoted together they would read as one
    quoted = step.becomes if several else say(language, "quoted", words=step.becomes)
    return say(language, "w_at_least", goal=quoted) if step.at_least else quoted


def change(step: Improvement, language: str) -> str:
    """From the present answer to the one to be reached; what else is to be ticked says the change by itself."""
    if not step.was or step.was == step.becomes:
        return goal(step, language)
    return say(language, "w_from_to", before=step.was, after=goal(step, language))


def step_lines(step: Improvement, measures: Measures, language: str, *, owner: bool = True) -> Iterator[str]:
    """The question, what changes, who does it, how, and what proves it."""
    views = measures == "views"
    if step.kind == "improve" and not views:
        yield say(language, "w_question", text=step.text)
    yield change(step, language)
    if step.follows:
        yield say(language, "w_follows", steps=", ".join(step.follows))
    if owner and step.owner:
        yield say(language, "l_owner", owner=step.owner)
    if step.advice and (views or first_sentence(step.advice) != step.advice):
        yield say(language, "w_views_advice" if views else "l_what_to_do", advice=step.advice)
    if step.evidence:
        yield say(language, "w_proof", evidence=step.evidence)
