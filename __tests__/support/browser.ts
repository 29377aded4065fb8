import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, createContext, runInContext } from 'node:vm';

export const bundleForBrowsers = readFileSync(join(__dirname, '../../dist/browser.mjs'), 'utf8');

/**
 * Runs a script of a page with all that the library exports in scope. Beside JavaScript, there are a clock, an encoder and a
 * decoder of texts, and what is given: no `require`, no `process`, no `Buffer`.
 */
export function runInPage(script: string, given: Readonly<Record<string, unknown>>): Context {
  const exported = /export\{([^}]+)\};\s*$/;
  const names = exported.exec(bundleForBrowsers)?.[1]?.split(',') ?? [];
  const assigned = names.map((name) => {
    const [local = '', outer = local] = name.split(' as ');
    return `globalThis.${outer} = ${local};`;
  });
  const context = createContext({ performance, structuredClone, TextDecoder, TextEncoder, ...given });
  runInContext(`(() => {${bundleForBrowsers.replace(exported, () => assigned.join(' '))}})();`, context);
  runInContext(script, context);
  return context;
}
