/** A tensor of numbers as model runners take and give it; `data` in row-major order. */
export interface ModelTensor {
  readonly type: "float32" | "int32" | "int64";
  readonly dims: readonly number[];
  readonly data: Float32Array | Int32Array | BigInt64Array;
}

/** One loaded model: named tensors in, named tensors out. */
export interface ModelSession {
  /** Whether `run` writes into the tensors given as `room` and gives them back; it makes new ones otherwise. */
  readonly fillsRoom?: boolean;
  /** `room`: tensors for outputs whose shape is known. */
  run(
    inputs: Readonly<Record<string, ModelTensor>>,
    room?: Readonly<Record<string, ModelTensor>>,
  ): Promise<Readonly<Record<string, ModelTensor>>>;
  close(): Promise<void>;
}

/** What loads models: ONNX Runtime on Node or in a browser, passed in. */
export interface ModelRuntime {
  load(model: Uint8Array): Promise<ModelSession>;
}
