import { type About, type Case, type Example, type Link, saysNothing, type Texts } from '../about';
import type { Transform } from '../transform';
import { anyRelease } from '../version';

/** A text as a block of code. */
function fenced(text: string, language: string): string {
  return `\`\`\`${language}\n${text.replace(/\n$/, '')}\n\`\`\``;
}

function linked(title: string, url: string): string {
  return `[${title}](${url})`;
}

/** A table with these headings. */
function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(headings), `|${'---|'.repeat(headings.length)}`, ...rows.map(line)].join('\n');
}

/** The page of a transform. */
function page(transform: Transform, about: About): string {
  const { id, title, kind, release, docs } = transform;
  const links: Link[] = [['Upgrade notes', docs], ...about.links.filter(([, url]) => url !== docs)];
  const blocks = [
    `<!-- Made by \`npm run docs\` from transforms/${id}; change it there. -->`,
    `# ${id}`,
    `${title}. Kind: ${kind}. ${release === anyRelease ? 'For every Istio release' : `For Istio ${release}`}. Run it alone with \`--only ${id}\`; skip it with \`--skip ${id}\`.`,
    '## Why',
    ...about.why,
    '## What changes',
    about.changes.map((text) => `- ${text}`).join('\n'),
    ...section('## Examples', (about.examples ?? []).flatMap(example)),
    ...section('## What it does not rewrite', (about.declines ?? []).flatMap(declinedOrTold)),
    ...section('## What it reports', (about.reports ?? []).flatMap(declinedOrTold)),
    '## Further reading',
    links.map((link) => `- ${linked(...link)}`).join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function section(heading: string, blocks: readonly string[]): string[] {
  return blocks.length === 0 ? [] : [heading, ...blocks];
}

function example({ title, before, after }: Example): string[] {
  const stays = Object.entries(before).filter(([path]) => after[path] === undefined);
  return [
    `### ${title}`,
    ...files(Object.fromEntries(stays), 'unchanged'),
    ...files(Object.fromEntries(Object.keys(after).map((path) => [path, before[path] ?? ''])), 'before'),
    ...files(after, 'after'),
  ];
}

function declinedOrTold({ when, level, message, remedy, files: texts, given, target }: Case): string[] {
  const wanted = [
    ...(given ? [`, if only ${given.join(' ')} is given`] : []),
    ...(target === undefined ? [] : [`, with --to ${target}`]),
  ].join('');
  return [
    `**${when}**`,
    fenced(`${level}: ${message}`, ''),
    remedy,
    `<details><summary>Example input${wanted}</summary>`,
    ...files(texts),
    '</details>',
  ];
}

function files(texts: Texts, state = ''): string[] {
  return Object.entries(texts).flatMap(([path, text]) => [
    `\`${path}\`${state === '' ? '' : `, ${state}`}:`,
    fenced(text, path.endsWith('.sh') ? 'sh' : 'yaml'),
  ]);
}

/** Between these lines, the README has the table of the transforms. */
const start = '<!-- transforms: made by `npm run docs` -->';
const end = '<!-- /transforms -->';

/**
 * Every page that is made from what the transforms say about themselves.
 *
 * @param readme the README as it is; what is between its markers is written again
 * @returns texts by path in the repository
 */
export async function pages(
  transforms: readonly Transform[],
  readme: string,
): Promise<ReadonlyMap<string, string>> {
  const abouts = new Map<Transform, About>();
  for (const transform of transforms) abouts.set(transform, await transform.about());
  return new Map([
    ['README.md', withTable(readme, tableByRelease(abouts, 'docs/transforms/'))],
    ['docs/transforms/README.md', indexOf(transforms)],
    ...[...abouts].map(([transform, about]): [string, string] => [
      `docs/transforms/${transform.id}.md`,
      page(transform, about),
    ]),
  ]);
}

/** A row for each release, newest first: what it rewrites unasked, and what it only reports or offers. */
function tableByRelease(abouts: ReadonlyMap<Transform, About>, folder: string): string {
  const transforms = [...abouts.keys()];
  const releases = [...new Set(transforms.map(({ release }) => release))];
  const listed = (all: readonly Transform[]): string =>
    all.map(({ id }) => linked(`\`${id}\``, `${folder}${id}.md`)).join(', ');
  const isRewritten = (transform: Transform): boolean =>
    ['required', 'cleanup', 'hardening'].includes(transform.kind) &&
    abouts.get(transform)?.changes.every(saysNothing) === false;
  return table(
    ['Istio', 'rewrites', 'reports, pins and options'],
    releases.map((release) => {
      const own = transforms.filter((transform) => transform.release === release);
      return [release, listed(own.filter(isRewritten)), listed(own.filter((each) => !isRewritten(each)))];
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

A page each, with examples, what is not rewritten, what is reported, and what to do then. \`istio-migrate explain ID\` prints the same at a terminal.

${tableOf(transforms, '')}

${kinds}
`;
}
