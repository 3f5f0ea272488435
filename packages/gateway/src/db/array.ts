type Plain = string | number | boolean | null | undefined;

/**
 * A PostgreSQL array as text. Several times faster than the driver's own way, which looks at every character: only for
 * what is made of hex digits, dashes and the like, never for text that came from outside.
 */
export const arrayOf = (values: readonly Plain[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

/** The same of times in milliseconds. */
export const timesOf = (times: readonly (number | null | undefined)[]): string =>
  arrayOf(times.map((time) => (time === null || time === undefined ? null : new Date(time).toISOString())));

/** The same of bytes in hex. */
export const bytesOf = (hex: readonly string[]): string =>
  `{${hex.map((digits) => `"\\\\x${digits}"`).join(',')}}`;
