"""Tables: their numbers and titles, and columns as wide as what stands in them asks."""

from __future__ import annotations

from collections.abc import Sequence

from imr_tui.dataclass import dataclass
from imr_tui.word.metrics import line_count, text_width
from imr_tui.word.nodes import Node, clean, plain_text, raw_inline, string, styled_para, table
from imr_tui.word.palette import TEXT_WIDTH, TEXT_WIDTH_LANDSCAPE

TABLE_SIZE = 9.5
_PADDING = 190
_WIDEST_WORD = 2600
_SHORT_TEXT = 1250
_FEW_ROWS = 3
_FEW_LINES = 26
_FIELD = (
    '<w:r><w:t xml:space="preserve">Table </w:t></w:r>'
    '<w:fldSimple w:instr=" SEQ Table \\* ARABIC "><w:r><w:t>{number}</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve">: </w:t></w:r>'
)

Cell = list[Node]


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What a finished table has to carry beside its cells.

    `title` and `description` are read out to those who cannot see it. `label_column` says that the first column names
    the rows.
    """

    title: str
    description: str
    label_column: bool = False


class TableWriter:
    """Makes tables and keeps their facts by bookmark."""

    def __init__(self) -> None:
        self.facts: dict[str, TableFacts] = {}
        self._captions = 0

    def table(
        self,
        title: str,
        description: str,
        head: Sequence[Cell],
        rows: Sequence[Sequence[Cell]],
        *,
        width: int = TEXT_WIDTH,
        caption: bool = True,
        label_column: bool = False,
        align: Sequence[str] = (),
        widths: Sequence[float] = (),
    ) -> list[Node]:
        """A table with its caption above it. `width` is that of the text it stands in, in twips; `widths` are shares."""
        ident = f"table_{len(self.facts) + 1}"
        self.facts[ident] = TableFacts(clean(title), clean(description), label_column)
        found: list[Node] = []
        if caption:
            self._captions += 1
            number = raw_inline(_FIELD.format(number=self._captions))
            found.append(styled_para("caption", (number, string(title))))
        shares = widths or column_widths(head, rows, width)
        found.append(table(ident, shares, head, rows, align))
        return found

    def wide_table(
        self,
        title: str,
        description: str,
        head: Sequence[Cell],
        rows: Sequence[Sequence[Cell]],
        *,
        label_column: bool = False,
        turned: bool = False,
    ) -> tuple[list[Node], bool]:
        """A table of many columns, and whether it wants a landscape page: a short one does not, unless it is to be `turned`."""
        landscape = turned or not fits_portrait(head, rows)
        width = TEXT_WIDTH_LANDSCAPE if landscape else TEXT_WIDTH
        return self.table(title, description, head, rows, width=width, label_column=label_column), landscape

    def author_table(
        self, title: str, description: str, head: Sequence[Cell], rows: Sequence[Sequence[Cell]], align: Sequence[str]
    ) -> list[Node]:
        """A table of the author's own: no caption, for the text gives it none."""
        return self.table(title, description, head, rows, caption=False, align=align)


def column_widths(head: Sequence[Cell], rows: Sequence[Sequence[Cell]], width: int) -> list[float]:
    """The columns' shares of the width: never narrower than the longest word, the rest by how much there is to read."""
    narrowest, widest, weights = [], [], []
    for column, title in enumerate(head):
        texts = [plain_text(title), *(plain_text(row[column]) for row in rows)]
        words = max(
            (text_width(_longest_word(text), TABLE_SIZE, bold=n == 0) for n, text in enumerate(texts)), default=0
        )
        lines = [text_width(text, TABLE_SIZE, bold=n == 0) for n, text in enumerate(texts)]
        longest = max(lines, default=0)
        # What is short anyhow, such as a date and time, shall not take more than two lines.
        narrowest.append(max(min(words, _WIDEST_WORD), min(longest * 0.55, _SHORT_TEXT)) + _PADDING)
        widest.append(max(longest, words) + _PADDING)
        weights.append(max(1.0, sum(lines) / max(1, len(lines))) ** 0.65)
    return _shared_out(narrowest, widest, weights, float(width))


def fits_portrait(head: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a wide table is so short that it need not have a page of its own turned for it."""
    if len(rows) > _FEW_ROWS:
        return False
    texts = [[plain_text(cell) for cell in row] for row in (head, *rows)]
    widths = [share * TEXT_WIDTH for share in column_widths(head, rows, TEXT_WIDTH)]
    words = [max(text_width(_longest_word(row[n]), TABLE_SIZE) for row in texts) for n in range(len(head))]
    if any(word + _PADDING > width for word, width in zip(words, widths, strict=True)):
        return False
    lines = sum(
        max(line_count(text, width - _PADDING, TABLE_SIZE) for text, width in zip(row, widths, strict=True))
        for row in texts
    )
    return lines <= _FEW_LINES


def _longest_word(text: str) -> str:
    return max(text.split(), key=len, default="")


def _shared_out(narrowest: list[float], widest: list[float], weights: list[float], width: float) -> list[float]:
    """Share `width` by weight between each column's bounds; where there is room for all, what is over goes by weight."""
    if sum(narrowest) >= width:
        return [value / sum(narrowest) for value in narrowest]
    if sum(widest) <= width:
        over = (width - sum(widest)) / sum(weights)
        return [(value + over * weight) / width for value, weight in zip(widest, weights, strict=True)]
    fixed: dict[int, float] = {}
    while True:
        free = [n for n in range(len(weights)) if n not in fixed]
        unit = (width - sum(fixed.values())) / sum(weights[n] for n in free)
        over_bounds = {n: _bounded(weights[n] * unit, narrowest[n], widest[n]) for n in free}
        moved = {n: value for n, value in over_bounds.items() if value != weights[n] * unit}
        if not moved:
            return [fixed.get(n, weights[n] * unit) / width for n in range(len(weights))]
        # Settle the side that is further out first, so that the other keeps its freedom.
        excess = sum(value - weights[n] * unit for n, value in moved.items())
        chosen = {n: value for n, value in moved.items() if (value > weights[n] * unit) == (excess >= 0)}
        fixed.update(chosen)
        if len(fixed) == len(weights):
            total = sum(fixed.values())
            return [fixed[n] / total for n in range(len(weights))]


def _bounded(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))
