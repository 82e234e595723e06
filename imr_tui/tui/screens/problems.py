"""The list of findings: grouped, filtered, and settled from here by a fix, by keeping one, or by switching its rule off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding, BindingType

from imr_tui.analysis.model import Analysis
from imr_tui.dataclass import dataclass
from imr_tui.document.findings import Finding, Severity
from imr_tui.prose.model import ProseRules
from imr_tui.tui.checklist_rows import Look
from imr_tui.tui.finding_list import SEVERITY_WORDS, Grouping, grouped_by, is_prose, may_keep, plain_title
from imr_tui.tui.glyphs import Glyphs
from imr_tui.tui.screens.dialog import Choice
from imr_tui.tui.screens.table_view import TableView
from imr_tui.tui.shown import one_line
from imr_tui.tui.table_layout import Column, TableRow


class ProblemDeed(StrEnum):
    """What the list was left for."""

    GO = "go"
    FIX = "fix"
    KEEP = "keep"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which findings are listed and how: the group of the wording alone, one question's alone, a weight, a grouping."""

    wording_only: bool = False
    item: str = ""
    weights: tuple[Severity, ...] = tuple(Severity)
    grouping: Grouping = Grouping.SORT
    at: int = 0


@dataclass(frozen=True, slots=True)
class ProblemAnswer:
    """The finding, what is to be done about it, and how the list stood."""

    finding: Finding
    deed: ProblemDeed
    selection: Selection


_WEIGHTS: tuple[tuple[tuple[Severity, ...], str], ...] = (
    (tuple(Severity), "every weight"),
    ((Severity.ERROR,), "errors"),
    ((Severity.ERROR, Severity.WARNING), "errors and warnings"),
    ((Severity.INFO,), "worth a look"),
)


