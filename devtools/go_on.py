"""Lets the encoder go on where it stood, so that a growing line is not heard anew in each pass.

The vendor's encoder hears all of a stretch at once. Its frames of 24 ms attend to each other
through keys and values; those of the frames that were heard before are handed in again, and
only the frames after them are made. The first layer still hears all the sound, because that is
brought to one loudness, but it is a twentieth of the work.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import helper

if TYPE_CHECKING:
    from devtools.graphs import Graph

_STEPS = 6
"""So many steps of the first layer are a frame."""

_POSITIONS = "/Range_output_0"


def go_on(graph: "Graph") -> dict[str, str]:
    """Rearrange an encoder that is otherwise done.

    Returns:
        Its further inputs, the keys and values of kept frames, and for each the further output
        with those of the new frames. Shapes are (1, heads, frames, width).
    """
    added: dict[str, str] = {}
    for layer, softmax in enumerate([n for n in graph.nodes if n.op_type == "Softmax"]):
        scores = _unmasked(graph, softmax)
        (mixed,) = (node for node in graph.nodes if softmax.output[0] in node.input)
        for kind, product, made_by in (("key", scores, "Concat"), ("value", mixed, "Transpose")):
            kept, heard = f"kept.{layer}.{kind}", f"heard.{layer}.{kind}"
            _attend_to(graph, product, made_by, kept, heard)
            added[kept] = heard
    _leave_out(graph, next(iter(added)))
    return added


def _unmasked(graph: "Graph", softmax: onnx.NodeProto) -> onnx.NodeProto:
    """The product of queries and keys, without the mask of ones that may follow it."""
    maker = _makers(graph)
    scores = maker[softmax.input[0]]
    if scores.op_type == "Add":
        softmax.input[0] = scores.input[0]
        scores = maker[scores.input[0]]
    return scores


def _attend_to(
    graph: "Graph", product: onnx.NodeProto, made_by: str, kept: str, heard: str
) -> None:
    """Put kept frames before the new ones on their way into the second factor of a product."""
    maker, user, at = _makers(graph), product, 1
    while (source := maker[user.input[at]]).op_type != made_by:
        user, at = source, 0
    new, user.input[at] = user.input[at], f"{heard}_all"
    _before(graph, user, [
        helper.make_node("Identity", [new], [heard]),
        helper.make_node("Concat", [kept, new], [f"{heard}_all"], axis=2),
    ])  # fmt: skip


def _leave_out(graph: "Graph", kept: str) -> None:
    """Make only the frames after the kept ones, and count on from those."""
    graph.constants |= {
        "kept_axis": np.array([2]), "kept_place": np.array(2), "kept_end": np.array([2**62]),
        "kept_steps_a_frame": np.array(_STEPS), "kept_none": np.array([0]),
    }  # fmt: skip
    _, second, *_ = (node for node in graph.nodes if node.op_type in ("Conv", "FusedConv"))
    counted = next(node for node in graph.nodes if _POSITIONS in node.input)
    steps, second.input[0], counted.input[0] = second.input[0], "kept_rest", "kept_positions"
    _before(graph, second, [
        helper.make_node("Slice", [steps, "kept_start", "kept_end", "kept_axis"], ["kept_rest"])
    ])  # fmt: skip
    _before(graph, counted, [
        helper.make_node("Add", [_POSITIONS, "kept_frames"], ["kept_positions"])
    ])  # fmt: skip
    _before(graph, graph.nodes[0], [
        helper.make_node("Shape", [kept], ["kept_shape"]),
        helper.make_node("Gather", ["kept_shape", "kept_place"], ["kept_frames"]),
        helper.make_node("Mul", ["kept_frames", "kept_steps_a_frame"], ["kept_steps"]),
        helper.make_node("Unsqueeze", ["kept_steps", "kept_none"], ["kept_start"]),
    ])  # fmt: skip


def _before(graph: "Graph", node: onnx.NodeProto, others: Iterable[onnx.NodeProto]) -> None:
    place = next(at for at, each in enumerate(graph.nodes) if each is node)
    graph.nodes[place:place] = others


def _makers(graph: "Graph") -> dict[str, onnx.NodeProto]:
    return {name: node for node in graph.nodes for name in node.output if name}
