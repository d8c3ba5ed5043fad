import { readFileSync } from "node:fs";

/** What a process has used so far; `null` where the system does not tell. */
export interface Usage {
  readonly cpuSeconds: number | null;
  readonly memoryBytes: number | null;
  readonly peakMemoryBytes: number | null;
}

/** Clock ticks a second of Linux's process table, on every architecture that Node runs on. */
const TICKS = 100;

/** CPU time and memory of a process, from Linux's process table. */
export function usageOf(pid: number): Usage {
  const stat = tableOf(pid, "stat");
  const status = tableOf(pid, "status");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticks = Number(fields[11]) + Number(fields[12]);
  const kilobytes = (name: string): number | null => {
    const found = new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1];
    return found === undefined ? null : Number(found) * 1024;
  };
  return {
    cpuSeconds: Number.isNaN(ticks) ? null : ticks / TICKS,
    memoryBytes: kilobytes("VmRSS"),
    peakMemoryBytes: kilobytes("VmHWM"),
  };
}

/** CPU seconds of this process so far, all its threads together. */
export function ownCpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function tableOf(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, "utf8");
  } catch {
    return "";
  }
}
