import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imr_tui.errors import InputError
from imr_tui.word.package import read_package, write_package

NEEDED = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}


@given(st.dictionaries(st.from_regex(r"word/[a-z]{1,8}\.xml", fullmatch=True), st.binary(max_size=50)), st.randoms())
def test_the_same_parts_give_the_same_bytes_in_any_order(parts, random):
    whole = {**parts, **NEEDED}
    names = list(whole)
    random.shuffle(names)

    data = write_package({name: whole[name] for name in names})

    assert data == write_package(whole)
    assert read_package(data) == whole
    assert zipfile.ZipFile(io.BytesIO(data)).namelist()[0] == "[Content_Types].xml"


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zip",
        zipped({"a.txt": b""}),
        zipped(NEEDED)[:-30],
        zipped({**NEEDED, "word/big.xml": b"\0" * 3_000_000}),
    ],
    ids=["empty", "text", "another zip", "cut off", "too large when unpacked"],
)
def test_what_is_no_usable_word_file_is_refused(data):
    with pytest.raises(InputError):
        read_package(data, most_bytes=1_000_000)


def test_too_many_parts_are_refused():
    with pytest.raises(InputError):
        read_package(zipped({**NEEDED, **{f"word/{n}.xml": b"" for n in range(2100)}}))
