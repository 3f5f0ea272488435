/** Tells at once, then at most every `ms` milliseconds; what is told meanwhile is told once, at the end of that time. */
export function atMostEvery(ms: number, tell: () => void): { tell(): void; close(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;
  const now = () => {
    again = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (again) now();
    }, ms);
    tell();
  };
  return {
    tell() {
      again = true;
      if (timer === undefined) now();
    },
    close: () => clearTimeout(timer),
  };
}
