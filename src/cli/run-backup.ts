import { backup } from "../desk/backup.ts";
import { readConfiguration } from "../desk/configuration.ts";
import { dataFolder } from "../desk/data.ts";
import { restore } from "../desk/restore.ts";
import { SaysoError } from "../errors.ts";
import { openDataFor, textOf } from "./data-options.ts";
import { openRemarks } from "./remarks.ts";
import type { Options } from "./setting.ts";

/** `sayso backup`. */
export async function runBackup(options: Options): Promise<number> {
  const path = textOf(options, "output");
  if (path === undefined) throw new SaysoError("E_USAGE", "a backup needs a file", { hint: "Name one with -o, such as sayso.tar.zst." });
  const remarks = await openRemarks({ color: options["color"] !== false, quiet: options["quiet"] === true });
  const data = await openDataFor(options);
  try {
    remarks.progress(`writing ${path}`);
    const entries = await backup(data, path);
    remarks.end();
    remarks.note(`${path}: the database and ${entries.length - 1} files of pages`);
    return 0;
  } finally {
    remarks.end();
    await data.close();
  }
}

/** `sayso restore`. */
export async function runRestore(path: string, options: Options): Promise<number> {
  const remarks = await openRemarks({ color: options["color"] !== false, quiet: options["quiet"] === true });
  const { data } = await readConfiguration(process.env);
  const folder = dataFolder(textOf(options, "data"), process.env, data);
  try {
    remarks.progress(`restoring to ${folder}`);
    const entries = await restore(path, folder);
    remarks.end();
    remarks.note(`${folder}: the database and ${entries.length - 1} files of pages, every digest checked`);
    return 0;
  } finally {
    remarks.end();
  }
}
