import { type Mention, type MentionPlace, surroundingLines } from '../../../src/sweep/mention';
import {
  bracketsAround,
  isInText,
  isSeparator,
  patchCommandAround,
  valuesNear,
} from '../../../src/sweep/object';
import { isSourceCode } from '../../shared/evidence';
import { kindKeys, versionMention } from '../../shared/mentions/version-mentions';
import {
  api,
  candidateCrd,
  insertedGroup,
  named,
  oldCrd,
  oldPoolGroup,
  pool,
  ruleOfOthers,
} from './group-mentions';
import { fieldsInFiles } from './file-mentions';
import { isReadHere, isReadInChart } from './chart-values';
import { namesPublished, oldPortValue } from './leftovers';
import { group } from './names';

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
    isMeant(place, facts) {
      const { before, definition, source } = place;
      // Without an object around it, this is a value that the templates of the chart go on to read.
      if (isReadInChart(source.path, name, facts) && !isInObject(place)) return false;
      if (definition || /\bValues\.[\w.]*$|--set[\w-]*[ =]\S*inferencePool\.$/.test(before)) return false;
      if (isFieldOfV1(place)) return false;
      // One finding for a path is enough.
      if (name === 'portNumber' && /extensionRef["'\]]*[./[]["']?$/i.test(before))
        return !source.matches(pool);
      if (path.test(before) && source.matches(pool)) return isInExpression(place) || !isOfOtherKind(place);
      if (isInTypeOf(name === 'portNumber' ? /pool|extension|picker/i : typeOfPool, place)) return true;
      if (!isKey(place)) return false;
      if (name === 'portNumber') return isPortOfPicker(place);
      const isInHolder = source.kind !== 'manifest' && path.test(bracketsAround(place)[0]?.head ?? '');
      return isFieldOfPool(place) || (isInHolder && source.matches(pool) && !isOfOtherKind(place));
    },
  };
}

