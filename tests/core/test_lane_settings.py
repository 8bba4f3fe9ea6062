from dataclasses import replace

from captioner.core.lane_settings import settings_of
from captioner.core.lanes import Lane
from captioner.core.settings import DEFAULTS
from captioner.core.telling_apart import by_this_computer

SERVICE = replace(DEFAULTS, engine="assemblyai", speaker_labels="true")


def test_only_the_others_go_to_the_service_unless_the_user_wants_both_billed() -> None:
    assert settings_of(Lane.OTHERS, SERVICE) == SERVICE
    assert settings_of(Lane.YOU, SERVICE).engine == "ondevice"
    both = replace(SERVICE, only_others_to_service=False)
    assert settings_of(Lane.YOU, both).engine == "assemblyai"


def test_the_microphone_has_one_voice() -> None:
    own = settings_of(Lane.YOU, replace(SERVICE, engine="ondevice"))
    assert not by_this_computer(own)


def test_a_single_source_is_recognised_as_the_settings_say() -> None:
    assert settings_of(Lane.ONLY, SERVICE) == SERVICE
