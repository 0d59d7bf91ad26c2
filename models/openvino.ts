/**
 * Turns a network in OpenVINO's format (IR version 11: an .xml with the layers, a .bin with the
 * weights) into ONNX. Knows the eleven layer types of face-reidentification-retail-0095 and refuses
 * every other one. Weights stay float16 as published and are widened when the model is loaded;
 * arithmetic is float32.
 *
 * Layer semantics: https://docs.openvino.ai/2023.0/openvino_docs_ops_opset.html
 */
import { encodeModel, FLOAT, FLOAT16, type Graph, type Node } from "./onnx.ts";

type Layer = {
  id: string;
  type: string;
  /** Attributes of the layer's `<data>` element. */
  data: Record<string, string>;
  /** Shape of the first input; empty where there is none. */
  inputDims: number[];
  /** Ids of the layers that feed this one, by input port. */
  from: string[];
};

/** The layers in the file's order, which is also an order of computation. */
function parseLayers(xml: string): Layer[] {
  const layers = [...xml.matchAll(/<layer\s([^>]*)>(.*?)<\/layer>/gs)].map(
    ([, head = "", content = ""]): Layer => {
      const { id = "", type = "" } = parseAttributes(head);
      const data = parseAttributes(/<data\s([^>]*?)\/?>/s.exec(content)?.[1] ?? "");
      const firstInput = /<input>\s*<port[^>]*>(.*?)<\/port>/s.exec(content)?.[1] ?? "";
      const inputDims = [...firstInput.matchAll(/<dim>(\d+)<\/dim>/g)].map(([, dim]) =>
        Number(dim),
      );
      return { id, type, data, inputDims, from: [] };
    },
  );
  const layerById = new Map(layers.map((layer) => [layer.id, layer]));
  for (const [, head = ""] of xml.matchAll(/<edge\s([^>]*?)\/?>/g)) {
    const edge = parseAttributes(head);
    layerById
      .get(edge["to-layer"] ?? "")
      ?.from.splice(Number(edge["to-port"]), 0, edge["from-layer"] ?? "");
  }
  return layers;
}

function parseAttributes(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([\w-]+)="([^"]*)"/g)];
  return Object.fromEntries(pairs.map(([, name, value]) => [name, value]));
}

function numbers(list: string | undefined): number[] {
  return list ? list.split(",").map(Number) : [];
}

/**
 * The network as the bytes of an ONNX file, with one input `input` and one output `output`, both
 * float32, whose first dimension is a batch of any size. The same files give the same bytes.
 *
 * @throws when the network has a layer that is not known here.
 */
export function convertToOnnx(name: string, xml: string, weights: Buffer): Buffer {
  const layers = parseLayers(xml);
  const layerById = new Map(layers.map((layer) => [layer.id, layer]));
  const outputIds = new Set(layers.filter((l) => l.type === "Result").flatMap((l) => l.from));
  const nameOf = (id: string) => {
    if (outputIds.has(id)) return "output";
    return layerById.get(id)?.type === "Parameter" ? "input" : `v${id}`;
  };
  const graph: Graph = { name, nodes: [], tensors: [], inputs: [], outputs: [] };
  for (const layer of layers) addLayer(graph, layer, { layerById, weights, nameOf });
  return encodeModel(withoutUnused(graph));
}

type Network = {
  layerById: Map<string, Layer>;
  weights: Buffer;
  /** The ONNX name of a layer's output. */
  nameOf: (id: string) => string;
};

function addLayer(graph: Graph, layer: Layer, network: Network): void {
  const { id, type, data, inputDims, from } = layer;
  const inputs = from.map(network.nameOf);
  const output = network.nameOf(id);
  if (type === "Parameter") {
    graph.inputs.push({ name: output, dims: ["N", ...numbers(data.shape).slice(1)] });
  } else if (type === "Result") {
    graph.outputs.push({ name: "output", dims: ["N", ...inputDims.slice(1)] });
  } else if (type === "Const") {
    const raw = weightsOf(layer, network.weights);
    graph.tensors.push({ name: output, type: FLOAT16, dims: numbers(data.shape), data: raw });
  } else if (type === "PReLU") {
    graph.nodes.push(leakyRelu(layer, network));
  } else {
    if (type === "GroupConvolution")
      joinGroups(graph, network.nameOf(constantBehind(layer, network).id));
    graph.nodes.push({ ...toNode(layer), inputs, output });
  }
}

