/**
 * Foreign text for a terminal on one line: escape sequences are removed, other control characters and marks that turn
 * the direction of writing too, and white space becomes one space.
 */
export function plain(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?:\u001B[\]PX^_]|[\u0090\u0098\u009D-\u009F])[^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)?/g, "")
    .replace(/(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]?/g, "")
    .replace(/\u001B[ -/]*[0-~]?/g, "")
    .replace(/\s+/g, " ")
    .replace(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C\uFEFF]/g, "");
}
