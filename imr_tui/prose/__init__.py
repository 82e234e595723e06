"""What prose rules find in a document: wording, jargon, acronyms, quotations, repetition."""
