import type { Mention, MentionPlace } from '../../../src/sweep/mention';
import { valuesNear } from '../../../src/sweep/object';
import { crdMention, isInSchemaRule } from '../../shared/mentions/definitions';
import {
  isBesideNewBranch,
  isForOlderClusters,
  kindKeys,
  kindPattern,
} from '../../shared/mentions/version-mentions';
import { areMoving, isToldOf, oldPathFound } from '../../../src/moves';
import { poolBases } from './base';
import { group, oldGroup } from './names';

/** What else lives in the old group, and stays there; see also the annotation `…/export`. */
const stayingKind =
  /(?:InferenceObjective|InferenceModel|InferenceModelRewrite|InferencePoolImport|EndpointPickerConfig)/i;
export const api = { group: oldGroup, newGroup: group, kind: 'InferencePool', plural: 'inferencepools' };
/** What may name a pool once it is filled in. */
const filledIn = /\{[{%]|\$\{|<%|#@/;
/** By its name, its plural, or the short names that kubectl takes. */
export const pool = new RegExp(String.raw`${kindPattern(api).source}|(?<![\w-])x?infpools?(?![\w-])`, 'i');
export const named = ['InferencePool', 'inferencePool', 'inferencepool', 'infpool'];

export const oldCrd = crdMention(api, {
  message: 'CRD of the old InferencePool API group',
  help: 'install the CRDs of v1.0 or newer first; delete this one once no pool of the old group is left',
});

/** The old group as it is, or in a regular expression, which each string around it may escape once more. */
const spellings = {
  words: ['', '\\', '\\\\', '\\\\\\\\'].map((escape) =>
    ['inference', 'networking', 'x-k8s'].join(`${escape}.`),
  ),
  // Inventories join namespace, name, group and kind with `_`.
  pattern: /(?<![A-Za-z0-9-])inference\\{0,4}\.networking\\{0,4}\.x-k8s\\{0,4}\.io(?![A-Za-z0-9-])/g,
};

export const oldPoolGroup: Mention = {
  ...spellings,
  message: 'still refers to the old InferencePool API group',
  help: `if this refers to InferencePool, use ${group}`,
  beside: oldPathFound,
  isMeant: (place, facts) =>
    !place.definition &&
    !stays(place) &&
    !isForOlderClusters(place, group, [oldGroup]) &&
    !isBesideNewBranch(place, group) &&
    !isToldOf({ path: place.source.path, line: place.lineNumber }, { bases: poolBases }, facts),
};

/** A schema of another product that only takes the old group: what is migrated would be refused. */
export const ruleOfOthers: Mention = {
  ...spellings,
  message:
    'the schema of another API names the old InferencePool API group: it may refuse migrated references',
  help: `upgrade to a release of that product whose schema takes ${group}`,
  isMeant(place) {
    const { definition, ownLine } = place;
    if (!definition || definition.name?.endsWith(oldGroup)) return false;
    const near = [ownLine, place.at(-1) ?? '', place.at(1) ?? ''];
    if (near.some((line) => line.includes(group))) return false;
    return isInSchemaRule(place);
  },
};

/** The CRD of v1.0.0-rc.1 has the version of v1 and the picker’s port under its old name. */
export const candidateCrd: Mention = {
  words: ['portNumber'],
  pattern: /(?<!\w)portNumber(?!\w)(?=["']?\s*:)/g,
  level: 'error',
  message: 'CRD of InferencePool v1.0.0-rc.1: it prunes endpointPickerRef.port, which v1 pools need',
  help: 'install the CRDs of v1.0.0 or newer before you apply the pools',
  isDue: (facts) => facts.all(poolBases).length > 0,
  isMeant: ({ definition }) => definition?.name === `inferencepools.${group}`,
};

/** Whether the old group is that of something that stays in it. Where a pool is named as well, you have to look. */
function stays(place: MentionPlace): boolean {
  const { before, after } = place;
  // `plural.group`, with the version between them or without it.
  const [, nameBefore] = /(?<![\w-])([\w-]+)(?:\\{0,2}\.v\d\w*)?\\{0,2}\.$/.exec(before) ?? [];
  if (nameBefore !== undefined && pool.test(nameBefore)) return false;
  if (isLabel(place)) return true;
  if (nameBefore !== undefined) return stayingKind.test(nameBefore);
  const line = `${before}${after}`;
  if (pool.test(line)) return false;
  const said = valuesNear(place, kindKeys) ?? [];
  if (said.some((text) => pool.test(text) || filledIn.test(text))) return false;
  return [line, ...said].some((text) => stayingKind.test(text));
}

/**
 * Whether the old group is the domain of a label or annotation: one word follows it. Two are a path to an object, and a
 * kind is how some tools write one; what a variable brings before it is a kind.
 */
function isLabel({ before, after }: MentionPlace): boolean {
  return (
    /^(?:\/|~1)(?!v\d|inferencepool)[a-z0-9][\w.-]*(?![\w./-])/i.test(after) &&
    !/(?:(?:[})>]|\$\w+)\\{0,2}\.|apiVersion["']?[:=]\s{0,9}["']?)$/.test(before)
  );
}

export const insertedGroup: Mention = {
  words: [...named, 'pool-group'],
  pattern:
    /\b(?:group|apiGroups?|apiVersion|pool-group)\b(?=["',\s]*[:=\s]\s*(?:\[\s*|-\s+)?["']?(?:\{\{|\$\{|<%))|pool-group(?=["']?,?\s*$)/gm,
  message:
    'a template inserts the API group of an InferencePool, and the pools of this tree move to another one',
  help: `make sure that it inserts ${group}`,
  isDue: (facts) => areMoving({ bases: poolBases }, facts),
  isMeant: insertsPoolGroup,
};

/** A template that gives the new group where the cluster serves it. */
const switchedByCluster = /\.APIVersions\.Has\s+"inference\.networking\.k8s\.io\b/;

/** Whether what a template brings is the group of a pool, or of what watches one. */
function insertsPoolGroup(place: MentionPlace): boolean {
  if (place.definition || switchedByCluster.test(place.after)) return false;
  if (place.word === 'pool-group') {
    if (/\{\{|\$\{|<%/.test(place.after)) return true;
    return /^\W*$/.test(place.after) && /\{\{|\$\{|<%/.test(place.at(1) ?? '');
  }
  return (valuesNear(place, kindKeys) ?? []).some((value) => pool.test(value));
}
