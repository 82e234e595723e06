"""The schema file's text into a `Schema`, with everything checked that other rooms rely on."""

from __future__ import annotations

import re
from types import MappingProxyType

from imr_tui.data.tables import Table, read_toml
from imr_tui.document.schema import FieldSpec, FieldType, FrontKey, KindSpec, Schema, SectionFieldSpec, fold_name

FRONT_TYPES = ("string", "date", "integer", "string-list", "table", "string-or-table")

# A field's name as the parser knows one: one to six words.
_WORD = r"[^\W\d_](?:[^\W\d_]|[+/'-])*"
_NAME = re.compile(rf"{_WORD}(?: {_WORD}){{0,5}}")
_LINKING = (FieldType.LINK, FieldType.TEXT_OR_LINK)


def read_schema(text: str, name: str = "schema.toml") -> Schema:
    """The schema in `text`; InputError says in which entry something is missing, unknown or contradictory."""
    return schema_of(read_toml(text, name))


def schema_of(root: Table) -> Schema:
    """The same of a file that was taken apart."""
    counts = root.counts("areas")
    areas = tuple(counts)
    kinds = tuple(_kind(table, areas) for table in root.tables("kind", "letter"))
    section_fields = tuple(_section_field(table, areas) for table in root.tables("section_field", "name"))
    front_keys = tuple(_front_key(table) for table in root.tables("front", "key"))
    root.done()
    schema = Schema(
        kinds=MappingProxyType({kind.letter: kind for kind in kinds}),
        section_fields=section_fields,
        front_keys=front_keys,
        areas=areas,
        items=tuple(f"{area}.{number}" for area in areas for number in range(1, counts[area] + 1)),
    )
    if len(schema.kinds) != len(kinds):
        raise root.error("two kinds have the same letter")
    if len({(key.table, key.key) for key in front_keys}) != len(front_keys):
        raise root.error("a key of the front matter stands twice")
    _check_kind_letters(schema, root)
    _check_section_names(schema, root)
    return schema


def _kind(table: Table, areas: tuple[str, ...]) -> KindSpec:
    letter = table.text("letter")
    if not re.fullmatch(r"[A-Z]", letter):
        raise table.error('"letter" must be one capital letter')
    fields = tuple(_field(entry) for entry in table.tables("field", "name"))
    kind = KindSpec(
        letter=letter,
        name=table.text("name"),
        plural=table.text("plural"),
        area=table.word("area", areas),
        fields=fields,
        narrative=table.text("narrative", ""),
        help=table.text("help"),
        source=table.text("source"),
        inserts=table.texts("inserts"),
        nests_under=table.texts("nests_under"),
        title_help=table.text("title_help", ""),
        narrative_help=table.text("narrative_help", ""),
    )
    table.done()
    _check_names(fields, table)
    known = {field.name for field in fields}
    if strange := [name for name in kind.inserts if name not in known]:
        raise table.error(f'"inserts" names no field of this kind: {", ".join(strange)}')
    if left_out := [field.name for field in fields if field.required and field.name not in kind.inserts]:
        raise table.error(f'"inserts" leaves out what is required: {", ".join(left_out)}')
    return kind


def _field(table: Table) -> FieldSpec:
    kind = FieldType(table.word("type", FieldType, FieldType.TEXT))
    field = FieldSpec(
        name=table.text("name"),
        type=kind,
        required=table.flag("required"),
        reasoned=table.flag("reasoned"),
        choices=table.texts("choices", required=kind is FieldType.CHOICE),
        suggested=table.texts("suggested"),
        links_to=table.texts("links_to", required=kind in _LINKING),
        synonyms=table.texts("synonyms"),
        notable=table.flag("notable"),
        characteristic=table.flag("characteristic"),
        multiline=table.flag("multiline"),
        help=table.text("help"),
        source=table.text("source"),
        analysis_words=table.texts("analysis_words"),
    )
    table.done()
    if field.choices and kind is not FieldType.CHOICE:
        raise table.error('"choices" belong to a choice; a text has "suggested"')
    if field.links_to and kind not in _LINKING:
        raise table.error('"links_to" belongs to a link')
    if field.notable and not field.characteristic:
        raise table.error('only a characteristic can be "notable"')
    return field


def _section_field(table: Table, areas: tuple[str, ...]) -> SectionFieldSpec:
    area = table.word("area", areas)
    nil_for = table.text("nil_for", "")
    field = FieldSpec(
        name=table.text("name"),
        synonyms=table.texts("synonyms"),
        help=table.text("help"),
        source=table.text("source"),
    )
    table.done()
    _check_names((field,), table)
    return SectionFieldSpec(area, field, nil_for)


def _front_key(table: Table) -> FrontKey:
    key = FrontKey(
        table=table.text("table", ""),
        key=table.text("key"),
        type=table.word("type", FRONT_TYPES, "string"),
        label=table.text("label"),
        help=table.text("help"),
        choices=table.texts("choices"),
        form=table.flag("form", default=True),
        suggested=table.texts("suggested"),
    )
    table.done()
    return key


def _check_names(fields: tuple[FieldSpec, ...], table: Table) -> None:
    seen: set[str] = set()
    for field in fields:
        for name in (field.name, *field.synonyms):
            if not _NAME.fullmatch(name):
                raise table.error(f'"{name}" is no field name: one to six words of letters')
            if fold_name(name) in seen:
                raise table.error(f'"{name}" names two fields')
            seen.add(fold_name(name))


def _check_kind_letters(schema: Schema, root: Table) -> None:
    for kind in schema.kinds.values():
        named = {*kind.nests_under, *(letter for field in kind.fields for letter in field.links_to)}
        if strange := sorted(named - set(schema.kinds)):
            raise root.error(f"kind {kind.letter} points to no kind: {', '.join(strange)}")
    if strange := [spec.nil_for for spec in schema.section_fields if spec.nil_for and spec.nil_for not in schema.kinds]:
        raise root.error(f'"nil_for" points to no kind: {", ".join(strange)}')


def _check_section_names(schema: Schema, root: Table) -> None:
    seen: set[tuple[str, str]] = set()
    for spec in schema.section_fields:
        for name in (spec.field.name, *spec.field.synonyms):
            if (spec.area, fold_name(name)) in seen:
                raise root.error(f'"{name}" names two fields of {spec.area}')
            seen.add((spec.area, fold_name(name)))
