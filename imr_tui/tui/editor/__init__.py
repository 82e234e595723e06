"""The editor: a widget of our own on Textual's line interface, over the document's own buffer."""
