"""What a review author put into a copy that came back: comments with their replies, and tracked changes, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from imr_tui.document.dialogue import Change, Remark, Reply, Stand
from imr_tui.errors import InputError
from imr_tui.word.comments import OWN_AUTHORS
from imr_tui.word.incoming.package import Package, W, open_package
from imr_tui.word.incoming.reading import flat_blocks
from imr_tui.word.incoming.rules import IncomingRules, bare_heading
from imr_tui.word.incoming.runs import clean
from imr_tui.word.incoming.styles import Styles, is_on, read_styles

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_OWN_PLACE = re.compile(r"record_([A-Z]\d+)$")
_LONGEST_QUOTE = 300
_AHEAD = 60
_MOST = 5_000


@dataclass(slots=True)
class _Comment:
    who: str
    when: str
    text: str
    para: str
    parent: str = ""
    done: bool = False


@dataclass(slots=True)
class _Place:
    where: str = ""
    pieces: list[str] = field(default_factory=list)


def read_remarks(data: bytes, rules: IncomingRules) -> tuple[Remark, ...]:
    """The remarks in a .docx file, in the order of their places. Comments that an export of ours made are none.

    Raises `InputError` for a file that cannot be used.
    """
    package = open_package(data)
    root = package.xml(package.main)
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise InputError("The Word file cannot be used", "It holds no text.", "Ask for the document again.")
    walk = _Walk(read_styles(package), rules)
    for element in flat_blocks(body):
        walk.block(element)
    found = [(order, remark) for order, remark in _remarks(_comments(package), walk.places)] + walk.changes
    return tuple(remark for _, remark in sorted(found, key=lambda entry: entry[0]))[:_MOST]


class _Walk:
    """Goes through the text, and remembers where each comment's words stand and each tracked change."""

    def __init__(self, styles: Styles, rules: IncomingRules) -> None:
        self.places: dict[str, tuple[int, _Place]] = {}
        self.changes: list[tuple[int, Remark]] = []
        self._styles = styles
        self._rules = rules
        self._where = ""
        self._open: dict[str, _Place] = {}
        self._order = 0

    def block(self, element: etree._Element) -> None:
        """Take the next paragraph or table."""
        if element.tag == f"{W}p":
            self._heading(element)
            self._paragraph(element, self._where)
            return
        for row in element.iter(f"{W}tr"):
            own = _record(row)
            for cell in row.iterchildren(f"{W}tc"):
                for paragraph in cell.iter(f"{W}p"):
                    self._paragraph(paragraph, own or self._where)

    def _heading(self, element: etree._Element) -> None:
        if not self._styles.level(element):
            return
        title = " ".join(_text(element).split())
        named = self._rules.record(title)
        self._where = _record(element) or (f"{named[0]}{named[1]}" if named is not None else bare_heading(title))

    def _paragraph(self, element: etree._Element, where: str) -> None:
        said = ""
        pending: Remark | None = None
        for node in element.iter():
            self._order += 1
            if node.tag == f"{W}commentRangeStart":
                place = _Place(where)
                self._open[node.get(f"{W}id", "")] = place
                self.places.setdefault(node.get(f"{W}id", ""), (self._order, place))
            elif node.tag == f"{W}commentRangeEnd":
                self._open.pop(node.get(f"{W}id", ""), None)
            elif node.tag == f"{W}commentReference":
                ident = node.get(f"{W}id", "")
                self.places.setdefault(ident, (self._order, _Place(where, [_text(element)])))
            elif node.tag in (f"{W}t", f"{W}delText") and not _hidden(node):
                text = clean(node.text or "")
                for place in self._open.values():
                    place.pieces.append(text)
                said += text if not _within(node, "ins", "moveTo") else ""
            elif node.tag in (f"{W}ins", f"{W}moveTo", f"{W}del", f"{W}moveFrom") and node.find(f".//{W}r") is not None:
                pending = self._change(node, where, said, pending)
        for place in self._open.values():
            place.pieces.append(" ")

    def _change(self, node: etree._Element, where: str, said: str, pending: Remark | None) -> Remark | None:
        """A tracked change; words taken out with others put in directly behind them are one."""
        who, when = clean(node.get(f"{W}author", "")), clean(node.get(f"{W}date", ""))
        words = " ".join(_all_text(node).split())
        if not words:
            return None
        taken = node.tag in (f"{W}del", f"{W}moveFrom")
        before = node.getprevious()
        joined = before is not None and before.tag in (f"{W}del", f"{W}moveFrom")
        if not taken and joined and pending is not None and pending.who == who:
            self.changes[-1] = (
                self.changes[-1][0],
                replace(pending, change=Change.REPLACED, text=_all_text(node).strip()),
            )
            return None
        if taken:
            remark = Remark(who, "", when, where, words, Change.DELETED)
        else:
            remark = Remark(who, clean(_all_text(node)), when, where, _ahead(said), Change.INSERTED)
        self.changes.append((self._order, remark))
        return remark


