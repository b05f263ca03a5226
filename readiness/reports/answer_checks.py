"""What is odd about how it was answered, as a part of the report."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.model.assessment import Assessment
from readiness.reports.outline import Block, Entry, Heading, Listing, Paragraph
from readiness.words import say


def answer_checks(assessment: Assessment) -> Iterator[Block]:
    """Each with its severity, why it matters and what to ask; nothing where nothing is odd."""
    if not assessment.answer_checks:
        return
    language = assessment.language
    yield Heading(text=say(language, "x_heading"))
    yield Paragraph(text=say(language, "x_about"), tone="quiet")
    yield Listing(
        entries=tuple(
            Entry(
                text=each.text,
                mark=say(language, f"l_{each.severity}"),
                details=(say(language, "x_reason", reason=each.reason), each.ask),
            )
            for each in assessment.answer_checks
        )
    )


def explain_checks(assessment: Assessment) -> Iterator[Block]:
    """The same; and where nothing is odd, that nothing is."""
    if not assessment.answer_checks:
        yield Paragraph(text=say(assessment.language, "x_none"))
    yield from answer_checks(assessment)
