"""A copy for publication: the people's pseudonyms instead of their names, withheld fields, and the search for what is left."""
