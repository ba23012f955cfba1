"""The course as a whole: lessons, progress, whether all is in order, and its generated pages."""
