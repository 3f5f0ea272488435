/**
 * For `node --require`: Google's names lead to the twin, whatever client asks for them (facts: apns-fcm-phones.md §3.2).
 * `tls.connect` takes options, or, as Node's http2 calls it, port, host and options.
 */
const tls = require('node:tls');

const { connect } = tls;
const twin = { host: '127.0.0.1', port: Number(process.env.FCM_TWIN_PORT) };

function redirected(options) {
  const google = /\.googleapis\.com$/.test(options.host ?? '');
  return google ? { ...options, ...twin, servername: options.host } : options;
}

tls.connect = (first, ...rest) => {
  if (typeof first === 'object') return connect(redirected(first), ...rest);
  const [host, options, ...more] = rest;
  if (typeof host !== 'string') return connect(first, ...rest);
  return connect(redirected({ ...options, port: first, host }), ...more);
};
