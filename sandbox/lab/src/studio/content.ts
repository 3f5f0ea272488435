/** The content of a configuration, right or wrong, by fields such as `identity.name`. */

export type Content = Record<string, unknown>;

export const isObject = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const valueAt = (content: unknown, field: string): unknown =>
  field.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), content);

/** The same with another value there; undefined takes the field away, and with it what it leaves empty. */
export function withValue(content: unknown, field: string, value: unknown): Content {
  const [name = '', ...rest] = field.split('.');
  const object = isObject(content) ? content : {};
  const part = rest.length === 0 ? value : withValue(object[name], rest.join('.'), value);
  const isGone = part === undefined || (rest.length > 0 && value === undefined && isEmpty(part));
  if (!isGone) return { ...object, [name]: part };
  const { [name]: _, ...kept } = object;
  return kept;
}

const isEmpty = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0;

/** Equal as JSON; the order of fields makes no difference. */
export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((one, index) => isSame(one, b[index]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => name in b && isSame(a[name], b[name]))
  );
}
