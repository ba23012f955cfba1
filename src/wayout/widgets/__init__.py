"""The interactive widgets, one file each: thin faces over plain objects."""
