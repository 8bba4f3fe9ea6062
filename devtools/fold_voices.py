"""Turns the vendor's networks that tell voices apart into what the runtime makes fast.

    python -m devtools.fold_voices FOLDER OUT      needs onnx and onnxruntime

The vendor's files are in the runtime's own format, which it takes as it is. Plain networks it
arranges for the machine that loads them: they give the same numbers for three quarters of the
processor time. The segmentation model was written for ten seconds at once; it takes sound of
any length here, so that a sentence of four costs what four seconds do.
"""

import sys
from pathlib import Path

import onnx

from devtools.graphs import Graph, branches, opset_of, plain

_NAME = "community-1"


def embedding(vendor: onnx.ModelProto) -> onnx.ModelProto:
    """The network from a sentence's features to the direction of its voice, as it is."""
    graph = Graph()
    graph.add(vendor.graph)
    return graph.model(_NAME, vendor.graph.input, vendor.graph.output, opset_of(vendor))


def segmentation(vendor: onnx.ModelProto) -> onnx.ModelProto:
    """The network that hears who speaks when: sound of any length, a row for each 270 samples."""
    graph = Graph()
    graph.add(vendor.graph)
    _choose(vendor, graph)
    given, told = vendor.graph.input[0], vendor.graph.output[0]
    given.type.tensor_type.shape.dim[2].dim_param = "samples"
    told.type.tensor_type.shape.dim[1].dim_param = "rows"
    graph.keep([told.name])
    return graph.model(_NAME, [given], [told], opset_of(vendor))


def _choose(vendor: onnx.ModelProto, graph: Graph) -> None:
    """Put in the branch for sound with its dimensions apart, as it always is, for the choice."""
    (choice,) = (node for node in vendor.graph.node if node.op_type == "If")
    place = next(n for n, node in enumerate(graph.nodes) if choice.output[0] in node.input)
    branch = Graph()
    branch.add(branches(vendor)["then_branch"])
    branch.nodes[-1].output[:] = choice.output
    graph.nodes[place:place] = branch.nodes
    graph.constants.update(branch.constants)


def fold(source: Path, target: Path) -> None:
    """Write the two networks of the models in `source` into the folder `target`."""
    onnx.save(embedding(plain(source / "embedding.ort")), target / "embedding.onnx")
    onnx.save(segmentation(plain(source / "segmentation.ort")), target / "segmentation.onnx")


if __name__ == "__main__":
    fold(*map(Path, sys.argv[1:]))
