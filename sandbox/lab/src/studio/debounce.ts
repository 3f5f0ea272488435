/** Does it once nobody has asked for a while. */
export function debounce(work: () => unknown, pauseMs: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, pauseMs);
  };
}
