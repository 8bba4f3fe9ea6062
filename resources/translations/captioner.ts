<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" sourcelanguage="en_GB">
<context>
    <name>Captioner</name>
    <message>
        <source> · {n} s of sound received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · {n} s of sound received in {m} s of connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>100 % is 24 points.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>16,000 Hz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>16,000 is more accurate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>8,000 Hz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A compatible server's address; empty means AssemblyAI itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A further certificate to trust, for a private server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A key is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name stands in the transcript and in every export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A recorded session plays as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A screen reader says finished lines; with meeting audio its own voice is captioned too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All sessions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always sent by this service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An address that is asked for a temporary token before each session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Announce finished lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program has {key}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks the service how much sound it received, and keeps it with the transcript.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AssemblyAI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AssemblyAI again since {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AssemblyAI is out of reach since {time}. Nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AssemblyAI refused this key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AssemblyAI streaming: more accurate, many languages; needs a key and sends sound to AssemblyAI or to the server you name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AssemblyAI v2 server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AssemblyAI's model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most 100 terms of 50 characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most 2,500 characters together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At next Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back on AssemblyAI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Black</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Blue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Box colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Box opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner goes on here. Quit it from this menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner has a fault</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner hears {d}. It is quiet now; that is normal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions go on, NOT saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions look like this on any ground.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions of a call, a video or the room, on top of any window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions {n} s late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Centred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a session on the left to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click-through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click-through (needs a tray, a key or the main window)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clicks go through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clicks go through. {key} ends it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes with Captioner; light enough for most computers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cyan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete “{title}” for good?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Depressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop shadow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Empty means the system's sans-serif font.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End without speech after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended after {length}. The text is only on screen, not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended. Not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>European Union</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fall back to this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find in the transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finish sentence now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished sentences only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For computers that find Tiny English too heavy; 45 MB to download.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the newest text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Goes around the window manager; turn it on if full-screen windows cover the captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here near-misses of your words are replaced and marked; the recogniser itself cannot be biased.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hides words until their sentence is finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How bold the letters are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long a pause ends a sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many lines the overlay shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much text fits on a line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How solid the box is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How solid the whole caption area is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How solid the words are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How sound is sent; mu-law halves the data.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If a chosen device goes away, captions go on from the system's default.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the service is out of reach, captions go on from the embedded recogniser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Instant shows every guess at once; steady waits until words no longer change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not here yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Languages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening to {d}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listening. Nobody is speaking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live. Filling in {n} s above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Magenta</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Main window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark this moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks who speaks as A, B, …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Medium English, streaming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meeting audio</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meeting audio (what you hear)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone is silent. Muted?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Microphone: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Missed words are being added at their place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mode</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More accurate; 142 MB to download, for a fast computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More ▸</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More ▾</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most accurate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most accurate; 269 MB to download, for a very fast computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NOT saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of speaker {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name speakers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name speakers…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names and terms to listen for, one a line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection. {n} s of sound is kept and will be captioned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No effect with {name}: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sound here. Another source has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody spoke for {n} min, so the session was saved. New speech starts a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is billed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is heard or sent until you resume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now captioned on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline {n} s. Sound is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only AssemblyAI's current service has this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens Captioner when you log in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PCM, 16 bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste your key here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause or resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused. Not listening.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plays a recorded session again, without sound or network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Start captions. What is said appears here and on top of your other windows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Private: runs here, needs no account and no network. English.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quickest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raised</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recogniser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recorded session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recovered up to its last words: {title}. It is under Sessions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Red</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Region</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace a lost source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved. {length}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved: {title}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search titles and texts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See what people say</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session information</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions appear here once they end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions ▾</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets this page back to how it was at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show or hide: {key}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signs in to the next session with a temporary token; it is kept nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Silence threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small English, streaming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something in Captioner went wrong. Finished sentences are already saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound goes to {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound level</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound, but no words (music?)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speak now: listening for 3 seconds…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speech model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start with the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay above full-screen windows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steadiness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steady</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop and save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subtitles (SubRip)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subtitles (WebVTT)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switched off while captioning, it acts from the next connection on; switched on, at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System font</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test and keep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test this source (3 s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text is kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text with times and gaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account has no credit left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The colour behind the words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The colour of the whole caption area.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The colour of the words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The desktop gave no keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Text since {time} is only on screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edge of each letter; it keeps words readable over pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The embedded model does not tell voices apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The embedded model knows English only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The embedded recogniser hears the sound itself; nothing is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The embedded recogniser's model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The end may still change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The look of Captioner's own windows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next session signs in with this token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The older real-time protocol, for `captioner serve` and compatible private servers; AssemblyAI has retired its own v2 service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session is saved and ends; new speech starts a new one. 0 means never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system's keyring keeps it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The v2 protocol has no such setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The v2 protocol knows English only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is sound but no clear speech.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thin outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This Wayland desktop gives programs no keys. Bind “captioner remote show” and the like in its own keyboard settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This Wayland session places windows itself and may cover the captions. Start Captioner with QT_QPA_PLATFORM=xcb to keep them on top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer is busy. Captions come less often; none is skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop gives programs no keys. Bind “captioner remote show” and the like in its own keyboard settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This keyboard has no {key}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiny English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tiny English, streaming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Title</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try a sample (silent)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two commands have this key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two-letter codes; empty means any.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Understood: “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>United States</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Universal 3.5 Pro</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Universal 3.6 Pro</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Universal Streaming, English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Universal Streaming, multilingual</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use lighter model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use {d2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for speech</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting for speech.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is captioned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is captioned: meeting, microphone, or one device by its identity.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What plays on {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where AssemblyAI handles the sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where each line starts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether AssemblyAI should be quick or sure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>White</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who turns speech into text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Width</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Window opacity</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word boost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words appear here as they are spoken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works in every window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works in every window; empty means none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes no transcript; text is only on screen until Captioner closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes no transcript; text is only on screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yellow on black</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hears sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mu-law, 8 bit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>paused until {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quiet now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>room for {room}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{d} gone. Now {d2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{d} is silent, but {d2} has sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{d} sends no sound. Check its mute switch or permission.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{d} was disconnected at {time}. Captions go on from {d2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{low} to {high}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} (not here)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} · has sound now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min · {lines} sentences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s missing: {reason}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s were not captured</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} terms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{start}–{end} missing: {reason}. Marked in the transcript.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{title} (recovered)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↓ 1 new line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↓ Back to live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↓ {n} new lines</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
