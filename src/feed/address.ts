/**
 * An address as a feed writes it, made absolute; null for what is no http or https address. The fragment is dropped,
 * since it is never asked for. `base` is the address that a relative one is meant from.
 */
export function addressFrom(written: string | null | undefined, base: string | null): string | null {
  const trimmed = (written ?? "").trim().replace(/^feed:(?:\/\/)?(?=https?:)/i, "");
  if (trimmed === "" || trimmed.length > LONGEST_ADDRESS) return null;
  const whole = /^www\.[^\s/]+\.[a-z]/i.test(trimmed) ? `https://${trimmed}` : trimmed;
  const url = base === null ? URL.parse(whole) : URL.parse(whole, base);
  if (url === null || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  url.hash = "";
  return url.href;
}

/** Characters; servers and browsers refuse longer ones. */
const LONGEST_ADDRESS = 8192;
