"""Runs a session with the last AssemblyAI SDK that knows v2: 0.43.1."""

from typing import Any

import assemblyai as aai
from report import Job, Report


def transcriber(job: Job, report: Report) -> aai.RealtimeTranscriber:
    settings = job.settings

    def on_data(transcript: Any) -> None:
        final = isinstance(transcript, aai.RealtimeFinalTranscript)
        report.add(
            "final" if final else "partial",
            text=transcript.text,
            start=transcript.audio_start,
            end=transcript.audio_end,
            words=[[word.text, word.start, word.end] for word in transcript.words],
        )

    def on_information(information: Any) -> None:
        report.add("information", audio_s=information.audio_duration_seconds)

    def on_error(error: Any) -> None:
        report.add("error", message=str(error), code=error.status_code)
        # Its writer ends only when it meets the closed connection, which it never does if
        # all was written before the refusal came.
        client.stream(bytes(2))

    wants_information = settings["enable_extra_session_information"]
    client = aai.RealtimeTranscriber(
        on_data=on_data,
        on_error=on_error,
        on_open=lambda opened: report.add("begin", id=str(opened.session_id)),
        on_close=lambda: report.add("closed"),
        sample_rate=settings["sample_rate"],
        word_boost=settings["word_boost"],
        encoding=aai.AudioEncoding(settings["encoding"]),
        token=job.token,
        end_utterance_silence_threshold=settings["end_utterance_silence_threshold"],
        disable_partial_transcripts=settings["disable_partial_transcripts"],
        on_extra_session_information=on_information if wants_information else None,
        client=aai.Client(settings=aai.Settings(api_key=job.key or "none", base_url=job.url)),
    )
    return client


def main() -> None:
    job, report = Job(), Report()
    if job.token_seconds:
        aai.settings.api_key, aai.settings.base_url = job.key, job.token_url
        job.token = aai.RealtimeTranscriber.create_temporary_token(job.token_seconds)
        job.key = None
        report.add("token", text=job.token)
    client = transcriber(job, report)
    client.connect(timeout=120)
    for kind, value in job.steps:
        if kind == "Sound":
            for chunk in job.chunks(value):
                client.stream(chunk)
        elif kind == "WaitFor":
            report.wait_for(value)
        elif kind == "EndUtterance":
            client.force_end_utterance()
        else:
            client.configure_end_utterance_silence_threshold(value)
    client.close()
    report.hand_in()


main()
