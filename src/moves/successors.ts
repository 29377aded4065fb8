import type { FactKind, Facts } from '../facts';
import type { ManifestDocument } from '../kubernetes/document';
import { areaOf, isChartTemplate } from '../kubernetes/path';
import type { Survey } from '../transform';
import type { Range } from '../yaml';
import { collectAsked } from './chart-defaults';
import { type KindMove, newApiVersion } from './moved-kind';
import { asksForApi, chainsIn, hasKind, type OldBranch } from './old-branches';

/** An object that a template of a chart renders only for the new API. */
interface Successor {
  readonly chart: string;
  readonly kind: string;
  readonly name: string | undefined;
}

function successorsOf(moved: KindMove): FactKind<Successor> {
  return { name: `${newApiVersion(moved)}-${moved.to.kind}-successors` };
}

/** Finds what the charts of the tree render for the new API where other files render it for the old one. */
export function successorSurvey(moved: KindMove): Survey {
  const { to, from } = moved;
  return {
    triggers: [from.some(({ group }) => group !== to.group) ? to.group : to.kind],
    glance: (path, text) => (isChartTemplate(path) && /\{\{-?\s*if\b/.test(text) ? 'parse' : 'enough'),
    collect(document, facts) {
      const { template, text, path, objects } = document;
      collectAsked(document, moved, facts);
      const branches = (template ? chainsIn(template, text) : [])
        .filter(({ asked }) => asked.some((condition) => asksForApi(condition, moved)))
        .flatMap((chain) => chain.branches)
        .filter((branch) => hasKind(branch.text, moved));
      for (const { kind, name, mapping } of objects)
        if (branches.some((branch) => isIn(branch, mapping.range.start)))
          facts.add(successorsOf(moved), { chart: areaOf(path), kind, name });
    },
  };
}

/** Whether other files of the chart render all objects of a branch for the new API. */
export function isFollowed(
  branch: OldBranch,
  { objects, path }: ManifestDocument,
  moved: KindMove,
  facts: Facts,
): boolean {
  const own = objects.filter(({ mapping }) => isIn(branch, mapping.range.start));
  const known = facts.all(successorsOf(moved)).filter(({ chart }) => chart === areaOf(path));
  const isKnown = (one: Omit<Successor, 'chart'>) =>
    known.some(({ kind, name }) => kind === one.kind && name === one.name);
  return own.length > 0 && own.every(isKnown);
}

function isIn({ start, end }: Range, offset: number): boolean {
  return start <= offset && offset < end;
}
