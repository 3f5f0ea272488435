/** The web site that the phones show: the built-in page, or the customer's own behind a small proxy. */
export interface Site {
  /** Answers a request for the site; `path` includes the query. */
  answer(request: Request, path: string): Promise<Response>;
}

/** A site as one phone's WebView gets it: every HTML page carries the shell's script. */
export function withShell(site: Site, inject: (html: string) => Promise<string>): Site {
  return {
    async answer(request, path) {
      const answer = await site.answer(request, path);
      if (!isHtml(answer)) return answer;
      const headers = new Headers(answer.headers);
      headers.delete('content-length');
      for (const name of NOT_IN_A_WEBVIEW) headers.delete(name);
      headers.set('cache-control', 'no-store');
      return new Response(await inject(await answer.text()), { status: answer.status, headers });
    },
  };
}

/**
 * What would keep the page out of the lab's frame, or our inline script out of the page. A WebView is no frame, and
 * its scripts are exempt from the page's policy (facts: shell.md §5).
 */
const NOT_IN_A_WEBVIEW = ['content-security-policy', 'x-frame-options', 'strict-transport-security'];

const isHtml = (answer: Response) =>
  answer.body !== null && /^text\/html\b/i.test(answer.headers.get('content-type') ?? '');
