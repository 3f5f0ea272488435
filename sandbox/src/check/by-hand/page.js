/**
 * The page of `journeys-push check --phone`, in the app's WebView. It does what the command says, one task at a time,
 * and says what it saw; what that means is decided in the command. What must outlive the app's end is in localStorage.
 */
/** Makes one call and becomes its outcome: the check on simulated phones runs the same text. */
const perform = 'PERFORM';
const base = location.pathname.replace(/[^/]*$/, '');
const kept = openStorage(`journeys-push check ${base}`);
const random = () => Array.from({ length: 16 }, () => Math.floor(Math.random() * 36).toString(36)).join('');
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const phone = kept.get('phone') || random();
kept.set('phone', phone);
const documentId = random();
const errors = [];
const opens = [];
let hidden = document.hidden ? 1 : 0;
let silence;

addEventListener('error', ({ message }) => keep(errors, message, 500));
addEventListener('unhandledrejection', ({ reason }) =>
  keep(errors, String(reason?.message ? reason.message : reason), 500),
);
document.addEventListener('visibilitychange', () => {
  if (document.hidden) hidden += 1;
  // What waits for an answer of the command shall hear at once that the person is back.
  else if (silence) silence.abort();
});

function keep(list, text, length) {
  if (list.length < 10) list.push(String(text).slice(0, length));
}

/** A page that may keep nothing still works, as long as the app is not closed. */
function openStorage(prefix) {
  const memory = {};
  return {
    get(name) {
      try {
        return localStorage.getItem(`${prefix} ${name}`) || undefined;
      } catch (_) {
        return memory[name];
      }
    },
    set(name, value) {
      memory[name] = value;
      try {
        if (value === undefined) localStorage.removeItem(`${prefix} ${name}`);
        else localStorage.setItem(`${prefix} ${name}`, value);
      } catch (_) {
        // Then it is in memory only.
      }
    },
  };
}

function entries() {
  const found = [];
  const { webkit, JSBridge } = window;
  if (webkit?.messageHandlers?.JSBridge) found.push('ios');
  if (JSBridge) found.push('android');
  return found;
}

const place = () => ({
  ...{ phone, document: documentId, href: location.href.slice(0, 2048), visible: !document.hidden, hidden },
  ...{ agent: navigator.userAgent.slice(0, 1000), entries: entries(), errors, opens },
});

const post = (what, body, signal) =>
  fetch(base + what, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ place: place(), ...body }),
    signal,
  });

/** Says what came of a task until it is heard; after a new start of the app too. */
async function say(task, result) {
  kept.set('unsaid', JSON.stringify({ task, result }));
  for (;;) {
    try {
      const { status } = await post('done', { task, result });
      // What the command does not want to hear it will not want later.
      if (status < 500) break;
    } catch (_) {
      show('The computer does not answer. Is this phone in the same network?');
    }
    await pause(1000);
  }
  kept.set('unsaid', undefined);
}

/** Whole tokens stay on the phone. */
function masked(outcome) {
  const tokens = {};
  const { answer } = outcome;
  if (outcome.kind !== 'answered') return { outcome, tokens };
  // Nothing is null in JSON.
  if (typeof answer !== 'object' || answer === null)
    return { outcome: { kind: 'answered', answer: answer === undefined ? null : answer }, tokens };
  const shown = { ...answer };
  ['apnsToken', 'fcmToken'].forEach((name) => {
    const token = answer[name];
    if (typeof token !== 'string') return;
    shown[name] = `…${token.slice(-8)}`;
    tokens[name] = { length: token.length, hex: /^[0-9a-f]+$/i.test(token), plain: /^[\w:-]+$/.test(token) };
  });
  return { outcome: { kind: 'answered', answer: shown }, tokens };
}

async function call({ id, call }) {
  // An earlier life of this page has begun it, and had no answer before its end.
  const began = kept.get('begun') === String(id);
  kept.set('begun', String(id));
  const before = performance.now();
  const { outcome, tokens } = began
    ? { outcome: { kind: 'page-gone' }, tokens: {} }
    : masked(await perform(call));
  await say(id, { kind: 'called', outcome, ms: Math.round(performance.now() - before), tokens });
}

const element = (name, text, more = {}) =>
  Object.assign(document.createElement(name), { textContent: text }, more);
const show = (text) => {
  document.getElementById('line').textContent = text;
};
const about = (text) => {
  document.getElementById('about').textContent = text;
};

function ask({ id, act, say: sentences, copy, settings, choices }) {
  const parts = sentences.map((sentence) => element('p', sentence));
  if (copy) parts.push(element('code', copy));
  if (settings)
    parts.push(
      element('button', 'Open the settings', { type: 'button', onclick: () => median.open.appSettings() }),
    );
  choices.forEach(({ name, label }, index) => {
    const onclick = () => {
      draw([]);
      say(id, { kind: 'chosen', choice: name });
    };
    const button = element('button', label, {
      type: 'button',
      onclick,
      className: index === 0 && !copy ? 'first' : '',
    });
    button.dataset.choice = name;
    parts.push(button);
  });
  draw(parts, act, id);
}

function draw(parts, act = '', id = '') {
  const main = document.getElementById('task');
  main.replaceChildren(...parts);
  main.dataset.act = act;
  main.dataset.task = id;
}

/** False: there is nothing more to do. */
function begin(task) {
  about(task.about || 'journeys-push check');
  show('');
  if (task.kind === 'ask') ask(task);
  else if (task.kind === 'call') {
    draw([element('p', `Calling ${task.call.name}() …`)], 'call', task.id);
    call(task);
  } else
    draw(
      task.say.map((sentence) => element('p', sentence)),
      task.kind,
    );
  return task.kind === 'ask' || task.kind === 'call';
}

/** What to do next; undefined where that is not known yet. */
async function next(have) {
  silence = new AbortController();
  try {
    const answer = await post('turn', { have }, silence.signal);
    if (answer.status === 404) return { kind: 'end', say: ['This check has ended.'] };
    if (answer.ok) return (await answer.json()).task || undefined;
    show(`The computer answers with ${answer.status}.`);
  } catch (_) {
    if (silence.signal.aborted) return undefined;
    show('The computer does not answer. Is this phone in the same network?');
  }
  await pause(1000);
  return undefined;
}

async function run() {
  const unsaid = JSON.parse(kept.get('unsaid') || 'null');
  if (unsaid) await say(unsaid.task, unsaid.result);
  for (let have = 0; ; ) {
    const task = await next(have);
    if (!task || task.id === have) continue;
    have = task.id;
    if (!begin(task)) return;
  }
}

/** Android's entry point may come after this script (docs/device-test.md, step 7). */
async function inApp() {
  for (let look = 0; look < 100; look += 1) {
    if (window.median?.msdynamics) return true;
    await pause(100);
  }
  // An app whose bridge is missing is to be told so by the check.
  return Boolean(window.ReactNativeWebView) || entries().length > 0;
}

inApp().then((yes) => {
  if (!yes) {
    about('This phone reaches the check');
    draw([
      element(
        'p',
        'Now open the app with this page, as docs/device-test.md says: outside of it, nothing can be checked.',
      ),
    ]);
    return;
  }
  const { notificationOpened } = window.median?.msdynamics || {};
  if (notificationOpened) notificationOpened.addListener((open) => keep(opens, JSON.stringify(open), 2000));
  run();
});
