"""The eight areas and twenty-four questions of the practice advice, answered by evidence from the text."""
