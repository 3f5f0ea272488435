/** What both pages of the shop share: the path as a page, the answers, and the buttons. */

const byId = (id) => document.getElementById(id);

/** Shows the path as a page of the shop: `/orders/42` is order 42, everything else the start page. */
export function showPath() {
  const { pathname } = location;
  const order = /\/orders\/([\w-]+)$/.exec(pathname)?.[1];
  byId('path').textContent = pathname;
  byId('page-title').textContent = order ? `Order ${order}` : 'Good morning';
  byId('page-text').textContent = order
    ? 'Two bags of coffee and a mug. They left our shop this morning.'
    : 'Fresh coffee, hand-made mugs, and a message when your order is on its way.';
  byId('page').dataset.page = order ? 'order' : 'start';
  for (const link of document.querySelectorAll('nav a')) {
    if (link.getAttribute('href') === pathname) link.setAttribute('aria-current', 'page');
  }
}

export function showWhere(inApp) {
  const where = byId('where');
  where.dataset.inApp = String(inApp);
  where.textContent = inApp
    ? 'In the app'
    : 'Not in the app: this is a plain browser, so there is no push here.';
}

/** Adds an answer or an event on top. */
export function show(name, value) {
  byId('no-answers').hidden = true;
  const item = document.createElement('li');
  const title = document.createElement('strong');
  title.textContent = name;
  const text = document.createElement('pre');
  text.textContent = JSON.stringify(value, null, 2) ?? 'done';
  item.append(title, text);
  byId('answers').prepend(item);
}

/** A press of the button runs `action`; outside the app it says so instead. What it returns or throws is shown. */
export function onPress(id, { name, inApp, action }) {
  byId(id).addEventListener('click', async (event) => {
    if (!inApp()) return show(name, 'not in the app');
    try {
      const answer = await action(event);
      if (answer !== undefined) show(name, answer);
    } catch (error) {
      show(`${name} failed`, { code: error?.code, message: error?.message ?? error });
    }
  });
}
