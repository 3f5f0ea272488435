import { spawnSync } from 'node:child_process';
import { findProgram, installDebian } from './debian.mjs';

/** GJS runs WebKitGTK's API as JavaScript; Xvfb is its screen. */
const PACKAGES = ['gjs', 'gir1.2-webkit2-4.1', 'xvfb'];

const PROBE = "imports.gi.versions.Gtk = '3.0'; imports.gi.versions.WebKit2 = '4.1'; imports.gi.WebKit2;";

/** A real WebKit for the tests: WebKitGTK, the system's or Debian's package (as root). */
export async function ensureWebKit() {
  if (isThere()) return;
  if ((await installDebian('WebKit', PACKAGES)) && isThere()) return;
  throw new Error(
    `The tests in a real WebKit need Debian's packages ${PACKAGES.join(', ')}, or another system's own: GJS, WebKitGTK 4.1 with its introspection data, and Xvfb.`,
  );
}

function isThere() {
  const gjs = findProgram(['gjs']);
  return Boolean(gjs && findProgram(['Xvfb']) && spawnSync(gjs, ['-c', PROBE]).status === 0);
}
