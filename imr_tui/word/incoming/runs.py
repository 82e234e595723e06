"""The runs of a paragraph: what a reader sees of it, and what is left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from imr_tui.word.incoming.model import LeftOut, Run, What
from imr_tui.word.incoming.package import R, Relation, W
from imr_tui.word.incoming.styles import Styles, is_on, value

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_NEAR = 40
_SCHEMES = ("http://", "https://", "mailto:")
_THROUGH = frozenset(
    {
        f"{W}{name}"
        for name in ("ins", "moveTo", "sdt", "sdtContent", "smartTag", "customXml", "dir", "bdo", "fldSimple")
    }
)
_GONE = frozenset({f"{W}del", f"{W}moveFrom"})
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "\u2011", f"{W}ptab": "\t"}
_DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object", f"{MC}AlternateContent"})


@dataclass(slots=True)
class Reader:
    """Reads paragraphs one after the other; `left_out` grows by what they do not give, `fields` are the fields open now."""

    styles: Styles
    relations: Mapping[str, Relation]
    left_out: list[LeftOut] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)

    def runs(self, paragraph: etree._Element, *, hidden: bool = False) -> tuple[Run, ...]:
        """The runs of a paragraph, neighbours of one kind joined."""
        near = self._near(paragraph)
        hidden = hidden or bool(is_on(paragraph.find(f"{W}pPr/{W}rPr"), "vanish") and self._all_hidden(paragraph))
        return _joined(self._within(paragraph, "", near, hidden=hidden))

    def leave(self, what: What, near: str = "", words: int = 0) -> None:
        """Note something that is not carried over."""
        self.left_out.append(LeftOut(what, near, words))

    def _within(self, parent: etree._Element, link: str, near: str, *, hidden: bool) -> Iterator[Run]:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._run(child, link, near, hidden=hidden)
            elif tag == f"{W}hyperlink":
                yield from self._within(child, self._link(child, near), near, hidden=hidden)
            elif tag in _THROUGH:
                if tag in (f"{W}ins", f"{W}moveTo"):
                    self.leave(What.INSERTED, near, _words(child))
                yield from self._within(child, link, near, hidden=hidden)
            elif tag in _GONE:
                self.leave(What.DELETED, near, _words(child))
            elif tag in (f"{MATH}oMath", f"{MATH}oMathPara"):
                self.leave(What.EQUATION, near)
            elif tag in _DRAWN:
                self._drawn(child, near)

    def _run(self, run: etree._Element, link: str, near: str, *, hidden: bool) -> Iterator[Run]:
        properties = run.find(f"{W}rPr")
        style = self.styles.of(value(run, "rPr/rStyle"))
        text, notes = self._text_of(run, near)
        off = is_on(properties, "vanish")
        if hidden or (style.hidden if off is None else off):
            if text.strip():
                self.leave(What.HIDDEN, near, len(text.split()))
            return
        bold, italic, struck = (is_on(properties, name) for name in ("b", "i", "strike"))
        if text:
            yield Run(
                text,
                style.bold if bold is None else bold,
                style.italic if italic is None else italic,
                bool(struck),
                link,
            )
        for note in notes:
            yield Run("", note=note)

    def _text_of(self, run: etree._Element, near: str) -> tuple[str, list[str]]:
        pieces: list[str] = []
        notes: list[str] = []
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif any(not shown for shown in self.fields):
                continue  # the instruction of a field, not what it shows
            elif tag == f"{W}t":
                pieces.append(clean(child.text or ""))
            elif tag in _BREAKS:
                pieces.append("" if child.get(f"{W}type") in ("page", "column") else _BREAKS[tag])
            elif tag == f"{W}sym":
                pieces.append(_symbol(child.get(f"{W}char", "")))
            elif tag == f"{W}footnoteReference":
                notes.append(f"f{child.get(f'{W}id', '')}")
            elif tag == f"{W}endnoteReference":
                self.leave(What.ENDNOTE, near)
                notes.append(f"e{child.get(f'{W}id', '')}")
            elif tag in _DRAWN:
                self._drawn(child, near)
            elif tag == f"{W}delText":
                self.leave(What.DELETED, near, len((child.text or "").split()))
        return "".join(pieces), notes

    def _field(self, kind: str | None) -> None:
        """Fields nest: each is its instruction until it separates, then what it shows."""
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _link(self, element: etree._Element, near: str) -> str:
        anchor = element.get(f"{W}anchor")
        relation = self.relations.get(element.get(f"{R}id", ""))
        if anchor and relation is None:
            return f"#{anchor}"
        target = relation.target.strip() if relation is not None and relation.outside else ""
        if target.casefold().startswith(_SCHEMES) and not any(sign.isspace() for sign in target):
            return clean(target)
        self.leave(What.LINK, near)
        return ""

    def _drawn(self, element: etree._Element, near: str) -> None:
        boxes = list(element.iter(f"{W}txbxContent"))
        if boxes:
            # A drawing holds its text twice, the second time for programs that do not know the first.
            self.leave(What.TEXT_BOX, near, _words(boxes[0]))
        elif element.tag == f"{W}object":
            self.leave(What.OBJECT, near)
        else:
            self.leave(What.PICTURE, near)

    def _near(self, paragraph: etree._Element) -> str:
        shown = (entry.text or "" for entry in paragraph.iter(f"{W}t") if not _vanishes(entry))
        words = " ".join(clean("".join(shown)).split())
        return words if len(words) <= _NEAR else f"{words[:_NEAR].rsplit(' ', 1)[0]} …"

    def _all_hidden(self, paragraph: etree._Element) -> bool:
        """Whether the hidden paragraph mark goes with runs that are hidden all."""
        return all(is_on(run.find(f"{W}rPr"), "vanish") for run in paragraph.iter(f"{W}r"))


def clean(text: str) -> str:
    """Text without what nobody sees: control and format characters; blanks of all kinds are one blank."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if sign.isspace() else sign
        for sign in text
        if sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    )


def _vanishes(text: etree._Element) -> bool:
    run = text.getparent()
    return bool(is_on(run.find(f"{W}rPr"), "vanish")) if run is not None else False


def _words(element: etree._Element) -> int:
    return sum(len((entry.text or "").split()) for entry in element.iter(f"{W}t", f"{W}delText"))


def _symbol(code: str) -> str:
    """A sign of a symbol font: bullets and ticks have their own; others are left as a blank box."""
    return {"F0B7": "•", "F0FC": "✓", "F0FB": "✗", "F0A8": "□", "F0FE": "☒"}.get(code.upper(), "□")


def _joined(runs: Iterator[Run]) -> tuple[Run, ...]:
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last is not None and not run.note and not last.note and _kind(run) == _kind(last):
            found[-1] = Run(last.text + run.text, *_kind(run))
        else:
            found.append(run)
    return tuple(found)


def _kind(run: Run) -> tuple[bool, bool, bool, str]:
    return (run.bold, run.italic, run.struck, run.link)
