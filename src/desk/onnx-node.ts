import * as onnx from "onnxruntime-node";
import { onnxRuntime } from "../model/onnx-runtime.ts";
import type { ModelRuntime } from "../model/runtime.ts";

/** ONNX Runtime on Node. `threads` within one operator; 1 when absent. */
export const nodeRuntime = ({ threads = 1 }: { threads?: number } = {}): ModelRuntime => onnxRuntime(onnx, { threads, fillsOutputs: true });
