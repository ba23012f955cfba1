"""The course as files that need no server of ours: a static site, JupyterLite."""
