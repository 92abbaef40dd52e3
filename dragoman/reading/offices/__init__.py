"""The offices that a text states: role, country or body, former or not, and whether somebody is an official at all."""

from dragoman.reading.offices.statements import Standing, find_offices

__all__ = ["Standing", "find_offices"]
