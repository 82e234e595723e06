"""What is data, as data: the record schema, the questions, the wording rules, the acronyms; and their loader."""
