"""Prints how far the table of offices reaches, by country, kind of post and year."""

from dragoman.knowledge.offices import load_offices
from dragoman.knowledge.reach import format_coverage

print(format_coverage(load_offices()))
