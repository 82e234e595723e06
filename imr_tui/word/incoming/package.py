"""A Word file as it came: opened within limits, without following anything that leads outside it."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import unquote

from lxml import etree

from imr_tui.dataclass import dataclass
from imr_tui.errors import InputError

MOST_BYTES = 64_000_000
MOST_MEMBERS = 4_000
MOST_UNPACKED = 256_000_000
MOST_XML = 96_000_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OLD_FORMAT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STRICT = b"http://purl.oclc.org/ooxml/"
_HINT = "Ask for the document again, saved by Word as a .docx file."


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: `kind` is the last word of its type, `target` a part's name, or an address if `outside`."""

    kind: str
    target: str
    outside: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word file by name; `main` is the name of the one that holds the text."""

    parts: Mapping[str, bytes]
    main: str

    def xml(self, name: str) -> etree._Element | None:
        """The root of a part; None where there is no such part. Raises `InputError` for one that cannot be read."""
        data = self.parts.get(name)
        return None if data is None else _parsed(data)

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to, by id."""
        folder, base = posixpath.split(name)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, Relation] = {}
        for entry in root.iter(_RELATIONS) if root is not None else ():
            target, outside = entry.get("Target", ""), entry.get("TargetMode") == "External"
            place = target if outside else posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            found[entry.get("Id", "")] = Relation(entry.get("Type", "").rpartition("/")[2], place, outside)
        return found

    def related(self, kind: str) -> tuple[str, ...]:
        """The names of the parts of that kind which the text refers to."""
        return tuple(
            relation.target
            for relation in self.relations(self.main).values()
            if relation.kind == kind and not relation.outside and relation.target in self.parts
        )


def open_package(data: bytes) -> Package:
    """The parts of a .docx file.

    Raises `InputError` for a file that is none, is protected by a password, or is larger than its limits: 64 MB, 4,000
    parts, 256 MB unpacked, 96 MB for one part of XML.
    """
    if data.startswith(_OLD_FORMAT):
        raise _refused(
            "It is in Word's older format, or protected by a password.",
            "Open it in Word, take the password off and save it as a .docx file.",
        )
    if len(data) > MOST_BYTES:
        raise _refused(f"It is larger than {MOST_BYTES // 1_000_000} MB.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _members(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise _refused("It is no .docx file, or it was damaged on its way.") from error
    package = Package(MappingProxyType(parts), "")
    for relation in package.relations("").values():
        if relation.kind == "officeDocument" and relation.target in parts:
            return Package(package.parts, relation.target)
    raise _refused("It is no Word document.")


def _members(archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = archive.infolist()
    if len(infos) > MOST_MEMBERS:
        raise _refused(f"It has more than {MOST_MEMBERS:,} parts.")
    parts: dict[str, bytes] = {}
    room = MOST_UNPACKED
    for info in infos:
        if info.is_dir():
            continue
        if info.flag_bits & 1:
            raise _refused("It is protected by a password.", "Take the password off in Word and try again.")
        # Pictures and the like are counted, not kept: only text is read.
        with archive.open(info) as member:
            content = member.read(min(room, MOST_XML) + 1)
        room -= len(content)
        if room < 0 or len(content) > MOST_XML:
            raise _refused("It unpacks to more than can be right for a document.")
        name = posixpath.normpath(posixpath.join("/", info.filename.replace("\\", "/"))).lstrip("/")
        parts[name] = content if name.endswith((".xml", ".rels")) else b""
    return parts


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    if _STRICT in data[:4096]:
        raise _refused("It is saved in the strict form of the format.", "Save it in Word as an ordinary .docx file.")
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refused("A part of it cannot be read: it was damaged, or is nested too deeply.") from error
    if root.getroottree().docinfo.doctype:
        raise _refused("It holds instructions that no Word document needs.")
    return root


def _refused(why: str, hint: str = _HINT) -> InputError:
    return InputError("The Word file cannot be used", why, hint)
