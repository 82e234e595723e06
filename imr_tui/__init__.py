"""Write, check and send the police part of a statutory review: the Individual Management Review."""

__version__ = "0.1.0"
