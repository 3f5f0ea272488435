/**
 * Makes a Node program dial the sandbox where it means Apple, Google or Microsoft; the program stays as it is:
 *
 *   NODE_OPTIONS="--require /path/to/redirect.cjs"
 *   JOURNEYS_PUSH_REDIRECTS='{"fcm.googleapis.com:443": "127.0.0.1:8444"}'   or the path of such a JSON file
 *   NODE_EXTRA_CA_CERTS=/path/to/ca.pem
 *
 * Only `tls.connect` is wrapped: https, fetch, undici and http2 all dial through it (facts: apns-fcm-phones.md §3.2).
 * What the map does not name is left alone. CommonJS without dependencies, because it is loaded into foreign programs.
 */
'use strict';
const { readFileSync, writeSync } = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const tls = require('node:tls');

const VARIABLE = 'JOURNEYS_PUSH_REDIRECTS';
const ADDRESS = /^([a-z0-9]|[a-z0-9][a-z0-9.-]*[a-z0-9]):(\d{1,5})$/i;
const EXAMPLE = '{"fcm.googleapis.com:443": "127.0.0.1:8444"}';

/** What the program means → where it is to dial. */
const redirects = readRedirects(process.env[VARIABLE]);

const connect = tls.connect;
tls.connect = function redirectedConnect(...args) {
  const options = optionsOf(args);
  const to = options && redirects.get(`${options.host ?? 'localhost'}:${options.port}`.toLowerCase());
  if (!to) return connect.apply(this, args);
  const callback = args.find((arg) => typeof arg === 'function');
  // The certificate is still to be that of the name the program means.
  const dial = { ...options, ...to, servername: options.servername ?? options.host };
  return connect.call(this, dial, ...(callback ? [callback] : []));
};
// For `import { connect } from 'node:tls'`.
syncBuiltinESMExports();

/**
 * The three signatures of tls.connect as one: options; port, host, options; path, options. Undefined where there is no
 * address to redirect: a local socket, or a connection that is already made (through a proxy).
 */
function optionsOf(args) {
  const [first, second] = args;
  const given = args.find((arg) => typeof arg === 'object' && arg !== null);
  const byPort = typeof first !== 'object' && /^\d+$/.test(String(first));
  if (first !== given && !byPort) return undefined;
  const options = byPort
    ? { port: first, ...(typeof second === 'string' ? { host: second } : {}), ...given }
    : given;
  return options?.path || options?.socket ? undefined : options;
}

function readRedirects(text) {
  if (!text) return refuse(`expected ${EXAMPLE}, or the path of a file with it, and it is not set`);
  const entries = Object.entries(parse(text.trimStart().startsWith('{') ? text : readFile(text)));
  return new Map(entries.map(([from, to]) => [addressOf(from).text, addressOf(to).dial]));
}

function readFile(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return refuse(`names the file ${path}, which cannot be read (${error.code})`);
  }
}

function parse(text) {
  try {
    const map = JSON.parse(text);
    if (typeof map === 'object' && map !== null && !Array.isArray(map)) return map;
  } catch {}
  return refuse(`expected a JSON object such as ${EXAMPLE}, and it is something else`);
}

function addressOf(value) {
  const [text, host, port] = ADDRESS.exec(value) ?? [];
  if (!text || Number(port) < 1 || Number(port) > 65_535)
    return refuse(`expected host:port on both sides, as in ${EXAMPLE}, and found ${JSON.stringify(value)}`);
  return { text: text.toLowerCase(), dial: { host, port: Number(port) } };
}

/** Ends the program: without its map it would push to real phones. */
function refuse(what) {
  const remedy =
    'set it as "npx journeys-push sandbox env" prints it, or take redirect.cjs out of NODE_OPTIONS';
  writeSync(2, `journeys-push redirect: ${VARIABLE} ${what}: ${remedy}\n`);
  process.exit(2);
}
