from captioner.engines.assemblyai.legibility import UNREAD_S, Legibility


def garbled_at(*times: float) -> Legibility:
    legible = Legibility()
    for now in times:
        legible.garbled(now, 0.0)
    return legible


def test_a_service_is_lost_once_nothing_can_be_read_for_five_seconds() -> None:
    assert not garbled_at(10.0, 12.0, 14.9).is_lost
    lost = garbled_at(10.0, 12.0, 15.0)
    assert lost.is_lost
    assert lost.unread_s == UNREAD_S


def test_one_message_that_cannot_be_read_is_no_loss_however_long_it_stays_quiet() -> None:
    assert not garbled_at(10.0).is_lost
    assert not garbled_at(10.0, 3600.0, 7200.0).is_lost


def test_words_between_them_make_good_for_it() -> None:
    legible = garbled_at(10.0, 14.0)
    legible.understood()
    legible.garbled(16.0, 0.0)
    assert not legible.is_lost
    assert legible.unread_s == 0.0


def test_where_a_message_was_lost_nobody_vouches_that_it_was_quiet() -> None:
    legible = Legibility()
    assert not legible.doubts(1.0)
    legible.garbled(10.0, 4_000.0)
    assert legible.doubts(4_000.0)
    assert not legible.doubts(15_000.0)
    legible.understood()
    assert not legible.doubts(4_000.0)
