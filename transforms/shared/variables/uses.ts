import { changeNotesOf } from '../../../src/about';
import type { FactKind, Facts } from '../../../src/facts';
import { givenFiles } from '../../../src/facts';
import { findEnvironmentVariable, textOf } from '../../../src/install/variables';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import { objectsAndParts } from '../../../src/kustomize/part';
import { patchesOver, sayingsOf, type Statement, statementsIn } from '../../../src/kustomize/over';
import type { Context, Survey, Transform } from '../../../src/transform';
import { crosses } from '../../../src/version';
import {
  asMapping,
  type Editor,
  entriesOf,
  insertedIn,
  type Mapping,
  type Node,
  type Place,
} from '../../../src/yaml';

/** A place of an object where the default that a variable of istiod switched off makes a difference. */
export interface Use {
  readonly at: Place;
  /** What is written to keep the old behaviour, for the report. */
  readonly summary: string;
  /** Whether a template inserts what makes the difference, if anything does. */
  readonly isUnseen?: boolean;
  /** Why nothing can be written, and what to do. */
  readonly blocked?: { readonly message: string; readonly help: string } | undefined;
  readonly keep: (edit: Editor) => void;
}

/**
 * Where a template may insert one of some fields below a node: in place of the value of such a field, or beside the keys
 * of a mapping that has no such field.
 *
 * @param fields from the outside in; what is below the last one is not looked into
 */
function insertedFields(node: Node | undefined, fields: readonly string[]): Place[] {
  const map = asMapping(node);
  const known = entriesOf(map).filter(({ name }) => fields.includes(name ?? ''));
  if (known.length === 0) return map && insertedIn(map) ? [map] : [];
  return known.flatMap((entry): Place[] => {
    if (isInserted(entry.value)) return [entry];
    if (entry.name === fields.at(-1)) return [];
    const holders = entry.value.kind === 'sequence' ? entry.value.items : [entry];
    return holders.flatMap((holder) =>
      isInserted(holder.value) ? [holder] : insertedFields(holder.value, fields),
    );
  });
}

function isInserted(value: Node): boolean {
  return value.kind === 'scalar' && insertedIn(value) !== undefined;
}

/** A use at each such place of an object: what cannot be seen may make the difference. */
export function unseenUses(
  mapping: Mapping,
  fields: readonly string[],
  summary: string,
  blocked: NonNullable<Use['blocked']>,
): Use[] {
  return insertedFields(mapping, ['spec', ...fields]).map((at) => ({
    at,
    summary,
    isUnseen: true,
    blocked: { ...blocked, message: `a template inserts what is here, so ${blocked.message}` },
    keep: () => undefined,
  }));
}

/** A variable of istiod that is gone, and the objects in which its value can live on. */
export interface CarriedVariable {
  readonly name: string;
  /** The value that switched the new behaviour off. */
  readonly off: string;
  /** The first release that does not read it. */
  readonly gone: string;
  /** The kind of the objects. */
  readonly kind: string;
  /** What its loss changes at such a place, and what to do about it. */
  readonly change: { readonly message: string; readonly help: string };
  /** What a patch says that has to do with it. */
  readonly field: RegExp;
  /** Every place of an object that makes a difference. */
  readonly findUses: (object: KubernetesObject) => Use[];
  /** The same of what a patch says of an object: by default it is looked at as if it were all. */
  readonly findInPatch?: (object: KubernetesObject, facts: Facts) => Use[];
  /** Words of JSON patches that have to do with it. */
  readonly pointers: readonly string[];
}

interface VariableFact {
  readonly name: string;
  readonly text: string | undefined;
}

interface UseFact {
  readonly name: string;
  readonly path: string;
  readonly object: string | undefined;
  readonly isBlocked: boolean;
}

/** An object of the kind that says something of the field, or an operation that does: it may be a patch. */
interface FieldStatement extends Statement {
  readonly variable: string;
}

const variableFact: FactKind<VariableFact> = { name: 'carried-variable' };
const useFact: FactKind<UseFact> = { name: 'carried-use' };
const fieldStatement: FactKind<FieldStatement> = { name: 'carried-field' };

/** Finds out what the tree says about a variable, and whether its value can live on in the objects of the tree. */
export function surveyOfUses(variable: CarriedVariable): Survey {
  const { name, kind, pointers, findUses } = variable;
  return {
    triggers: [name, kind, ...pointers],
    collect(document, facts) {
      for (const found of findEnvironmentVariable(document.root, name))
        facts.add(variableFact, { name, text: textOf(found)?.toLowerCase() });
      const [path = ''] = document.path.split('#');
      for (const object of document.objects.filter((each) => isOf(variable, each)))
        for (const { blocked } of findUses(object))
          facts.add(useFact, { name, path, object: object.name, isBlocked: blocked !== undefined });
      for (const statement of saidIn(document, variable)) facts.add(fieldStatement, statement);
    },
  };
}