class Problems(TableView[ProblemAnswer]):
    """Enter goes to the place; Ctrl+F applies the fix, F9 keeps the finding, Ctrl+D switches its rule off."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+f", "deed('fix')", "Apply the fix", show=False, priority=True),
        Binding("f9,ctrl+right_square_bracket", "deed('keep')", "Keep it", show=False, priority=True, id="confirm"),
        Binding("ctrl+d", "deed('off')", "Switch the rule off", show=False, priority=True),
        Binding("f6,ctrl+o", "regroup", "Group in another way", show=False, priority=True),
        Binding("f4,ctrl+k", "weigh", "Only some weights", show=False, priority=True),
        Binding("f8,ctrl+n", "next_open(1)", "Next open", show=False, priority=True, id="next"),
        Binding("shift+f8,f20", "next_open(-1)", "Open one before", show=False, priority=True, id="previous"),
    ]
    DEFAULT_CSS = """
    Problems .about { height: 5; }
    """
    columns: ClassVar[tuple[Column, ...]] = (
        Column("Line", width=6),
        Column("Weight", width=12),
        Column("What was found", share=3),
        Column("Rule", width=26, from_width=110),
    )

    def __init__(
        self,
        analysis: Analysis,
        glyphs: Glyphs,
        selection: Selection | None = None,
        rules: ProseRules | None = None,
    ) -> None:
        super().__init__(glyphs)
        self._rules = rules
        self._analysis = analysis
        self._selection = selection if selection is not None else Selection()
        self._findings: dict[str, Finding] = {}
        self.title_text = self._heading()

    def choices(self) -> Sequence[Choice]:
        """Go, fix, keep, off, grouping, weight, close."""
        return (
            Choice("go", "Go", "Enter"),
            Choice("fix", "Fix", "^F"),
            Choice("keep", "Keep", "F9", "confirm"),
            Choice("off", "Off", "^D"),
            Choice("regroup", "Group", "F6"),
            Choice("weigh", "Show", "F4"),
            Choice("leave", "Close"),
        )

    def on_mount(self) -> None:
        """Begin at the first finding, or where the list stood before."""
        super().on_mount()
        keys = [row.key for row in self.table.listed if not row.heading]
        if keys:
            self.table.choose(keys[min(self._selection.at, len(keys) - 1)])
        else:
            self._close_only()

    def _close_only(self) -> None:
        for choice in self.choices():
            self.buttons.show_button(choice.id, choice.id == "leave")
        self.buttons.focus()

    def rows(self) -> Sequence[TableRow]:
        """The findings under their headings, as they are grouped now."""
        self._findings = {}
        rows: list[TableRow] = []
        for group in grouped_by(self._selection.grouping, self._among(), self._analysis):
            if group.title:
                rows.append(
                    TableRow(f"heading {group.title}", (f"{group.title} ({len(group.findings)})",), heading=True)
                )
            for finding in group.findings:
                key = str(len(self._findings))
                self._findings[key] = finding
                rows.append(TableRow(key, self._cells(finding), look=Look.PLAIN if finding.is_open else Look.DONE))
        return rows

    def nothing(self) -> str:
        """What is said where there is none."""
        if self._selection.weights != tuple(Severity):
            return "Nothing of this weight was found. F4 shows others."
        return "Nothing was found in the wording." if self._selection.wording_only else "Nothing was found."

    def about(self, key: str) -> str:
        """The finding in full."""
        return about(self._findings[key], self._rules)

    def take(self, key: str) -> None:
        """Go to the place."""
        self._answer(key, ProblemDeed.GO)

    def press(self, choice: str) -> None:
        """The buttons do what the keys do."""
        if choice == "regroup":
            self.action_regroup()
        elif choice == "weigh":
            self.action_weigh()
        else:
            self.action_deed(choice)

    def action_deed(self, deed: str) -> None:
        """Fix, keep or switch off; says why where that cannot be done."""
        key = self.table.selected
        finding = self._findings.get(key)
        if finding is None:
            return
        if deed == ProblemDeed.FIX and not finding.fixes:
            self.say("There is no ready fix for this one: go to the place and change the text.")
        elif deed == ProblemDeed.KEEP and not may_keep(finding):
            kept = "It is kept already, with your reason." if finding.kept else "This has to be put right in the text."
            self.say(f"{kept} Only what is found in the wording can be kept.")
        elif deed == ProblemDeed.OFF and not is_prose(finding):
            self.say("Only rules about the wording can be switched off. This has to be put right in the text.")
        else:
            self._answer(key, ProblemDeed(deed))

    def action_regroup(self) -> None:
        """Group by sort, by area, or not at all: in the order of the text, which is that of F8."""
        order = list(Grouping)
        grouping = order[(order.index(self._selection.grouping) + 1) % len(order)]
        self._again(replace(self._selection, grouping=grouping))

    def action_weigh(self) -> None:
        """Show every weight, errors, errors and warnings, or what is worth a look."""
        known = [weights for weights, _ in _WEIGHTS]
        here = known.index(self._selection.weights) if self._selection.weights in known else 0
        self._again(replace(self._selection, weights=known[(here + 1) % len(known)]))

    def action_next_open(self, by: int) -> None:
        """Choose the next finding that is open."""
        self.choose_next(lambda key: self._findings[key].is_open, "Nothing here is open.", backwards=by < 0)

    def _again(self, selection: Selection) -> None:
        chosen = self._findings.get(self.table.selected)
        self._selection = selection
        self.fill()
        key = next((key for key, finding in self._findings.items() if finding is chosen), "")
        if key:
            self.table.choose(key)
        self.query_one("#title").update(self._heading())  # type: ignore[attr-defined]  # Plain's text

    def _answer(self, key: str, deed: ProblemDeed) -> None:
        keys = [row.key for row in self.table.listed if not row.heading]
        at = keys.index(key) if key in keys else 0
        self.dismiss(ProblemAnswer(self._findings[key], deed, replace(self._selection, at=at)))

    def _among(self) -> list[Finding]:
        chosen = self._selection
        return [
            finding
            for finding in self._analysis.findings
            if finding.severity in chosen.weights
            and (not chosen.wording_only or is_prose(finding))
            and (not chosen.item or chosen.item in finding.items or chosen.item in finding.opens)
        ]

    def _cells(self, finding: Finding) -> tuple[str, ...]:
        line = self._analysis.report.position(finding.span.start).line
        weight = "Kept" if finding.kept else SEVERITY_WORDS[finding.severity]
        return str(line), weight, finding.told, finding.rule

    def _heading(self) -> str:
        chosen = self._selection
        what = "Wording and spelling" if chosen.wording_only else "Problems"
        item = self._analysis.checklist.item(chosen.item) if chosen.item else None
        about_item = f" that bear on “{item.question.short}”" if item is not None else ""
        weight = next((name for weights, name in _WEIGHTS if weights == chosen.weights), "")
        only = f" ({weight} only)" if weight and chosen.weights != tuple(Severity) else ""
        return f"{what}{about_item}: {len(self._among())} found{only}, {chosen.grouping.value}"


def about(finding: Finding, rules: ProseRules | None = None) -> str:
    """What a finding says in full: the words it stands on, what that is, what to write instead, its fix, its rule's id."""
    weight = SEVERITY_WORDS[finding.severity]
    title = f"{plain_title(finding.rule, rules)} ({weight.casefold()})"
    words = one_line(finding.text)
    said = [f"“{words}”: {title}" if words else title, one_line(finding.message)]
    if finding.suggestions:
        said.append(f"Instead: {one_line('; '.join(finding.suggestions))}")
    if finding.fixes:
        said.append(f"Fix (Ctrl+F): {one_line(finding.fixes[0].label)}")
    said.append(f"Rule: {finding.rule}")
    return "\n".join(said)
