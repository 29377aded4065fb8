import type { MultiformatMessageString } from 'sarif';
import type { About } from '../../about';
import { purposeOf, type Rule } from '../rule';
import { shortened } from '../shorten';
import { plainText } from './text';

/** GitHub takes no more for a description. */
const longestDescription = 1024;

/** What a rule is about, in one paragraph. */
export function descriptionOf(rule: Rule, about: About | undefined): string {
  const [first = ''] = about?.why ?? [];
  const text = plainText(withoutMarkup(`${rule.title}. ${purposeOf(rule)} ${first}`.trimEnd()));
  return shortened(text, longestDescription - 1);
}

/** What a viewer shows beside an alert: why, how to make the rewrites, and what is left to a person. */
export function helpOf(rule: Rule, about: About | undefined): MultiformatMessageString {
  const { id, docs } = rule;
  const command = `istio-migrate --write --only ${id}`;
  const blocks = [
    purposeOf(rule),
    ...(about?.why ?? []),
    `\`${command}\` makes the rewrites that are due; what it leaves needs a person.`,
    ...section('What changes', about?.changes ?? []),
    ...section(
      'What it declines, and what to do then',
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
