import { type About, type Case, type Link, upgradeNotesOf } from '../../../src/about';
import type { FactKind, Facts } from '../../../src/facts';
import { findEnvironmentVariable, textOf } from '../../../src/install/variables';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import {
  objectsAndParts,
  type TargetedOperation,
  targetedOperations,
  writtenParts,
} from '../../../src/kustomize/part';
import type { Context, Survey, Transform } from '../../../src/transform';
import { type Node, nodesIn, type Place } from '../../../src/yaml';

/** What a document of the tree may say, so that a check has nothing to report, or only then has. */
export interface Sign {
  readonly name: string;
  readonly triggers: readonly string[];
  /** By default, each document with a trigger says it. */
  readonly isIn?: (document: ManifestDocument) => boolean;
}

/** That the tree sets a variable to one of some texts. */
export function variableIs(name: string, ...texts: readonly string[]): Sign {
  return {
    name: `${name}=${texts.join()}`,
    triggers: [name],
    isIn: ({ root }) =>
      findEnvironmentVariable(root, name).some((each) => texts.includes(textOf(each)?.toLowerCase() ?? '')),
  };
}

const seenSign: FactKind<string> = { name: 'sign-for-a-check' };

/** What a check looks at, and where it says what it does. */
interface Check extends Omit<Transform, 'about' | 'docs' | 'migrate'>, Pick<About, 'why'> {
  /** With one of these in the tree, there is nothing to report. */
  readonly unless?: readonly Sign[];
  /** Without this in the tree, there is nothing to report. */
  readonly onlyWith?: Sign;
  readonly link: Link;
}

/** A transform of such a check, with what it says about itself. */
function checking(
  { why, unless = [], onlyWith, link, surveys = [], ...transform }: Check,
  { changes, reports }: { readonly changes: About['changes']; readonly reports: () => readonly Case[] },
  migrate: Transform['migrate'],
): Transform {
  const signs = [...unless, ...(onlyWith ? [onlyWith] : [])];
  return {
    ...transform,
    about: () => ({ why, changes, reports: reports(), links: [link] }),
    // A kustomization says what a JSON patch in a file of its own is for.
    surveys: [...surveys, ...signs.map(surveyOfSign), kustomizeSurvey],
    docs: upgradeNotesOf(transform.release),
    migrate(document, context) {
      const isSeen = ({ name }: Sign) => context.facts.all(seenSign).includes(name);
      if (!unless.some(isSeen) && (!onlyWith || isSeen(onlyWith))) migrate(document, context);
    },
  };
}

function surveyOfSign({ name, triggers, isIn = () => true }: Sign): Survey {
  return {
    triggers,
    collect(document: ManifestDocument, facts: Facts) {
      if (isIn(document)) facts.add(seenSign, name);
    },
  };
}

/** A check of objects that is small enough to be reported in one place: what it looks for, and what it says about itself. */
export interface ObjectCheck extends Check, Pick<About, 'changes'> {
  /** Put together only when asked for. */
  readonly reports: () => readonly Case[];
  /** Called for each object of a document. */
  readonly check: (object: KubernetesObject, context: Context, document: ManifestDocument) => void;
  /** Called for each operation of a JSON patch, for what it takes from objects: what it adds is checked as an object. */
  readonly checkOperation?: (operation: TargetedOperation) => void;
}

/** The transform that makes the check. */
export function objectCheck({ check, checkOperation, changes, reports, ...row }: ObjectCheck): Transform {
  return checking(row, { changes, reports }, (document, context) => {
    for (const each of objectsAndParts(document, context)) check(each.object, each.context, document);
    if (checkOperation) targetedOperations(document, context).forEach(checkOperation);
  });
}

/** A check that has one thing to say: it is written once, for the run and for `explain`. */
interface Note extends Check, Omit<Case, 'given' | 'target'> {
  readonly help: string;
}

interface NoteCheck extends Note, Pick<About, 'changes'> {
  /** The group and kind of the objects that are looked at; by default, all are. */
  readonly of?: readonly [group: string, kind: string];
  /** The places of an object that it is said about. */
  readonly find: (object: KubernetesObject, context: Context) => readonly Place[];
}

/** The transform that says it. */
export function noteCheck({ of, find, help, ...check }: NoteCheck): Transform {
  const { when, level, message, remedy, files, ...row } = check;
  return objectCheck({
    ...row,
    reports: () => [{ when, level, message, remedy, files }],
    check(object, context) {
      if (of && (object.group !== of[0] || object.kind !== of[1])) return;
      for (const at of find(object, context)) context.report({ level, at, message, help });
    },
  });
}

/** A row of advice on something that only the user can judge: where it matters, and what is said there. */
export interface AdviceRow extends Omit<Note, 'kind'> {
  readonly find: (document: ManifestDocument) => readonly Place[];
}

/** The transform that gives it, at places of documents as a whole, and of what patches write into objects. */
export function adviceTransform({ find, help, ...advice }: AdviceRow): Transform {
  const { when, level, message, remedy, files, ...row } = advice;
  const about = {
    changes: ['Nothing. It reports the places.'],
    reports: () => [{ when, level, message, remedy, files }],
  };
  const transform = checking({ ...row, kind: 'advice' }, about, (document, context) => {
    for (const at of find(document)) if (!isRead(at, context)) context.report({ level, at, message, help });
    // What is found anywhere in a document was found there already.
    for (const { object, leads } of writtenParts(document, context))
      for (const at of find({ ...document, root: undefined, objects: [object] }))
        if (!leads.has(at)) context.report({ level, at, message, help });
  });
  return { ...transform, docs: row.link[1] };
}

/** Whether a place is a text that is looked at by itself. */
function isRead(at: Place, context: Context): boolean {
  const node = at.kind === 'entry' || at.kind === 'item' ? at.value : at;
  return node.kind === 'scalar' && context.isRead(node);
}

/** What is found in a node and all that is below it. */
export function foundBelow<T extends Place>(
  root: Node | undefined,
  find: (node: Node) => T | undefined,
): T[] {
  return nodesIn(root).flatMap((node) => find(node) ?? []);
}
