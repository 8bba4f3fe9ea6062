"""What to do next, as it is done in a terminal; where that differs from the windows."""

from captioner.core.errors import (
    CaptionerError,
    EngineUnavailable,
    KeyLocked,
    KeyMissing,
    KeyRefused,
    KeyringAbsent,
    KeyringTrouble,
    KeyUnusable,
    ModelMissing,
    RequestRefused,
    TokenRefused,
)
from captioner.core.secret import ASSEMBLYAI_KEY, SERVER_KEY

_NO_KEYRING = "Give the key in {variable}, or install a keyring such as GNOME Keyring."
_UNLOCK = "Unlock the keyring, or give the key in {variable}."

_ADVICE: tuple[tuple[type[CaptionerError], str], ...] = (
    (KeyLocked, _UNLOCK),
    (KeyMissing, "Enter it with: {command}"),
    (KeyUnusable, ""),
    (TokenRefused, ""),
    (KeyRefused, "Check the key, or enter another one with: {command}"),
    (KeyringAbsent, _NO_KEYRING),
    (KeyringTrouble, _UNLOCK),
    (EngineUnavailable, "Choose another recogniser with: --engine NAME"),
    (ModelMissing, "Run the set-up again, or choose another model with: --set model=NAME"),
)
"""Kind of error → what to do; the first kind that fits tells, "" means as everywhere."""


def advice(error: CaptionerError) -> str:
    """One sentence that says what to do next."""
    if isinstance(error, RequestRefused) and error.setting:
        return f"Change it with: --set {error.setting}=VALUE"
    found = next((text for kind, text in _ADVICE if isinstance(error, kind)), "")
    if isinstance(error.__cause__, KeyringAbsent):  # so there is no key, and no place for one
        found = _NO_KEYRING
    own = error.server not in ("", "AssemblyAI")
    return found.format(
        variable=SERVER_KEY if own else ASSEMBLYAI_KEY,
        command=f"captioner key set{' --server URL' if own else ''}",
    ) or str(error.advice)
