"""What can go wrong, each with a sentence that says what to do next.

DragomanError
├── SourceError      a file or page that cannot be read at all
│   ├── FetchError   an address on the web that cannot be fetched, or may not be
│   └── StoppedError a page or feed whose reading takes too long, or too much memory
├── SendError        a message that cannot be sent, or may not be
├── ModelError       a spaCy pipeline that is not installed or does not fit
├── LibraryError     a library that cannot be opened, read or written
├── DecisionError    a correction that cannot be meant, or contradicts an earlier one
├── AccessError      a change by who may only read
├── SettingError     a setting whose value does not fit
├── QueryError       words to search for that cannot be understood, and where the mistake stands
└── KnowledgeError   a table in data/knowledge (or a user's own) that is not as it should be
"""


class DragomanError(Exception):
    """Base of all: its text is meant for the user."""


class SourceError(DragomanError):
    """A file, folder or upload that cannot be read at all."""


class FetchError(SourceError):
    """An address on the web that cannot be fetched, or may not be.

    `status` is the answer's HTTP status, 0 when there was none; `wait` the seconds that the site asks to
    wait; `lasting` says that trying again will not help.
    """

    def __init__(self, sentence: str, status: int = 0, wait: float = 0, lasting: bool = False) -> None:
        super().__init__(sentence)
        self.status = status
        self.wait = wait
        self.lasting = lasting


class StoppedError(SourceError):
    """A page or feed whose reading was stopped: it takes too long, or too much memory."""


class SendError(DragomanError):
    """A message that cannot be sent, or may not be; `lasting` says that trying again will not help."""

    def __init__(self, sentence: str, lasting: bool = False) -> None:
        super().__init__(sentence)
        self.lasting = lasting


class ModelError(DragomanError):
    """A spaCy pipeline that is missing or unfit."""


class LibraryError(DragomanError):
    """A library that cannot be opened, read or written."""


class DecisionError(DragomanError):
    """A correction that is not as it should be, or contradicts earlier ones: `earlier` has their ids."""

    def __init__(self, sentence: str, earlier: tuple[str, ...] = ()) -> None:
        super().__init__(sentence)
        self.earlier = earlier


class AccessError(DragomanError):
    """A change that whoever is signed in may not make."""


class SettingError(DragomanError):
    """A setting whose value does not fit."""


class QueryError(DragomanError):
    """Words to search for that cannot be understood: `start` to `end` of the `query` is where the mistake is,
    `advice` says what it is and what to do."""

    def __init__(self, query: str, start: int, end: int, advice: str) -> None:
        shown = query if len(query) <= 200 else query[:200] + "…"
        super().__init__(f"The search {shown!r} cannot be understood, at character {start + 1}: {advice}")
        self.query = query
        self.start = start
        self.end = end
        self.advice = advice


class KnowledgeError(DragomanError):
    """A knowledge table that is not as it should be."""


def name_fault(error: Exception) -> str:
    """A fault of ours in a few words, to be reported."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:200].rstrip(": ")
