"""Files of posts: exports of other tools, archives, spreadsheets.

    settings       what the configuration says about the files
    source         which files there are, which of them are new, and what became of each
    rows           what the readers of files agree on
    lines          lines of text files, packed or not
    delimited      CSV and TSV → rows
    json_records   JSON, one object a line or one array → rows
    tables         Parquet and workbooks → rows
    mapping        which column is which field; a row → a post
    values         dates, stars and ids, as people and programs write them

A broken row costs itself alone; a file that is not what it was said to be fails the source.
"""

from flows.sources.files.settings import FilesSettings, PathSettings
from flows.sources.files.source import Files

__all__ = ["Files", "FilesSettings", "PathSettings"]
