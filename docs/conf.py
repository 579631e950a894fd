"""Sphinx: the documents of this folder as a site."""

project = "Claim tracker"
author = "The claim tracker's authors"
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
html_theme = "alabaster"  # Sphinx's own: nothing more to install, no request to another site
html_theme_options = {"description": "What news says will happen, and what became of it", "page_width": "70rem"}
html_show_sourcelink = False
html_copy_source = False
myst_heading_anchors = 3
nitpicky = True
suppress_warnings = ["misc.highlighting_failure"]  # shortened JSON has `…` in it
