import { type FactKind, type Facts, givenFile } from '../facts';
import { KustomizeTree } from '../kustomize/tree';
import { kustomizationsOf } from '../kustomize/survey';
import type { Context } from '../transform';
import { Declined } from '../yaml';
import { basesIn, mayBe } from './bases';
import { contextThatDeclines } from './kept';
import { type Base, type MovedKind, namesOf } from './moved-kind';

/** Something in a file that names old objects of a kind: by name, or all of a namespace. */
export interface OldUse {
  readonly path: string;
  readonly name: string | undefined;
  readonly namespace: string | undefined;
}

/** What the tree tells of these, collected by `useSurvey`. */
export function usesOf<B extends Base>(moved: MovedKind<B>): FactKind<OldUse> {
  return { name: `${moved.bases.name}-uses` };
}

/** The context for what changes along with objects of the tree: nothing of it is rewritten where a part was not given. */
export function contextOfGiven<B extends Base>(
  bases: readonly B[],
  moved: MovedKind<B>,
  context: Context,
): Context {
  const { facts } = context;
  const given = new Set(facts.all(givenFile));
  if (given.size === 0) return context;
  const moving = bases.filter(({ isOld, isKept }) => isOld && !isKept);
  const parts = moving.flatMap((base) => unitOf(base, moved, facts)).map(fileOf);
  const rest = new Set(parts.filter((path) => !given.has(path)));
  if (rest.size === 0) return context;
  const files = [...rest].toSorted().join(', ');
  const message = `it must change together with files that were not given; run istio-migrate on these, too: ${files}`;
  return contextThatDeclines(new Declined(message), context);
}

/** The file of a document, which may be in a text of another one: `file.yaml#text`. */
function fileOf(path: string): string {
  return path.replace(/(?:#text)+$/, '');
}

/** The files that an object shares its fate with, its own among them. */
function unitOf<B extends Base>(base: B, moved: MovedKind<B>, facts: Facts): string[] {
  const tree = KustomizeTree.of(facts);
  const kinds = namesOf(moved).map(({ kind }) => kind);
  const isNamed = (text = '') => kinds.some((kind) => text.includes(kind));
  const reaching = kustomizationsOf(facts).filter(
    (kustomization) => kustomization.patches.length > 0 && tree.reach(kustomization).has(base.path),
  );
  const overlays = reaching.filter(({ patches }) =>
    patches.some(({ text, selector }) => isNamed(text) || isNamed(selector?.kind)),
  );
  // A strategic merge patch in a file is one of the objects of the tree, by the name of what it is for.
  const files = new Set(reaching.flatMap(({ patches }) => patches.flatMap(({ path }) => path ?? [])));
  const patches = basesIn(moved, facts).filter(
    (other) => files.has(other.path) && mayBe(other.name, base.name),
  );
  const users = facts
    .all(usesOf(moved))
    .filter(({ name, namespace }) => mayBe(name, base.name) && mayBe(namespace, base.namespace));
  return [
    base.path,
    ...patches.map(({ path }) => path),
    ...overlays.map(({ path }) => path),
    ...users.map(({ path }) => path),
  ];
}
