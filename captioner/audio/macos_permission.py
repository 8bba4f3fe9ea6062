"""Whether macOS lets programs use microphones, by AVFoundation. Only macOS has what this loads.

Not yet run there. Where the user has not been asked yet, opening a microphone asks.
"""

import ctypes

_REFUSED = (1, 2)  # AVAuthorizationStatusRestricted, AVAuthorizationStatusDenied
_SOUND = b"soun"  # AVMediaTypeAudio
_UTF_8 = 0x08000100  # kCFStringEncodingUTF8
_FRAMEWORK = "/System/Library/Frameworks/{0}.framework/{0}"


def microphones_allowed() -> bool:
    """False where the user, or who runs the computer, has refused them to this program."""
    foundation = ctypes.CDLL(_FRAMEWORK.format("CoreFoundation"))
    foundation.CFStringCreateWithCString.argtypes = [
        ctypes.c_void_p,
        ctypes.c_char_p,
        ctypes.c_uint32,
    ]
    foundation.CFStringCreateWithCString.restype = ctypes.c_void_p
    foundation.CFRelease.argtypes = [ctypes.c_void_p]
    foundation.CFRelease.restype = None
    ctypes.CDLL(_FRAMEWORK.format("AVFoundation"))  # which brings the class
    objc = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    objc.objc_getClass.argtypes = [ctypes.c_char_p]
    objc.objc_getClass.restype = ctypes.c_void_p
    objc.sel_registerName.argtypes = [ctypes.c_char_p]
    objc.sel_registerName.restype = ctypes.c_void_p
    ask = ctypes.CFUNCTYPE(ctypes.c_long, *[ctypes.c_void_p] * 3)(("objc_msgSend", objc))
    sound = foundation.CFStringCreateWithCString(None, _SOUND, _UTF_8)
    try:
        status = ask(
            objc.objc_getClass(b"AVCaptureDevice"),
            objc.sel_registerName(b"authorizationStatusForMediaType:"),
            sound,
        )
    finally:
        foundation.CFRelease(sound)
    return status not in _REFUSED
