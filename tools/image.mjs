/**
 * Does what deploy/Dockerfile says, instruction by instruction, in an empty folder and without Docker; then starts what
 * its CMD says, asks its HEALTHCHECK and ends it. The base image is the Node that runs this.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parse } from 'yaml';
import { root } from './run.mjs';

/** Instruction and rest, continued lines joined. */
const readDockerfile = (text) =>
  text
    .replace(/^\s*#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => {
      const [, instruction = '', rest = ''] = /^\s*([A-Z]+)\s+(.*)$/.exec(line) ?? [];
      return { instruction, rest: rest.trim() };
    });

/** Builds every stage below `folder`; resolves with the last one. */
function build(dockerfile, folder) {
  const stages = new Map();
  let stage;
  for (const { instruction, rest } of readDockerfile(dockerfile)) {
    if (instruction === 'FROM') {
      const [from = '', , name = 'final'] = rest.split(/\s+/);
      const base = stages.get(from);
      stage = { folder: join(folder, name), workdir: base?.workdir ?? '/', env: { ...base?.env } };
      if (base) cpSync(base.folder, stage.folder, { recursive: true, verbatimSymlinks: true });
      else mkdirSync(stage.folder, { recursive: true });
      stages.set(name, stage);
    } else follow(stage, { instruction, rest, stages });
  }
  return stage;
}

function follow(stage, { instruction, rest, stages }) {
  const here = () => join(stage.folder, stage.workdir);
  switch (instruction) {
    case 'WORKDIR':
      stage.workdir = rest;
      mkdirSync(here(), { recursive: true });
      break;
    case 'ENV': {
      const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(rest) ?? [];
      stage.env[name] = value;
      break;
    }
    case 'RUN':
      process.stderr.write(`RUN ${rest}\n`);
      execFileSync('sh', ['-c', rest], { cwd: here(), env: envOf(stage), stdio: ['ignore', 2, 2] });
      break;
    case 'COPY':
      copy(here(), rest, stages);
      break;
    case 'USER':
      stage.user = rest;
      break;
    case 'CMD':
      stage.command = JSON.parse(rest);
      break;
    case 'HEALTHCHECK':
      stage.health = JSON.parse(rest.slice(rest.indexOf('CMD') + 3));
      break;
    case 'EXPOSE':
    case 'STOPSIGNAL':
      break;
    default:
      throw new Error(`deploy/Dockerfile: ${instruction} is not known here`);
  }
}

function copy(here, rest, stages) {
  const words = rest.split(/\s+/);
  const from = words[0]?.startsWith('--from=') ? stages.get(words.shift().slice(7)) : undefined;
  const target = words.pop() ?? '';
  const many = target.endsWith('/');
  for (const source of words) {
    const destination = join(here, target, many ? basename(source) : '');
    if (from) cpSync(join(from.folder, source), destination, { recursive: true, verbatimSymlinks: true });
    else copyFromContext(source, destination);
  }
}

/** What a fresh checkout has, so no dist and no node_modules. */
function copyFromContext(source, destination) {
  const list = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', source];
  const files = execFileSync('git', list, { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean);
  if (files.length === 0) throw new Error(`deploy/Dockerfile copies ${source}, which is not there`);
  for (const file of files) {
    const to = join(destination, file.slice(source.length));
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(root, file), to);
  }
}

/** A container inherits nothing. */
const envOf = ({ env }) => ({ PATH: process.env.PATH, HOME: tmpdir(), ...env });

