import protobuf from 'protobufjs';

/**
 * The parts of onnx.proto that are needed to look at a model and to write a small one. Names and numbers are those of the ONNX project
 * (github.com/onnx/onnx, `onnx/onnx.proto`, Apache-2.0, © ONNX Project Contributors). Values of tensors are read from `raw_data` alone: other
 * fields, `float_data` among them, are skipped, so that a hostile file cannot make millions of JavaScript numbers.
 */
const proto = `
syntax = "proto3";
package onnx;
message StringStringEntryProto { string key = 1; string value = 2; }
message OperatorSetIdProto { string domain = 1; int64 version = 2; }
message TensorProto {
  repeated int64 dims = 1;
  int32 data_type = 2;
  string name = 8;
  bytes raw_data = 9;
  repeated StringStringEntryProto external_data = 13;
  int32 data_location = 14;
}
message SparseTensorProto { TensorProto values = 1; TensorProto indices = 2; repeated int64 dims = 3; }
message Dimension { oneof value { int64 dim_value = 1; string dim_param = 2; } }
message TensorShapeProto { repeated Dimension dim = 1; }
message TensorTypeProto { int32 elem_type = 1; TensorShapeProto shape = 2; }
message TypeProto { TensorTypeProto tensor_type = 1; }
message ValueInfoProto { string name = 1; TypeProto type = 2; }
message AttributeProto {
  string name = 1;
  float f = 2;
  int64 i = 3;
  bytes s = 4;
  TensorProto t = 5;
  GraphProto g = 6;
  repeated float floats = 7;
  repeated int64 ints = 8;
  repeated TensorProto tensors = 10;
  repeated GraphProto graphs = 11;
  int32 type = 20;
  SparseTensorProto sparse_tensor = 22;
  repeated SparseTensorProto sparse_tensors = 23;
}
message NodeProto {
  repeated string input = 1;
  repeated string output = 2;
  string name = 3;
  string op_type = 4;
  repeated AttributeProto attribute = 5;
  string domain = 7;
}
message GraphProto {
  repeated NodeProto node = 1;
  string name = 2;
  repeated TensorProto initializer = 5;
  repeated ValueInfoProto input = 11;
  repeated ValueInfoProto output = 12;
  repeated ValueInfoProto value_info = 13;
  repeated SparseTensorProto sparse_initializer = 15;
}
message FunctionProto { string name = 1; repeated AttributeProto attribute_proto = 11; repeated NodeProto node = 7; repeated OperatorSetIdProto opset_import = 9; string domain = 10; }
message ModelProto {
  int64 ir_version = 1;
  string producer_name = 2;
  GraphProto graph = 7;
  repeated OperatorSetIdProto opset_import = 8;
  repeated FunctionProto functions = 25;
}
`;

type Whole = number | { toNumber(): number };

export interface OnnxTensor {
  dims?: Whole[];
  dataType?: number;
  name?: string;
  rawData?: Uint8Array;
  externalData?: { key?: string; value?: string }[];
  dataLocation?: number;
}

export interface OnnxSparseTensor {
  values?: OnnxTensor | null;
  indices?: OnnxTensor | null;
}

export interface OnnxValueInfo {
  name?: string;
  type?: {
    tensorType?: { elemType?: number; shape?: { dim?: { dimValue?: Whole; dimParam?: string }[] } | null } | null;
  };
}

export interface OnnxAttribute {
  name?: string;
  f?: number;
  i?: Whole;
  s?: Uint8Array;
  t?: OnnxTensor | null;
  g?: OnnxGraph | null;
  floats?: number[];
  ints?: Whole[];
  tensors?: OnnxTensor[];
  graphs?: OnnxGraph[];
  type?: number;
  sparseTensor?: OnnxSparseTensor | null;
  sparseTensors?: OnnxSparseTensor[];
}

export interface OnnxNode {
  input?: string[];
  output?: string[];
  name?: string;
  opType?: string;
  attribute?: OnnxAttribute[];
  domain?: string;
}

export interface OnnxGraph {
  node?: OnnxNode[];
  name?: string;
  initializer?: OnnxTensor[];
  input?: OnnxValueInfo[];
  output?: OnnxValueInfo[];
  valueInfo?: OnnxValueInfo[];
  sparseInitializer?: OnnxSparseTensor[];
}

export interface OnnxModel {
  irVersion?: Whole;
  producerName?: string;
  graph?: OnnxGraph | null;
  opsetImport?: { domain?: string; version?: Whole }[];
  functions?: { name?: string; domain?: string; node?: OnnxNode[]; attributeProto?: OnnxAttribute[] }[];
}

let modelType: protobuf.Type | undefined;

function typeOfModel(): protobuf.Type {
  modelType ??= protobuf.parse(proto, { keepCase: false }).root.lookupType('onnx.ModelProto');
  return modelType;
}

/** @throws Error if the bytes are no protocol buffer of this schema */
export function decodeOnnx(bytes: Uint8Array): OnnxModel {
  const reader = protobuf.Reader.create(bytes);
  (reader as { discardUnknown?: boolean }).discardUnknown = true;
  return typeOfModel().decode(reader) as unknown as OnnxModel;
}

export function encodeOnnx(model: OnnxModel): Uint8Array {
  return typeOfModel().encode(typeOfModel().fromObject(model)).finish();
}

export function whole(value: Whole | undefined): number {
  return typeof value === 'object' ? value.toNumber() : (value ?? 0);
}

/** Names of element types by their numbers, as ONNX Runtime for JavaScript has them; bytes of one entry. */
export const onnxTypes: Readonly<Record<number, { readonly name: string; readonly bytes: number }>> = {
  1: { name: 'float32', bytes: 4 },
  2: { name: 'uint8', bytes: 1 },
  3: { name: 'int8', bytes: 1 },
  4: { name: 'uint16', bytes: 2 },
  5: { name: 'int16', bytes: 2 },
  6: { name: 'int32', bytes: 4 },
  7: { name: 'int64', bytes: 8 },
  8: { name: 'string', bytes: 0 },
  9: { name: 'bool', bytes: 1 },
  10: { name: 'float16', bytes: 2 },
  11: { name: 'float64', bytes: 8 },
  12: { name: 'uint32', bytes: 4 },
  13: { name: 'uint64', bytes: 8 },
  16: { name: 'bfloat16', bytes: 2 },
  21: { name: 'uint4', bytes: 0.5 },
  22: { name: 'int4', bytes: 0.5 },
};
