"""Prints how far the table of offices reaches, by country, kind of post and year."""

from dragoman.knowledge.office_years import format_coverage
from dragoman.knowledge.offices import load_offices

print(format_coverage(load_offices()))
