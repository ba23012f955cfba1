"""Small pieces of language: lists, counts, days, and what a refusal quotes."""

from calls import calls
from wayout import language


class Broken:
    def __repr__(self) -> str:
        raise RuntimeError


test_calls = calls(__file__, language, {"Broken": Broken})
