from captioner.core.sounds import Shares, SoundKind, SoundRule

MUSIC = Shares(music=0.9)
SINGING = Shares(music=0.9, singing=0.7)
SPEECH = Shares(speech=0.9)
QUIET = Shares()


def told(*heard: Shares, every_ms: int = 1_000) -> list[SoundKind | None]:
    rule = SoundRule()
    return [rule.hear(shares, index * every_ms) for index, shares in enumerate(heard)]


def test_music_is_told_once_while_it_lasts() -> None:
    assert told(QUIET, MUSIC, MUSIC, Shares(music=0.4), MUSIC) == [
        None,
        SoundKind.MUSIC,
        None,
        None,
        None,
    ]


def test_speech_is_never_told_as_a_sound() -> None:
    assert (
        told(SPEECH, Shares(speech=0.5, music=0.9), Shares(speech=0.3, singing=1.0)) == [None] * 3
    )


def test_music_under_speech_is_told_when_the_speech_ends() -> None:
    assert told(Shares(speech=0.9, music=0.9), MUSIC) == [None, SoundKind.MUSIC]


def test_too_little_of_it_is_not_told() -> None:
    assert told(Shares(music=0.59), Shares(singing=0.59, music=0.59)) == [None, None]


def test_singing_is_told_rather_than_the_music_beside_it() -> None:
    assert told(SINGING, SINGING) == [SoundKind.SINGING, None]


def test_a_voice_that_passes_for_song_without_music_is_not_told() -> None:
    assert told(Shares(singing=0.9, music=0.25)) == [None]


def test_another_sound_is_told_after_the_first() -> None:
    assert told(SINGING, MUSIC) == [SoundKind.SINGING, SoundKind.MUSIC]


def test_a_song_with_breaks_is_one_song() -> None:
    assert told(MUSIC, QUIET, MUSIC, QUIET, MUSIC, every_ms=5_000)[2:] == [None, None, None]
    assert told(MUSIC, QUIET, MUSIC, every_ms=16_000)[2] is SoundKind.MUSIC


def test_what_it_is_called() -> None:
    assert [kind.text for kind in SoundKind] == ["[music]", "[singing]"]
