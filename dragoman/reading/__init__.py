"""Reading an article: who and what it names, under which office, and where it says so."""

from dragoman.reading.extract import extract
from dragoman.reading.pipeline import Reader, key_text, read_articles

__all__ = ["Reader", "extract", "key_text", "read_articles"]
