const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * Characters of an article as HTML text or as a quoted attribute's value. Control characters, which HTML forbids or
 * which would turn the direction of what follows, are shown as U+FFFD.
 */
export function escapeHtml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[[\p{Cc}\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]--[\t\n\r]]/gv, "\uFFFD")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
