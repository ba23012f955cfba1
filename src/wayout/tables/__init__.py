"""Tables by name, typed by their schema, each with its source, and how a notebook shows them."""
