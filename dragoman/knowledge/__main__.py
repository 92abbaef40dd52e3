"""Prints how far the table of offices reaches, by country, kind of post and year."""

from dragoman.knowledge.office_years import format_office_years
from dragoman.knowledge.offices import load_offices

print(format_office_years(load_offices()))
