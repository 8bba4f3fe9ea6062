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
        <source>1 line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 line changes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 more file waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 new line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 setting has no effect with “{name}”</source>
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
        <source>5 to 30 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>8,000 Hz</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A certificate and its key belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A compatible server's address; empty means AssemblyAI itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dash</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A dash in the voice's colour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A folder that gets a file of every session when it ends; empty means none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A font of this computer; without one, the system's.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A full-screen window covers this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A further certificate to trust, for a private server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A message of the system tells it too, whatever window is in front.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A message was too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A name stands in the transcript and in every export.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A newer version of Captioner made these transcripts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A recorded session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A recorded session plays as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A recorded session plays; nothing is heard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A screen reader says finished lines; with meeting audio its own voice is captioned too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A term has at most {n} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A token cannot live {n} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A token is made from a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A token serves one session; get a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ALSA cannot reach the sound server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Captioner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About {n} min left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add --tls-cert FILE --tls-key FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a way to pay in your account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add credit in your account, then start again.</source>
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
        <source>All files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All of it is in {paths}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All sessions…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All terms together have at most {n} characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Allow Captioner to use it, or enter the key again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also with a service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always sent by this service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always write it like this: listen for it from now on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Always write “{word}” like this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An address that is asked for a temporary token before each session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>And the work in Lyon is done.</source>
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
        <source>Another program has {label} for itself alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program holds the transcripts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Any recogniser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Anybody</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it was heard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asked for them, this service ends sentences after ten seconds and tells words in larger steps.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking for a token…</source>
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
        <source>AssemblyAI has retired its v2 service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AssemblyAI needs a key.</source>
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
        <source>At an edge of the screen, with room that other windows leave free, where systems have it.</source>
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
        <source>At most this many voices</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most {high} {what}; this has {length}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At next Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the bottom</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the top</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back on {service}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Because it was spoken that fast: {n}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Because the next one follows at once: {n}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Begin with a style, then change what you like.</source>
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
        <source>Called by name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel echo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cannot listen on {host} port {port}: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption a file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Caption a sound file or a microphone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioned so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner cannot use the proxy that is set on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner cannot write to {folder}.</source>
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
        <source>Captioner hears {d}. The first words follow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner is closing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner is keeping the last words of your session. Then it opens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner is open but busy. Its window comes as soon as it answers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner made a mistake and had to end the session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner tries again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner was moved off {label} by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captioner: the last minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions are running. Stop them, then open the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions go on without letters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions go on, NOT saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions go on, and are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions go on, and words are kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Captions go on; some lines have no letter.</source>
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
        <source>Change folder</source>
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
        <source>Change {label} and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check credit and plan in your account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its connection, or choose another source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its name and folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its name and permissions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check its settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that both are PEM files and belong together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that there is room and that {folder} can be written to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that {folder} can be written to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address and your network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the connection and try again; it goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the date and time of this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk, or start with --profile and a folder of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the file's name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the key, or create a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the proxy settings of this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the recogniser and the server in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the recogniser's settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the server setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the server's address and your network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the server's address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the speakers or headphones in the system's sound settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the token server's address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check this computer's date and time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check who may write to their folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check your network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check {name}, the proxy that this computer is set to use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose AssemblyAI in the settings, or another computer that runs “captioner serve”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a PEM file that can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a session in the list to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder, or none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another model in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another recogniser or server in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another with --port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose one of {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose srt or vtt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the source to caption here, not in the system's mixer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose {choices}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose {low} to {high} seconds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose {low} to {high} {unit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose {low} to {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classic</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
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
        <source>Close it or wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other programs, then caption it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close other sessions, or try again in a minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close that program or choose another source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close that program, or turn off exclusive mode in the device's properties.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes with Captioner; fewer errors than Tiny English. On a slow computer that one shows words first, and this one puts them right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Comes with Captioner; light enough for most computers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Convert it to WAV, FLAC, MP3 or MP4.</source>
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
        <source>Copy it again; it has plain letters, digits and signs without spaces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy line with its time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the key again and paste it alone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the text, and check the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy with times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Core Audio, the sound of macOS, does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct everywhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct “{word}” everywhere…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Z brings it back until the window of sessions closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Z brings them back until the window of sessions closes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cyan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Danish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete all {n} sessions?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete all…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the one session?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete {n} sessions?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete “{title}”?</source>
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
        <source>Do not wait</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dock</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Download it again, or choose another model in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop shadow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each subtitle stands until it is read, at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End it in one of {suffixes}.</source>
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
        <source>Ended after {length}. {why} Text since {time} is only on screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended. NOT all of it is saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended. Not saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter it like wss://captions.example.org or, on this computer, ws://127.0.0.1:8080.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter the key of this service first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter writes it, Escape leaves it as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your key in the settings, under Recogniser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your key in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enter your own server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>European Union</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export into a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export these lines…</source>
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
        <source>Faster than {limit} characters a second: {n}, the fastest {speed} at {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter: {n} on</source>
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
        <source>Finished sentences are already saved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished sentences only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finnish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Font</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For a private server, name its certificate file in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For computers that find Tiny English too heavy; 45 MB to download.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: --set lines=2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: captioner caption recording.jsonl --engine replay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For example: captioner key set &lt; file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space and try again; it goes on where it stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>French</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>German</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get a key from AssemblyAI</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give both files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the transcript another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the newest text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good morning, everybody. Shall we begin?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Green</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hear this line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Heard: “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hears sound. Words follow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hebrew</source>
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
        <source>Hindi</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold Ctrl or Alt with it, or use a function key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold to catch up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How bold the letters are.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long nobody speaks until a sentence counts as finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many lines the overlay shows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much of what was said last leaves screen and transcript for good.</source>
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
        <source>If it happens again, please report it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If the service is out of reach, captions go on from the embedded recogniser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In a terminal use: captioner caption</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install captioner[server].</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install one, such as GNOME Keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the package libasound2-plugins (or alsa-plugins-pulse) and start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the package libportaudio2 and start Captioner again.</source>
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
        <source>It already captions on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It holds characters that cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is about the token server {name}. Check its address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is asked like a web page.</source>
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
        <source>Italian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jump to time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jump to time…</source>
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
        <source>Keep sessions for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep what was printed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Korean</source>
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
        <source>Last 30 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Late lines went by. Scroll back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Later sentences of this voice go the same way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out --pace fast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave out control characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Length</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Less than a minute left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licences of all that is shipped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {number} of {name} is not a word of a script: {why}.</source>
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
        <source>Listening to {d}…</source>
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
        <source>Live · {n} new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live. Filling in {n} s above.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load from file…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load words</source>
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
        <source>Make a token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make one with: captioner caption FILE --json &gt; recording.jsonl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make one, or paste one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room on the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make room; what is unsaved is saved then.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make that folder writable, or start with --profile and a folder of your own.</source>
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
        <source>Marked lines only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks who speaks as A, B, …; a service is asked for it only if you say so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks ▾</source>
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
        <source>Meeting and microphone</source>
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
        <source>Meeting audio is not made for this kind of computer; a microphone works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Meeting audio needs macOS 14.2 or newer; a microphone works.</source>
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
        <source>Microphone settings</source>
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
        <source>More than 30 min</source>
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
        <source>Move it away, or start with --profile and a folder of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mute or unmute me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>NOT saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a sound file in it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of speaker {label}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name one that is there with -o.</source>
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
        <source>Name this voice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name {who}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names and terms to listen for; put commas, semicolons or new lines between them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names and words that make their line stand out; near-misses count too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Names in captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nearest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New spelling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next mark or gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No connection. {n} s of sound is kept and will be captioned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No key came on standard input.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No line is longer than {most}, and none overlap.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No microphone was found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session is like that. Clear the filter, or search for less.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sound here. Another source has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sound is kept of this line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No sound server (PulseAudio or PipeWire) is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No speakers or headphones were found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No voices were told apart in this session.</source>
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
        <source>None is faster than {limit} characters a second.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Normal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Norwegian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not English? Words may be wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not all sentences are saved; copy what you need from the window.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note of the mark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing holds “{text}”. Try fewer or other words.</source>
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
        <source>Nothing that the service says can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was kept. A script can give the key in {variable}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was said in the last minute.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was taken. Try again on a network that does not redirect you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was understood. Try again, or choose another source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Notify when called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now captioned on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now {d2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nowhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OK</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off the record from now on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off the record since {time}: nothing is shown or kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off the record takes back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off the record. Nothing is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off the record: the last {n} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off: others who see your screen do not see the captions, where the system can do that.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offer names again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline {n} s. Sound is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Older ones are deleted for good when the window opens or a session ends; 0 keeps all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the record again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only AssemblyAI's current service has this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only the others go to the service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it in that program and save it again, or choose another file.</source>
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
        <source>Opens sessions without the key while it is valid, {low} to {high} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opens your account in the browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Other machines are served only over TLS.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Others see the captions in a screen share.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Overlapping: {n}.</source>
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
        <source>Pause that ends a sentence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause the captions first: they would hear it too.</source>
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
        <source>Plug it in again or choose another source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PortAudio, which records sound, is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Start captions. The session is kept here.</source>
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
        <source>Previous</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous gap</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous mark or gap</source>
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
        <source>Put one on each line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the file itself there, or start with --profile and a folder of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quickest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quiet</source>
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
        <source>Reading speed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading through the subtitles…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recognised by {service}; sound is sent there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recognised on this computer; no sound leaves it.</source>
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
        <source>Replace a lost source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart PipeWire or PulseAudio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart the computer, or the service “Windows Audio”.</source>
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
        <source>Run the set-up again, or choose another model in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Runs on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Russian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sample rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the words as plain text, UTF-8.</source>
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
        <source>Screen shares leave the captions out.</source>
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
        <source>Select all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Serve fewer clients at once.</source>
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
        <source>Sessions cannot be written into {folder} ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sessions ▾</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set it to 48,000 Hz in the system's sound settings, or choose another source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set one like http://proxy.example.org:3128 or socks5://proxy.example.org:1080.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set {name}, or use --key-file FILE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sets this page back to how it was at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several sessions need a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in screen shares</source>
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
        <source>Show sounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what was said at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shown at {n} % of its size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows what people say. MIT licence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to the network in your browser.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip to now</source>
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
        <source>So that lines can be heard again; about 50 MB an hour, deleted with its session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something else than the service answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something in Captioner went wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound and video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound arrives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound cannot be played here ({detail}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound could not be put away on disk.</source>
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
        <source>Sound now comes from {d2} instead of {d}. Captions go on from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound when called</source>
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
        <source>Spanish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speak now: listening for 3 seconds…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speaker</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speech model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start Captioner again; it saves what it can.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start PipeWire or PulseAudio; captions can start as soon as it runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start captions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start captions again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it with: captioner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start with the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting with the system could not be changed ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay above</source>
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
        <source>Stop it first.</source>
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
        <source>Subtitles: {n}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>System font</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tell voices apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Temporary token</source>
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
        <source>Text files (*.txt)</source>
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
        <source>Text since {time} is not saved. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text with times and gaps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is good news.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Windows Audio service does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account cannot be used for streaming.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The account has no credit left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer held no token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate file cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate {certificate} with the key {key} cannot be used.</source>
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
        <source>The connection to the service is stalled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the service was cut.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The desktop gave no keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edge of each letter; it keeps words readable over pictures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The embedded model knows English only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The embedded recogniser failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The embedded recogniser hears the sound itself; nothing is sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The embedded recogniser is not available on this computer.</source>
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
        <source>The file of the transcripts was moved, replaced or deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The free plan has no streaming.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key file {file} cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is forgotten.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring is locked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last minute, large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last minute. Let go to end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The last minute. Press here to end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The look of Captioner's own windows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model in {folder} is missing or damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model you had stays. Try the download again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model “{label}” could not be downloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model “{label}” could not be written to disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model “{label}” is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model “{label}” is not on this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model “{label}” read a sample wrong and is not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model “{label}” would have come from elsewhere than its vendor.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name stands in every line of this session and in exports.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network answered in place of the service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is slow. Captions come later; no word is skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is too slow for the service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network is too slow for {service} since {time}. Nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network's proxy cannot be found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network's proxy does not answer as a proxy does.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network's proxy does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network's proxy does not let Captioner through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The network's proxy wants a password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The next session signs in with this token; it is kept nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The older real-time protocol, for “captioner serve” and compatible private servers; AssemblyAI has retired its own v2 service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The output could not be written ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recogniser is not needed any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recogniser stopped by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The replay engine needs a recorded session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secure connection failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secure connection to the network's proxy failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server does not go by the name in its address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server's address cannot be understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server's address has no host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server's address must not hold a name or password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server's address must not hold “?” or “#”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server's address must start with wss:// or ws://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server's certificate belongs to another server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server's certificate has expired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server's certificate is not valid yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server's name is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service cancelled the session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service cannot be reached.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service closed the connection because no sound came.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service closed the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service did not finish the last sentence.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service did not open a session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service did not take the sound in these pieces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service did not understand Captioner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service had a fault.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service has stopped answering.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service is going away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service is overloaded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service no longer knows this session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused a setting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused the request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused the setting {label}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service refused this key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service restarts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service wants a key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The service's name cannot be looked up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session is in use elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session is saved and ends; new speech starts a new one. 0 means never.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session reached its longest time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The session went on elsewhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be read ({why}). Defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be saved ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file cannot be understood. Defaults are used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file could not be understood. Defaults are used; the old file is {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound could not be kept ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound could not be read ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound server does not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound server stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sound was sent too fast for the service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system has suspended {label}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system's keyring keeps it. Leave the field empty to test the one it has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token has expired or was used before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token is copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token server gave no token.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token server's address must start with https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token server's token works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The token was used before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transcripts are closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transcripts are damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transcripts cannot be kept in {path} ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transcripts cannot be written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transcripts could not be read or written ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transcripts could not be written ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The transcripts were damaged. {saved} could be saved; the old file is {name}.</source>
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
        <source>There cannot be {number} sessions at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no Captioner window to ask.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no display to open a window on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no format “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no host “{host}” to listen on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no key for clients to show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no key for {service} yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no key yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no port {port}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no recorded session to play.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no recording at {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no sample for this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no script at {path}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no session “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no setting “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such service at this address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no token server at this address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is room for {n} terms.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is sound but no clear speech.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are better than we had expected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are gone for good. A session that runs stays, and so does what you exported.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They are preferred where the sound allows. Words that sound alike are replaced and dotted.</source>
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
        <source>This cannot be a key: it has letters that no key has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be a key: it has line breaks or signs that cannot be seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be a key: it has spaces.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be a key: it is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer cannot keep up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer does not get any further.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer does not trust the server's certificate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer is busy. Captions come less often; none is skipped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer is too slow for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer is too slow to tell every voice apart.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer's processor is too old for the embedded recogniser (it lacks AVX).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop gives programs no keys. Bind “captioner remote show” and the like in its own keyboard settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file is too long for a list of words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This hardly sounds like English, and this computer's recogniser knows nothing else. A service such as AssemblyAI knows more languages.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This installation has no server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key is used until Captioner closes, and kept nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key or token has characters that none has.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This keyboard has no {key}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This line is not in the transcript any more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This line was said by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This model needs a library that is not made for this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This page is as it was at first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This service has been retired.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This service tells 10 at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session is kept in a new one; look for the others where they went.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session is not in the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This session is not saved. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This system has no keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This token opens sessions for {n} s from now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Those that may be spoken; none ticked means any.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times</source>
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
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Token server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many sessions are open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many sessions were opened within a minute.</source>
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
        <source>Try again in a moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again in {n} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again; if it happens again, choose another speech model.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying whether it reads a sample right…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turkish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn it on if full-screen windows cover the captions.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn off Keep nothing, and sessions are kept here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turn on “Keep the sound”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Turned on, it acts at once; turned off, from the next connection on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two commands have this key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type it in letters, or as UTF-8.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type more of one: {ids}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ukrainian</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Understood: “{text}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
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
        <source>Unlock it, or enter the key again for this run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unmute me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to 5 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Captioner.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use 127.0.0.1 or an address of this machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use an address that starts with wss://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use for the next session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use its own name, or 127.0.0.1 for one on this computer.</source>
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
        <source>Use true or false.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use {d2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Uses this key until Captioner closes; it is kept nowhere.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Valid for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vietnamese</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voices are not told apart. {why}</source>
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
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is captioned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is captioned: the meeting, a microphone, or any other device.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is searched for is no text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What kind of file that is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What plays on {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What stands before a line where somebody else begins to speak.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was written is there at the next start.</source>
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
        <source>Where you know how many people speak; 0 means any number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether AssemblyAI should be quick or sure.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While it is held, the last minute is shown large over everything; works in every program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>While you name a voice, the names in the sessions that are kept are offered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>White</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who is {name}?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Who said this?</source>
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
        <source>Windows does not let programs use the microphone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With a line that is too long: {n}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With marks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With meeting and microphone, this computer captions you; else two connections are billed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With meeting and microphone: keeps what your loudspeaker plays out of your own words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With meeting audio the sound may be captioned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without encryption only a server on this computer can be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word boost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word boost leaves out “{term}” and {n} more. {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Word boost leaves out “{term}”. {why}</source>
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
        <source>Works in every program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Works in every program; empty means none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write each session into</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write it as https://captions.example, without a path.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write lines like {"word": "hello", "start_ms": 200, "end_ms": 480, "ends_turn": false}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write subtitles beside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the sound to a file first, or choose a source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write “{word}” everywhere as</source>
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
        <source>Written as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: {path}</source>
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
        <source>Yes. The numbers are in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your microphone is muted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your microphone is muted. What the others say is captioned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>[music] and [singing] stand in the captions where nobody speaks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and {n} more terms that are not taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another source hangs while it is opened or closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>captioner --help lists them all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>captioner sessions lists them all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>characters a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counted in the last session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>counted in the last {n} sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>days</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>entries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>filled in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>heard {n}×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hears sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it does not answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>macOS does not let Captioner use the microphone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>microphone muted until {time}</source>
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
        <source>never heard</source>
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
        <source>off the record until {time}</source>
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
        <source>s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped before it was captioned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>swapped in {n}×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the computer was asleep</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the computer was too busy to record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too much sound waited to be captioned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{d} gone. No sound now.</source>
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
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} cannot be opened ({detail}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} cannot be {value}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} cannot be “{value}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} cannot hold “{item}…”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is in use by another program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is not read in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is on or off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} is too long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} must be a list of words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} must be a whole number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} must be plain text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} refuses every sample rate.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} stopped sending sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} takes sound at real pace only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{label} was disconnected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{lines} sentences</source>
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
        <source>{name} can be read up to {end}; what follows is no sound that Captioner knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be read ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} could be read up to {end} only ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has pictures, but no sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} holds no sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is a pipe or a device, not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is captioned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is cut short: it ends after {end}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is damaged at {place}: {n} s of it cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a recorded session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a sound file that Captioner can read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is the file that is captioned.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is there already: the two become one voice. Undo parts them again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was not finished by the program that recorded it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} was not found.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} · has sound now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {heard} of {whole}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}: {heard} so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} MB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} could not be written: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} h ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} lines change.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more files wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} more terms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} new lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} s</source>
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
        <source>{n} sessions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions are chosen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions are deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions start with “{start}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} sessions written into {folder}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} settings have no effect with “{name}”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{n} terms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} could not be written ({why}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} exists already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is a link, which Captioner does not follow.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is in the place of the transcripts and no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{service} again since {time}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{service} hears this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{service} is out of reach since {time}. Nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{service} refused this key.</source>
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
        <source>{title} The key is used until Captioner closes, and is not stored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why} Captions are not saved. {advice}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why} Nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why} Since {time} there is no sound; captions go on as soon as there is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why} Text since {time} is only on screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why} Transcripts can be read, not written.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{why} {advice}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” does not tell a format.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{origin}” is not the origin of a web page.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not NAME=VALUE.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{title}” is deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{title}” is still running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{word}” is listened for from now on. It is under Word boost in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
