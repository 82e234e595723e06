"""Block after block of a Word file, sorted into headings, records, details and plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from imr_tui.document.schema import Schema, fold_name
from imr_tui.word.incoming.details import detail_line, details_table, glossary
from imr_tui.word.incoming.drafts import LOWEST, Draft, Head
from imr_tui.word.incoming.labelled import cut_labelled, cut_plain
from imr_tui.word.incoming.markdown import Notes, inline, paragraphs
from imr_tui.word.incoming.markdown import table as as_table
from imr_tui.word.incoming.model import Listed, Para, Run, Table
from imr_tui.word.incoming.people import people, take_note
from imr_tui.word.incoming.rows import recognise, records
from imr_tui.word.incoming.rules import IncomingRules, bare_heading, typed_number

_OWN_PLACE = re.compile(r"record_([A-Z])(\d+)$")
_IDS_ALONE = re.compile(r"(?:[A-Z]\d+(?:\s*[,;]\s*|\s+and\s+|\.|$)\s*)+$")
_NEAR = 50


class Making:
    """The text in the making: `chunks` in order, `details` of the review, `glossary`, `notes`, and what is doubtful."""

    def __init__(self, rules: IncomingRules, schema: Schema) -> None:
        self.chunks: list[Head | Draft | str] = []
        self.details: dict[tuple[str, str], date | str | tuple[str, ...]] = {}
        self.glossary: dict[str, str] = {}
        self.notes = Notes()
        self.doubts: list[tuple[str, str]] = []
        self._rules = rules
        self._schema = schema
        self._heads: list[Head] = []
        self._waiting: list[Para] = []
        self._caption: Para | None = None
        self._draft: Draft | None = None
        self._people: dict[str, Draft] = {}
        self._made_level = 0
        self._numbers = 0

    def para(self, para: Para) -> None:
        """Take the next paragraph."""
        if para.is_blank:
            return
        if para.level:
            self._heading(para)
        elif self._made_level or (not self._heads and fold_name(para.text) in self._rules.made):
            return
        elif para.style == "caption":
            self._flush()
            self._caption = para
        elif (
            self._rules.is_blank(para.text)
            or take_note(para, self._people)
            or (not self._heads and self._draft is None and self._front(para))
        ):
            return
        elif self._draft is not None:
            self._in_record(para, self._draft)
        elif not self._section_field(para):
            self._waiting.append(self._without_number(para))

    def table(self, block: Table) -> None:
        """Take the next table."""
        caption, self._caption = self._caption, None
        self._flush()
        level = min((self._heads[-1].level if self._heads else 0) + 1, LOWEST)
        if self._details(block) or self._made_level:
            return
        found = people(block, self._schema.kinds["P"], self._rules, self.notes, level)
        if found is not None:
            self._take_people(found.drafts, found.unclear)
            return
        columns = recognise(block, self._rules, self._schema)
        if columns is not None:
            drafts = list(records(block, columns, self._rules, self.notes, level))
            self._place(drafts, block)
            return
        if caption is not None:
            self.chunks.append(inline(caption.runs, self.notes))
        self._plain_table(block)

    def end(self) -> None:
        """Take what is still waiting."""
        self._flush()
        if self._numbers:
            self.doubts.append((f"Numbers typed ahead of {self._numbers:,} paragraphs were taken away", ""))

    def _heading(self, para: Para) -> None:
        self._flush()
        self._draft = None
        title = " ".join(para.text.split())
        if self._made_level and para.level > self._made_level:
            return
        self._made_level = 0
        if fold_name(bare_heading(title)) in self._rules.made:
            self._made_level = para.level
            return
        level = min(para.level, LOWEST)
        named = self._record_heading(para, title)
        if named is not None:
            letter, number, words = named
            self._draft = Draft(self._schema.kinds[letter], level, f"{letter}{number}", words)
            self.chunks.append(self._draft)
            return
        person = next((draft for draft in self._people.values() if fold_name(draft.title) == fold_name(title)), None)
        if person is not None and para.style.startswith("record heading"):
            self._draft = person
            return
        self._heads = [head for head in self._heads if head.level < level]
        head = Head(level, bare_heading(title), self._covers(title))
        self._heads.append(head)
        self.chunks.append(head)

    def _record_heading(self, para: Para, title: str) -> tuple[str, int, str] | None:
        named = self._rules.record(title)
        places = [match for name in para.anchors if (match := _OWN_PLACE.match(name))]
        if named is None and places and places[0][1] in self._schema.kinds:
            return places[0][1], int(places[0][2]), title
        return named

    def _covers(self, title: str) -> str:
        covers = self._rules.covers(title)
        above = {name for head in self._heads for name in head.covers.split()}
        if not covers or covers in above:
            return ""
        if "." not in covers and any(isinstance(chunk, Head) and chunk.covers == covers for chunk in self.chunks):
            self.doubts.append(
                (f"A second heading that seems to be about “{covers}”: it was left without {{covers=…}}", title)
            )
            return ""
        self.doubts.append((f"Taken as the place of “{covers}”", title))
        return covers

    def _front(self, para: Para) -> bool:
        """Whether a line ahead of the first heading is the title or a detail."""
        if para.style in ("title", "cover title"):
            self.details.setdefault(("document", "title"), " ".join(para.text.split()))
            return True
        if para.style in ("subtitle", "cover subtitle"):
            self.details.setdefault(("review", "type"), " ".join(para.text.split()))
            return True
        found = detail_line(para, self._rules, self._schema)
        for key, value in found.items():
            self.details.setdefault(key, value)
        return bool(found)

    def _in_record(self, para: Para, draft: Draft) -> None:
        labelled = cut_labelled(para.runs)
        if not labelled:
            plain = cut_plain(para.runs)
            if plain is not None and draft.kind.field(plain[0]) is not None:
                labelled = (plain,)
        if not labelled or para.listed is not Listed.NO:
            self._waiting.append(self._without_number(para))
            return
        self._flush()
        for label, runs in labelled:
            self._label(draft, label, runs)

    def _label(self, draft: Draft, label: str, runs: Sequence[Run]) -> None:
        spec = draft.kind.field(label)
        text = inline(runs, self.notes).strip()
        if self._rules.is_blank(text.rstrip(".")):
            return
        ids = _IDS_ALONE.match(text)
        if spec is None and ids:
            return  # the way back from another record, made anew at every export
        if ids:
            text = text.rstrip(". ")
        name = spec.name if spec is not None else label
        if not draft.says(name):
            draft.set(name, [text])
        else:
            draft.narrative.append(f"{name}: {text}")

    def _section_field(self, para: Para) -> bool:
        """Whether a paragraph is a field of the section it stands in, such as `Quality assurance: …`."""
        labelled = cut_labelled(para.runs)
        if not labelled or not self._heads:
            return False
        areas = frozenset(name.partition(".")[0] for head in self._heads for name in head.covers.split())
        specs = [self._schema.section_field(label, areas) for label, _ in labelled]
        if any(spec is None for spec in specs):
            return False
        for spec, (_, runs) in zip(specs, labelled, strict=True):
            text = inline(runs, self.notes)
            if spec is not None and not self._rules.is_blank(text):
                self._heads[-1].fields.append(f"- {spec.field.name}: {text}")
        return True

    def _details(self, block: Table) -> bool:
        found = details_table(block, self._rules, self._schema)
        if found is not None:
            details, others = found
            for key, value in details.items():
                self.details.setdefault(key, value)
            self.doubts += [
                ("A row of a table of details that was not recognised was left out", f"{label}: {text}"[:_NEAR])
                for label, text in others
            ]
            return True
        terms = glossary(block, self._rules)
        if terms is not None:
            for term, meaning in terms.items():
                self.glossary.setdefault(term, meaning)
            return True
        return False

    def _take_people(self, drafts: Sequence[Draft], unclear: Sequence[str]) -> None:
        for draft in drafts:
            self._people[f"{len(self._people)}"] = draft
            self.chunks.append(draft)
        roles = tuple(" ".join(draft.values.get("Role", [])) for draft in drafts)
        if ("review", "subjects") not in self.details and all(roles):
            self.details["review", "subjects"] = roles
        self.doubts += [("It is not said whom a restriction is for: it was put to each", name) for name in unclear]

    def _place(self, drafts: Sequence[Draft], block: Table) -> None:
        """Records where their table stood; where its cells have places of their own, they say which record each is."""
        for draft, row in zip(drafts, [row for row in block.rows[1:] if any(cell.text for cell in row)], strict=False):
            places = [match for cell in row for name in cell.anchors if (match := _OWN_PLACE.match(name))]
            own = next((match[2] for match in places if match[1] == draft.kind.letter), None)
            if own is not None and not draft.ident:
                draft.ident = f"{draft.kind.letter}{own}"
        self.chunks += drafts

    def _plain_table(self, block: Table) -> None:
        if len(block.rows[0] if block.rows else ()) <= 1 or len(block.rows) == 1:
            # A frame drawn around text, as many templates have it.
            for row in block.rows:
                for cell in row:
                    self.chunks += paragraphs(cell.paras, self.notes)
            return
        head = ", ".join(" ".join(cell.text.split()) for cell in block.rows[0])
        self.doubts.append((f"A table of {len(block.rows)} rows was kept as a table", head[:_NEAR]))
        if any(len([para for para in cell.paras if not para.is_blank]) > 1 for row in block.rows for cell in row):
            self.doubts.append(("In it, cells of several paragraphs were made one line each", head[:_NEAR]))
        self.chunks.append(as_table(block, self.notes))

    def _without_number(self, para: Para) -> Para:
        length = typed_number(para.text) if para.listed is Listed.NO else 0
        if not length:
            return para
        self._numbers += 1
        runs: list[Run] = []
        for run in para.runs:
            cut = min(length, len(run.text))
            length -= cut
            if run.text[cut:] or run.note:
                runs.append(replace(run, text=run.text[cut:]))
        return replace(para, runs=tuple(runs))

    def _flush(self) -> None:
        blocks = paragraphs(self._waiting, self.notes)
        self._waiting = []
        if self._caption is not None:
            blocks.append(inline(self._caption.runs, self.notes))
            self._caption = None
        if self._draft is not None:
            self._draft.narrative += blocks
        else:
            self.chunks += blocks
