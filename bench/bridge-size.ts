/**
 * What a page loads: the bridge's script against the client in use today, as they are shipped.
 * `node --import tsx bench/bridge-size.ts`, after `npm run build -w @journeys-push/bridge`.
 */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

function sizeOf(file: string) {
  const bytes = readFileSync(new URL(`../${file}`, import.meta.url));
  return { bytes: bytes.length, gzip: gzipSync(bytes, { level: 9 }).length };
}

const ours = sizeOf('packages/bridge/dist/bridge.iife.js');
const theirs = sizeOf('node_modules/median-js-bridge/dist/median.min.js');
const line = (name: string, { bytes, gzip }: typeof ours) =>
  `${name.padEnd(24)}${String(bytes).padStart(8)} bytes${String(gzip).padStart(8)} gzip -9\n`;

process.stdout.write(
  line('bridge.iife.js', ours) +
    line('median-js-bridge 2.21.0', theirs) +
    `ratio${' '.repeat(19)}${(ours.bytes / theirs.bytes).toFixed(2).padStart(8)}      ${(ours.gzip / theirs.gzip).toFixed(2).padStart(8)}\n`,
);
