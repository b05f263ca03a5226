"""What matching found, to be read by a person (an outline) or a program (a document): what was detected, which column answers
what, what was guessed, and what is in the way. Of columns that answer nothing, the headers only."""

from __future__ import annotations

from collections.abc import Iterator

from readiness.batch.export import Export
from readiness.batch.mapping import How, Mapping, Match, Trouble
from readiness.batch.matching.headers import shown
from readiness.batch.matching.places import letter, short
from readiness.batch.matching.readings_found import rows_kept
from readiness.batch.matching.slots import Slot, slots_of
from readiness.batch.reading.encoding import UTF8_MARKED
from readiness.batch.reading.platforms.plain import PLAIN
from readiness.model.questionnaire import Questionnaire
from readiness.reports.outline import Block, Cell, Entry, Facts, Heading, Listing, Outline, Paragraph, Table
from readiness.words import say

_HOW: dict[How, str] = {
    "map": "bm_how_map",
    "id": "bm_how_id",
    "text": "bm_how_text",
    "normal text": "bm_how_normal",
    "row text": "bm_how_row",
    "position": "bm_how_position",
    "cut header": "bm_how_cut",
    "fuzzy": "bm_how_fuzzy",
}
_DELIMITERS = {"\t": "bm_tab", ";": "bm_semicolon", ",": "bm_comma", "|": "bm_pipe"}


def matching_outline(mapping: Mapping, questionnaire: Questionnaire, export: Export, language: str) -> Outline:
    """The report as blocks to be drawn."""
    blocks = (
        *_detected(export, language),
        *_in_the_way(mapping, language),
        *_matched(mapping, questionnaire, export, language),
        *_unmapped(mapping, export, language),
    )
    return Outline(title=questionnaire.title.in_(language), language=language, blocks=tuple(blocks))


def _detected(export: Export, language: str) -> Iterator[Block]:
    yield Heading(text=say(language, "bm_h_table"))
    rows = [
        (say(language, "bm_l_table"), export.display),
        (say(language, "bm_l_platform"), platform_shown(export, language)),
        (say(language, "bm_l_headers"), str(export.header_rows)),
    ]
    if export.encoding is not None:
        rows.append((say(language, "bm_l_encoding"), encoding_shown(export.encoding, language)))
    if export.delimiter is not None:
        rows.append((say(language, "bm_l_delimiter"), _delimiter(export.delimiter, language)))
    rows.append((say(language, "bm_l_sample"), str(rows_kept(export).height)))
    yield Facts(rows=tuple(rows))
    for notice in export.notices:
        yield Paragraph(text=notice, tone="quiet")


def encoding_shown(encoding: str, language: str) -> str:
    """The encoding's name, which has words in it where a mark stands before the text."""
    return say(language, "bu_with_bom", name="UTF-8") if encoding == UTF8_MARKED else encoding


def platform_shown(export: Export, language: str) -> str:
    """The platform's name; where none was recognised, words for that."""
    return say(language, "bm_plain") if export.platform == PLAIN.name else export.platform


def _delimiter(sign: str, language: str) -> str:
    return say(language, _DELIMITERS[sign]) if sign in _DELIMITERS else sign


def _in_the_way(mapping: Mapping, language: str) -> Iterator[Block]:
    if mapping.stops:
        yield Heading(text=say(language, "bm_h_stops"))
        yield Paragraph(text=say(language, "bm_stops_key"), tone="warning")
        yield Listing(entries=tuple(_entry(trouble) for trouble in mapping.stops))
    if mapping.notes:
        yield Heading(text=say(language, "bm_h_notes"))
        yield Listing(entries=tuple(_entry(trouble) for trouble in mapping.notes))


def _entry(trouble: Trouble) -> Entry:
    return Entry(text=trouble.text, details=(trouble.repair,) if trouble.repair else ())


def _matched(mapping: Mapping, questionnaire: Questionnaire, export: Export, language: str) -> Iterator[Block]:
    if not mapping.matches:
        return
    slots = _by_item(questionnaire)
    yield Heading(text=say(language, "bm_h_matches"))
    heads = tuple(say(language, key) for key in ("bm_l_item", "bm_l_question", "bm_l_column", "bm_l_how"))
    sure = [match for match in mapping.matches if not match.guessed]
    guesses = [match for match in mapping.matches if match.guessed]
    if sure:
        yield Table(heads=heads, rows=tuple(_row(match, slots, export, language) for match in sure))
    if guesses:
        yield Heading(text=say(language, "bm_h_guesses"))
        yield Table(heads=heads, rows=tuple(_row(match, slots, export, language) for match in guesses))


def _by_item(questionnaire: Questionnaire) -> dict[str, Slot]:
    found: dict[str, Slot] = {}
    for slot in slots_of(questionnaire):
        found.setdefault(slot.name if slot.part == "importance" else slot.item, slot)
    return found


def _words(slot: Slot | None, language: str) -> str:
    """The question's words; of a question of several choices without those of an option."""
    if slot is None:
        return ""
    if slot.part == "option" and slot.main_text is not None:
        return slot.main_text.in_(language)
    return slot.words(language)


def _row(match: Match, slots: dict[str, Slot], export: Export, language: str) -> tuple[Cell, ...]:
    how = say(language, _HOW[match.how])
    if match.how == "fuzzy":
        how = f"{how} ({int(match.score * 100)} %)"
    return (
        Cell(match.item),
        Cell(short(_words(slots.get(match.item), language), 40)),
        Cell(_columns(match.columns, export)),
        Cell(f"{how}; {match.note}" if match.note else how),
    )


def _columns(positions: tuple[int, ...], export: Export) -> str:
    """`G`, with its header where it is one; `G, H, I` where the columns are several."""
    letters = ", ".join(letter(at) for at in positions)
    return letters if len(positions) != 1 else f"{letters} {short(shown(export.columns[positions[0]]), 40)}".rstrip()


def _unmapped(mapping: Mapping, export: Export, language: str) -> Iterator[Block]:
    told = {at for trouble in mapping.stops for at in trouble.columns}
    columns = [export.columns[at] for at in mapping.unmapped if at not in told]
    if columns:
        yield Heading(text=say(language, "bm_h_unmapped"))
        yield Listing(entries=tuple(Entry(text=short(shown(each)), mark=letter(each.position)) for each in columns))


def matching_document(
    mapping: Mapping, questionnaire: Questionnaire, export: Export, language: str = "en"
) -> dict[str, object]:
    """The same as plain values for JSON."""
    slots = _by_item(questionnaire)
    return {
        "source": export.display,
        "platform": export.platform,
        "encoding": export.encoding,
        "delimiter": export.delimiter,
        "header_rows": export.header_rows,
        "sample_rows": rows_kept(export).height,
        "notices": list(export.notices),
        "questionnaire": questionnaire.id,
        "matches": [
            {
                "item": match.item,
                "question": _words(slots.get(match.item), language),
                "columns": [_column(at, export) for at in match.columns],
                "how": match.how,
                "score": match.score,
                "guessed": match.guessed,
                "note": match.note,
            }
            for match in mapping.matches
        ],
        "troubles": [
            {
                "kind": trouble.kind,
                "item": trouble.item,
                "columns": [_column(at, export) for at in trouble.columns],
                "text": trouble.text,
                "repair": trouble.repair,
                "serious": trouble.serious,
            }
            for trouble in mapping.troubles
        ],
        "unmapped": [_column(at, export) for at in mapping.unmapped],
        "stops": bool(mapping.stops),
    }


def _column(at: int, export: Export) -> dict[str, object]:
    return {"position": at + 1, "letter": letter(at), "header": shown(export.columns[at])}
