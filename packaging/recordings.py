"""How packages tell a system which files can be opened with Captioner.

None of them makes Captioner the program that a double-click opens: it is one more to choose.
"""

from captioner.core.recordings import SOUNDS, VIDEOS

_PROGRAM = r"Software\Classes\Applications\captioner-window.exe"


def registry_lines() -> str:
    """The section of the installer that puts it into *Open with*; Windows.

    The entries are the user's own, or the computer's where an administrator installs.
    """
    root = f'Root: HKA; Subkey: "{_PROGRAM}'
    lines = [
        f'{root}"; ValueType: string; ValueName: "FriendlyAppName"; ValueData: "Captioner"; '
        "Flags: uninsdeletekey",
        f'{root}\\shell\\open\\command"; ValueType: string; ValueName: ""; '
        'ValueData: """{app}\\captioner-window.exe"" window ""%1"""',
        *(
            f'{root}\\SupportedTypes"; ValueType: string; ValueName: ".{ending}"; ValueData: ""'
            for ending in SOUNDS + VIDEOS
        ),
    ]
    return "\n".join(("[Registry]", *lines, ""))


def document_types() -> list[dict[str, object]]:
    """`CFBundleDocumentTypes` of the bundle; macOS."""
    return [
        {
            "CFBundleTypeName": name,
            "CFBundleTypeRole": "Viewer",
            "CFBundleTypeExtensions": list(endings),
            "LSHandlerRank": "Alternate",
        }
        for name, endings in (("Sound", SOUNDS), ("Video", VIDEOS))
    ]
