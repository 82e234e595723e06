"""The IMR as text: a pure buffer, one parse into sections, records and prose, and edits as text edits.

The ways in are `parse.parse`, the edits in `edits` and `front_edits`, and the shapes in `model`.
"""
