"""Exports of paid suites and archives of platforms, recognised by their columns.

settings     what the configuration says about them
source       one file → posts, and what is said of rows that are none
recognise    which file is whose export, and where its table begins
recipe       what a recipe says
recipes      one for each suite and archive
archive      JSON of an archive → rows
completion   what several columns tell together
values       dates, counts and languages
"""

from flows.sources.export.settings import ExportSettings

__all__ = ["ExportSettings"]
"""The settings of this kind."""
