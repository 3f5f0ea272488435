/** What a person has typed as an address, read. */
export type Read<T> = T | { mistake: string };

const LOCAL = /^(localhost|[\w-]+\.localhost|127(\.\d+){3}|\[::1\])(:\d+)?(\/|$)/i;

/** An address of a site. Without `http://` in front it means this machine's, or else HTTPS. */
export function readAddress(text: string): Read<{ url: string }> {
  const typed = text.trim();
  if (typed === '') return { mistake: 'Type the address of your site, such as http://localhost:3000.' };
  const url = parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : withScheme(typed));
  if (!url || url.hostname === '')
    return { mistake: 'This is not an address. Expected: http://localhost:3000.' };
  if (!/^https?:$/.test(url.protocol)) return { mistake: 'The address must begin with http:// or https://.' };
  if (url.username || url.password)
    return { mistake: 'A user name or password has no place in the address of an app.' };
  return { url: url.href };
}

/** Further origins, one a line. */
export function readOrigins(text: string): Read<{ origins: string[] }> {
  const origins: string[] = [];
  for (const line of text.split(/[\s,]+/).filter(Boolean)) {
    const read = readAddress(line);
    if ('mistake' in read) return { mistake: `${line}: ${read.mistake}` };
    const { origin, href } = new URL(read.url);
    if (href !== `${origin}/`) return { mistake: `${line}: without a path, it is ${origin}.` };
    origins.push(origin);
  }
  return { origins: [...new Set(origins)] };
}

const withScheme = (typed: string): string => `${LOCAL.test(typed) ? 'http' : 'https'}://${typed}`;

function parse(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
