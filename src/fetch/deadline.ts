/**
 * Runs `work` until it is done, `seconds` have passed, or `signal` ends it, whichever comes first.
 *
 * The answer does not wait for work that cannot be stopped, such as the look-up of a name.
 *
 * @throws a DOMException named TimeoutError, or the reason of `signal`.
 */
export async function withDeadline<T>(
  seconds: number,
  signal: AbortSignal | undefined,
  work: (ended: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = AbortSignal.timeout(Math.ceil(seconds * 1000));
  const ended = signal === undefined ? limit : AbortSignal.any([limit, signal]);
  ended.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = (): void => reject(ended.reason);
  ended.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([work(ended), promise]);
  } finally {
    ended.removeEventListener("abort", stop);
  }
}
