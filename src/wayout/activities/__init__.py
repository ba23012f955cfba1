"""The plain objects behind the widgets: what is asked, what counts as an answer, what it gives."""
