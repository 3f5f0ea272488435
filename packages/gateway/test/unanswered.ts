/** A call that nobody answers: it ends, as one of `fetch` does, when its signal is aborted, or is already. */
export function unanswered(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
