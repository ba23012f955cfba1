"""What is held is read once; what is not held is read anew."""

import pytest

from wayout.work.once import Once


def test_it_is_read_at_each_call_and_once_while_held() -> None:
    numbers = iter(range(9))
    once = Once(lambda: next(numbers))
    assert (once(), once()) == (0, 1)
    with once.held() as kept, once.held() as again:
        assert (kept, again, once(), once()) == (2, 2, 2, 2)
    assert once() == 3


def test_an_error_ends_the_holding() -> None:
    numbers = iter(range(9))
    once = Once(lambda: next(numbers))
    with pytest.raises(ValueError, match="so"), once.held():
        raise ValueError("so")
    assert (once(), once()) == (1, 2)
