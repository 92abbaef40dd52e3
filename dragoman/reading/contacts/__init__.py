"""Contacts: that named people, states or bodies met, called, visited, wrote to or signed with each other.

Found over what the rest of the reading has found, by patterns over a sentence in which names are one sign
each (data/knowledge/contacts.toml). The words of the day are kept, not the day: an article's own date reckons
it (days.py).
"""

from dragoman.reading.contacts.days import reckon_day
from dragoman.reading.contacts.finding import find_contacts

__all__ = ["find_contacts", "reckon_day"]
