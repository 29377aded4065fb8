import { type About, type Case, type Example, linkToNotes, sentence } from '../../../src/about';
import type { RemovedVariable } from '../../tables/environment';

/** What `explain` and the docs say about the variables that a release removed, from their rows. */
export function aboutOf(release: string, rows: readonly RemovedVariable[]): About {
  return {
    why: [
      `Istio ${release} no longer reads ${listOf(rows.map(({ name }) => `\`${name}\``))}. A line that still sets one has no effect, and hides what the mesh does now.`,
    ],
    changes: rows.map(changeOf),
    examples: [exampleOf(rows)],
    reports: [...rows.flatMap(caseOf), elsewhere(release, rows)],
    links: [linkToNotes(release, 'Change')],
  };
}

function changeOf({ name, usual, lost, carriedInto, successors = [] }: RemovedVariable): string {
  const carried = successors.map((successor) => {
    const to = 'path' in successor ? successor.path.join('.') : successor.variable;
    return `\`${name}: "${successor.of}"\` becomes \`${to}: ${successor.value}\`.`;
  });
  const stays =
    lost?.level === 'error' ? ' With another value, it is reported as an error and not removed.' : '';
  const dropped = `\`${name}\` is removed${lost?.level === 'error' ? ` where it is \`"${usual}"\`, the default` : ''}.${stays}`;
  const living =
    carriedInto === undefined
      ? []
      : [
          `Coming from a release that reads it, another value of \`${name}\` is carried over into ${carriedInto}.`,
        ];
  return [...carried, dropped, ...living].join(' ');
}

function valuesWith(name: string, value: string): string {
  return `global:
  meshID: main
pilot:
  env:
    ${name}: "${value}"
    PILOT_HTTP10: "true"
`;
}

function exampleOf(rows: readonly RemovedVariable[]): Example {
  const names = rows.map(({ name, usual }) => `    ${name}: "${usual}"\n`).join('');
  const before = valuesWith('X', '').replace('    X: ""\n', names);
  return {
    title: 'Helm values of istiod',
    before: { 'values.yaml': before },
    after: { 'values.yaml': before.replace(names, '') },
  };
}

/** A value that is neither the default nor carried over. */
function otherValue({ usual }: RemovedVariable): string {
  if (usual === 'true') return 'false';
  if (usual === 'false') return 'true';
  return usual === '' ? 'other' : '7';
}

function caseOf(row: RemovedVariable): Case[] {
  const { name, gone, lost } = row;
  if (!lost || lost.level === 'note') return [];
  // Alone in a tree, it is carried over.
  if (name === 'EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY') return [];
  return [
    {
      when: `\`${name}\` is \`"${otherValue(row)}"\`.`,
      level: lost.level,
      message:
        lost.level === 'error'
          ? `Istio ${gone} no longer reads ${name}: ${lost.message}`
          : `${name} is removed: ${lost.message}`,
      remedy: sentence(lost.help),
      files: { 'values.yaml': valuesWith(name, otherValue(row)) },
    },
  ];
}

function elsewhere(release: string, [first]: readonly RemovedVariable[]): Case {
  const name = first?.name ?? '';
  return {
    when: 'A variable of this name is set where nothing shows which program it is for.',
    level: 'warning',
    message: `Istio ${release} no longer reads ${name}`,
    remedy: 'If the program is one of Istio, delete the variable.',
    files: { 'settings.yaml': `settings:\n  ${name}: "true"\n` },
  };
}

function listOf(names: readonly string[]): string {
  const [last = '', ...others] = names.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} and ${last}`;
}
