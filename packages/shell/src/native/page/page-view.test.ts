import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { createPageView, type PageView } from './page-view.ts';

const HOME = 'https://shop.example/start';
const OFFER = 'https://shop.example/offer';

function viewed() {
  const time = { now: 0 };
  const view = createPageView({ home: HOME, now: () => time.now });
  const scripts: string[] = [];
  let back = 0;
  view.attach({
    injectJavaScript: (script) => void scripts.push(script),
    goBack() {
      back += 1;
    },
  });
  return { view, scripts, time, wentBack: () => back };
}

const arrive = (view: PageView, url: string) => {
  view.moved({ url, canGoBack: url !== HOME });
  view.loaded(url);
};

/** Where a page that is at `from` goes when the script runs in it. */
function led(script: string | undefined, from: string): string {
  let to = 'nowhere';
  const location = {
    href: from,
    assign(url: string) {
      to = url;
    },
    reload() {
      to = `${from} again`;
    },
  };
  runInNewContext(script ?? '', { location });
  return to;
}

describe('a URL of a tap', () => {
  test('replaces the first page while that is still loading', async () => {
    const { view, scripts } = viewed();
    await view.load(OFFER);
    expect(view.state()).toEqual({ uri: OFFER, generation: 0 });
    expect(scripts).toEqual([]);
  });

  test('is gone to by the page that is there', async () => {
    const { view, scripts } = viewed();
    arrive(view, HOME);
    await view.load(OFFER);
    expect(led(scripts[0], HOME)).toBe(OFFER);
    expect(view.state()).toEqual({ uri: HOME, generation: 0 });
  });

  test('is loaded again where the page is there already', async () => {
    const { view, scripts } = viewed();
    arrive(view, OFFER);
    await view.load(OFFER);
    expect(led(scripts[0], OFFER)).toBe(`${OFFER} again`);
  });

  test('stays a URL, whatever is in it', async () => {
    const { view, scripts } = viewed();
    arrive(view, HOME);
    const odd = `${OFFER}?"+alert(1)+"</script>\u2028`;
    await view.load(odd);
    expect(led(scripts[0], HOME)).toBe(odd);
  });

  test('is loaded by a new WebView where the last page could not be', async () => {
    const { view } = viewed();
    view.failed(HOME);
    await view.load(OFFER);
    expect(view.state()).toEqual({ uri: OFFER, generation: 1 });
  });
});

describe('a page that cannot be loaded', () => {
  test('is reported, and loaded again on demand', () => {
    const { view } = viewed();
    arrive(view, HOME);
    view.failed(OFFER);
    expect(view.state()).toMatchObject({ problem: 'unreachable' });
    view.retry();
    expect(view.state()).toEqual({ uri: OFFER, generation: 1 });
  });

  test('is the one where the WebView has said it goes, where its error names none', () => {
    const { view } = viewed();
    arrive(view, HOME);
    view.moved({ url: OFFER, canGoBack: true });
    view.failed();
    view.retry();
    expect(view.state()).toEqual({ uri: OFFER, generation: 1 });
  });
});

describe('a page that the WebView was told not to go to, too late', () => {
  const OTHER = 'https://other.example/';

  test('is left again, once', () => {
    const { view, wentBack } = viewed();
    arrive(view, HOME);
    view.declined(OTHER);
    arrive(view, OTHER);
    view.moved({ url: OTHER, canGoBack: true });
    expect(wentBack()).toBe(1);
    arrive(view, HOME);
    view.crashed();
    expect(view.state()).toEqual({ uri: HOME, generation: 1 });
  });

  test('gives way to the app’s first page where no page was before it', () => {
    const { view } = viewed();
    view.declined(OTHER);
    view.moved({ url: OTHER, canGoBack: false });
    expect(view.state()).toEqual({ uri: HOME, generation: 1 });
  });

  test('is no problem where it cannot be loaded either', () => {
    const { view } = viewed();
    arrive(view, HOME);
    view.declined(OTHER);
    view.moved({ url: OTHER, canGoBack: true });
    view.failed(OTHER);
    expect(view.state().problem).toBeUndefined();
  });

  test('may be there later, where a form was posted to it', () => {
    const { view, time, wentBack } = viewed();
    arrive(view, HOME);
    view.declined(OTHER);
    time.now += 60_000;
    arrive(view, OTHER);
    expect(wentBack()).toBe(0);
  });
});

test.each(['data:text/html,x', 'blob:https://shop.example/1'])(
  '%s is left again where it is the page',
  (url) => {
    const { view, wentBack } = viewed();
    arrive(view, HOME);
    arrive(view, url);
    expect(wentBack()).toBe(1);
  },
);

test('a view waits for its first page, wherever that is', async () => {
  const { view } = viewed();
  expect(view.awaited()).toBe(HOME);
  await view.load(OFFER);
  expect(view.awaited()).toBe(OFFER);
  arrive(view, OFFER);
  expect(view.awaited()).toBeUndefined();
});

describe('a process that ends', () => {
  test('is replaced, at the page where it was', () => {
    const { view } = viewed();
    arrive(view, OFFER);
    view.crashed();
    expect(view.state()).toEqual({ uri: OFFER, generation: 1 });
  });

  test('is not replaced for ever by a page that ends it at once', () => {
    const { view } = viewed();
    for (let crash = 0; crash < 3; crash += 1) view.crashed();
    expect(view.state()).toEqual({ uri: HOME, generation: 2, problem: 'crashed' });
    view.retry();
    expect(view.state()).toEqual({ uri: HOME, generation: 3 });
  });

  test('may end once in a while', () => {
    const { view, time } = viewed();
    for (let crash = 0; crash < 5; crash += 1) {
      view.crashed();
      time.now += 40_000;
    }
    expect(view.state().problem).toBeUndefined();
  });
});

describe('back', () => {
  test('goes back in the page’s history, and leaves the app where there is none', () => {
    const { view, wentBack } = viewed();
    arrive(view, HOME);
    expect(view.back()).toBe(false);
    arrive(view, OFFER);
    expect(view.back()).toBe(true);
    expect(wentBack()).toBe(1);
  });

  test('has nowhere to go in a new WebView', () => {
    const { view } = viewed();
    arrive(view, OFFER);
    view.crashed();
    expect(view.back()).toBe(false);
  });
});

test('a script runs where a WebView is, and says so where none is', async () => {
  const { view, scripts } = viewed();
  expect(await view.run('one')).toBe(true);
  view.attach(null);
  expect(await view.run('two')).toBe(false);
  expect(scripts).toEqual(['one']);
});

test('whoever draws the view is told of every change', () => {
  const { view } = viewed();
  let told = 0;
  const stop = view.subscribe(() => {
    told += 1;
  });
  view.failed(HOME);
  view.retry();
  stop();
  view.failed(HOME);
  expect(told).toBe(2);
});
