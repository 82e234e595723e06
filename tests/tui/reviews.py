"""Small reviews to work on; people and places are invented."""

from __future__ import annotations

import sys
import unicodedata

FRONT = """+++
imr = 1

[document]
title = "Individual Management Review"
marking = "OFFICIAL-SENSITIVE"
status = "Draft 2"

[review]
reference = "DHR/2025/014"
subjects = ["Victim"]

[agency]
name = "Northshire Police"
author = "Priya Nair"
+++

"""

CONTACT = (
    "Officers met the household four times in two years. Each visit followed a call from someone outside the home, and "
    "on each occasion the people who attended were new to it. This part sets out what they were told, what they "
    "recorded, and which other bodies heard of it."
)
ANSWERS = (
    "Her hearing loss meant that conversations on the doorstep reached her only in part. Staff spoke with her husband "
    "instead, took his account as hers, and did not think of an interpreter. Nobody decided against help; it was simply "
    "never offered in a form which she could use."
)

BODY = f"""# Contact with the police {{covers=overview}}

{CONTACT}

## E1: 999 call from a neighbour

- Date: 14 March 2023, 21:40
- Contact with: Victim
- Agencies: Northshire Police
- Action taken:

The call-taker heard shouting.

# Analysis {{covers=analysis}}

## F1: No risk assessment

- Events: E1
- Why: Nobody asked.

# Strategy {{covers=feedback.3}}

Later.

# Answers {{covers="characteristics.2 characteristics.4"}}

{ANSWERS}
"""

REVIEW = FRONT + BODY

HOSTILE = "[REDACTED] [/] [@click=app.quit]x[/] [bold]b \x1b[31mred\u202e"
"""What would vanish, break or act if it were read as markup, and what steers a terminal."""

EVERY = "".join(
    character
    for character in map(chr, range(1, sys.maxunicode + 1))
    if unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} and character not in "\n\r"
)
"""Every character that controls, formats or turns text round; line ends aside, at which a text has another row."""
