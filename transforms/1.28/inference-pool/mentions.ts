import type { Mention, MentionPlace } from '../../../src/sweep/mention';
import { isSeparator, patchCommandAround, valuesNear } from '../../../src/sweep/object';
import { isSourceCode } from '../../shared/evidence';
import { isInHeredoc } from '../../shared/mentions';
import {
  crdMention,
  isForOlderClusters,
  isInSchemaRule,
  kindKeys,
  kindPattern,
  versionMention,
} from '../../shared/version-mentions';
import { poolBases } from './base';
import { group, oldGroup } from './names';

/** What else lives in the old group, and stays there; see also the annotation `…/export`. */
const stayingKind =
  /(?:InferenceObjective|InferenceModel|InferenceModelRewrite|InferencePoolImport|EndpointPickerConfig)/i;
const api = { group: oldGroup, newGroup: group, kind: 'InferencePool', plural: 'inferencepools' };
/** By its name, its plural, or the short names that kubectl takes. */
const pool = new RegExp(String.raw`${kindPattern(api).source}|(?<![\w-])x?infpools?(?![\w-])`, 'i');
const named = ['InferencePool', 'inferencepool', 'infpool'];

const oldCrd = crdMention(api, {
  message: 'CRD of the old InferencePool API group',
  help: 'install the CRDs of v1.0 or newer first; delete this one once no pool of the old group is left',
});

const oldPoolGroup: Mention = {
  words: [oldGroup, String.raw`inference\.networking\.x-k8s`],
  pattern: /(?<![\w-])inference\\{0,2}\.networking\\{0,2}\.x-k8s\\{0,2}\.io(?![\w-])/g,
  message: 'still refers to the old InferencePool API group',
  help: `if this refers to InferencePool, use ${group}`,
  isMeant: (place) => !place.definition && !stays(place) && !isForOlderClusters(place, group, [oldGroup]),
};

