"""Claims, reasons and attacks: the part of the course that knows what an argument is."""
