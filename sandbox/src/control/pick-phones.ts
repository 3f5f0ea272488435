/** A phone that somebody wants to have: any of that profile, though rather the one with this id. */
export interface WantedPhone {
  profile: string;
  id?: string | undefined;
}

/**
 * For each wanted phone one of those that are there, none twice; undefined where there is none left. Whoever is named by
 * id is taken first, then the oldest: the same wish finds the same phones again.
 */
export function pickPhones<P extends { id: string; profile: string }>(
  wanted: readonly WantedPhone[],
  phones: readonly P[],
): (P | undefined)[] {
  const left = new Set(phones);
  const take = (found: P | undefined) => {
    if (found) left.delete(found);
    return found;
  };
  const find = (fits: (phone: P) => boolean) => take([...left].find(fits));
  const named = wanted.map(({ profile, id }) =>
    id === undefined ? undefined : find((phone) => phone.id === id && phone.profile === profile),
  );
  return wanted.map(({ profile }, at) => named[at] ?? find((phone) => phone.profile === profile));
}
