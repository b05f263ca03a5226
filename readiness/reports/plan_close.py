"""Whether a plan leaves the courses too close to call, in words: between which, and by which of the two rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from readiness.model.assessment import Assessment
from readiness.model.decision import Plan, StanceVerdict
from readiness.reports.numbers import in_100, percent
from readiness.reports.phrases import quoted_courses
from readiness.words import say


def but_close(plan: Plan, assessment: Assessment) -> str:
    """“, but … would be too close to call (…)”, of the courses after the steps; empty where the best stands clear."""
    after = plan.after
    if after is None or not after.too_close:
        return ""
    courses, why = _courses_and_why(after, plan.improvements[-1].after.exposures, assessment)
    return say(assessment.language, "w_but_close", courses=courses, why=why)


def close_now(plan: Plan, assessment: Assessment) -> str:
    """The same of the courses as they stand, as a sentence."""
    found = assessment.stance
    if found is None or not found.too_close:
        return ""
    courses, why = _courses_and_why(found, plan.before.exposures, assessment)
    return say(assessment.language, "w_now_close", courses=courses, why=why)


def averages_only(plan: Plan, language: str) -> str:
    """That a plan to a course aims at averages, where single years leave it too close to call after everything is done."""
    reached = plan.kind == "stance" and plan.state in ("reached", "depends")
    if not reached or plan.after is None or "years" not in plan.after.too_close_by:
        return ""
    return say(language, "w_averages_only")


def _courses_and_why(found: StanceVerdict, exposures: Mapping[str, float], assessment: Assessment) -> tuple[str, str]:
    return quoted_courses(assessment, found.too_close), "; ".join(_why(found, exposures, assessment))


def _why(found: StanceVerdict, exposures: Mapping[str, float], assessment: Assessment) -> Iterator[str]:
    """Averages within the margin; too few years in which the best course costs least."""
    language = assessment.language
    if "margin" in found.too_close_by:
        second = min((name for name in exposures if name != found.best), key=lambda name: exposures[name])
        words = {
            "margin": percent(100 * found.margin, language),
            "needed": percent(100 * found.margin_needed, language),
        }
        if len(found.too_close) == 2:  # named just before
            yield say(language, "w_close_margin_two", **words)
        else:
            yield say(language, "w_close_margin", courses=quoted_courses(assessment, (found.best, second)), **words)
    if "years" in found.too_close_by and found.probability is not None:
        yield say(
            language,
            "w_close_years",
            best=quoted_courses(assessment, (found.best,)),
            n=in_100(found.probability, edge=found.probability_needed),
            needed=in_100(found.probability_needed),
        )