def _remarks(
    comments: Mapping[str, _Comment], places: Mapping[str, tuple[int, _Place]]
) -> Iterator[tuple[int, Remark]]:
    by_para = {comment.para: ident for ident, comment in comments.items() if comment.para}
    replies: dict[str, list[Reply]] = {}
    for comment in comments.values():
        parent = by_para.get(comment.parent)
        if parent is not None:
            replies.setdefault(parent, []).append(Reply(comment.who, comment.text, comment.when))
    for ident, comment in comments.items():
        if comment.parent in by_para or comment.who in OWN_AUTHORS or not comment.text:
            continue
        order, place = places.get(ident, (0, _Place()))
        quote = " ".join("".join(place.pieces).split())[:_LONGEST_QUOTE]
        state = Stand.DONE if comment.done else Stand.OPEN
        yield (
            order,
            Remark(
                comment.who,
                comment.text,
                comment.when,
                place.where,
                quote,
                Change.NONE,
                state,
                "",
                tuple(replies.get(ident, ())),
            ),
        )


def _comments(package: Package) -> dict[str, _Comment]:
    found: dict[str, _Comment] = {}
    for name in package.related("comments"):
        root = package.xml(name)
        for entry in root.iter(f"{W}comment") if root is not None else ():
            paras = list(entry.iter(f"{W}p"))
            found[entry.get(f"{W}id", "")] = _Comment(
                clean(entry.get(f"{W}author", "")) or "Unnamed",
                clean(entry.get(f"{W}date", "")),
                "\n".join(line for line in (" ".join(_text(para).split()) for para in paras) if line),
                paras[-1].get(f"{_W14}paraId", "") if paras else "",
            )
    by_para = {comment.para: comment for comment in found.values() if comment.para}
    for name in package.related("commentsExtended"):
        root = package.xml(name)
        for entry in root.iter(f"{_W15}commentEx") if root is not None else ():
            comment = by_para.get(entry.get(f"{_W15}paraId", ""))
            if comment is not None:
                comment.parent = entry.get(f"{_W15}paraIdParent", "")
                comment.done = entry.get(f"{_W15}done", "0") in ("1", "true")
    return found


def _record(element: etree._Element) -> str:
    names = (entry.get(f"{W}name", "") for entry in element.iter(f"{W}bookmarkStart"))
    return next((match[1] for name in names if (match := _OWN_PLACE.match(name))), "")


def _text(element: etree._Element) -> str:
    return "".join(clean(entry.text or "") for entry in element.iter(f"{W}t") if not _hidden(entry))


def _all_text(element: etree._Element) -> str:
    return "".join(clean(entry.text or "") for entry in element.iter(f"{W}t", f"{W}delText") if not _hidden(entry))


def _hidden(text: etree._Element) -> bool:
    run = text.getparent()
    return bool(is_on(run.find(f"{W}rPr"), "vanish")) if run is not None else False


def _within(node: etree._Element, *names: str) -> bool:
    return next(node.iterancestors(*(f"{W}{name}" for name in names)), None) is not None


def _ahead(said: str) -> str:
    """The last words ahead of a place."""
    words = " ".join(said.split())
    return words if len(words) <= _AHEAD else words[-_AHEAD:].partition(" ")[2]
