"""A network of the vendor's as nodes and constants, taken apart, rearranged and written again."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

_CONTRIBUTED = "com.microsoft"


@dataclass(frozen=True, slots=True)
class Quantised:
    """A weight as integers: its numbers are (integers - zero) * scale."""

    integers: "np.ndarray[Any, np.dtype[np.uint8]]"
    scale: float
    zero: int


class Graph:
    """Nodes and constants while they are rearranged."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, Any] = {}
        self.weights: dict[str, Quantised] = {}

    def add(self, graph: onnx.GraphProto, prefix: str = "", joint: str = "") -> None:
        """Take another graph in; its names get a prefix, all but the one where both meet."""

        def named(name: str) -> str:
            return name if name in ("", joint) else prefix + name

        for constant in graph.initializer:
            self.constants[named(constant.name)] = numpy_helper.to_array(constant)
        for node in graph.node:
            if node.op_type != "If":
                copy = onnx.NodeProto()
                copy.CopyFrom(node)
                copy.name = ""
                copy.input[:] = map(named, node.input)
                copy.output[:] = map(named, node.output)
                self.nodes.append(copy)

    def keep(self, outputs: Iterable[str]) -> set[str]:
        """Drop what these outputs do not need; the inputs that are needed from outside."""
        maker = self._makers()
        waiting, needed, nodes = list(outputs), set[str](), set[int]()
        while waiting:
            name = waiting.pop()
            if name and name not in needed:
                needed.add(name)
                if name in maker:
                    nodes.add(id(maker[name]))
                    waiting += maker[name].input
        self.nodes = [node for node in self.nodes if id(node) in nodes]
        self.constants = {n: value for n, value in self.constants.items() if n in needed}
        return needed - self.constants.keys() - {n for node in self.nodes for n in node.output}

    def find_weights(self) -> None:
        """Know the quantised weights in both of the ways that the vendor writes them."""
        self._find_chains()
        maker = self._makers()
        for node in self.nodes:
            if node.op_type == "DynamicQuantizeMatMul":
                given, weight, scale, zero, *bias = node.input
            elif node.op_type == "MatMulIntegerToFloat":
                integers, weight, _, scale, _, zero, *bias = node.input
                given = maker[integers].input[0]
            elif node.op_type == "DequantizeLinear" and node.input[0] in maker:
                weight, given = maker[node.input[0]].input
                _, scale, zero = node.input
                self._know(weight, self.constants[weight], scale, int(self.constants[zero].item()))
                node.op_type, node.domain = "Gather", ""
                node.input[:] = [weight, given]
                del node.attribute[:]
                continue
            else:
                continue
            self._know(weight, self.constants[weight], scale, int(self.constants[zero].item()))
            node.op_type, node.domain = "MatMul", ""
            node.input[:] = [given, weight]
            if bias and bias[0]:
                self._add_after(node, bias[0])

    def use_weights(self, *, as_integers: bool) -> None:
        """Write every use of a quantised weight, with products of integers or of plain numbers."""
        for node in list(self.nodes):
            if node.op_type == "Transpose" and node.input[0] in self.weights:
                weight = self.weights[node.input[0]]
                turned = np.ascontiguousarray(weight.integers.T)
                self.weights[node.output[0]] = Quantised(turned, weight.scale, weight.zero)
                self.nodes.remove(node)
        for place, node in reversed(list(enumerate(self.nodes))):
            if node.op_type in ("MatMul", "Conv", "FusedConv") and node.input[1] in self.weights:
                name = self._as_constants(node.input[1])
                if as_integers:
                    node.op_type, node.domain = "DynamicQuantizeMatMul", _CONTRIBUTED
                    node.input[1:] = name
                else:
                    plain = f"{name[0]}_plain"
                    node.input[1] = plain
                    self.nodes.insert(place, helper.make_node("DequantizeLinear", name, [plain]))
            elif node.op_type == "Gather" and node.input[0] in self.weights:
                # the tokens' vectors are columns of the last product's weight: it is there once
                name = self._as_constants(self._turned(node.input[0]))
                out = node.output[0]
                self.nodes[place : place + 1] = [
                    helper.make_node("Gather", [name[0], node.input[1]], [f"{out}_c"], axis=1),
                    helper.make_node("Transpose", [f"{out}_c"], [f"{out}_i"], perm=[1, 2, 0]),
                    helper.make_node("DequantizeLinear", [f"{out}_i", *name[1:]], [out]),
                ]

    def model(
        self,
        name: str,
        inputs: Sequence[onnx.ValueInfoProto],
        outputs: Sequence[onnx.ValueInfoProto],
        opset: int,
    ) -> onnx.ModelProto:
        """All of it as a model of that name."""
        constants = [numpy_helper.from_array(value, n) for n, value in self.constants.items()]
        graph = helper.make_graph(self.nodes, name, inputs, outputs, constants)
        opsets = [helper.make_opsetid("", opset), helper.make_opsetid(_CONTRIBUTED, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=10)

    def _makers(self) -> dict[str, onnx.NodeProto]:
        return {name: node for node in self.nodes for name in node.output if name}

    def _find_chains(self) -> None:
        """Weights that are cast, scaled and moved before each use."""
        integers: dict[str, Any] = {}
        scaled: dict[str, tuple[Any, str]] = {}
        for node in list(self.nodes):
            first = node.input[0]
            if node.op_type == "Cast" and getattr(self.constants.get(first), "dtype", 0) == np.int8:
                integers[node.output[0]] = self.constants[first]
            elif node.op_type == "Mul" and first in integers:
                scaled[node.output[0]] = integers[first], node.input[1]
            elif node.op_type == "Add" and first in scaled:
                values, scale = scaled[first]
                moved = self.constants[node.input[1]].item() / self.constants[scale].item()
                whole = (values.astype(np.int16) + 128).astype(np.uint8)
                self._know(node.output[0], whole, scale, 128 - round(moved))
            else:
                continue
            self.nodes.remove(node)

    def _know(self, name: str, integers: Any, scale: str, zero: int) -> None:
        self.weights[name] = Quantised(integers, self.constants[scale].item(), zero)

    def _add_after(self, node: onnx.NodeProto, bias: str) -> None:
        out = node.output[0]
        node.output[0] = f"{out}_product"
        place = self.nodes.index(node)
        self.nodes.insert(place + 1, helper.make_node("Add", [node.output[0], bias], [out]))

    def _turned(self, name: str) -> str:
        """The weight that is this one with rows as columns."""
        rows = self.weights[name].integers.T
        return next(n for n, w in self.weights.items() if np.array_equal(w.integers, rows))

    def _as_constants(self, name: str) -> list[str]:
        """The names of a weight's integers, scale and zero."""
        weight = self.weights[name]
        names = [f"{name}_integers", f"{name}_scale_", f"{name}_zero_"]
        values = (weight.integers, np.float32(weight.scale), np.uint8(weight.zero))
        self.constants.update(zip(names, map(np.asarray, values), strict=True))
        return names


def branches(model: onnx.ModelProto) -> dict[str, onnx.GraphProto]:
    """What its one choice is between, `then_branch` and `else_branch`."""
    (choice,) = (node for node in model.graph.node if node.op_type == "If")
    return {attribute.name: attribute.g for attribute in choice.attribute}


def opset_of(model: onnx.ModelProto) -> int:
    """The version of the operators that a model is written in."""
    (version,) = (opset.version for opset in model.opset_import if not opset.domain)
    return int(version)


def plain(source: Path) -> onnx.ModelProto:
    """The vendor's file, which is in the runtime's own format, as it can be taken apart."""
    with tempfile.TemporaryDirectory() as folder:
        written = str(Path(folder, "plain.onnx"))
        options = onnxruntime.SessionOptions()
        options.add_session_config_entry("session.load_model_format", "ORT")
        options.add_session_config_entry("session.save_model_format", "ONNX")
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
        options.optimized_model_filepath = written
        onnxruntime.InferenceSession(str(source), options)
        return onnx.load(written)
