"""Which officials, countries and topics appear together in diplomatic news over time."""

__version__ = "0.1.0"
