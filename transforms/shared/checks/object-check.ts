import type { About, Case } from '../../../src/about';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import type { KubernetesObject } from '../../../src/kubernetes/object';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import { objectsAndParts, type TargetedOperation, targetedOperations } from '../../../src/kustomize/part';
import type { Context, Transform } from '../../../src/transform';
import { type Node, nodesIn, type Place } from '../../../src/yaml';

/**
 * A check of objects that is small enough to be reported in one place: what it looks for, and what it says about itself,
 * as an {@link About} with one link.
 */
export interface ObjectCheck
  extends Omit<Transform, 'about' | 'docs' | 'migrate'>, Pick<About, 'why' | 'changes'> {
  /** Put together only when asked for. */
  readonly reports: () => readonly Case[];
  readonly link: readonly [title: string, url: string];
  /** Called for each object of a document. */
  readonly check: (object: KubernetesObject, context: Context, document: ManifestDocument) => void;
  /** Called for each operation of a JSON patch, for what it takes from objects: what it adds is checked as an object. */
  readonly checkOperation?: (operation: TargetedOperation) => void;
}

/** The transform that makes the check. */
export function objectCheck({ check, checkOperation, surveys = [], ...row }: ObjectCheck): Transform {
  const { why, changes, reports, link, ...transform } = row;
  const [title, url] = link;
  return {
    ...transform,
    about: () => ({ why, changes, reports: reports(), links: [{ title, url }] }),
    // A kustomization says what a JSON patch in a file of its own is for.
    surveys: [...surveys, kustomizeSurvey],
    docs: `https://istio.io/latest/news/releases/${row.release}.x/announcing-${row.release}/upgrade-notes/`,
    migrate(document, context) {
      for (const each of objectsAndParts(document, context)) check(each.object, each.context, document);
      if (checkOperation) targetedOperations(document, context).forEach(checkOperation);
    },
  };
}

/** A check that has one thing to say: it is written once, for the run and for `explain`. */
interface NoteCheck extends Omit<ObjectCheck, 'check' | 'reports'>, Omit<Case, 'given' | 'target'> {
  readonly help: string;
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

/** What is found in a node and all that is below it. */
export function foundBelow<T extends Place>(
  root: Node | undefined,
  find: (node: Node) => T | undefined,
): T[] {
  return nodesIn(root).flatMap((node) => find(node) ?? []);
}
