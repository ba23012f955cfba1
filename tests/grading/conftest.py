"""What tests of grading share: whether a jail can be made here, and that none stays."""

from collections.abc import Iterator

import pytest

from wayout.grading import grade
from wayout.grading.jail import How, Jail, JailError


@pytest.fixture(scope="session")
def jailed() -> None:
    """Make one jail; skip, with the reason, where the system forbids them."""
    try:
        with Jail(How()) as jail:
            jail.run((), set(), 60)
    except JailError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module", autouse=True)
def none_stays() -> Iterator[None]:
    """End the jail that `grade_one` keeps for the next call of this thread."""
    yield
    if (jail := getattr(grade._own, "jail", None)) is not None:
        jail.close()
