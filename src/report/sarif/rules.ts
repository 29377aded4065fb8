import type { ReportingDescriptor, MultiformatMessageString } from 'sarif';
import type { About } from '../../about';
import { manifestFindings } from '../../finding';
import { levelOfKind, purposeOf, type TransformInfo } from '../problem';
import { shortened, escapeControls } from '../escape';

/** How CodeQL, whose words GitHub reads, calls the levels. */
const severities = { error: 'error', warning: 'warning', note: 'recommendation' } as const;

/**
 * The transforms as rules, one more for what is said about files as a whole, and what else is asked for.
 *
 * @param used ids that have to be among them
 * @param abouts what is said about the transforms, by id
 */
export function descriptors(
  rules: readonly TransformInfo[],
  used: readonly string[],
  abouts: ReadonlyMap<string, About>,
): ReportingDescriptor[] {
  const known = [...rules.map((rule) => descriptor(rule, abouts.get(rule.id))), unreadable];
  const others = new Set(used.filter((id) => !known.some((rule) => rule.id === id)));
  return [
    ...known,
    ...[...others].map((id) => ({ id, name: pascalCase(id), shortDescription: { text: id } })),
  ];
}

function descriptor(rule: TransformInfo, about: About | undefined): ReportingDescriptor {
  const { id, title, kind, release, docs } = rule;
  const level = levelOfKind[kind];
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: title },
    fullDescription: { text: descriptionOf(rule, about) },
    help: helpOf(rule, about),
    helpUri: docs,
    defaultConfiguration: { level },
    properties: { tags: ['istio', 'migration', kind], 'problem.severity': severities[level], kind, release },
  };
}

const unreadableHelp =
  'The file contains something to migrate, but is not valid YAML. Fix the YAML error and run again.';

const unreadable: ReportingDescriptor = {
  id: manifestFindings,
  name: 'Manifest',
  shortDescription: { text: 'A manifest that cannot be read' },
  fullDescription: { text: unreadableHelp },
  help: { text: unreadableHelp, markdown: unreadableHelp },
  defaultConfiguration: { level: 'warning' },
  properties: { tags: ['istio', 'migration'], 'problem.severity': severities.warning },
};

function pascalCase(id: string): string {
  return id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** GitHub takes no more for a description. */
const longestDescription = 1024;

/** What a rule is about, in one paragraph. */
function descriptionOf(rule: TransformInfo, about: About | undefined): string {
  const [first = ''] = about?.why ?? [];
  const text = plainText(withoutMarkup(`${rule.title}. ${purposeOf(rule)} ${first}`.trimEnd()));
  return shortened(text, longestDescription - 1);
}

/** What a viewer shows beside an alert: why, how to make the rewrites, and what is left to the user. */
function helpOf(rule: TransformInfo, about: About | undefined): MultiformatMessageString {
  const { id, docs } = rule;
  const command = `istio-migrate --write --only ${id}`;
  const blocks = [
    purposeOf(rule),
    ...(about?.why ?? []),
    `\`${command}\` makes the rewrites that are due. Findings that remain need you.`,
    ...section('What changes', about?.changes ?? []),
    ...section(
      'What it does not rewrite, and what to do about it',
      (about?.declines ?? []).map(({ when, remedy }) => `${when} ${remedy}`),
    ),
  ];
  return {
    text: plainText(withoutMarkup([...blocks, `See ${docs}`].join('\n\n'))),
    markdown: [...blocks, `See the [release's notes](${docs}).`].join('\n\n'),
  };
}

function section(heading: string, items: readonly string[]): string[] {
  return items.length === 0 ? [] : [`**${heading}**`, items.map((item) => `- ${item}`).join('\n')];
}

function withoutMarkup(text: string): string {
  return text.replaceAll(/`|\*\*/g, '');
}

/**
 * A text of several lines as a message in which nothing is a link, a placeholder or a control character.
 *
 * Other braces stay as they are: consumers replace nothing in a message that has no arguments, and do not take doubled
 * braces for single ones then.
 *
 * Source: SARIF 2.1.0, sections 3.11.5 and 3.11.6.
 */
export function plainText(text: string): string {
  const shown = text.split('\n').map(escapeControls).join('\n');
  const lastLink = Math.max(0, shown.lastIndexOf(']('));
  const linkless = shown.slice(0, lastLink).replaceAll('[', '\\[') + shown.slice(lastLink);
  return linkless.replaceAll(/\{(\d+)\}/g, '{{$1}}');
}
