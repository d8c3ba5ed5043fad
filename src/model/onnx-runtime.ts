import type { InferenceSession, Tensor } from "onnxruntime-common";
import { SaysoError } from "../errors.ts";
import type { ModelRuntime, ModelTensor } from "./runtime.ts";

/** What onnxruntime-node and onnxruntime-web have in common; either module may be passed. */
export interface OnnxModule {
  readonly InferenceSession: {
    create(model: Uint8Array, options?: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  readonly Tensor: new (type: ModelTensor["type"], data: ModelTensor["data"], dims: readonly number[]) => Tensor;
}

export interface OnnxOptions {
  /** Threads within one operator; 1 gives the most articles a second for each core. */
  readonly threads?: number;
  /** Such as `["wasm"]` in a browser; the module's own choice when absent. */
  readonly executionProviders?: readonly string[];
  /** Whether the module writes into tensors given for outputs, as onnxruntime-node does and onnxruntime-web does not. */
  readonly fillsOutputs?: boolean;
}

/**
 * A model runtime over ONNX Runtime.
 *
 * @throws SaysoError E_MODEL when a model cannot be loaded or run.
 */
export function onnxRuntime(onnx: OnnxModule, options: OnnxOptions = {}): ModelRuntime {
  return {
    load: async (model) => {
      const session = await orModelError("load", onnx.InferenceSession.create(model, sessionOptions(options)));
      return {
        fillsRoom: options.fillsOutputs === true,
        run: async (inputs, room) => {
          if (room !== undefined && options.fillsOutputs === true) {
            await orModelError("run", session.run(tensorsOf(onnx, inputs), tensorsOf(onnx, room)));
            return room;
          }
          return (await orModelError("run", session.run(tensorsOf(onnx, inputs)))) as unknown as Record<string, ModelTensor>;
        },
        close: () => session.release(),
      };
    },
  };
}

const tensorsOf = (onnx: OnnxModule, tensors: Readonly<Record<string, ModelTensor>>): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(tensors).map(([name, { type, data, dims }]) => [name, new onnx.Tensor(type, data, dims)]));

function sessionOptions({ threads, executionProviders }: OnnxOptions): InferenceSession.SessionOptions {
  return {
    graphOptimizationLevel: "all",
    enableCpuMemArena: true,
    intraOpNumThreads: threads ?? 1,
    interOpNumThreads: 1,
    ...(executionProviders === undefined ? {} : { executionProviders: [...executionProviders] }),
  };
}

async function orModelError<T>(what: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new SaysoError("E_MODEL", `the model runner could not ${what}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}
