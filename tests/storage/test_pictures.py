"""Pictures are found wherever the text has them, and read only from the review's own folder."""

import pytest

from imr_tui.data.loader import load_schema
from imr_tui.document.parse import parse
from imr_tui.storage import pictures
from imr_tui.storage.pictures import picture_paths, read_pictures

TEXT = """\
# One ![in a heading](a.png)

A *stressed ![b](b.png)* word and [a link ![c](c.png)](https://example.org).

- an item ![d](d.png)
  - deeper ![e](e.png)

> quoted ![f](f.png)

| one | two ![g](g.png) |
| --- | --- |
| ![h](h.png) | ![again](a.png) |

### E1: Event

- Action taken: see ![i](i.png)

`![not](code.png)` <!-- ![not](comment.png) --> and a note[^1].

[^1]: The note ![j](j.png).
"""


def report(text):
    return parse(text, load_schema())


def test_every_picture_of_the_text_is_found_once():
    assert sorted(picture_paths(report(TEXT))) == [f"{letter}.png" for letter in "abcdefghij"]


def test_pictures_of_the_folder_are_read(tmp_path):
    (tmp_path / "plan of the flat.png").write_bytes(b"plan")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "m.png").write_bytes(b"map")
    found = read_pictures(report("![p](plan%20of%20the%20flat.png) ![m](maps/m.png)\n"), tmp_path / "review.md")
    assert found == {"plan%20of%20the%20flat.png": b"plan", "maps/m.png": b"map"}


@pytest.mark.parametrize(
    "path", ["../out.png", "OUTSIDE", "link.png", "http://example.org/x.png", "none.png", "dir", "a%00b"]
)
def test_nothing_outside_the_folder_is_read(tmp_path, path):
    outside = tmp_path / "out.png"
    outside.write_bytes(b"secret")
    folder = tmp_path / "review"
    (folder / "dir").mkdir(parents=True)
    (folder / "link.png").symlink_to(outside)
    path = str(outside) if path == "OUTSIDE" else path
    assert read_pictures(report(f"![p]({path})\n"), folder / "review.md") == {}


def test_what_is_too_large_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_BYTES", 4)
    monkeypatch.setattr(pictures, "MOST_BYTES_IN_ALL", 6)
    for name, size in (("a", 5), ("b", 4), ("c", 3), ("d", 2)):
        (tmp_path / f"{name}.png").write_bytes(b"x" * size)
    text = "![a](a.png) ![b](b.png) ![c](c.png) ![d](d.png)\n"
    assert sorted(read_pictures(report(text), tmp_path / "review.md")) == ["b.png", "d.png"]
