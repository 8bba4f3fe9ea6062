"""Turns the vendor's model files into two plain networks, each weight in them once.

    python -m devtools.fold FOLDER OUT      needs onnx and onnxruntime

The vendor's decoder holds two branches, one for the first step and one for the others, and
its base model de-quantises every weight again at each step. What comes out:

- `encoder.onnx`: from the sound to the keys and values that the decoder attends to, going on
  from frames that were heard before (`devtools/go_on.py`). Its weights are de-quantised once,
  while it is loaded;
- `decoder.onnx`: the branch for the others alone, which takes any number of tokens and, for
  the first step, an empty past. Its products are of integers, the sound's part quantised as
  it comes: half the time of plain numbers, a quarter of the memory, the same words.

Weights keep the vendor's integers and scales, so the files are the same wherever they are made.
"""

import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from devtools.go_on import go_on
from devtools.graphs import Graph, branches, opset_of, plain

_NAME = "moonshine"
_FROM_ENCODER = "encoder_hidden_states"


def decoder(merged: onnx.ModelProto) -> onnx.ModelProto:
    """The decoder: tokens, their past and what the encoder gave → logits and the new past."""
    graph = Graph()
    graph.add(merged.graph)
    graph.add(branches(merged)["then_branch"])
    _unmask(graph)
    kinds = [o for o in merged.graph.output if ".encoder." not in o.name]
    outputs = [output.name for output in kinds]
    graph.keep(outputs)
    graph.find_weights()
    graph.use_weights(as_integers=True)
    needed = graph.keep(outputs)
    inputs = [given for given in merged.graph.input if given.name in needed]
    return graph.model(_NAME, inputs, kinds, opset_of(merged))


def encoder(heard: onnx.ModelProto, merged: onnx.ModelProto) -> onnx.ModelProto:
    """The encoder: sound, kept frames → keys and values for the decoder, and those to keep."""
    graph, meeting = Graph(), _FROM_ENCODER
    graph.add(heard.graph)
    for node in graph.nodes:
        node.output[:] = [meeting if o == heard.graph.output[0].name else o for o in node.output]
    for part in (merged.graph, branches(merged)["else_branch"]):
        graph.add(part, "cross/", meeting)
    kinds = [output for output in merged.graph.output if ".encoder." in output.name]
    outputs = [f"cross/{output.name}" for output in kinds]
    _stand_in(graph)
    graph.keep(outputs)
    graph.find_weights()
    graph.use_weights(as_integers=False)
    added = go_on(graph)
    graph.keep([*outputs, *added.values()])
    inputs = [heard.graph.input[0], *(_named(kinds[0], name, "kept") for name in added)]
    named = [_named(kinds[0], name, "new") for name in [*outputs, *added.values()]]
    return graph.model(_NAME, inputs, named, opset_of(merged))


def _named(like: onnx.ValueInfoProto, name: str, frames: str) -> onnx.ValueInfoProto:
    """Keys or values of so many frames, in a shape like that."""
    made = onnx.ValueInfoProto()
    made.CopyFrom(like)
    made.name, made.type.tensor_type.shape.dim[2].dim_param = name, frames
    return made


def _stand_in(graph: Graph) -> None:
    """Give masks of nothing but ones, and one sound at a time, for which the tokens were asked."""
    for mask in ("attention_mask", "cross/encoder_attention_mask"):
        ones = numpy_helper.from_array(np.array([1], np.int64))
        graph.nodes[:0] = [
            helper.make_node("Shape", ["input_values"], [f"{mask}_shape"]),
            helper.make_node("ConstantOfShape", [f"{mask}_shape"], [mask], value=ones),
        ]
    graph.constants["cross/one"] = np.zeros((1, 1, 1), np.float32)
    tokens = {"cross/input_ids"}
    for node in graph.nodes:
        if tokens & set(node.input):
            if node.op_type == "Shape":
                node.input[:] = ["cross/one"]
            else:
                tokens.update(node.output)


def _unmask(graph: Graph) -> None:
    """Attend to all that the encoder gave: there is never anything to be left out."""
    for node in graph.nodes:
        if node.op_type == "Add" and "/encoder_attn/Slice" in node.input[1]:
            node.op_type = "Identity"
            del node.input[1:]


def fold(source: Path, target: Path) -> None:
    """Write the two networks of the model in `source` into the folder `target`."""
    merged = plain(source / "decoder_model_merged.ort")
    heard = plain(source / "encoder_model.ort")
    onnx.save(decoder(merged), target / "decoder.onnx")
    onnx.save(encoder(heard, merged), target / "encoder.onnx")


if __name__ == "__main__":
    fold(*map(Path, sys.argv[1:]))
