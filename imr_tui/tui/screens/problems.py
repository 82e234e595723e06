"""The list of findings: where each stands, what it says, and its fix by one key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Button, OptionList
from textual.widgets.option_list import Option

from imr_tui.analysis.model import Analysis
from imr_tui.document.findings import Finding, Fix
from imr_tui.tui.finding_list import SEVERITY_WORDS, grouped, is_prose
from imr_tui.tui.screens.dialog import Choice, Dialog, buttons
from imr_tui.tui.shown import one_line
from imr_tui.tui.widgets.plain import Plain, joined


@dataclass(frozen=True, slots=True)
class ProblemAnswer:
    """The finding to go to, and the fix to apply where one was chosen."""

    finding: Finding
    fix: Fix | None = None


class Problems(Dialog[ProblemAnswer]):
    """Findings in groups. Enter goes to the place, f applies the fix."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f", "fix", "Apply the fix", show=False, priority=True)]

    DEFAULT_CSS = """
    Problems #about { height: 4; margin-top: 1; }
    """

    def __init__(self, analysis: Analysis, *, wording_only: bool = False) -> None:
        super().__init__()
        self._analysis = analysis
        self._wording_only = wording_only
        among = [finding for finding in analysis.findings if is_prose(finding)] if wording_only else analysis.findings
        self._groups = grouped(among)
        self._findings: dict[str, Finding] = {}

    def compose(self) -> ComposeResult:
        """Heading, list, what the marked one says in full, buttons."""
        with Vertical(classes="box -tall" if self._groups else "box"):
            yield Plain(self._heading(), classes="title")
            yield OptionList(id="findings", markup=False, compact=True, classes="body -cut")
            yield Plain(keep=True, id="about")
            yield buttons(
                (Choice("go", "Go to it", "Enter"), Choice("fix", "Apply the fix", "f"), Choice("leave", "Close"))
            )

    def on_mount(self) -> None:
        """Fill the list."""
        super().on_mount()
        listed = self.query_one(OptionList)
        for group in self._groups:
            listed.add_option(Option(joined((f"{group.title} ({len(group.findings)})", "bold")), disabled=True))
            for finding in group.findings:
                ident = f"finding-{len(self._findings)}"
                self._findings[ident] = finding
                listed.add_option(Option(self._row(finding), id=ident))
        if self._findings:
            listed.focus()
            listed.action_first()
        else:
            nothing = "Nothing was found in the wording." if self._wording_only else "Nothing was found."
            self.query_one("#about", Plain).show(nothing)
            for unused in ("#findings", "#choice-go", "#choice-fix"):
                self.query_one(unused).display = False
            self.query_one("#choice-leave", Button).focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Say in full what is marked."""
        event.stop()
        finding = self._findings.get(event.option_id or "")
        if finding is not None:
            self.query_one("#about", Plain).show(about(finding))
            self.query_one("#choice-fix", Button).disabled = not finding.fixes

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter goes to the place."""
        event.stop()
        self._leave_for(fix=False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what the keys do."""
        event.stop()
        if event.button.id == "choice-go":
            self._leave_for(fix=False)
        elif event.button.id == "choice-fix":
            self.action_fix()
        else:
            self.dismiss(None)

    def action_fix(self) -> None:
        """Apply the first fix of the marked finding."""
        self._leave_for(fix=True)

    def _leave_for(self, *, fix: bool) -> None:
        option = self.query_one(OptionList).highlighted_option
        finding = self._findings.get(option.id or "") if option is not None else None
        if finding is None:
            return
        if fix and not finding.fixes:
            self.query_one("#about", Plain).show(
                "There is no ready fix for this one: go to the place and change the text."
            )
            return
        self.dismiss(ProblemAnswer(finding, finding.fixes[0] if fix else None))

    def _row(self, finding: Finding) -> str:
        position = self._analysis.report.position(finding.span.start)
        return one_line(f"  line {position.line}: {finding.message}")

    def _heading(self) -> str:
        total = sum(len(group.findings) for group in self._groups)
        if self._wording_only:
            return f"Wording and spelling: {total} found"
        return f"Problems: {total} found"


def about(finding: Finding) -> str:
    """What a finding says in full: its weight, the words it stands on, what to write instead, its fix."""
    said = [f"{SEVERITY_WORDS[finding.severity]}: {one_line(finding.message)}"]
    if finding.text:
        said.append(f"In the text: {one_line(finding.text)}")
    if finding.suggestions:
        said.append(f"Instead: {one_line('; '.join(finding.suggestions))}")
    if finding.fixes:
        said.append(f"Fix (f): {one_line(finding.fixes[0].label)}")
    return "\n".join(said)
