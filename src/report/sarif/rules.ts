import type { ReportingDescriptor } from 'sarif';
import type { About } from '../../about';
import { manifestFindings } from '../../finding';
import { levelOfKind, type Rule } from '../rule';
import { descriptionOf, helpOf } from './help';

/** How CodeQL, whose words GitHub reads, calls the levels. */
const severities = { error: 'error', warning: 'warning', note: 'recommendation' } as const;

/**
 * The transforms as rules, one more for what is said of files as a whole, and what else is asked for.
 *
 * @param used ids that have to be among them
 * @param abouts what is said of the transforms, by id
 */
export function descriptors(
  rules: readonly Rule[],
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

function descriptor(rule: Rule, about: About | undefined): ReportingDescriptor {
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
    properties: {
      tags: ['istio', 'migration', kind],
      'problem.severity': severities[level],
      kind,
      release,
    },
  };
}

const unreadableHelp =
  'It holds something that a migration looks for, and cannot be read as YAML. Mend it and run again.';

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
