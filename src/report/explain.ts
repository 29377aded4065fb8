import { homepage } from '../../package.json';
import type { About, Case, Example } from '../about';
import type { TransformInfo } from './problem';
import { anyRelease } from '../version';
import { painter, colourDiff } from './colour';
import { unifiedDiff } from './diff';
import { levelStyles, line, paragraph, type Run, type Sheet } from './text/findings';

/**
 * The details of a transform for a terminal.
 *
 * @param width columns to wrap sentences at; 0 never wraps
 * @returns whole lines
 */
export function explanation(
  transform: TransformInfo,
  about: About,
  { colour, width }: { colour: boolean; width: number },
): string {
  const sheet = { paint: painter(colour), width };
  const { id, title, kind, release, docs } = transform;
  const heading = [
    paragraph(sheet, 2, { text: id, style: 'bold' }, { text: '  ', whole: true }, { text: title }),
    line(sheet, {
      text: `${kind}, for ${release === anyRelease ? 'any release of Istio' : `Istio ${release}`}`,
      style: 'dim',
      whole: true,
    }),
  ].join('\n');
  const blocks = [
    heading,
    section(
      sheet,
      'Why',
      about.why.map((text) => indented(sheet, { text })),
    ),
    section(sheet, 'What changes', [about.changes.map((text) => item(sheet, text)).join('\n')]),
    ...(about.examples ?? []).map((example) => exampleBlock(sheet, example, colour)),
    section(
      sheet,
      'What it does not rewrite',
      (about.declines ?? []).map((each) => caseBlock(sheet, each)),
    ),
    section(
      sheet,
      'What it reports',
      (about.reports ?? []).map((each) => caseBlock(sheet, each)),
    ),
    section(sheet, 'Further reading', [
      [
        ['This page', pageOf(id)] as const,
        ['Upgrade notes', docs] as const,
        ...about.links.filter(([, url]) => url !== docs),
      ]
        .map(([text, url]) => line(sheet, { text: `  ${text}: ${url}` }))
        .join('\n'),
    ]),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

/** The same text on the web. */
function pageOf(id: string): string {
  return homepage.replace('#readme', `/blob/main/docs/transforms/${id}.md`);
}

function section(sheet: Sheet, heading: string, blocks: readonly string[]): string {
  if (blocks.length === 0) return '';
  return `${line(sheet, { text: heading, style: 'bold', whole: true })}\n${blocks.join('\n\n')}`;
}

function exampleBlock(sheet: Sheet, { title, before, after }: Example, colour: boolean): string {
  const files = Object.entries(before).map(([path, text]) => {
    const changed = after[path] ?? text;
    const body = changed === text ? text.replace(/^(?=.)/gm, ' ') : hunksOf(path, text, changed, colour);
    return `${line(sheet, { text: `  ${path}`, style: 'dim', whole: true })}\n${body.trimEnd().replace(/^(?=.)/gm, '  ')}`;
  });
  return section(sheet, `Example: ${title}`, files);
}

/** A diff without the three lines that name its file. */
function hunksOf(path: string, before: string, after: string, colour: boolean): string {
  const diff = unifiedDiff(path, before, after);
  return (colour ? colourDiff(diff) : diff).split('\n').slice(3).join('\n');
}

function caseBlock(sheet: Sheet, { when, level, message, remedy }: Case): string {
  return [
    indented(sheet, { text: when }),
    paragraph(
      sheet,
      6,
      { text: '    ', whole: true },
      { text: level, style: levelStyles[level] },
      { text: `: ${message}` },
    ),
    paragraph(
      sheet,
      6,
      { text: '    ', whole: true },
      { text: 'help:', style: 'bold' },
      { text: ` ${remedy}` },
    ),
  ].join('\n');
}

function item(sheet: Sheet, text: string): string {
  return paragraph(sheet, 4, { text: '  - ', whole: true }, { text });
}

function indented(sheet: Sheet, run: Run): string {
  return paragraph(sheet, 2, { text: '  ', whole: true }, run);
}
