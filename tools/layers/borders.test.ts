import { describe, expect, test } from 'vitest';
import { brokenBorders } from './borders.ts';
import { importsOf } from './imports.ts';
import { table } from './table.ts';

/** What the real table says of a file with this text. */
const broken = (path: string, text: string) => brokenBorders({ path, imports: importsOf(path, text) }, table);

describe('a forbidden import is found', () => {
  test.each([
    ['contract takes zod only', 'packages/contract/src/x.ts', "import 'yup';"],
    ['contract imports nothing of ours', 'packages/contract/src/x.ts', "import '@journeys-push/bridge';"],
    ['… nor by a path', 'packages/contract/src/x.ts', "import '../../bridge/src/call.ts';"],
    [
      'bridge has no run-time import',
      'packages/bridge/src/x.ts',
      "import { a } from '@journeys-push/contract/page-shell';",
    ],
    [
      '… not even one that holds types only by name',
      'packages/bridge/src/x.ts',
      "import { type A } from '@journeys-push/contract/page-shell';",
    ],
    [
      'bridge knows no other wire',
      'packages/bridge/src/x.ts',
      "import type { A } from '@journeys-push/contract/shell-gateway';",
    ],
    ['bridge has no library', 'packages/bridge/src/x.ts', "import 'zod';"],
    ['React stays in the hook', 'packages/bridge/src/x.ts', "import 'react';"],
    [
      '… and out of the bridge by way of it',
      'packages/bridge/src/x.ts',
      "import { usePush } from './react.ts';",
    ],
    ["shell core imports none of Node's modules", 'packages/shell/src/core/x.ts', "import 'node:crypto';"],
    ['shell core imports no React', 'packages/shell/src/core/x.ts', "import 'react';"],
    [
      'shell core imports no Expo, not even a type',
      'packages/shell/src/core/x.ts',
      "import type { A } from 'expo-notifications';",
    ],
    [
      'shell core does not know its native side',
      'packages/shell/src/core/x.ts',
      "import '../native/push.ts';",
    ],
    [
      'shell plugin knows the configuration only',
      'packages/shell/plugin/x.ts',
      "import '@journeys-push/contract/problems';",
    ],
    [
      'shell native does not know the gateway',
      'packages/shell/src/native/x.ts',
      "import '@journeys-push/gateway';",
    ],
    [
      'shell native knows the built bridge only',
      'packages/shell/src/native/x.ts',
      "import '@journeys-push/bridge';",
    ],
    [
      'gateway does not know the shell',
      'packages/gateway/src/x.ts',
      "import type { Ports } from '@journeys-push/shell/core';",
    ],
    [
      'gateway does not know the sandbox, even lazily',
      'packages/gateway/src/x.ts',
      "await import('@journeys-push/sandbox');",
    ],
    [
      'cli does not import the gateway at its start',
      'packages/cli/src/x.ts',
      "import '@journeys-push/gateway';",
    ],
    [
      'a twin does not know the contract',
      'sandbox/src/dynamics/x.ts',
      "import '@journeys-push/contract/gateway-dynamics';",
    ],
    [
      '… not even in a test',
      'sandbox/src/dynamics/x.test.ts',
      "import '@journeys-push/contract/gateway-dynamics';",
    ],
    ['a twin does not know the shell', 'sandbox/src/apns/x.ts', "import '@journeys-push/shell/core';"],
    ['a twin does not know another twin', 'sandbox/src/dynamics/x.ts', "import '../apns/state.ts';"],
    ['a twin does not know the phones', 'sandbox/src/fcm/x.ts', "import '../phone/phone.ts';"],
    ['the ground knows no twin', 'sandbox/src/timeline.ts', "import './apns/wire.ts';"],
    ['a phone does not know the gateway', 'sandbox/src/phone/x.ts', "import '@journeys-push/gateway';"],
    ['the control client needs no Node', 'sandbox/src/control/client.ts', "import 'node:http';"],
    ['the lab does not know a twin', 'sandbox/lab/src/x.tsx', "import '../../src/apns/state.ts';"],
    ['the lab does not know the shell', 'sandbox/lab/src/x.tsx', "import '@journeys-push/shell/core';"],
    ['what ships does not import a test helper', 'sandbox/src/apns/server.ts', "import './testing.ts';"],
    ['nobody loads what is computed', 'packages/gateway/src/x.ts', 'await import(name);'],
  ])('%s', (_rule, path, text) => {
    expect(broken(path, text)).toHaveLength(1);
  });

  test('and named with its file and the rule', () => {
    expect(broken('packages/contract/src/x.ts', "import 'yup';")).toEqual([
      'packages/contract/src/x.ts → yup: contract may import zod and no other library',
    ]);
    expect(broken('sandbox/src/apns/x.ts', "import '@journeys-push/gateway';")[0]).toMatch(
      /^sandbox\/src\/apns\/x\.ts → @journeys-push\/gateway: sandbox twin: apns may import of ours only itself, /,
    );
  });

  test('a file in a folder that the table does not know', () => {
    expect(broken('packages/new/src/x.ts', '')).toEqual([
      'packages/new/src/x.ts belongs to no layer: add it to tools/layers/table.ts',
    ]);
  });
});

describe('an allowed import passes', () => {
  test.each([
    ['packages/contract/src/x.ts', "import * as z from 'zod'; import './problems.ts';"],
    ['packages/bridge/src/x.ts', "import type { A } from '@journeys-push/contract/page-shell';"],
    ['packages/bridge/src/react.ts', "import { useState } from 'react'; import { a } from './call.ts';"],
    ['packages/shell/src/core/x.ts', "import { problems } from '@journeys-push/contract/problems';"],
    ['packages/shell/src/core/x.test.ts', "import { readFileSync } from 'node:fs'; import 'vitest';"],
    [
      'packages/shell/src/native/x.ts',
      "import bridge from '@journeys-push/bridge/iife'; import '../core/x.ts';",
    ],
    ['packages/gateway/src/x.ts', "import pg from 'pg'; import 'node:crypto';"],
    ['packages/cli/src/x.ts', "await import('@journeys-push/gateway');"],
    ['sandbox/src/dynamics/x.ts', "import '../timeline.ts'; import '../apns/wire.ts';"],
    ['sandbox/src/phone/x.ts', "import type { Ports } from '@journeys-push/shell/core';"],
    ['sandbox/src/dynamics/x.test.ts', "import '../apns/server.ts'; import './testing/send.ts';"],
    ['examples/plain/app.js', "import '/shop.js'; import './cart.js';"],
    ['sandbox/src/sandbox.ts', "import './apns/server.ts'; import './phone/phone.ts';"],
    [
      'sandbox/lab/src/x.tsx',
      "import '../../src/control/client.ts'; import '@journeys-push/contract/problems';",
    ],
    ['sandbox/vitest.config.ts', "import 'anything';"],
  ])('%s: %s', (path, text) => {
    expect(broken(path, text)).toEqual([]);
  });
});
