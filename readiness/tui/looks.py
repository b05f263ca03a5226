"""Light and dark, made for a projector: every text stands out from its ground by 4.5 : 1 at least, most by 7 : 1.

Colour repeats what words and signs already say, so that nobody who sees none misses anything.
"""

from __future__ import annotations

from typing import NamedTuple

from rich.style import Style
from rich.theme import Theme as Styles
from textual.theme import Theme


class Palette(NamedTuple):
    """The colours of one look."""

    ground: str
    ink: str
    quiet: str
    """For what may be passed over."""
    accent: str
    """For keys, ids and the bar under the cursor."""
    on_accent: str
    mark: str
    """For flags and targets."""
    alarm: str
    rule: str
    """For lines and frames; never for text."""


LIGHT = Palette("#ffffff", "#111418", "#454c54", "#0b4a82", "#ffffff", "#7a4300", "#a01818", "#8a929a")
DARK = Palette("#0e1216", "#f4f6f8", "#b6c0ca", "#8ecbff", "#08131d", "#ffd27a", "#ffa094", "#59636d")
PALETTES = {"light": LIGHT, "dark": DARK}


def theme_of(name: str) -> Theme:
    """The palette as Textual takes it."""
    found = PALETTES[name]
    return Theme(
        name=name,
        primary=found.accent,
        secondary=found.accent,
        accent=found.accent,
        warning=found.mark,
        error=found.alarm,
        success=found.accent,
        foreground=found.ink,
        background=found.ground,
        surface=found.ground,
        panel=found.ground,
        dark=name == "dark",
        variables={
            "quiet": found.quiet,
            "rule": found.rule,
            "on-accent": found.on_accent,
            "scrollbar": found.rule,
            "scrollbar-hover": found.accent,
            "scrollbar-active": found.accent,
            "scrollbar-background": found.ground,
            "scrollbar-background-hover": found.ground,
            "scrollbar-background-active": found.ground,
            "scrollbar-corner-color": found.ground,
            "input-cursor-background": found.ink,
            "input-cursor-foreground": found.ground,
            "input-selection-background": found.rule,
        },
    )


def report_styles(palette: Palette) -> Styles:
    """What the report's own names for its colours mean here."""
    return Styles(
        {
            "readiness.quiet": Style(color=palette.quiet),
            "readiness.accent": Style(color=palette.accent),
            "readiness.mark": Style(color=palette.accent, bold=True),
            "readiness.target": Style(color=palette.mark, bold=True),
        },
        inherit=True,
    )


CSS = """
Screen { background: $background; color: $foreground; align-horizontal: center; }
#where, #status, #keys, #middle { width: 100%; max-width: 150; }
#top { dock: top; height: 1; background: $accent; color: $on-accent; padding: 0 1; text-style: bold; }
#where { height: 1; color: $quiet; padding: 0 1; }
#middle { height: 1fr; }
#main { width: 100%; height: 100%; }
#body { width: 1fr; height: 100%; padding: 0 1; scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
#side { width: 42; height: 100%; padding: 0 1 0 2; border-left: solid $rule; display: none; scrollbar-size-vertical: 1; }
.wide #side { display: block; }
.wide #behind { display: none; }
#halves { height: auto; }
#halves { width: 100%; }
#half0 { width: 50%; padding: 0 1 0 0; }
#half1 { width: 1fr; }
#status { height: 1; padding: 0 1; color: $foreground; text-style: bold; }
.live #status { height: auto; max-height: 3; }
#keys { height: 1; padding: 0 1; color: $quiet; }
Sheet { height: auto; }
.gone { display: none; }
Input, TextArea { border: none; border-left: thick $accent; padding: 0 1; background: $background; color: $foreground; }
Input:focus, TextArea:focus { border: none; border-left: thick $accent; }
Input { height: 1; }
Input > .input--placeholder { color: $quiet; }
TextArea { height: 4; }
TextArea > .text-area--cursor-line { background: $background; }
#effects { width: 42%; min-width: 34; height: 100%; padding: 0 1 0 2; border-left: solid $rule; }
#list { width: 100%; }
SearchScreen Input { max-width: 150; margin: 0 1; }
ListScreen #body, ReportScreen #body { width: 100%; max-width: 150; height: 1fr; padding: 0 1; }
#typed, #editor { height: auto; }
Dialog { align: center middle; background: $background; }
Dialog > #box { width: 76; max-width: 96%; max-height: 92%; height: auto; padding: 1 2; border: heavy $accent; background: $background; }
Dialog #box Sheet { width: 100%; }
"""