/** Whether the tree switches the new behaviour off. */
export function isSwitchedOff({ name, off }: CarriedVariable, facts: Facts): boolean {
  return facts.all(variableFact).some((fact) => fact.name === name && fact.text === off);
}

/** Whether the value of a variable has an effect today, and is lost in this upgrade. */
export function isLostOnTheWay({ gone }: CarriedVariable, { range }: Pick<Context, 'range'>): boolean {
  return range.isFromKnown && crosses(range, gone);
}

/** How the value of a variable lives on in the objects of the tree: in all, in none, or there are none. */
export function carriedIn(variable: CarriedVariable, facts: Facts): 'all' | 'not-all' | 'none' {
  const uses = facts.all(useFact).filter((use) => use.name === variable.name);
  const given = givenFiles(facts);
  if (uses.length === 0) return 'none';
  const isFree = ({ isBlocked, path, object }: UseFact) =>
    !isBlocked && given.has(path) && patchOver(path, object, variable, facts) === undefined;
  return uses.every(isFree) ? 'all' : 'not-all';
}

/** A use, with the context of the text that it is in. */
export interface UseInContext extends Use {
  /** The name of its object. */
  readonly object: string | undefined;
  readonly context: Context;
}

/**
 * The places that make a difference, in the patches that a document holds or is, too. Where a patch says something of the
 * same, nothing can be written.
 */
export function usesOf(
  variable: CarriedVariable,
  document: ManifestDocument,
  context: Context,
): UseInContext[] {
  const { kind, change, findUses, findInPatch = findUses } = variable;
  const { facts } = context;
  const [path = ''] = document.path.split('#');
  return objectsAndParts(document, context).flatMap(({ object, isPart, isWritten, context: own }) => {
    if (!isOf(variable, object)) return [];
    const uses = isPart ? findInPatch(object, facts) : findUses(object);
    const patch = uses.length > 0 && !isPart ? patchOver(path, object.name, variable, facts) : undefined;
    return uses.map((use) => {
      const placed = { ...use, object: object.name, context: own };
      if (use.blocked || (!isWritten && patch === undefined)) return placed;
      const reason = isWritten
        ? `this operation writes only a part of a ${kind}`
        : `${patch ?? 'a patch'} changes the same settings of this ${kind}`;
      const message = `${change.message}; not rewritten: ${reason}`;
      const help = `check what kustomize builds, and change the base and its patches together: ${change.help}`;
      return { ...placed, blocked: { message, help } };
    });
  });
}

function isOf({ kind }: CarriedVariable, object: KubernetesObject): boolean {
  return object.kind === kind && object.group === 'networking.istio.io';
}

function saidIn(document: ManifestDocument, { name, kind, field }: CarriedVariable): FieldStatement[] {
  return statementsIn(document, field, kind).map((each) => ({ ...each, variable: name }));
}

/** Where a kustomization patches the field in an object; undefined if none does. */
function patchOver(
  path: string,
  name: string | undefined,
  variable: CarriedVariable,
  facts: Facts,
): string | undefined {
  const read = (document: ManifestDocument) => saidIn(document, variable);
  const patches = patchesOver({ path, kind: variable.kind, name }, facts);
  const found = sayingsOf(patches, facts, fieldStatement, read).find(
    // A JSON patch in a file of its own need not have been read.
    ({ patch: { text, selector }, says }) =>
      says.some((each) => each.variable === variable.name) || (selector && text === undefined),
  )?.patch;
  return found && (found.path ?? found.namedIn);
}

/** Writes what keeps the old behaviour into each place that allows it; the others are reported as errors. */
export function carryOver(variable: CarriedVariable, document: ManifestDocument, context: Context): void {
  if (!isSwitchedOff(variable, context.facts) || !isLostOnTheWay(variable, context)) return;
  const { name, off } = variable;
  for (const { at, object, summary, blocked, keep, context: own } of usesOf(variable, document, context)) {
    if (blocked) {
      own.report({ level: 'error', at, ...blocked });
      continue;
    }
    const place = own.locate(at);
    own.collect?.(useFact, place, (obstacle) => {
      return { name, path: place.path, object, isBlocked: obstacle !== undefined };
    });
    own.rewrite(at, `${summary}, as ${name} "${off}" did`, keep);
  }
}

/** The transform that carries a variable over into objects, in the release that drops it. */
export function carriedTransform(
  variable: CarriedVariable,
  survey: Survey,
  { id, title, about }: Pick<Transform, 'id' | 'title' | 'about'>,
): Transform {
  const { gone, kind, name, pointers } = variable;
  return {
    ...{ id, title, release: gone, phase: 'before', kind: 'required', about },
    docs: changeNotesOf(gone),
    triggers: [kind, ...pointers],
    occasion: [name],
    surveys: [survey, kustomizeSurvey],
    // The variable stays until each place says what it said.
    isTriedBefore: (facts) => isSwitchedOff(variable, facts),
    migrate(document, context) {
      carryOver(variable, document, context);
    },
  };
}