/** Starts it as a user without rights, asks it, ends it. Throws where something is not as it should be. */
async function tryOut(stage, databaseUrl) {
  if (!stage.user || stage.user === 'root') throw new Error('deploy/Dockerfile: it runs as root');
  const port = String(await freePort());
  const env = {
    ...envOf(stage),
    PORT: port,
    DATABASE_URL: databaseUrl,
    JOURNEYS_PUSH_CONFIG: join(root, 'deploy/gateway.example.json'),
    JOURNEYS_PUSH_KEYS: randomBytes(32).toString('base64'),
    SHOP_API_TOKEN: 'not-used',
    OPERATIONS_PORT: '0',
  };
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const [, ...args] = stage.command;
  const cwd = join(stage.folder, stage.workdir);
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'], ...nobody });
  const ended = new Promise((resolve) => child.once('close', (code, signal) => resolve(code ?? signal)));
  try {
    await Promise.race([
      ready(child),
      ended.then((code) => fail(`it ended with ${code} instead of serving`)),
    ]);
    const [, ...health] = stage.health;
    expect('exit code of the health check', spawnSync(process.execPath, health, { env }).status, 0);
    const url = `http://127.0.0.1:${port}`;
    expect('GET /readyz', (await fetch(`${url}/readyz`)).status, 200);
    expect('PUT /v1/installations/{id}', (await announce(url)).status, 201);
    const asked = Date.now();
    child.kill('SIGTERM');
    expect('exit code after SIGTERM', await ended, 0);
    if (Date.now() - asked > 10_000) fail('it took longer than 10 s to end');
    expect(
      'exit code of the health check of a dead one',
      spawnSync(process.execPath, health, { env }).status,
      1,
    );
  } finally {
    child.kill('SIGKILL');
  }
}

const fail = (what) => {
  throw new Error(`image: ${what}`);
};

function expect(what, is, should) {
  if (is !== should) fail(`${what}: ${is}, expected ${should}`);
}

const ready = (child) =>
  new Promise((resolve) => {
    createInterface({ input: child.stdout }).on(
      'line',
      (line) => line.includes('"code":"ready"') && resolve(),
    );
  });

const announce = (url) =>
  fetch(`${url}/v1/installations/${randomUUID()}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      platform: 'android',
      appId: 'com.example.shop',
      facts: {
        ...{ appVersion: '1.0.0', appBuild: 42, distribution: 'release', hardware: 'armv8', language: 'en' },
        ...{ model: 'Pixel 8', os: 'Android', osVersion: '14', timeZone: 'Europe/Berlin' },
      },
      token: null,
      notificationsEnabled: false,
      enrollmentKey: randomBytes(24).toString('hex'),
    }),
  });

const freePort = () =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });

/** compose.yaml names what the Dockerfile and the examples name. */
function checkCompose(stage) {
  const read = (file) => readFileSync(join(root, 'deploy', file), 'utf8');
  const { gateway } = parse(read('compose.yaml')).services;
  const named = [...`${read('compose.yaml')}${read('gateway.example.json')}`.matchAll(/\$\{(\w+)/g)];
  for (const [, name] of named)
    if (!new RegExp(`^${name}=`, 'm').test(read('.env.example'))) fail(`.env.example does not name ${name}`);
  const mounted = gateway.volumes.map((volume) => volume.split(':')[1]);
  if (!mounted.includes(stage.env.JOURNEYS_PUSH_CONFIG)) fail('compose.yaml mounts no configuration file');
  if (!gateway.ports.some((port) => port.endsWith(`:${stage.env.PORT}`))) fail('compose.yaml: another port');
}

/** PostgreSQL of this checkout, in a process that ends with us. */
async function startDatabase(folder) {
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL, stop: () => {} };
  const program = `const { startEmbeddedPostgres } = await import('@journeys-push/gateway/embedded');
    console.log((await startEmbeddedPostgres({ dataDir: process.argv[1] })).url);`;
  const node = ['--input-type=module', '-e', program, join(folder, 'database')];
  const child = spawn(process.execPath, node, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  return { url, stop: () => child.kill() };
}

const folder = mkdtempSync(join(tmpdir(), 'journeys-push-image-'));
// For the user without rights, and for PostgreSQL's.
chmodSync(folder, 0o755);
let database;
try {
  const stage = build(readFileSync(join(root, 'deploy/Dockerfile'), 'utf8'), folder);
  checkCompose(stage);
  database = await startDatabase(folder);
  await tryOut(stage, database.url);
} finally {
  database?.stop();
  rmSync(folder, { recursive: true, force: true });
}
