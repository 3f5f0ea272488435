import type { OpenApiDocument } from '@journeys-push/contract/openapi';
import { html, raw } from 'hono/html';
import { operationSection, type Placed } from './operation.ts';
import { idOf, schemaSections } from './schema.ts';
import { style } from './style.ts';

/** The OpenAPI document as one page, with no script and nothing to load. */
export async function docsPage({ info, tags, paths, components }: OpenApiDocument): Promise<string> {
  const placed = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, operation]): Placed => ({
        method: method.toUpperCase(),
        path,
        operation,
      }),
    ),
  );
  const ofTag = (name: string) => placed.filter(({ operation }) => operation.tags[0] === name);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>${info.title}: API ${info.version}</title>
        <style>${raw(style)}</style>
      </head>
      <body>
        <div class="page">
          <header>
            <h1>${info.title}</h1>
            <p>Version ${info.version} of its HTTP API. For programs: <a href="openapi.json">openapi.json</a>.</p>
            <p>${info.description}</p>
          </header>
          <nav>
            ${tags.map(
              ({ name }) => html`<h2>${name}</h2>
                ${ofTag(name).map(
                  ({ operation }) => html`<a href="#${operation.operationId}">${operation.operationId}</a>`,
                )}`,
            )}
            <h2>Bodies</h2>
            ${Object.keys(components.schemas).map((name) => html`<a href="#${idOf(name)}">${name}</a>`)}
          </nav>
          <main>
            ${tags.map(
              ({ name, description }) => html`<h2>${name}</h2><p>${description}</p>
                ${ofTag(name).map(operationSection)}`,
            )}
            <h2>Bodies</h2>
            ${schemaSections(components.schemas)}
          </main>
        </div>
      </body>
    </html>`;
  return String(await page);
}
