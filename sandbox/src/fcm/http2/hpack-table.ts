/** The names that HPACK indexes know (RFC 7541 §2.3): a static table, and one that the sender fills. */

export interface Entry {
  name: string;
  value: string;
}

/** Appendix A; an entry is `name` or `name=value`. */
const STATIC: Entry[] = `
  :authority :method=GET :method=POST :path=/ :path=/index.html :scheme=http :scheme=https :status=200 :status=204
  :status=206 :status=304 :status=400 :status=404 :status=500 accept-charset accept-encoding=gzip,_deflate
  accept-language accept-ranges accept access-control-allow-origin age allow authorization cache-control
  content-disposition content-encoding content-language content-length content-location content-range content-type
  cookie date etag expect expires from host if-match if-modified-since if-none-match if-range if-unmodified-since
  last-modified link location max-forwards proxy-authenticate proxy-authorization range referer refresh retry-after
  server set-cookie strict-transport-security transfer-encoding user-agent vary via www-authenticate`
  .trim()
  .split(/\s+/)
  .map((entry) => {
    const [name = '', value = ''] = entry.split('=');
    return { name, value: value.replace('_', ' ') };
  });

/** Bytes of the dynamic table when nothing else is agreed (RFC 9113 §6.5.2). */
const DEFAULT_SIZE = 4096;
/** What an entry counts beyond its name and value (§4.1). */
const OVERHEAD = 32;

const sizeOf = ({ name, value }: Entry) => name.length + value.length + OVERHEAD;

/** Both tables under one index that begins with 1; the newest entry of the dynamic one is 62. */
export function createHpackTable(limit = DEFAULT_SIZE) {
  const dynamic: Entry[] = [];
  let size = 0;
  let maxSize = limit;
  function evict(): void {
    while (size > maxSize) size -= sizeOf(dynamic.pop() ?? { name: '', value: '' });
  }
  return {
    at(index: number): Entry {
      const entry = index <= STATIC.length ? STATIC[index - 1] : dynamic[index - STATIC.length - 1];
      if (!entry) throw new Error('HPACK: no such index');
      return entry;
    },
    /** An entry larger than the table empties it (§4.4). */
    add(entry: Entry): void {
      dynamic.unshift(entry);
      size += sizeOf(entry);
      evict();
    },
    resize(bytes: number): void {
      if (bytes > limit) throw new Error('HPACK: larger than agreed');
      maxSize = bytes;
      evict();
    },
    /** Bytes as HPACK counts them. */
    size: () => size,
  };
}
