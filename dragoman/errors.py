"""What can go wrong, each with a sentence that says what to do next.

DragomanError
├── SourceError      a file or page that cannot be read at all
├── ModelError       a spaCy pipeline that is not installed or does not fit
├── LibraryError     a library that cannot be opened, read or written
└── KnowledgeError   a table in data/knowledge (or a user's own) that is not as it should be
"""


class DragomanError(Exception):
    """Base of all: its text is meant for the user."""


class SourceError(DragomanError):
    """A file, folder or upload that cannot be read at all."""


class ModelError(DragomanError):
    """A spaCy pipeline that is missing or unfit."""


class LibraryError(DragomanError):
    """A library that cannot be opened, read or written."""


class KnowledgeError(DragomanError):
    """A knowledge table that is not as it should be."""
