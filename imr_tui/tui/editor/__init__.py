"""The editor: a widget of our own on Textual's line interface, over the document's own buffer."""

from imr_tui.tui.editor.underlines import Underline
from imr_tui.tui.editor.widget import Editor

__all__ = ["Editor", "Underline"]
