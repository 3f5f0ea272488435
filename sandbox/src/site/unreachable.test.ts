import { describe, expect, it } from 'vitest';
import { causeOf, unreachablePage } from './unreachable.ts';

const failure = (code: string) => Object.assign(new Error('failed'), { code });

describe('why a site gives no answer', () => {
  it.each([
    ['ECONNREFUSED', 'unreachable'],
    ['ENOTFOUND', 'name-unknown'],
    ['EPROTO', 'tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
    ['CERT_HAS_EXPIRED', 'certificate'],
    // What Node says of a certificate whose issuer the server did not send along.
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
  ])('%s is of the kind %s', (code, kind) => {
    expect(causeOf(failure(code), 'https://shop.example/')).toMatchObject({ code, kind });
  });
});

it('a page that a form was posted for goes on without posting it again', async () => {
  const page = await unreachablePage('http://shop.example', failure('ECONNREFUSED'), 'POST').text();
  expect(page).toContain("location.replace(location.href.split('#')[0])");
  expect(page).not.toContain('reload');
});
