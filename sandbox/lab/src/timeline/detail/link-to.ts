/** The address of the lab with the timeline in front and this trace open; nothing else of what is shown now. */
export const linkTo = (
  { origin, pathname }: Pick<Location, 'origin' | 'pathname'>,
  traceId: string,
): string => `${origin}${pathname}?${new URLSearchParams({ panel: 'timeline', trace: traceId })}`;
