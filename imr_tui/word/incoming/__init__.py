"""Back from Word: a file that somebody else made, read with care and turned into a review."""
