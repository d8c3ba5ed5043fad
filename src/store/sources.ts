import type { Source, SourceHealth } from "../record/source.ts";

/** Sources and how they are doing. */
export interface SourceStore {
  /**
   * Adds a source, or gives an existing one these settings; its health stays, and the address that it moved to. An
   * existing one is one with this id or this address. True when it is new.
   */
  put(source: Source): Promise<boolean>;
  /** Gives a source another address; its id stays. False when another source has that address. */
  move(id: string, url: string): Promise<boolean>;
  get(id: string): Promise<Listed | undefined>;
  /** By address. */
  all(): Promise<readonly Listed[]>;
  /** Active sources whose next try is due or was never set, the longest overdue first. */
  due(now: string, count: number): Promise<readonly Listed[]>;
  setHealth(id: string, health: SourceHealth): Promise<void>;
  /** Its articles stay. False when there was none. */
  remove(id: string): Promise<boolean>;
  /** Of these keys (guid or address of an entry) those that were never noted as seen, in order. */
  unseen(id: string, keys: readonly string[]): Promise<readonly string[]>;
  /** Notes entries as seen; to be called when what they lead to is stored, so that a crash between shows them again. */
  noteSeen(id: string, keys: readonly string[], now: string): Promise<void>;
}

/** A source with its health. */
export interface Listed {
  readonly source: Source;
  readonly health: SourceHealth;
}
