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
      // The shell's own script is inline, as a native shell's is exempt from the page's policy (facts: shell.md §5).
      headers.delete('content-security-policy');
      headers.set('cache-control', 'no-store');
      return new Response(await inject(await answer.text()), { status: answer.status, headers });
    },
  };
}

const isHtml = (answer: Response) =>
  answer.body !== null && /^text\/html\b/i.test(answer.headers.get('content-type') ?? '');
