import type { About, Case, Example, Texts } from '../about';
import type { Transform } from '../transform';
import { anyRelease } from '../version';
import { fenced, linked } from './markdown';

/** The page of a transform. */
export function page(transform: Transform, about: About): string {
  const { id, title, kind, release, docs } = transform;
  const links = [{ title: 'Upgrade notes', url: docs }, ...about.links];
  const blocks = [
    `<!-- Made by \`npm run docs\` from transforms/${id}; change it there. -->`,
    `# ${id}`,
    `${title}. Kind: ${kind}. ${release === anyRelease ? 'For every Istio release' : `For Istio ${release}`}. Run it alone with \`--only ${id}\`; skip it with \`--skip ${id}\`.`,
    '## Why',
    ...about.why,
    '## What changes',
    about.changes.map((text) => `- ${text}`).join('\n'),
    ...section('## Examples', about.examples.flatMap(example)),
    ...section('## What it does not rewrite', about.declines.flatMap(declinedOrTold)),
    ...section('## What it reports', about.reports.flatMap(declinedOrTold)),
    '## Further reading',
    links.map((link) => `- ${linked(link.title, link.url)}`).join('\n'),
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
