"""What the help says first where it is asked for over a dialog: what the dialog is for, and its keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from textual.binding import Binding
from textual.screen import ModalScreen, Screen

from imr_tui.tui.actions import key_names
from imr_tui.tui.help_text import Here

ANY = "Tab goes from one part to the next, Shift+Tab back. Enter presses the button that is marked; Esc leaves."
"""What is true of every dialog, and all that is said of a question with buttons."""

ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "ActionPalette": "Type a part of what you want to do. Up and Down choose, Enter does it.",
        "AskSource": "Paste the table with the paste of your terminal (Shift+Insert, or a right click in PuTTY), or type the name of a "
        "file and press Enter. Nothing is written yet.",
        "AskText": "Write in the line and press Enter. What is marked there is replaced by what you type; Ctrl+A marks all of it.",
        "ChronologyView": "Every event in order of time, with gaps in contact as rows of their own. Tab goes to the person, the period and "
        "the days that make a gap; Left and Right choose the person. Typing filters.",
        "DetailsForm": "The details at the head of the review. Below the cells stands what a cell asks for. Enter opens a list where there "
        "is one; a star marks what the checklist still wants.",
        "ExportDialog": "Tab goes to a line, Left and Right change what is chosen there. The list above can be scrolled with Up and Down. "
        "What is not settled does not stop an export.",
        "Exported": "The file is written. The line is typed on your own computer, in its command window, to fetch the file.",
        "FindingCard": "One finding in the wording or spelling at a time. Nothing is changed until you press Enter; words you keep need a "
        "reason, which stays in the review.",
        "GoTo": "Type a part of a heading, record or question, or a line's number. Up and Down choose, Enter goes there.",
        "GuidanceScreen": "What good looks like for the place you are at. It is advice only; nothing is checked by it.",
        "ImportEvents": "Above, what each column becomes: Left and Right change it. Tab goes on to the rows: Space leaves one out or takes it. "
        "Nothing is written until you import, and Ctrl+Z takes it back.",
        "ImportTerms": "Each row becomes a term of reference. Space or Enter leaves a row out or takes it. Nothing is written until you import.",
        "InsertRecord": "Press the letter of a record to make one, or choose with Up and Down and press Enter. What moves, copies or deletes "
        "a record is there while the cursor stands in one.",
        "ItemCard": "One question of the checklist: why it matters, what it rests on, and what to do next. Where it is yours to judge, F9 "
        "confirms it.",
        "NamesView": "Names that no person record settles. Enter writes what stands for a name in all its forms; Ctrl+K leaves it as it is.",
        "Problems": "Everything that was found, the weightiest first. Enter goes to the place; typing filters. What you keep needs a reason.",
        "Reading": "A version as it was kept, to read only. The arrow keys scroll.",
        "RecordForm": "The fields of one record. Below the cells stands what a cell asks for and what was understood. Enter opens a list "
        "where there is one, and typing narrows it; a star marks what the checklist still wants. What you save is one step for Ctrl+Z.",
        "Remarks": "What came back from the review author. Nothing in your text is changed unless you ask for it.",
        "ReviewCheck": "All that is open, set aside, kept or left blank, area by area. Enter goes to the place; typing filters.",
        "TermsView": "Each term of reference beside the findings that answer it. Enter goes to the place; typing filters.",
        "ThreadView": "Each event with what follows from it, and what each record still lacks. Enter goes to the place; typing filters.",
        "Versions": "The versions that are kept, newest first. Taking one back replaces the text; Ctrl+Z undoes that.",
    }
)
"""What a dialog is for and how it is used, by its class."""


def said_here(screen: Screen[object]) -> Here | None:
    """What `screen` is for, and its keys with what they do; None where it is no dialog."""
    if not screen.is_modal:
        return None
    said = " ".join(filter(None, (ABOUT.get(type(screen).__name__, ""), ANY)))
    keys: dict[str, list[str]] = {}
    for binding in _bindings(screen):
        keys.setdefault(binding.description, []).append(binding.key)
    return said, tuple((", ".join(key_names(pressed)), label) for label, pressed in keys.items())


def _bindings(screen: Screen[object]) -> Iterator[Binding]:
    """Those of its own that have a description, and those of what it is made from, the screens of Textual left out."""
    for made_from in type(screen).__mro__:
        if made_from is ModalScreen or made_from.__module__.startswith("textual."):
            break
        own = vars(made_from).get("BINDINGS", ())
        yield from (binding for binding in Binding.make_bindings(own) if binding.description)
