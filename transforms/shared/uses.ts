import type { FactKind, Facts } from '../../src/facts';
import { givenFiles } from '../../src/facts';
import { findEnvironmentVariable, textOf } from '../../src/install/variables';
import type { ManifestDocument } from '../../src/kubernetes/document';
import type { Context, Survey, Transform } from '../../src/transform';
import { crosses } from '../../src/version';
import type { Editor, Place } from '../../src/yaml';

/** A place of an object where the default that a variable of istiod switched off makes a difference. */
export interface Use {
  readonly at: Place;
  /** What is written to keep the old behaviour, for the report. */
  readonly summary: string;
  /** Why nothing can be written, and what to do. */
  readonly blocked?: { readonly message: string; readonly help: string } | undefined;
  readonly keep: (edit: Editor) => void;
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
  /** Every place of a document that makes a difference. */
  readonly findUses: (document: ManifestDocument) => Use[];
}

interface VariableFact {
  readonly name: string;
  readonly text: string | undefined;
}

interface UseFact {
  readonly name: string;
  readonly path: string;
  readonly isBlocked: boolean;
}

const variableFact: FactKind<VariableFact> = { name: 'carried-variable' };
const useFact: FactKind<UseFact> = { name: 'carried-use' };

/** Finds out what the tree says of a variable, and whether its value can live on in the objects of the tree. */
export function surveyOfUses({ name, kind, findUses }: CarriedVariable): Survey {
  return {
    triggers: [name, kind],
    collect(document, facts) {
      for (const variable of findEnvironmentVariable(document.root, name))
        facts.add(variableFact, { name, text: textOf(variable)?.toLowerCase() });
      const [path = ''] = document.path.split('#');
      for (const { blocked } of findUses(document))
        facts.add(useFact, { name, path, isBlocked: blocked !== undefined });
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
export function carriedIn({ name }: CarriedVariable, facts: Facts): 'all' | 'not-all' | 'none' {
  const uses = facts.all(useFact).filter((use) => use.name === name);
  const given = givenFiles(facts);
  if (uses.length === 0) return 'none';
  return uses.every(({ isBlocked, path }) => !isBlocked && given.has(path)) ? 'all' : 'not-all';
}

/** Writes what keeps the old behaviour into each place that allows it; the others are reported as errors. */
export function carryOver(variable: CarriedVariable, document: ManifestDocument, context: Context): void {
  if (!isSwitchedOff(variable, context.facts) || !isLostOnTheWay(variable, context)) return;
  for (const { at, summary, blocked, keep } of variable.findUses(document)) {
    if (blocked) context.report({ level: 'error', at, ...blocked });
    else context.rewrite(at, `${summary}, as ${variable.name} "${variable.off}" did`, keep);
  }
}

/** The transform that carries a variable over into objects, in the release that drops it. */
export function carriedTransform(
  variable: CarriedVariable,
  survey: Survey,
  { id, title, about }: Pick<Transform, 'id' | 'title' | 'about'>,
): Transform {
  const { gone, kind, name } = variable;
  return {
    ...{ id, title, release: gone, phase: 'before', kind: 'required', about },
    docs: `https://istio.io/latest/news/releases/${gone}.x/announcing-${gone}/change-notes/`,
    triggers: [kind],
    occasion: [name],
    surveys: [survey],
    migrate(document, context) {
      carryOver(variable, document, context);
    },
  };
}
