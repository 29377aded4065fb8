import { listedWordsFrom } from './shell';

/** A call of a Tiltfile, as the words that `helm` would be given. */
interface TiltCall {
  readonly words: readonly string[];
  readonly start: number;
}

/**
 * `helm('charts/mesh', values=['a.yaml'])`, and `helm_remote` and `helm_resource` of Tilt's extensions.
 *
 * Sources: tilt-dev/tilt, `api/__init__.py`; tilt-dev/tilt-extensions, `helm_remote` and `helm_resource`.
 */
export function tiltCallsIn(text: string): TiltCall[] {
  if (!/(?<![\w.])(?:k8s_yaml|helm_remote|helm_resource)\(/.test(text)) return [];
  const calls = text.matchAll(
    /(?<![\w.])helm(?:_(?:remote|resource))?\(\s*((?:["'][^"'\n]*["']\s*,?\s*)+)([^()]*(?:\([^()]*\)[^()]*)*)\)/g,
  );
  return Array.from(calls, ({ index, 1: plain = '', 2: named = '' }): TiltCall => {
    const listed = (key: string, flag?: string): string[] =>
      Array.from(
        named.matchAll(
          new RegExp(String.raw`(?<![\w-])${key}\s*=\s*(\[[^\]]*\](?:\s*\+[^,]+)?|[^\s,]+)`, 'g'),
        ),
      ).flatMap(([, list = '']) =>
        listedWordsFrom(`",${list}`, 0).flatMap((word) =>
          word === '$@' || flag === undefined ? [word] : [flag, word],
        ),
      );
    const words = [
      ...['template', ...listedWordsFrom(`",${plain}`, 0)],
      ...listed('repo_url', '--repo'),
      ...listed('version', '--version'),
      ...listed('values', '-f'),
      ...listed('set', '--set'),
      ...listed('flags'),
    ];
    return { words, start: index };
  });
}
