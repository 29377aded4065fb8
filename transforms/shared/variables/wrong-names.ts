import { type About, upgradeNotesOf } from '../../../src/about';
import { type EnvironmentVariable, findEnvironmentVariable } from '../../../src/install/variables';
import type { Transform } from '../../../src/transform';
import { reaches, type Version } from '../../../src/version';
import { holdersOf, type Node } from '../../../src/yaml';
import { removedVariables, type WrongName } from '../../tables/environment';
import { variableMention } from '../mentions/mentions';

/**
 * The transform that reports variables under a name that upgrade notes had wrong. Nothing reads them, and with the right
 * name they would take effect, so they are not renamed.
 */
export function wrongNamesTransform(release: string, rows: readonly WrongName[]): Transform {
  return {
    id: `misnamed-variables-${release}`,
    title: `Environment variables that the notes of ${release} misspell`,
    release,
    phase: 'any',
    kind: 'cleanup',
    docs: upgradeNotesOf(release),
    about: () => aboutOf(release, rows),
    triggers: rows.map(({ name }) => name),
    mentions: rows.map((row) =>
      variableMention({ name: row.name, message: messageOf(row), help: 'use the right name, or delete it' }),
    ),
    migrate({ root }, { range, report }) {
      for (const row of rows) {
        const right = findEnvironmentVariable(root, row.right).map(listOf);
        for (const found of findEnvironmentVariable(root, row.name)) {
          const help = helpOf(row, range, right.includes(listOf(found)));
          report({ level: 'warning', at: found.place, message: messageOf(row), help });
        }
      }
    },
  };
}

function messageOf({ name, right }: WrongName): string {
  return `${name} has no effect: the variable is called ${right}`;
}

/** The map or list that sets a variable, with others. */
function listOf({ place }: EnvironmentVariable): Node | undefined {
  return place.kind === 'entry' ? place.parent : holdersOf(place)[2];
}

function helpOf({ right }: WrongName, range: { readonly to: Version }, isRightBeside: boolean): string {
  const gone = removedVariables.find(({ name }) => name === right)?.gone;
  if (gone !== undefined && reaches(range, gone))
    return `delete it: Istio ${gone} no longer reads ${right} either`;
  if (isRightBeside) return `delete it: ${right} is set beside it`;
  return `delete it, or rename it to ${right} if you want its effect, which changes what runs today`;
}

function aboutOf(release: string, rows: readonly WrongName[]): About {
  const names = rows.map(({ name, right }) => `\`${name}\` (right: \`${right}\`)`);
  return {
    why: [
      `Notes of Istio ${release} name variables that do not exist: ${names.join(', ')}. A line that was copied from them has no effect.`,
    ],
    changes: [
      'Nothing, since the right name takes effect. It reports each place that sets a misspelled variable.',
    ],
    reports: rows.map((row) => ({
      when: `\`${row.name}\` is set.`,
      level: 'warning',
      message: messageOf(row),
      remedy: `Delete it, or rename it to \`${row.right}\` if you want its effect.`,
      files: { 'values.yaml': `pilot:\n  env:\n    ${row.name}: "true"\n` },
    })),
    links: [
      ['The variables of istiod', 'https://istio.io/latest/docs/reference/commands/pilot-discovery/#envvars'],
    ],
  };
}