/** Whether the lines above, up to the start of a document, say an apiVersion. */
function isInObject(place: MentionPlace): boolean {
  const above = place.above(surroundingLines);
  const start = above.findIndex(isSeparator);
  const lines = [place.ownLine, ...above.slice(0, start === -1 ? above.length : start)];
  return lines.some((line) => /^\W*apiVersion\W/.test(line));
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

/** Whether a program declares a field in a type that mirrors one of a pool: by a tag, an annotation or a member. */
function isInTypeOf(name: RegExp, place: MentionPlace): boolean {
  const { before, after, word, source } = place;
  const isDeclared = /["']$/.test(before) || /^\??\s*[:;]/.test(after);
  if (!isDeclared || !/^[a-z]/.test(word) || !isSourceCode(source.path) || !source.matches(/InferencePool/i))
    return false;
  const [type] = place.above(surroundingLines).flatMap((line) => declaration.exec(line)?.[1] ?? []);
  return type !== undefined && name.test(type);
}

const typeOfPool = /Pool(?!Import)/i;
const declaration = /\b(?:type|struct|class|interface|record)\s+(\w+)/;

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
    if (isInTypeOf(typeOfPool, place)) return mapType.test(place.ownLine);
    // A sentence about the field says nothing of the labels.
    if (place.isInComment && !/^["'\]]{0,2}[./[:]["']?[\w\s]/.test(after)) return false;
    // CUE writes the keys of a path behind one another.
    const isChain = /^["']?:\s*["']?[\w-]+["']?:/.test(after);
    if (/(?<!metadata\W{1,3})(?:\b|_)spec\W{1,6}(?:get\W+)?$/i.test(before))
      return isOfPoolCommand(place) || (isChain && isInPool(place));
    if (isChain || /^\\?["']?\s*:\s*\{\s*[^\s}]/.test(after))
      return isInlineSpec(place) && isFieldOfPool(place);
    const isKey = /^\\?["']?:\s*(?:\{\s*)?(?:#.*)?$/.test(after) && /^\W*$/.test(before);
    return isKey && !/^\W*match(?:Labels|Expressions)\b/.test(place.at(1) ?? '') && isFieldOfPool(place);
  },
};

/** What languages call a type of names and values. */
const mapType = /\b(?:map|dict|\w*Map|Record|Dict(?:ionary)?)\b/;

/** Whether a key is in braces that are the `spec` of a pool, or of an object whose kind is not in sight. */
function isInlineSpec(place: MentionPlace): boolean {
  const [own, around] = bracketsAround(place);
  const kind = around?.entries.get('kind');
  return /(?<![\w-])spec\W{1,6}$/.test(own?.head ?? '') && (kind === undefined || pool.test(kind));
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
  fieldsInFiles,
  flatSelector,
  {
    words: ['scheduler.pool.spec.', 'scheduler/pool/spec/'],
    pattern: /scheduler[./]pool[./]spec[./](?:targetPortNumber|extensionRef)(?!\w)/g,
    message: 'only v1alpha1 of LLMInferenceService has this field of alpha InferencePools',
    help: 'change it together with the apiVersion of the service and the fields of its pool',
    isMeant: ({ definition }) => !definition,
  },
  {
    words: ['inferencePool.targetPortNumber'],
    pattern: /(?<![\w.-])inferencePool\.targetPortNumber(?![\w-])/g,
    ...oldPortValue,
    isMeant(place, facts) {
      const isPublished = commandAround(place).some(namesPublished);
      return !isReadHere(place.source.path, 'targetPortNumber', isPublished, facts);
    },
  },
  insertedGroup,
];

/** The lines of a command up to a place. */
function commandAround(place: MentionPlace): string[] {
  const above = place.above(5);
  const continued = above.findIndex((line) => !/\\\s*$/.test(line));
  return [place.ownLine, ...above.slice(0, continued === -1 ? above.length : continued)];
}

/** Whether the command that a line is a part of names a pool, or an expression on it is about one. */
function isOfPoolCommand(place: MentionPlace): boolean {
  if (commandAround(place).some((line) => pool.test(line))) return true;
  if (isLeftOutOfPool(place)) return true;
  // `pool["spec"]["selector"]` of a program.
  return /pool[\w.]*\W{1,3}spec\W*$/i.test(place.before) && place.source.matches(pool);
}

/** Whether a path is of a field that Terraform leaves out of its comparisons, in a resource that says it is of a pool. */
function isLeftOutOfPool(place: MentionPlace): boolean {
  const above = place.above(surroundingLines);
  const listed = [...above.slice(0, 8).toReversed(), place.before].join('\n');
  if (!/\b(?:ignore|computed|sensitive)_fields\s*=\s*\[[^\]]*$/.test(listed)) return false;
  const below = place.below(surroundingLines);
  const [head, end] = [above.findIndex((line) => line.startsWith('resource ')), below.indexOf('}')];
  return [...above.slice(0, head + 1), ...below.slice(0, end + 1)].some((line) =>
    /(?<!node[_-]?)pool/i.test(line),
  );
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
  const isSeen = !isInText(place) && !place.isInComment;
  return (!isSeen || isQuotedJson(place)) && isInPool(place);
}

/** JSON in a command: `-p '{"spec":{"targetPortNumber":80}}'`. */
function isQuotedJson({ before }: MentionPlace): boolean {
  return /'\s*[[{].*$/.test(before);
}

/** Whether the object in brackets around it is a pool, or the nearest kind, above or below in the same document. */
function isInPool(place: MentionPlace): boolean {
  if (pool.test(place.ownLine)) return true;
  for (const { head, entries } of bracketsAround(place)) {
    const kind = entries.get('kind');
    if (kind !== undefined || pool.test(head)) return pool.test(kind ?? head);
  }
  const isKind = (line: string) => /^\W*kind["']?\s*[:=]/.test(line);
  return [place.above(40), place.below(20)].some((lines) => {
    const end = lines.findIndex(isSeparator);
    const kind = lines.slice(0, end === -1 ? lines.length : end).find(isKind);
    return kind !== undefined && pool.test(kind);
  });
}
