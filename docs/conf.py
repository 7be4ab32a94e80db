"""How is the documentation site made? `make docs` builds it from these pages and from the docstrings, offline."""

from __future__ import annotations

import sys
from importlib.metadata import version as installed
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "extensions"))

project = "Communique"
author = "The Communique developers"
release = version = installed("communique")
extensions = ["myst_parser", "sphinx.ext.autodoc", "plain_docstrings", "public_names", "command_pages", "for_everybody"]
exclude_patterns = ["how-to/example-*"]

myst_heading_anchors = 3
# a link to a folder of the repository is plain text on the site; tests/docs holds that every link leads somewhere
suppress_warnings = ["myst.xref_missing"]
highlight_language = "none"
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True
add_module_names = False
toc_object_entries_show_parents = "hide"

html_theme = "furo"
html_title = "Communique"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_theme_options: dict[str, list[str]] = {"top_of_page_buttons": []}
html_copy_source = False
html_show_sourcelink = False
html_show_search_summary = False  # summaries are fetched page by page, which a browser refuses from disk
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
