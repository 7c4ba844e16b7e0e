"""Files of posts: exports of other tools, archives, spreadsheets.

settings   what the configuration says about the files
source     which files there are, which of them are new, and what became of each
formats    which reader a file needs; bytes unpacked
delimited, jsonlines, tables   the readers: a file → rows
columns    which column is which field
mapping    a row → a post
values     dates, counts, stars as people write them
"""

from flows.sources.files.settings import FilesSettings
from flows.sources.files.source import Files

__all__ = ["Files", "FilesSettings"]
