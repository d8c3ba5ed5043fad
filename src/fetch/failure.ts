import { type ErrorCode, SaysoError } from "../errors.ts";
import { shown } from "./target.ts";

/** What went wrong while fetching `what`, as an error with its code; the thrown value is its cause. */
export function fetchFailure(thrown: unknown, what: string): SaysoError {
  const known = knownIn(thrown);
  if (known !== undefined) return new SaysoError(known.code, `${what}: ${known.message}`, { cause: thrown, hint: known.hint });
  const code = codeOf(thrown);
  return new SaysoError(code, `${what}: ${WORDS[code]} (${shown(reasonOf(thrown))})`, { cause: thrown });
}

type TransportCode = "E_TIMEOUT" | "E_TOO_LARGE" | "E_DNS" | "E_TLS" | "E_CONNECTION";

const WORDS: Readonly<Record<TransportCode, string>> = {
  E_TIMEOUT: "the server took too long",
  E_TOO_LARGE: "the header is too large",
  E_DNS: "the name could not be resolved",
  E_TLS: "no trusted encrypted connection could be made",
  E_CONNECTION: "the connection failed, or the answer was cut or is not HTTP",
};

/** Codes of undici, Node and OpenSSL; what is not listed is a failed connection. */
const CODES: readonly (readonly [RegExp, TransportCode])[] = [
  [/^(?:UND_ERR_(?:CONNECT|HEADERS|BODY)_TIMEOUT|ETIMEDOUT|TimeoutError)$/, "E_TIMEOUT"],
  [/^(?:UND_ERR_HEADERS_OVERFLOW|HPE_HEADER_OVERFLOW)$/, "E_TOO_LARGE"],
  [/^(?:ENOTFOUND|EAI_\w+)$/, "E_DNS"],
  [/^(?:EPROTO|ERR_TLS_\w+|ERR_SSL_\w+|CERT_\w+|UNABLE_TO_\w+|\w*SELF_SIGNED\w*|\w*CERTIFICATE\w*|INVALID_CA|HOSTNAME_MISMATCH)$/, "E_TLS"],
];

function codeOf(thrown: unknown): TransportCode {
  for (const error of chain(thrown)) {
    const names = [error.name, "code" in error && typeof error.code === "string" ? error.code : ""];
    const found = CODES.find(([pattern]) => names.some((name) => pattern.test(name)));
    if (found !== undefined) return found[1];
  }
  return "E_CONNECTION";
}

const knownIn = (thrown: unknown): { code: ErrorCode; message: string; hint: string } | undefined =>
  chain(thrown).find((error): error is SaysoError => error instanceof SaysoError);

const reasonOf = (thrown: unknown): string =>
  chain(thrown)
    .map((error) => error.message)
    .find((message) => message !== "") ?? String(thrown);

/** An error, its causes, and what an aggregate collects, each once. */
function chain(thrown: unknown): readonly Error[] {
  const found: Error[] = [];
  const visit = (value: unknown): void => {
    if (!(value instanceof Error) || found.includes(value)) return;
    found.push(value);
    visit(value.cause);
    if (value instanceof AggregateError) value.errors.forEach(visit);
  };
  visit(thrown);
  return found;
}
