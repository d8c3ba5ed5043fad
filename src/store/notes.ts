import type { Json } from "../record/source.ts";

/** Small facts by kind and key that outlive a process: robots files, the last time that a host was asked. */
export interface NoteStore {
  get(kind: string, key: string): Promise<Json | undefined>;
  put(kind: string, key: string, value: Json): Promise<void>;
  remove(kind: string, key: string): Promise<void>;
}
