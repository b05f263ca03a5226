"""What a person is told of a match before rows are scored: what is to be known, what is to be decided, and in which file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from readiness.cli.diagnostics import notice, show
from readiness.cli.exit_codes import ExitCode
from readiness.model.problem import Problem
from readiness.words import say

if TYPE_CHECKING:
    from readiness.batch.export import Export
    from readiness.batch.mapping import Mapping as Matched
    from readiness.batch.tables import Table
    from readiness.cli.batch_settings import Settings
    from readiness.model.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Decisions:
    """The tables of a run with what was matched in each, as far as a person must know of it or decide."""

    settings: Settings
    questionnaire: Questionnaire
    language: str

    def known(self, export: Export, matched: Matched) -> None:
        """What ought to be known of a table that is scored. With `--quiet`, only what may call for somebody."""
        guesses = sum(match.guessed for match in matched.matches)
        if guesses and not self.settings.quiet:
            notice(say(self.language, "br_guessed", source=export.display, n=guesses))
        told = [note for note in matched.notes if not (self.settings.quiet and note.minor)]
        show(Problem(source=export.display, message=note.text, repair=note.repair) for note in told)

    def told_twice(self, tables: Sequence[Table]) -> None:
        """Ids that stand more than once among the first rows: the rows are kept, and somebody should look."""
        from readiness.batch.repeats import repeated_ids

        for table in tables:
            if found := repeated_ids(table):
                at = {"source": table.export.display, "looked": f"{found.looked_at:,}", "id": found.example}
                rows = ", ".join(f"{row:,}" for row in found.rows)
                key = "br_repeated_one" if found.n == 1 else "br_repeated"
                notice(say(self.language, key, n=f"{found.n:,}", rows=rows, **at))

    def show(self, export: Export, matched: Matched) -> None:
        """Which column answers what, what is undecided, and what is not used."""
        from readiness.batch.matching.report import matching_outline
        from readiness.cli.output import print_outline

        outline = matching_outline(matched, self.questionnaire, export, self.language)
        print_outline(outline, plain=self.settings.plain)

    def stop(self, exports: Sequence[Export], found: Sequence[Matched]) -> NoReturn:
        """Tell what is in the way on standard error, leave a mapping file to be edited for each table, and go."""
        if self.settings.dry_run:
            for export, matched in zip(exports, found, strict=True):
                self.show(export, matched)
        for export, matched, path in zip(exports, found, self.map_paths(exports), strict=True):
            if not matched.stops:
                continue
            show(
                Problem(source=export.display, message=trouble.text, repair=trouble.repair) for trouble in matched.stops
            )
            n = len(matched.stops)
            notice(say(self.language, "br_stopped_one" if n == 1 else "br_stopped", source=export.display, n=n))
            self.leave_map(path, export, matched)
        raise typer.Exit(ExitCode.BAD_INPUT)

    def leave_map(self, path: Path, export: Export, matched: Matched) -> None:
        """A mapping file ready to be edited; one that is there may have been edited, and stays.

        It is named to be edited further only if it is for this table and says something of all that is to be decided.
        """
        from readiness.batch.matching.mapping_choice import serves
        from readiness.batch.matching.mapping_text import mapping_text
        from readiness.cli.output import write

        if path in self.settings.mapping:
            return
        stale = None
        for each in _names(path):
            if not each.exists():
                write(each, mapping_text(matched, self.questionnaire, export, self.language), told=False)
                if stale is not None:
                    notice(say(self.language, "br_map_stale", path=stale))
                notice(say(self.language, "br_map_written", path=each))
                return
            if serves(each, self.questionnaire, export, matched):
                notice(say(self.language, "br_map_kept", path=each))
                return
            stale = stale or each

    def map_paths(self, exports: Sequence[Export]) -> list[Path]:
        """Where the mapping file of each table goes: beside the first output, else here; called after the table."""
        from readiness.batch.matching.mapping_choice import map_names

        folder = next((path.parent for path in self.settings.files), Path())
        return [folder / name for name in map_names(exports)]


def _names(path: Path) -> Iterator[Path]:
    """`x.map.yaml`, `x-2.map.yaml`, and so on."""
    yield path
    stem = path.name.removesuffix(".map.yaml")
    n = 2
    while True:
        yield path.with_name(f"{stem}-{n}.map.yaml")
        n += 1
