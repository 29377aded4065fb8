import type { About, Case, Example, Texts } from '../about';
import type { Transform } from '../transform';
import { fenced, linked } from './markdown';

/** The page of a transform. */
export function page(transform: Transform, about: About): string {
  const { id, title, kind, release, docs } = transform;
  const links = [{ title: 'The section that asks for it', url: docs }, ...about.links];
  const blocks = [
    `<!-- Made by \`npm run docs\` from transforms/${id}; change it there. -->`,
    `# ${id}`,
    `${title}. Kind: ${kind}. For Istio ${release}. To run it alone: \`istio-migrate --only ${id}\`. To leave it out: \`--skip ${id}\`.`,
    '## Why',
    ...about.why,
    '## What changes',
    about.changes.map((text) => `- ${text}`).join('\n'),
    ...section('## Examples', about.examples.flatMap(example)),
    ...section('## What it declines, and leaves as it is', about.declines.flatMap(declinedOrTold)),
    ...section('## What it tells', about.reports.flatMap(declinedOrTold)),
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
    ...files(Object.fromEntries(stays), 'stays as it is'),
    ...files(Object.fromEntries(Object.keys(after).map((path) => [path, before[path] ?? ''])), 'before'),
    ...files(after, 'after'),
  ];
}

function declinedOrTold({ when, level, message, remedy, files: texts, given, target }: Case): string[] {
  const wanted = [
    ...(given ? [`, if only ${given.join(' ')} is given`] : []),
    ...(target === undefined ? [] : [`, with --target-version ${target}`]),
  ].join('');
  return [
    `**${when}**`,
    fenced(`${level}: ${message}`, ''),
    remedy,
    `<details><summary>Files that bring it${wanted}</summary>`,
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
