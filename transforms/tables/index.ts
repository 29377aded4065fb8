import {
  type ApiVersionRow,
  apiVersionTransform,
  basesOfRow,
  type KindRow,
  movedWholePath,
} from '../../src/moves';
import type { Mention, MentionPlace } from '../../src/sweep/mention';
import type { Transform } from '../../src/transform';
import { changedAnnotationsTransform } from '../shared/annotations';
import { fieldMention } from '../shared/mentions/field-mentions';
import { crdMention, isInSchemaRule } from '../shared/mentions/definitions';
import { namesOtherGroup, versionMention } from '../shared/mentions/version-mentions';
import { changedDefaultsTransform } from '../shared/defaults/changed-defaults';
import { changedValuesTransform } from '../shared/values/changed-values';
import { listLimitsTransform } from '../shared/checks/list-limits';
import { adviceTransform } from '../shared/checks/object-check';
import { operatorFieldsTransform } from '../shared/operators/operator-fields';
import { removedVariablesTransform } from '../shared/variables/removed-variables';
import { wrongNamesTransform } from '../shared/variables/wrong-names';
import { advice } from './advice';
import { changedAnnotations } from './annotations';
import { apiVersions } from './api-versions';
import { changedDefaults } from './defaults';
import { removedVariables, wrongNames } from './environment';
import { listLimits } from './list-limits';
import { operatorFields } from './operator-fields';
import { withTemplatedKinds } from './templated-kinds';
import { type ChangedValue, changedValues } from './values';

/**
 * What a text has to hold to be about a kind whose name others use too: Istio's own API has messages called TCPRoute and
 * TLSRoute, and "Istio" is a word of every text about it.
 */
const signs: Readonly<Record<string, RegExp>> = {
  'gateway.networking.k8s.io': /gateway\.networking|gateway-api/i,
  'gateway.networking.x-k8s.io': /gateway\.networking|gateway-api/i,
  'sailoperator.io': /sail-?operator/i,
  'operator.istio.io': /operator\.istio\.io|sail-?operator/i,
};

const ofVersions: readonly Transform[] = apiVersions.map((row) =>
  withTemplatedKinds(apiVersionTransform(row, mentionsOf(row)), row),
);

/** The transforms that rows ask for in a release. */
export function fromTables(release: string): readonly Transform[] {
  const isOwn = (row: { readonly release: string }) => row.release === release;
  const isGone = (row: { readonly gone: string }) => row.gone === release;
  function made<Row>(rows: readonly Row[], make: (of: string, rows: readonly Row[]) => Transform) {
    return rows.length === 0 ? [] : [make(release, rows)];
  }
  const ofValues = (kind: ChangedValue['kind']) =>
    made(
      changedValues.filter((row) => isGone(row) && row.kind === kind),
      (...rows) => changedValuesTransform(kind, ...rows),
    );
  return [
    ...ofVersions.filter(isOwn),
    ...ofValues('required'),
    ...ofValues('cleanup'),
    ...made(removedVariables.filter(isGone), removedVariablesTransform),
    ...made(operatorFields.filter(isGone), operatorFieldsTransform),
    ...made(
      changedDefaults.filter((row) => isOwn(row) && row.reportedBy === undefined),
      changedDefaultsTransform,
    ),
    ...made(changedAnnotations.filter(isOwn), changedAnnotationsTransform),
    ...made(wrongNames.filter(isOwn), wrongNamesTransform),
    ...made(listLimits.filter(isOwn), listLimitsTransform),
    ...advice.filter(isOwn).map(adviceTransform),
  ];
}

/** What the sweep looks for; a version that is still served may be named as before. */
function mentionsOf({ id, kind, kinds }: ApiVersionRow): readonly Mention[] {
  return kind === 'modernize' ? [] : kinds.flatMap((row) => mentionsOfKind(row, id));
}

function mentionsOfKind(row: KindRow, id: string): Mention[] {
  const { to, from, fields = [], isWord = false, isOftenNamed = false } = row;
  const newName = `${to.kind} of ${to.group}/${to.version}`;
  const moveField = (path: readonly string[]) => movedWholePath(path, fields);
  const ofNames = from.flatMap(({ group, kind, resource: plural, versions }): Mention | Mention[] =>
    kind === to.kind
      ? versionMention({
          ...{
            group,
            kind,
            plural,
            versions,
            sign: signs[group],
            statement: isOftenNamed ? statementOf(group, versions) : undefined,
            bases: basesOfRow(id, kind),
          },
          message: `still refers to an old version of ${isWord ? `the kind ${kind} (${group})` : kind}`,
          help: `use ${to.group}/${to.version}`,
        })
      : [
          crdMention(
            { group, plural },
            {
              message: `CRD of ${kind}, which is ${newName} now`,
              help: `install the CRD ${to.resource}.${to.group} first; delete this one once no ${kind} is left`,
            },
          ),
          {
            // Singular and plural, as kubectl takes both; what clients of Go call the kind, its parts and its plural.
            words: [kind, kind.toLowerCase(), plural],
            pattern: new RegExp(
              `(?<![A-Za-z0-9-])(?:${kind}(?:s|[A-Z]\\w*)?|${plural}|${kind.toLowerCase()})(?![\\w-])`,
              'g',
            ),
            message: `still refers to ${kind}`,
            help: `use ${newName}`,
            isMeant: (place: MentionPlace) =>
              isOutsideSchema(place, group) && !namesOtherGroup(place, [group, to.group], 'apiVersion'),
          },
        ],
  );
  return fields.length === 0 ? ofNames : [...ofNames, fieldMention({ to, moveField })];
}

/** The group of the Gateway API, or its package, with one of some versions, or such a version that is given on its own. */
function statementOf(group: string, versions: readonly string[]): RegExp {
  const name = `(?:${group.replaceAll('.', String.raw`\.`)}|gateway-api/apis)`;
  const version = String.raw`(?:${versions.join('|')})\b`;
  return new RegExp(
    String.raw`${name}\/${version}|\b${version}\.${name}|\bversion["']?\s*[:=]\s*["']?${version}`,
    'i',
  );
}

/** In a definition, only what the schema of another kind compares with has to follow. */
function isOutsideSchema(place: MentionPlace, group: string): boolean {
  const { definition } = place;
  return !definition || (!definition.name?.endsWith(group) && isInSchemaRule(place));
}
