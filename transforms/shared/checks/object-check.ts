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
import { fits } from '../../../src/kustomize/selector';
import { KustomizeTree } from '../../../src/kustomize/tree';
import type { ConditionalTriggers, Context, Survey, Transform } from '../../../src/transform';
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

/** What a check looks at, and what it says about itself. */
interface Check extends Omit<Transform, 'about' | 'docs' | 'migrate'>, Pick<About, 'why' | 'changes'> {
  /** With one of these in the tree, there is nothing to report. */
  readonly unless?: readonly Sign[];
  /** Without this in the tree, there is nothing to report. */
  readonly onlyWith?: Sign;
  /** By default, the upgrade notes of its release. */
  readonly docs?: string;
  readonly link: Link;
}

/** A transform of such a check. */
function checking(
  { why, changes, unless = [], onlyWith, link, surveys = [], ...transform }: Check,
  reports: () => readonly Case[],
  migrate: Transform['migrate'],
): Transform {
  const signs = [...unless, ...(onlyWith ? [onlyWith] : [])];
  return {
    docs: upgradeNotesOf(transform.release),
    ...transform,
    about: () => ({ why, changes, reports: reports(), links: [link] }),
    surveys: [...surveys, ...signs.map(surveyOfSign)],
    migrate(document, context) {
      const isSeen = ({ name }: Sign) => context.facts.all(seenSign).includes(name);
      if (!unless.some(isSeen) && (!onlyWith || isSeen(onlyWith))) migrate(document, context);
    },
  };
}

/** A kustomization says what a JSON patch in a file of its own is for: the patch need not name the kind. */
function withPatches<T extends Pick<Transform, 'surveys' | 'triggers' | 'conditionalTriggers'>>(row: T): T {
  const { triggers, conditionalTriggers = [], surveys = [] } = row;
  const ofFiles: ConditionalTriggers = {
    words: ['/spec'],
    countIn: (path, facts) =>
      KustomizeTree.of(facts)
        .patchUses(path)
        .some(({ selector }) => triggers.some((word) => selector?.kind && fits(selector.kind, word))),
  };
  return {
    ...row,
    conditionalTriggers: [...conditionalTriggers, ofFiles],
    surveys: [...surveys, kustomizeSurvey],
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
export interface ObjectCheck extends Check {
  /** Put together only when asked for. */
  readonly reports: () => readonly Case[];
  /** Called for each object of a document. */
  readonly check: (object: KubernetesObject, context: Context, document: ManifestDocument) => void;
  /** Called for each operation of a JSON patch, for what it takes from objects: what it adds is checked as an object. */
  readonly checkOperation?: (operation: TargetedOperation) => void;
}

/** The transform that makes the check. */
export function objectCheck({ check, checkOperation, reports, ...row }: ObjectCheck): Transform {
  return checking(withPatches(row), reports, (document, context) => {
    for (const each of objectsAndParts(document, context)) check(each.object, each.context, document);
    if (checkOperation) targetedOperations(document, context).forEach(checkOperation);
  });
}

/** A check that has one thing to say: it is written once, for the run and for `explain`. */
interface Note<Help = string> extends Check, Omit<Case, 'given'> {
  readonly help: Help;
}

/** The check, the note, and the case that explains it. */
function partsOf<Help>({ when, level, message, remedy, files, target, help, ...row }: Note<Help>) {
  const explained = { when, level, message, remedy, files };
  const reports = () => [target === undefined ? explained : { ...explained, target }];
  return { row, reports, note: { level, message }, help };
}

interface NoteCheck extends Note<string | ((object: KubernetesObject) => string)> {
  /** The group and kind of the objects that are looked at; by default, all are. */
  readonly of?: readonly [group: string, kind: string];
  /** The places of an object that it is said about. */
  readonly find: (object: KubernetesObject, context: Context) => readonly Place[];
}

/** The transform that says it of objects. */
export function noteCheck({ of, find, ...check }: NoteCheck): Transform {
  const { row, reports, note, help } = partsOf(check);
  return objectCheck({
    ...row,
    reports,
    check(object, context) {
      if (of && (object.group !== of[0] || object.kind !== of[1])) return;
      for (const at of find(object, context))
        context.report({ ...note, at, help: typeof help === 'string' ? help : help(object) });
    },
  });
}

interface DocumentCheck extends Note {
  /** The places of a document that it is said about. */
  readonly find: (document: ManifestDocument, context: Context) => readonly Place[];
}

/** The transform that says it of what a document holds. */
export function documentCheck({ find, ...check }: DocumentCheck): Transform {
  const { row, reports, note, help } = partsOf(check);
  return checking(row, reports, (document, context) => {
    for (const at of find(document, context)) context.report({ ...note, at, help });
  });
}

/** A row of advice on something that only the user can judge: where it matters, and what is said there. */
export interface AdviceRow extends Omit<Note, 'kind' | 'changes'> {
  readonly find: (document: ManifestDocument) => readonly Place[];
}

/** The transform that gives it, in documents and in what patches write into objects. */
export function adviceTransform({ find, ...row }: AdviceRow): Transform {
  return documentCheck({
    ...withPatches(row),
    kind: 'advice',
    docs: row.link[1],
    changes: ['Nothing. It reports the places.'],
    find: (document, context) => [
      ...find(document).filter((at) => !isRead(at, context)),
      // What is found anywhere in a document was found there already.
      ...writtenParts(document, context).flatMap(({ object, leads }) =>
        find({ ...document, root: undefined, objects: [object] }).filter((at) => !leads.has(at)),
      ),
    ],
  });
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
