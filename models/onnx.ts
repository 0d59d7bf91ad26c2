/**
 * Writes ONNX files. Field numbers and codes are those of onnx.proto3,
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3.
 */
import { bytes, type Field, float, integer, message, string } from "./protobuf.ts";

/** `TensorProto.DataType`. */
export const FLOAT = 1;
export const FLOAT16 = 10;

/** `AttributeProto.AttributeType`. */
const ATTRIBUTE_FLOAT = 1;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_INTS = 7;

/** ONNX format 7 with operator set 13: read by every onnxruntime since 1.7. */
const IR_VERSION = 7;
const OPSET_VERSION = 13;

export type Node = {
  op: string;
  inputs: string[];
  output: string;
  attributes?: Record<string, Attribute>;
};

/** A whole number, several, or a float. */
export type Attribute = number | number[] | { float: number };

export type Tensor = {
  name: string;
  type: typeof FLOAT | typeof FLOAT16;
  dims: number[];
  /** Little-endian elements in row-major order. */
  data: Buffer;
};

/** A float32 input or output. A string in `dims` names a size that may vary. */
export type Value = { name: string; dims: (number | string)[] };

export type Graph = {
  name: string;
  /** Each node after the nodes whose outputs it takes. */
  nodes: Node[];
  tensors: Tensor[];
  inputs: Value[];
  outputs: Value[];
};

/** The same graph gives the same bytes. */
export function encodeModel(graph: Graph): Buffer {
  return Buffer.concat([
    integer(1, IR_VERSION),
    string(2, "kith"),
    message(7, encodeGraph(graph)),
    message(8, [string(1, ""), integer(2, OPSET_VERSION)]),
  ]);
}

function encodeGraph({ name, nodes, tensors, inputs, outputs }: Graph): Field[] {
  return [
    ...nodes.map((node) => message(1, encodeNode(node))),
    string(2, name),
    ...tensors.map((tensor) => message(5, encodeTensor(tensor))),
    ...inputs.map((value) => message(11, encodeValue(value))),
    ...outputs.map((value) => message(12, encodeValue(value))),
  ];
}

function encodeNode({ op, inputs, output, attributes = {} }: Node): Field[] {
  return [
    ...inputs.map((input) => string(1, input)),
    string(2, output),
    string(4, op),
    ...Object.entries(attributes).map(([name, value]) => message(5, encodeAttribute(name, value))),
  ];
}

function encodeAttribute(name: string, value: Attribute): Field[] {
  if (typeof value === "number") {
    return [string(1, name), integer(3, value), integer(20, ATTRIBUTE_INT)];
  }
  if (!Array.isArray(value)) {
    return [string(1, name), float(2, value.float), integer(20, ATTRIBUTE_FLOAT)];
  }
  return [string(1, name), ...value.map((item) => integer(8, item)), integer(20, ATTRIBUTE_INTS)];
}

function encodeTensor({ name, type, dims, data }: Tensor): Field[] {
  return [...dims.map((dim) => integer(1, dim)), integer(2, type), string(8, name), bytes(9, data)];
}

function encodeValue({ name, dims }: Value): Field[] {
  const shape = dims.map((dim) =>
    message(1, [typeof dim === "string" ? string(2, dim) : integer(1, dim)]),
  );
  return [string(1, name), message(2, [message(1, [integer(1, FLOAT), message(2, shape)])])];
}
