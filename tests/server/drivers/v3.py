"""Runs a session with AssemblyAI's SDK 1.8.2: `python v3.py sync|async`."""

import asyncio
import sys
from typing import Any

from assemblyai.streaming.v3 import (
    AsyncStreamingClient,
    StreamingClient,
    StreamingClientOptions,
    StreamingEvents,
    StreamingParameters,
    StreamingSessionParameters,
)
from report import Job, Report


def options(job: Job) -> StreamingClientOptions:
    return StreamingClientOptions(
        api_host=job.url, api_key=job.key, token=job.token, connect_timeout=120
    )


def parameters(job: Job) -> StreamingParameters:
    settings = job.settings
    threshold = settings["end_utterance_silence_threshold"]
    return StreamingParameters(
        speech_model=job.model,
        sample_rate=settings["sample_rate"],
        encoding=settings["encoding"],
        keyterms_prompt=settings["word_boost"] or None,
        include_partial_turns=not settings["disable_partial_transcripts"],
        min_turn_silence=threshold,
        max_turn_silence=threshold,
        format_turns=job.model.startswith("universal-streaming"),
        inactivity_timeout=30,
    )


def listen(client: Any, report: Report) -> None:
    def turn(_: Any, event: Any) -> None:
        report.add(
            "final" if event.end_of_turn else "partial",
            text=event.transcript or " ".join(word.text for word in event.words),
            turn=event.turn_order,
            formatted=event.turn_is_formatted,
            words=[[word.text, word.start, word.end] for word in event.words],
        )

    def begin(_: Any, event: Any) -> None:
        report.add("begin", id=event.id, expires_at=event.expires_at.timestamp())

    def termination(_: Any, event: Any) -> None:
        report.add(
            "termination",
            audio_s=event.audio_duration_seconds,
            session_s=event.session_duration_seconds,
        )

    def error(_: Any, event: Any) -> None:
        report.add("error", message=str(event), code=event.code)

    client.on(StreamingEvents.Begin, begin)
    client.on(StreamingEvents.Turn, turn)
    client.on(StreamingEvents.Termination, termination)
    client.on(StreamingEvents.Error, error)


def run_sync(job: Job, report: Report) -> None:
    client = StreamingClient(options(job))
    listen(client, report)
    client.connect(parameters(job))
    for kind, value in job.steps:
        if kind == "Sound":
            client.stream(iter(job.chunks(value)))
        elif kind == "WaitFor":
            report.wait_for(value)
        elif kind == "EndUtterance":
            client.force_endpoint()
        else:
            client.set_params(tuned(value))
    client.disconnect(terminate=True)


async def run_async(job: Job, report: Report) -> None:
    client = AsyncStreamingClient(options(job))
    listen(client, report)
    await client.connect(parameters(job))
    for kind, value in job.steps:
        if kind == "Sound":
            for chunk in job.chunks(value):
                await client.stream(chunk)
        elif kind == "WaitFor":
            await asyncio.to_thread(report.wait_for, value)
        elif kind == "EndUtterance":
            await client.force_endpoint()
        else:
            await client.set_params(tuned(value))
    await client.disconnect(terminate=True)


def tuned(threshold_ms: int) -> StreamingSessionParameters:
    return StreamingSessionParameters(min_turn_silence=threshold_ms, max_turn_silence=threshold_ms)


def main() -> None:
    job, report = Job(), Report()
    if job.token_seconds:
        options_ = StreamingClientOptions(api_host=job.url, api_key=job.key)
        job.token = StreamingClient(options_).create_temporary_token(job.token_seconds)
        job.key = None
        report.add("token", text=job.token)
    if sys.argv[1] == "sync":
        run_sync(job, report)
    else:
        asyncio.run(run_async(job, report))
    report.hand_in()


main()
