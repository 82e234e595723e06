"""What two screens have to have in common to look the same."""


def seen(cell: object) -> object:
    """A cell as it looks: a blank has no foreground, unless something is drawn in it."""
    assert isinstance(cell, tuple)
    if cell.data in ("", " ") and not (cell.underscore or cell.reverse or cell.strikethrough):
        return cell._replace(data=" ", fg="default", bold=False, italics=False)
    return cell
