import type { Operation } from '@journeys-push/contract/openapi';
import { html } from 'hono/html';
import { type Html, type Schema, typeOf } from './schema.ts';

export interface Placed {
  method: string;
  path: string;
  operation: Operation;
}

interface Media {
  content?: Record<string, { schema?: Schema; example?: unknown }>;
}

/** One route: what it does, who may call it, what it takes and answers. */
export function operationSection({ method, path, operation }: Placed): Html {
  const { operationId, summary, description, requestBody } = operation;
  return html`<section>
    <h3 id="${operationId}">${summary}</h3>
    <p class="route"><span class="method">${method}</span> ${path}</p>
    <p class="who">${whoMayCall(operation)} ${inClient(operation)}</p>
    ${description ? told(description) : ''}
    ${parameters(operation)}
    ${requestBody ? body(requestBody) : ''}
    <pre>${curl({ method, path, operation })}</pre>
    <h4>Answers</h4>
    ${answers(operation)}
  </section>`;
}

function whoMayCall({ security }: Operation): string {
  const [first, second] = security;
  if (!first) return 'Anyone may call it.';
  const [scope] = first.apiKey ?? [];
  if (scope) return `With an API key of the scope ${scope}.`;
  return second ? 'With the installation’s credential, or to enrol.' : 'With the installation’s credential.';
}

/** The client has what a key or a credential is needed for. */
const inClient = ({ operationId, security }: Operation): Html | string =>
  security.length > 0 ? html`In the client: <code>${operationId}</code>.` : '';

function parameters({ parameters = [] }: Operation): Html | string {
  if (parameters.length === 0) return '';
  const rows = parameters.map(
    ({ name, in: place, description, schema }) => html`<tr>
      <td><code>${name}</code></td><td>${place}</td><td>${typeOf(schema as Schema)}</td><td>${description}</td>
    </tr>`,
  );
  return html`<h4>Parameters</h4><table><tbody>${rows}</tbody></table>`;
}

function body(requestBody: Media & { description?: string }): Html {
  const { schema = {} } = requestBody.content?.['application/json'] ?? {};
  return html`<h4>Body</h4><p>${typeOf(schema)}. ${requestBody.description ?? ''}</p>`;
}

/** A call to try, with the example's body. */
function curl({ method, path, operation }: Placed): string {
  const { requestBody, security, parameters = [] } = operation;
  const waits = parameters.some(({ name }) => name === 'Prefer');
  const secret = security[0]?.apiKey ? '$API_KEY' : '$CREDENTIAL';
  const example = (requestBody as Media | undefined)?.content?.['application/json']?.example;
  const query = parameters.flatMap((one) =>
    one.in === 'query' && one.example ? `${one.name}=${one.example}` : [],
  );
  const asked = query.length > 0 ? `?${query.join('&')}` : '';
  const lines = [
    `curl -X ${method} "$GATEWAY${path.replace(/\{(\w+)\}/g, (_, name: string) => variable(name))}${asked}"`,
    ...(security[0] && !security[1] ? [`-H "Authorization: Bearer ${secret}"`] : []),
    ...(waits ? ["-H 'Prefer: wait=10'"] : []),
    ...(example === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d '${JSON.stringify(example, null, 2)}'`]),
  ];
  return lines.join(' \\\n  ');
}

/** `{installationId}` as a variable of the shell; curl would read the braces as a list. */
const variable = (name: string): string =>
  `$${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

function answers({ responses }: Operation): Html {
  const rows = Object.entries(responses).map(([status, response]) => {
    const media = (response as Media).content ?? {};
    const [schema] = Object.values(media).flatMap((one) => one.schema ?? []);
    const types = Object.keys(media).join(' or ');
    return html`<tr>
      <td>${status}</td><td>${schema ? typeOf(schema) : types}</td><td>${told(response.description)}</td>
    </tr>`;
  });
  return html`<table><tbody>${rows}</tbody></table>`;
}

/** Paragraphs, with what stands in backticks as code. */
const told = (description: string): Html[] =>
  description
    .split('\n\n')
    .map(
      (paragraph) =>
        html`<p>${paragraph.split('`').map((part, index) => (index % 2 ? html`<code>${part}</code>` : part))}</p>`,
    );
