import type { Transform } from '../transform';
import { linked, table } from './markdown';
import { page } from './page';

/** Between these lines, the README has the table of the transforms. */
const start = '<!-- transforms: made by `npm run docs` -->';
const end = '<!-- /transforms -->';

/**
 * Every page that is made from what the transforms say of themselves.
 *
 * @param readme the README as it is; what stands between its markers is written anew
 * @returns texts by path in the repository
 */
export async function pages(
  transforms: readonly Transform[],
  readme: string,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map([['README.md', withTable(readme, tableByRelease(transforms, 'docs/transforms/'))]]);
  texts.set('docs/transforms/README.md', indexOf(transforms));
  for (const transform of transforms) {
    texts.set(`docs/transforms/${transform.id}.md`, page(transform, await transform.about()));
  }
  return texts;
}

/** A row for each release, newest first: what it asks for, and what it only reports or offers. */
function tableByRelease(transforms: readonly Transform[], folder: string): string {
  const releases = [...new Set(transforms.map(({ release }) => release))];
  const listed = (all: readonly Transform[]): string =>
    all.map(({ id }) => linked(`\`${id}\``, `${folder}${id}.md`)).join(', ');
  const isDue = ({ kind }: Transform) => kind === 'required' || kind === 'cleanup' || kind === 'hardening';
  return table(
    ['Istio', 'rewrites', 'reports, pins and options'],
    releases.map((release) => {
      const own = transforms.filter((transform) => transform.release === release);
      return [release, listed(own.filter(isDue)), listed(own.filter((transform) => !isDue(transform)))];
    }),
  );
}

function tableOf(transforms: readonly Transform[], folder: string): string {
  return table(
    ['id', 'kind', 'what changes'],
    transforms.map(({ id, kind, title }) => [linked(`\`${id}\``, `${folder}${id}.md`), kind, title]),
  );
}

function withTable(readme: string, rows: string): string {
  const from = readme.indexOf(start);
  const to = readme.indexOf(end);
  if (from === -1 || to < from) throw new Error(`README.md lacks the lines ${start} and ${end}`);
  return `${readme.slice(0, from + start.length)}\n${rows}\n${readme.slice(to)}`;
}

function indexOf(transforms: readonly Transform[]): string {
  const kinds = table(
    ['kind', 'meaning'],
    [
      ['required', 'without it the release breaks something, or drops a setting'],
      ['hardening', 'it makes the installation safer; nothing breaks without it'],
      ['cleanup', 'it removes what is no longer needed'],
      ['advice', 'it changes nothing and tells what to look after'],
    ],
  );
  return `<!-- Made by \`npm run docs\`; change transforms/, or src/docs. -->

# Transforms

A page each, with examples, what is declined, what is told, and what to do then. \`istio-migrate explain ID\` prints the same at a terminal.

${tableOf(transforms, '')}

${kinds}
`;
}
