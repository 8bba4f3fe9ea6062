"""What can be known of the packages without building them."""

import plistlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.systems import WINDOWS

if WINDOWS:  # of which some ask what is installed, and Captioner is not, there
    pytest.skip("packages are looked at where they are built", allow_module_level=True)

import contents
import debian
import icons
import linux_files
import notices
import recordings
from captioner import __version__
from captioner.core.models import MODELS, SHIPPED, SPEAKERS, VOICE
from captioner.core.recordings import SOUNDS, VIDEOS
from devtools import system

ROOT = Path(__file__).parent.parent
PACKAGING = ROOT / "packaging"


@pytest.fixture
def share(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A share folder with everything a desktop gets."""
    drawn = tmp_path / "build" / "icons"
    drawn.mkdir(parents=True)
    for size in icons.SIZES:
        (drawn / f"captioner-{size}.png").write_bytes(b"")
    monkeypatch.setattr(linux_files, "ROOT", tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")
    linux_files.install(tmp_path / "share")
    return tmp_path / "share"


def _judged(*command: str) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_menu_entry_is_valid(share: Path) -> None:
    _judged("desktop-file-validate", str(share / "applications/captioner.desktop"))


@pytest.mark.parametrize("home", ["", "https://example.org/captioner"])
def test_the_description_is_valid_with_and_without_a_known_home(
    home: str, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAPTIONER_HOME", home)
    linux_files.install(share)
    described = share / "metainfo" / f"{linux_files.ID}.metainfo.xml"
    assert f'version="{__version__}" date="2026-11-22"' in described.read_text()
    assert ("<screenshot" in described.read_text()) == bool(home)
    _judged("appstreamcli", "validate", "--no-net", str(described))


def test_the_pictures_of_the_description_are_there() -> None:
    pictures = ROOT / "docs" / "pictures"
    assert [name for name in linux_files.PICTURES if not (pictures / f"{name}.png").exists()] == []


def test_icons_of_every_size_and_kind_are_installed(share: Path) -> None:
    installed = {path.parent.parent.name for path in share.glob("icons/hicolor/*/apps/captioner*")}
    assert installed == {f"{size}x{size}" for size in icons.SIZES} | {"scalable", "symbolic"}


def test_everything_that_captioner_needs_is_shipped() -> None:
    needs = {"aiohttp", "captioner", "keyring", "numpy", "pyside6-essentials", "shiboken6", "soxr"}
    assert needs <= set(contents.SHIPPED)
    assert not {"pytest", "ruff", "pyinstaller"} & set(contents.SHIPPED)


def test_the_notices_name_every_part_that_is_shipped() -> None:
    text = notices.text()
    titles = {line.lower().replace("_", "-") for line in re.findall(r"={9,}\n(.+)\n=", text)}
    missing = {
        name
        for name in contents.SHIPPED
        if not any(title.replace(".", "-").startswith(f"{name} ") for title in titles)
    }
    assert missing == set()
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "https://download.qt.io/" in text
    for model in (*(MODELS[name] for name in SHIPPED), VOICE, SPEAKERS):
        assert f"The model {model.label} ({model.licence})" in text


def test_a_part_without_a_licence_text_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "FROM_HERE", {})
    with pytest.raises(LookupError, match="flatbuffers has no licence text"):
        notices.text()


def test_the_deb_depends_on_every_library_that_set_up_installs() -> None:
    depends = debian.depends((2, 35))
    for name in system.LIBRARIES:
        assert name.replace("|", " | ") in depends.split(", ")
    assert "libc6 (>= 2.35)" in depends


def test_a_file_for_a_newer_c_library_stops_the_build(tmp_path: Path) -> None:
    library = tmp_path / "libnew.so"
    library.write_bytes(b"\0GLIBC_2.35\0")
    assert debian._needed_glibc(tmp_path) == (2, 35)
    library.write_bytes(b"\0GLIBC_2.38\0")
    with pytest.raises(RuntimeError, match=r"Ubuntu 22\.04"):
        debian._needed_glibc(tmp_path)


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqwayland.so", True),
        ("PySide6/Qt/plugins/platforms/libqlinuxfb.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/Qt/translations/assistant_de.qm", False),
        ("PySide6\\translations\\assistant_de.qm", False),
        ("resources/translations/captioner.ts", True),
        ("av.dist-info/licenses/__pycache__/AUTHORS.cpython-311.pyc", False),
    ],
)
def test_only_what_is_used_goes_in(path: str, *, wanted: bool) -> None:
    assert contents.is_wanted(path, "/somewhere/else") is wanted


@pytest.mark.skipif(sys.platform != "linux", reason="about Linux's system libraries")
def test_graphics_and_alsa_stay_the_systems_own() -> None:
    folder = "/usr/lib/x86_64-linux-gnu"
    assert contents.is_wanted("libssl.so.3", f"{folder}/libssl.so.3")
    assert not contents.is_wanted("libGL.so.1", f"{folder}/libGL.so.1")
    assert not contents.is_wanted("libasound.so.2", f"{folder}/libasound.so.2")


def test_macos_may_ask_for_the_microphone() -> None:
    rights = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert rights["com.apple.security.device.audio-input"] is True
    spec = (PACKAGING / "captioner.spec").read_text()
    assert "NSMicrophoneUsageDescription" in spec
    assert "NSAudioCaptureUsageDescription" in spec


def test_every_package_offers_to_open_the_same_recordings() -> None:
    lines = recordings.registry_lines().splitlines()
    assert lines[0] == "[Registry]"
    offered = {found[1] for line in lines if (found := re.search(r'ValueName: "\.(\w+)"', line))}
    assert offered == {*SOUNDS, *VIDEOS}
    in_bundle = [one["CFBundleTypeExtensions"] for one in recordings.document_types()]
    assert in_bundle == [[*SOUNDS], [*VIDEOS]]
    plistlib.dumps({"CFBundleDocumentTypes": recordings.document_types()})
    assert "recordings.document_types()" in (PACKAGING / "captioner.spec").read_text()
    assert "recordings.iss" in (PACKAGING / "windows" / "captioner.iss").read_text()


def test_no_package_becomes_the_program_that_a_double_click_opens() -> None:
    for line in recordings.registry_lines().splitlines()[1:]:
        assert r"Software\Classes\Applications\captioner-window.exe" in line
    assert {one["LSHandlerRank"] for one in recordings.document_types()} == {"Alternate"}


def test_windows_hands_the_file_over_as_one_word() -> None:
    [command] = [line for line in recordings.registry_lines().splitlines() if "command" in line]
    assert command.endswith('ValueData: """{app}\\captioner-window.exe"" window ""%1"""')
