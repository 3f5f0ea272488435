import { engineOf, type WebViewIdentity } from './web-view-identity.ts';

/**
 * Runs in the page, before its own scripts: `navigator` says what the requests for the page have said. Frames of the
 * same site do so, too; a Worker's `navigator` stays the browser's.
 */
export const navigatorScript = ({ userAgent, ...identity }: WebViewIdentity): string => `(function (phone) {
  var here = typeof Navigator === 'function' ? Navigator.prototype : navigator;
  function tell(object, values) {
    Object.keys(values).forEach(function (name) {
      Object.defineProperty(object, name, {
        get: function () { return values[name]; }, enumerable: true, configurable: true
      });
    });
  }
  var engine = /Chrome\\/(\\d+)/.exec(navigator.userAgent);
  var agent = phone.userAgent.replace('ENGINE', engine ? engine[1] + '.0.0.0' : '${engineOf('')}');
  tell(here, {
    userAgent: agent,
    appVersion: agent.replace('Mozilla/', ''),
    platform: phone.platform,
    vendor: phone.vendor,
    language: phone.languages[0],
    languages: Object.freeze(phone.languages),
    maxTouchPoints: 5
  });
  var hints = phone.hints, data = navigator.userAgentData;
  if (!hints) delete here.userAgentData;
  if (!hints || !data) return;
  function ours(brands) {
    var found = false;
    var answer = brands.map(function (one) {
      if (one.brand === 'Chromium' || /not.a.brand/i.test(one.brand)) return one;
      found = true;
      return { brand: 'Android WebView', version: one.version };
    });
    brands.forEach(function (one) {
      if (!found && one.brand === 'Chromium') answer.push({ brand: 'Android WebView', version: one.version });
    });
    return answer;
  }
  var uaData = Object.getPrototypeOf(data), values = uaData.getHighEntropyValues;
  var low = { brands: Object.freeze(ours(data.brands)), mobile: hints.mobile, platform: 'Android' };
  tell(uaData, low);
  uaData.toJSON = function () { return Object.assign({}, low); };
  var high = {
    model: hints.model, platformVersion: hints.platformVersion, architecture: '', bitness: '', wow64: false,
    formFactors: [hints.mobile ? 'Mobile' : 'Tablet']
  };
  uaData.getHighEntropyValues = function () {
    return values.apply(this, arguments).then(function (told) {
      Object.keys(told).forEach(function (name) { if (name in high) told[name] = high[name]; });
      if (told.fullVersionList) told.fullVersionList = ours(told.fullVersionList);
      return Object.assign(told, low);
    });
  };
})(${JSON.stringify({ ...identity, userAgent: userAgent('ENGINE') }).replaceAll('<', '\\u003c')});
`;
