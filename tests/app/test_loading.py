import gc

import pytest

from captioner.app.loading import uncollected


@pytest.fixture
def thawed():
    yield
    gc.unfreeze()


def test_nothing_is_collected_meanwhile_and_what_came_is_never_looked_through(thawed):
    before = gc.get_freeze_count()
    with uncollected():
        assert not gc.isenabled()
        kept = [[] for _ in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= before + len(kept)


def test_it_is_collected_again_after_an_import_that_failed(thawed):
    with pytest.raises(ImportError), uncollected():
        raise ImportError
    assert gc.isenabled()


def test_where_nothing_was_collected_before_nothing_is_afterwards(thawed):
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
