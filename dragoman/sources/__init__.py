"""Where articles come from: files, folders and zips, uploads; pages, feeds and searches on the web."""

from __future__ import annotations

from dragoman.sources.articles import build_article
from dragoman.sources.columns import FIELDS, guess_columns
from dragoman.sources.files import SUPPORTED, list_columns, read_source, read_upload
from dragoman.sources.files.parser_process import Upload, parse_in_process
from dragoman.sources.preview import Preview, join_previews, preview_source

__all__ = ["FIELDS", "SUPPORTED", "Preview", "Upload", "build_article", "guess_columns", "join_previews"]
__all__ += ["list_columns", "parse_in_process", "preview_source", "read_source", "read_upload"]
