import type { Site } from './site.ts';

/**
 * A redirect of the page in the WebView is a navigation that the app is asked about. `redirected` says whether it takes
 * the page elsewhere: then the browser is told to stay, by an answer without a page (204).
 */
export function withRedirects(site: Site, redirected: (from: string, to: string) => boolean): Site {
  return {
    async answer(request, path) {
      const answer = await site.answer(request, path);
      const location = answer.headers.get('location');
      const { status } = answer;
      if (status < 300 || status > 399 || !location || request.headers.get('sec-fetch-mode') !== 'navigate')
        return answer;
      const to = URL.canParse(location, request.url) && new URL(location, request.url).href;
      if (!to || !redirected(request.url, to)) return answer;
      await answer.body?.cancel();
      const cookies = answer.headers.getSetCookie().map((cookie): [string, string] => ['set-cookie', cookie]);
      return new Response(null, { status: 204, headers: cookies });
    },
  };
}
