type Headers = Readonly<Record<string, string>>;

/** The longest time that a server's wish to be left alone is heard, in seconds: a week. */
const LONGEST_REST_SECONDS = 7 * 86_400;

/** Seconds after which a server that is busy wants to be asked again; null when it does not say, or says nonsense. */
export function retryAfterSeconds(headers: Headers, nowMs: number): number | null {
  const written = headers["retry-after"]?.trim() ?? "";
  const seconds = /^\d+$/.test(written) ? Number(written) : (httpDateMs(written) - nowMs) / 1000;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(0, seconds), LONGEST_REST_SECONDS);
}

/** Seconds for which an answer says that it stays as it is, after RFC 9111; null when it does not say. 0 when it must be asked again. */
export function freshSeconds(headers: Headers): number | null {
  const directives = new Map(
    (headers["cache-control"] ?? "").split(",").map((part) => {
      const [name = "", value = ""] = part.split("=");
      return [name.trim().toLowerCase(), value.trim().replace(/^"|"$/g, "")];
    }),
  );
  if (directives.has("no-store") || directives.has("no-cache")) return 0;
  const maxAge = directives.get("max-age");
  if (maxAge !== undefined && /^\d+$/.test(maxAge)) {
    const age = /^\d+$/.test(headers["age"] ?? "") ? Number(headers["age"]) : 0;
    return Math.max(0, Number(maxAge) - age);
  }
  if (headers["expires"] === undefined) return null;
  const seconds = (httpDateMs(headers["expires"]) - httpDateMs(headers["date"] ?? "")) / 1000;
  return Number.isNaN(seconds) ? 0 : Math.max(0, seconds);
}

/** A date of HTTP (RFC 9110 section 5.6.7) in milliseconds since 1970, or NaN. */
const httpDateMs = (written: string): number => (/^[A-Z][a-z]{2,8},? /.test(written) ? Date.parse(written) : Number.NaN);
