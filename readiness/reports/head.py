"""Who and when: what every document begins with."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.model.assessment import Assessment
from readiness.reports.outline import Block, Facts, Paragraph
from readiness.words import say

NAMES = {"en": "lang_en", "fr": "lang_fr"}
"""The words for languages; others go by their codes."""


def head(assessment: Assessment) -> Iterator[Block]:
    """Who and when."""
    language = assessment.language
    who = assessment.respondent
    name = ", ".join(part for part in (who.name, who.role_title or who.role) if part)
    version = say(language, "l_version", version=assessment.questionnaire.version)
    rows = (
        ("l_organization", assessment.organization),
        ("l_respondent", name or None),
        ("l_date", assessment.date.isoformat() if assessment.date else None),
        ("l_questionnaire", f"{assessment.questionnaire.id}, {version}"),
    )
    yield Facts(rows=tuple((say(language, key), value) for key, value in rows if value is not None))
    spoken = tuple(code.split("-")[0] for code in assessment.questionnaire.languages)
    if spoken and language.split("-")[0] not in spoken:
        names = [say(language, NAMES[code]) if code in NAMES else code for code in spoken]
        yield Paragraph(text=say(language, "l_only_in", languages=", ".join(names)), tone="quiet")
