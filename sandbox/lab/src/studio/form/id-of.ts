/** Where a field of the form is, for whoever is led to it. */
export const idOf = (name: string): string => `studio-${name.replaceAll('.', '-')}`;
