import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CleanupBatchBody,
  CleanupBody,
  DYNAMICS_BATCH_MAX,
  DynamicsId,
  dynamicsPaths,
  RegisterBatchBody,
  StatusBody,
} from './gateway-dynamics.ts';

const id = '7b1f6d2c-3a55-4e0d-8c7e-1f2a3b4c5d6e';
const device = { MobileAppId: id, UserId: id, ApiToken: 'token' };

describe('a batch holds 1 to 100 items', () => {
  test.each([
    ['register', RegisterBatchBody, (n: number) => Array(n).fill({ ...device, FcmDeviceToken: 'token' })],
    ['cleanup', CleanupBatchBody, (n: number) => Array(n).fill(device)],
    [
      'status',
      StatusBody,
      (n: number) => ({ MobileAppId: id, ApiToken: 'token', RegistrationRequestIds: Array(n).fill(id) }),
    ],
  ])('%s', (_name, schema, of) => {
    expect(schema.safeParse(of(0)).success).toBe(false);
    expect(schema.safeParse(of(1)).success).toBe(true);
    expect(schema.safeParse(of(DYNAMICS_BATCH_MAX)).success).toBe(true);
    expect(schema.safeParse(of(DYNAMICS_BATCH_MAX + 1)).success).toBe(false);
  });
});

describe('an id of Dynamics', () => {
  test('is a GUID or 32 hex digits in either case, kept as it came', () => {
    const anyCase = fc.uuid().chain((guid) => fc.constantFrom(guid, guid.toUpperCase()));
    fc.assert(
      fc.property(anyCase, fc.boolean(), (guid, dashed) => {
        const written = dashed ? guid : guid.replaceAll('-', '');
        expect(DynamicsId.parse(written)).toBe(written);
      }),
    );
  });

  test('is nothing else, so it can stand in a path and in a query', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'09afAF-') })), (text) => {
        const digits = text.replaceAll('-', '');
        fc.pre(!(digits.length === 32 && (text.length === 32 || text.length === 36)));
        expect(DynamicsId.safeParse(text).success).toBe(false);
      }),
    );
    for (const text of [`${id}\n`, ` ${id}`, `${id}/../x`, `{${id}}`]) {
      expect(DynamicsId.safeParse(text).success).toBe(false);
    }
  });
});

test('every path begins with the version and the organisation, and the six differ', () => {
  const paths = Object.values(dynamicsPaths).map((build) => build('ORG'));
  for (const path of paths) expect(path).toMatch(/^\/api\/v1\.0\/orgs\/ORG\/push/);
  expect(new Set(paths).size).toBe(6);
});

test('a cleanup with an empty device token is never sent: Dynamics may read it as every device of the person', () => {
  expect(CleanupBody.safeParse({ ...device, DeviceToken: 'token' }).success).toBe(true);
  expect(CleanupBody.safeParse({ ...device, DeviceToken: '' }).success).toBe(false);
  expect(CleanupBody.safeParse({ ...device, DeviceToken: null }).success).toBe(false);
});
