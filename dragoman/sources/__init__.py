"""Where articles come from: files, folders and zips of these, uploads; pages, feeds and searches on the web."""

from __future__ import annotations

from dragoman.sources.articles import build_article
from dragoman.sources.columns import FIELDS, guess_columns
from dragoman.sources.files import SUPPORTED, list_columns, read_source, read_upload

__all__ = ["FIELDS", "SUPPORTED", "build_article", "guess_columns", "list_columns", "read_source", "read_upload"]
