"""Every error that dosye raises on purpose; each message says what, where and what to do.

DosyeError
├── DocumentError      a file or record cannot be read as a document
├── RecordError        a reading breaks the record's form (GUIDE's JSON)
├── TableError         a knowledge table is broken
├── StoreError         a dossier cannot be opened or written
├── QueryError         a question names something that is not there
└── ScenarioError      a what-if cannot be run as asked
"""


class DosyeError(Exception):
    """Base of all errors that dosye raises on purpose."""


class DocumentError(DosyeError):
    """A file or record cannot be read as a document."""


class RecordError(DosyeError):
    """A reading breaks the form of the record."""


class TableError(DosyeError):
    """A knowledge table is broken: path and line stand in the message."""


class StoreError(DosyeError):
    """A dossier cannot be opened, read or written."""


class QueryError(DosyeError):
    """A question names something that is not in the dossier."""


class ScenarioError(DosyeError):
    """A what-if cannot be run as asked."""
