from captioner.core.audio import Level
from captioner.core.sources import SourceInfo, SourceKind
from captioner.core.status import Condition, Status
from captioner.core.watch import Watch

MICROPHONE = SourceInfo(id="microphone", label="Jabra", kind=SourceKind.MICROPHONE)
MEETING = SourceInfo(id="meeting", label="Speakers", kind=SourceKind.MEETING)
LOUD = Level(rms_db=-20, peak_db=-10, zeros=False)
FAINT = Level(rms_db=-65, peak_db=-60, zeros=False)
NOTHING = Level(rms_db=-120, peak_db=-120, zeros=True)


def hear(watch: Watch, level: Level, since_ms: int, until_ms: int) -> None:
    for at in range(since_ms, until_ms + 1, 100):
        watch.level(level, at)


def test_it_listens_while_people_speak() -> None:
    watch = Watch(MICROPHONE, 0)
    hear(watch, LOUD, 0, 5_000)
    watch.words(4_500)
    assert watch.status(5_000) == Status(Condition.LISTENING, {"d": "Jabra", "d2": ""})


def test_until_the_first_words_it_says_what_is_listened_to_and_whether_there_is_sound() -> None:
    watch = Watch(MICROPHONE, 0)
    assert watch.status(100).overlay() == "Listening to Jabra…"
    hear(watch, LOUD, 200, 1_000)
    assert watch.status(1_000).overlay() == "Hears sound. Words follow."
    watch.words(1_100)
    assert watch.status(1_100).overlay() == ""
    watch.changed_source(MEETING, 1_200)
    assert watch.status(1_200).overlay() == "Listening to Speakers…"


def test_quiet_is_said_after_three_seconds() -> None:
    watch = Watch(MICROPHONE, 0)
    hear(watch, FAINT, 0, 2_900)
    assert watch.status(2_900).condition is Condition.EXPECTS
    assert watch.status(3_000).condition is Condition.QUIET


def test_sound_without_words_is_said_after_eight_seconds_of_sound() -> None:
    watch = Watch(MEETING, 0)
    hear(watch, FAINT, 0, 60_000)
    hear(watch, LOUD, 60_100, 68_000)
    assert watch.status(68_000).condition is Condition.HEARS
    hear(watch, LOUD, 68_100, 68_200)
    assert watch.status(68_200).condition is Condition.NO_WORDS


def test_words_end_the_complaint_about_missing_words() -> None:
    watch = Watch(MEETING, 0)
    hear(watch, LOUD, 0, 9_000)
    assert watch.status(9_000).condition is Condition.NO_WORDS
    watch.words(9_000)
    assert watch.status(9_100).condition is Condition.LISTENING


def test_a_short_pause_does_not_start_the_count_anew() -> None:
    watch = Watch(MEETING, 0)
    hear(watch, LOUD, 0, 5_000)
    hear(watch, FAINT, 5_100, 6_000)
    hear(watch, LOUD, 6_100, 8_100)
    assert watch.status(8_100).condition is Condition.NO_WORDS


def test_exact_zeros_mean_a_muted_microphone_after_three_seconds() -> None:
    watch = Watch(MICROPHONE, 0)
    hear(watch, NOTHING, 0, 3_000)
    assert watch.status(2_900).condition is Condition.EXPECTS
    assert watch.status(3_000).condition is Condition.ZEROS


def test_exact_zeros_are_normal_for_meeting_audio() -> None:
    watch = Watch(MEETING, 0)
    hear(watch, NOTHING, 0, 5_000)
    assert watch.status(5_000).condition is Condition.QUIET


def test_another_source_with_sound_is_named_after_ten_silent_seconds() -> None:
    watch = Watch(MEETING, 0)
    hear(watch, NOTHING, 0, 10_000)
    watch.other_has_sound("Jabra")
    assert watch.silent_ms(9_000) == 9_000
    assert watch.status(9_000).condition is Condition.QUIET
    status = watch.status(10_000)
    assert status.window() == "Speakers is silent, but Jabra has sound."
    hear(watch, LOUD, 10_100, 10_200)
    assert watch.status(10_200).condition is Condition.HEARS


def test_late_captions_are_told_in_whole_seconds() -> None:
    watch = Watch(MEETING, 0)
    watch.late(2_999)
    assert watch.status(0).condition is Condition.EXPECTS
    watch.late(4_200)
    assert watch.status(0).overlay() == "Captions 4 s late"


def test_a_file_is_never_late_since_it_waits_for_its_reader() -> None:
    watch = Watch(SourceInfo(id="talk.mp4", label="talk.mp4", kind=SourceKind.FILE), 0)
    watch.late(9_000)
    assert watch.status(0).condition is not Condition.SLOW


def test_a_notice_is_said_for_a_while_only() -> None:
    watch = Watch(MEETING, 0)
    watch.notice(Status(Condition.BACK, {"time": "10:16"}), 0)
    assert watch.status(2_999).condition is Condition.BACK
    assert watch.status(3_000).condition is Condition.QUIET


def test_unsaved_text_is_the_most_urgent_until_all_is_saved() -> None:
    watch = Watch(MEETING, 0)
    watch.notice(Status(Condition.DEVICE_GONE, {"d": "A", "d2": "B"}), 0)
    watch.unsaved(Status(Condition.NOT_SAVED, {"time": "10:14", "why": "The disk is full."}))
    assert watch.status(0).window() == "The disk is full. Text since 10:14 is only on screen."
    watch.unsaved(None)
    assert watch.status(0).condition is Condition.DEVICE_GONE


def test_a_new_source_starts_with_a_clean_record() -> None:
    watch = Watch(MICROPHONE, 0)
    hear(watch, NOTHING, 0, 5_000)
    watch.changed_source(MEETING, 5_000)
    assert watch.status(5_100) == Status(Condition.EXPECTS, {"d": "Speakers", "d2": ""})


def test_how_the_link_stands_is_said_as_long_as_it_stands_so() -> None:
    watch = Watch(MEETING, 0)
    watch.link(Status(Condition.OFFLINE, {"n": "12"}))
    assert watch.status(0).overlay() == "Offline 12 s. Sound is kept."
    watch.link(None)
    assert watch.status(0).condition is Condition.EXPECTS


def test_another_language_is_said_while_words_come_and_until_english_is_heard() -> None:
    watch = Watch(MEETING, 0)
    hear(watch, LOUD, 0, 20_000)
    watch.words(20_000)
    watch.language(english=False)
    assert watch.status(20_000).condition is Condition.NOT_ENGLISH
    hear(watch, LOUD, 20_100, 35_000)
    assert watch.status(35_000).condition is Condition.NOT_ENGLISH
    watch.language(english=True)
    watch.words(35_000)
    assert watch.status(35_000).condition is Condition.LISTENING


def test_another_language_is_not_said_of_quiet_nor_of_long_music() -> None:
    watch = Watch(MEETING, 0)
    hear(watch, LOUD, 0, 20_000)
    watch.words(20_000)
    watch.language(english=False)
    hear(watch, FAINT, 20_100, 23_000)
    assert watch.status(23_000).condition is Condition.QUIET
    hear(watch, LOUD, 23_100, 60_000)
    assert watch.status(60_000).condition is Condition.NO_WORDS