/** A schema of another product that only takes the old group: what is migrated would be refused. */
const ruleOfOthers: Mention = {
  words: [oldGroup],
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
const candidateCrd: Mention = {
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
  // A label or annotation; but `<group>/InferencePool` is how some tools write a kind.
  if (/^\/(?!v\d|inferencepool)[\w.-]/i.test(after)) return true;
  const line = `${before}${after}`;
  const [nameBefore] = /(?<![\w-])[\w-]+\\{0,2}\.$/.exec(before) ?? [];
  if (nameBefore !== undefined) return stayingKind.test(nameBefore);
  if (pool.test(line)) return false;
  if (stayingKind.test(line)) return true;
  const said = valuesNear(place, kindKeys);
  return (
    said !== undefined && said.some((text) => stayingKind.test(text)) && !said.some((text) => pool.test(text))
  );
}

/** A field that v1 has under another name. */
function field(name: string, now: string): Mention {
  const names = `${name}|${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const holder = { portNumber: 'extensionRef|endpointPickerRef', parent: 'status' }[name] ?? 'spec';
  const path = new RegExp(String.raw`(?:\b|_)(?:${holder})\W{1,6}(?:get\W+)?$`, 'i');
  return {
    words: name === 'portNumber' ? [name] : named,
    pattern: new RegExp(String.raw`(?<!\w)(?:${names})(?!\w)`, 'g'),
    message: `InferencePool v1 has no field ${name}`,
    help: `use ${now}`,
    isMeant(place) {
      const { before, definition, source } = place;
      if (definition || /\bValues\.[\w.]*$/.test(before) || isFieldOfV1(place)) return false;
      // One finding for a path is enough.
      if (name === 'portNumber' && /extensionRef["'\]]*[./[]["']?$/i.test(before))
        return !source.matches(pool);
      if (path.test(before) && source.matches(pool)) return isInExpression(place) || !isOfOtherKind(place);
      return isKey(place) && (name === 'portNumber' ? isPortOfPicker(place) : isFieldOfPool(place));
    },
  };
}

/** Whether a name is a key, and neither a variable of a program nor an attribute of a tag. */
function isKey({ before, after, source: { path } }: MentionPlace): boolean {
  if (/^\s*:=/.test(after) || (/^\s+=/.test(after) && isSourceCode(path))) return false;
  return /^\\?["']?\s*[:=]/.test(after) && !/\w:$|<\w[^<>]*$/.test(before);
}

/** Whether a program in Go has the types of v1 only: then its compiler knows the fields. */
function isFieldOfV1({ word, source }: MentionPlace): boolean {
  return (
    /^[A-Z]/.test(word) &&
    source.path.endsWith('.go') &&
    source.matches(/inference-extension\/api\/v1"/) &&
    !source.matches(/inference-extension\/api\/v1alpha\d"/)
  );
}

/** Labels that stand in the selector itself: in v1 they are under matchLabels. Other kinds have selectors, too. */
const flatSelector: Mention = {
  words: named,
  pattern: /(?<!\w)[sS]elector(?!\w)/g,
  message: 'InferencePool v1 has no labels directly in selector',
  help: 'use selector.matchLabels',
  isMeant(place) {
    const { before, after, definition } = place;
    if (definition || isFieldOfV1(place)) return false;
    if (/^\W{0,6}match(?:Labels|Expressions)|^\s*=\s*&?(?:\w+\.)?LabelSelector\b/i.test(after)) return false;
    // A sentence about the field says nothing of the labels.
    if (place.isInComment && !/^["'\]]{0,2}[./[:]["']?[\w\s]/.test(after)) return false;
    if (/(?<!metadata\W{1,3})(?:\b|_)spec\W{1,6}(?:get\W+)?$/i.test(before)) return isOfPoolCommand(place);
    if (/^["']?\s*:\s*\{\s*[^\s}]/.test(after)) return isInlineSpec(place) && isFieldOfPool(place);
    const isKey = /^["']?:\s*(?:#.*)?$/.test(after) && /^\W*$/.test(before);
    return isKey && !/^\W*match(?:Labels|Expressions)\b/.test(place.at(1) ?? '') && isFieldOfPool(place);
  },
};

/** Whether a key is in braces that are the `spec` of a pool, or of an object whose kind is on another line. */
function isInlineSpec({ before, ownLine }: MentionPlace): boolean {
  const holders: { key: string; kind?: string }[] = [{ key: '' }];
  let [key, isValue] = ['', false];
  const place = { own: undefined as (typeof holders)[number] | undefined, around: holders[0] };
  for (const { 0: token, index } of ownLine.matchAll(/"(?:[^"\\]|\\.)*"?|[\w./-]+|[{}[\],:]/g)) {
    if (!place.own && index >= before.length - 1)
      [place.own, place.around] = [holders.at(-1), holders.at(-2)];
    const holder = holders.at(-1);
    if (/[{[]/.test(token)) holders.push({ key: token === '{' && isValue ? key : '' });
    else if (/[}\]]/.test(token)) holders.pop();
    else if (/\w/.test(token) && holder) {
      const text = token.replaceAll('"', '');
      if (isValue && key === 'kind') holder.kind ??= text;
      if (!isValue) key = text;
    }
    isValue = token === ':';
  }
  const { own, around } = place;
  return own?.key === 'spec' && (around?.kind === undefined || pool.test(around.kind));
}

/** What must not be left of the old InferencePool, in any file. */
export const poolMentions: readonly Mention[] = [
  oldCrd,
  oldPoolGroup,
  ruleOfOthers,
  candidateCrd,
  versionMention({
    ...api,
    versions: ['v1alpha1', 'v1alpha2'],
    message: 'still refers to an alpha version of InferencePool',
    help: `use ${group}/v1`,
  }),
  ...[
    field('targetPortNumber', 'targetPorts: [{number: …}]'),
    field('extensionRef', 'endpointPickerRef; its port is port.number'),
    field('portNumber', 'endpointPickerRef.port.number'),
    field('parent', 'status.parents'),
  ],
  flatSelector,
  {
    words: [...named, 'pool-group'],
    pattern:
      /\b(?:group|apiGroups?|apiVersion|pool-group)\b(?=["',\s]*[:=\s]\s*(?:\[\s*|-\s+)?["']?(?:\{\{|\$\{|<%))|pool-group(?=["']?,?\s*$)/gm,
    message:
      'a template inserts the API group of an InferencePool, and the pools of this tree move to another one',
    help: `make sure that it inserts ${group}`,
    isDue: (facts) => facts.all(poolBases).some(({ isOld, isKept }) => isOld && !isKept),
    isMeant: insertsPoolGroup,
  },
];

/** Whether the command that a line is a part of names a pool, or an expression on it is about one. */
function isOfPoolCommand(place: MentionPlace): boolean {
  const above = place.above(5);
  const continued = above.findIndex((line) => !/\\\s*$/.test(line));
  const command = [place.ownLine, ...above.slice(0, continued === -1 ? above.length : continued)];
  if (command.some((line) => pool.test(line))) return true;
  // `pool["spec"]["selector"]` of a program.
  return /pool[\w.]*\W{1,3}spec\W*$/i.test(place.before) && place.source.matches(pool);
}

/** Whether a place is in an expression, which is about another object than the one around it: `${pool.spec.port}`. */
function isInExpression({ before, word }: MentionPlace): boolean {
  return /^(?:target|extension)/i.test(word) && /(?:\$\{|\{\{)[^}]*$/.test(before);
}

/** Whether what is near names kinds, and no pool among them. */
function isOfOtherKind(place: MentionPlace): boolean {
  const values = valuesNear(place, kindKeys);
  return values !== undefined && !values.some((value) => pool.test(value));
}

/** Whether a port is that of a picker. */
function isPortOfPicker(place: MentionPlace): boolean {
  const holder = /extensionRef|extensionReference|endpointPicker|inferencepool(?!import)/i;
  return [place.ownLine, ...place.above(12), ...place.below(3)].some((line) => holder.test(line));
}

/** Whether a key is that of a pool which no transform sees: in a comment, a heredoc, a script or a document. */
function isFieldOfPool(place: MentionPlace): boolean {
  const command = patchCommandAround(place);
  if (command !== undefined) return pool.test(command);
  const isSeen = place.source.kind === 'manifest' && !place.isInComment && !isInHeredoc(place);
  return (!isSeen || isQuotedJson(place)) && isInPool(place);
}

/** JSON in a command: `-p '{"spec":{"targetPortNumber":80}}'`. */
function isQuotedJson({ before }: MentionPlace): boolean {
  return /'\s*[[{].*$/.test(before);
}

/** Whether the nearest kind, above or below in the same document, is a pool. */
function isInPool(place: MentionPlace): boolean {
  if (pool.test(place.ownLine)) return true;
  const isKind = (line: string) => /^\W*kind["']?\s*[:=]/.test(line);
  return [place.above(40), place.below(20)].some((lines) => {
    const end = lines.findIndex(isSeparator);
    const kind = lines.slice(0, end === -1 ? lines.length : end).find(isKind);
    return kind !== undefined && pool.test(kind);
  });
}

/** Whether what a template brings is the group of a pool, or of what watches one. */
function insertsPoolGroup(place: MentionPlace): boolean {
  if (place.definition) return false;
  if (place.word === 'pool-group') {
    if (/\{\{|\$\{|<%/.test(place.after)) return true;
    return /^\W*$/.test(place.after) && /\{\{|\$\{|<%/.test(place.at(1) ?? '');
  }
  return (valuesNear(place, kindKeys) ?? []).some((value) => pool.test(value));
}
