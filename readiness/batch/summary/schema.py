"""The JSON Schema of a summary, for scripts that read one."""

from __future__ import annotations


def summary_schema_text() -> str:
    """The schema of what `writing.summary_json` writes, as JSON text."""
    from readiness.batch.summary import model
    from readiness.loading.schemas import as_text, schema_of
    from readiness.model import assessment

    return as_text(schema_of(model.Summary, "summary", (model, assessment)))
