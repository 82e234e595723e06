"""The results as Markdown tables: a row for each thing measured, a column for each program."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Row = tuple[str, Callable[[Mapping[str, Any]], str]]
NOTHING = "–"


def number(value: float | None) -> str:
    """A number as people read it: two figures that count, thousands parted by commas, a dash for none."""
    if value is None:
        return NOTHING
    size = abs(value)
    if size < 0.05:
        return "0"
    return f"{value:.1f}" if size < 10 else f"{value:,.0f}"


def at(result: Mapping[str, Any], *path: str) -> Any:
    """What stands at a path of keys in nested results; None where nothing does."""
    value: Any = result
    for key in path:
        if not isinstance(value, Mapping) or key not in value:
            return None
        value = value[key]
    return value


def _values(*paths: str) -> Callable[[Mapping[str, Any]], str]:
    """Values at dotted paths, parted by strokes."""
    return lambda result: " / ".join(number(at(result, *path.split("."))) for path in paths)


def _spread(path: str, *names: str) -> Callable[[Mapping[str, Any]], str]:
    return _values(*(f"{path}.{name}" for name in names))


def _lost(path: str) -> Callable[[Mapping[str, Any]], str]:
    def told(result: Mapping[str, Any]) -> str:
        letters, unsure, missed = (at(result, *path.split("."), name) for name in ("letters", "unsure", "missed"))
        return NOTHING if letters is None else f"{unsure} / {missed} of {letters}"

    return told


def _paste(name: str) -> Callable[[Mapping[str, Any]], str]:
    def told(result: Mapping[str, Any]) -> str:
        paste = at(result, "typing", name)
        if paste is None or "failed" in paste:
            return NOTHING
        if paste["shown_ms"] is None:
            return "not within the limit"
        return number(paste["shown_ms"]) + ("" if paste["in_order"] else ", not whole")

    return told


ROWS: tuple[Row, ...] = (
    ("start to painted, ms (p50 / max)", _spread("start.painted_ms", "p50", "max")),
    ("start to last byte, ms (p50)", _spread("start.last_byte_ms", "p50")),
    ("bytes at the start (p50)", _spread("start.bytes", "p50")),
    ("CPU at the start, ms (p50)", _spread("start.cpu_ms", "p50")),
    ("key to screen, ms (p50 / p95 / p99)", _spread("typing.end.key_ms", "p50", "p95", "p99")),
    ("bytes a key (p50 / mean)", _spread("typing.end.bytes", "p50", "mean")),
    ("inside a paragraph: key to screen, ms (p50 / p95 / p99)", _spread("typing.inside.key_ms", "p50", "p95", "p99")),
    ("inside a paragraph: bytes a key (p50 / mean)", _spread("typing.inside.bytes", "p50", "mean")),
    ("CPU s per 1,000 keys", _values("typing.end.cpu_s_per_1000_keys")),
    ("letters unsure / missed", _lost("typing.end")),
    ("PageDown to nine tenths of its bytes, ms (p50 / p95)", _spread("reading.page.ms", "p50", "p95")),
    ("PageDown to its last byte, ms (p50)", _spread("reading.page.last_ms", "p50")),
    ("PageDown, bytes (p50)", _spread("reading.page.bytes", "p50")),
    ("paste of 5,000 characters, bracketed, ms", _paste("paste_bracketed")),
    ("paste of 5,000 characters, as keys, ms", _paste("paste_plain")),
    ("idle, bytes/s", _values("reading.idle.bytes_per_s")),
    ("idle, CPU %", _values("reading.idle.cpu_percent")),
    ("peak memory, MB", _values("typing.peak_mb")),
    ("slow line: key to screen, ms (p50 / p95)", _spread("slow.key_ms", "p50", "p95")),
    ("slow line: the last letter to screen, ms", _values("slow.last_ms")),
)

CORE_ROWS: tuple[Row, ...] = (
    ("rules read, CPU ms", _values("rules_ms")),
    ("first analysis, CPU ms", _values("first_ms")),
    ("whole analysis again, CPU ms (p50)", _spread("whole_ms", "p50")),
    ("markdown-it alone on the same text, CPU ms (p50)", _spread("markdown_ms", "p50")),
    ("analysis after a key, CPU ms (p50 / p99)", _spread("key_ms", "p50", "p99")),
    ("findings", _values("findings")),
    ("export to Word, ms (p50)", _spread("export.ours_ms", "p50")),
    ("pandoc alone from the same Markdown, ms (p50)", _spread("export.pandoc_ms", "p50")),
    ("memory after reading, MB", _values("peak_mb")),
)


def table(rows: Sequence[Row], title: str, results: Mapping[str, Mapping[str, Any]]) -> str:
    """A Markdown table of the rows; a column for each of the results by its name."""
    lines = [f"| {title} | {' | '.join(results)} |", "| --- |" + " ---: |" * len(results)]
    for label, told in rows:
        lines.append(f"| {label} | {' | '.join(told(result) for result in results.values())} |")
    return "\n".join(lines)