/** Every weight is a constant that a Convert widens; this is the constant behind the second input. */
function constantBehind(layer: Layer, { layerById }: Network): Layer {
  const convert = layerById.get(layer.from[1] ?? "");
  const constant = layerById.get(convert?.from[0] ?? "");
  if (constant?.type === "Const") return constant;
  throw new Error(`Layer ${layer.id}: expected compressed constant weights.`);
}

function weightsOf({ id, data }: Layer, weights: Buffer): Buffer {
  const [start, size] = [Number(data.offset), Number(data.size)];
  if (data.element_type === "f16" && start + size <= weights.length) {
    return weights.subarray(start, start + size);
  }
  throw new Error(`Layer ${id}: expected float16 weights inside the .bin file.`);
}

/**
 * With one slope for all channels PReLU is LeakyRelu, which onnxruntime computes together with the
 * convolution before it: 6 ms a face instead of 16 (one thread).
 */
function leakyRelu(layer: Layer, network: Network): Node {
  const slope = weightsOf(constantBehind(layer, network), network.weights);
  if (slope.length !== 2) throw new Error(`Layer ${layer.id} has a slope for each channel.`);
  return {
    op: "LeakyRelu",
    inputs: [network.nameOf(layer.from[0] ?? "")],
    output: network.nameOf(layer.id),
    attributes: { alpha: { float: halfToNumber(slope.readUInt16LE()) } },
  };
}

/** IEEE 754 binary16, finite values only. */
function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** OpenVINO: [groups, out per group, …]; ONNX: [out, …]. */
function joinGroups(graph: Graph, tensorName: string): void {
  const tensor = graph.tensors.find(({ name }) => name === tensorName);
  if (!tensor) return;
  const [groups = 1, outPerGroup = 1, ...rest] = tensor.dims;
  tensor.dims = [groups * outPerGroup, ...rest];
}

/** Leaves out the slopes, which have become attributes, and what widens them. */
function withoutUnused(graph: Graph): Graph {
  const isUsed = (name: string) => graph.nodes.some(({ inputs }) => inputs.includes(name));
  const nodes = graph.nodes.filter(({ op, output }) => op !== "Cast" || isUsed(output));
  const used = new Set(nodes.flatMap(({ inputs }) => inputs));
  return { ...graph, nodes, tensors: graph.tensors.filter(({ name }) => used.has(name)) };
}

function toNode(layer: Layer): Pick<Node, "op" | "attributes"> {
  switch (layer.type) {
    case "Add":
      return { op: "Add" };
    case "Multiply":
      return { op: "Mul" };
    case "Sigmoid":
      return { op: "Sigmoid" };
    case "Convert":
      return { op: "Cast", attributes: { to: FLOAT } };
    case "Convolution":
      return { op: "Conv", attributes: convolution(layer) };
    case "GroupConvolution":
      // Depthwise in this network: as many groups as input channels.
      return { op: "Conv", attributes: { ...convolution(layer), group: layer.inputDims[1] ?? 1 } };
    case "AvgPool":
      return globalAveragePool(layer);
    default:
      throw new Error(`Layer ${layer.id} is of a type that is not known here: ${layer.type}.`);
  }
}

function convolution({ data }: Layer): Record<string, number[]> {
  return {
    strides: numbers(data.strides),
    dilations: numbers(data.dilations),
    pads: [...numbers(data.pads_begin), ...numbers(data.pads_end)],
  };
}

function globalAveragePool({ id, data, inputDims }: Layer): Pick<Node, "op"> {
  const wholeInput = numbers(data.kernel).every((size, axis) => size === inputDims[axis + 2]);
  if (wholeInput) return { op: "GlobalAveragePool" };
  throw new Error(`Layer ${id} averages over a part of its input, which is not known here.`);
}
