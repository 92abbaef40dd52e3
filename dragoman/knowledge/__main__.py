"""Prints how far the table of offices reaches, by country, kind of post and year."""

from dragoman.knowledge.offices import format_coverage, load_offices

print(format_coverage(load_offices()))
