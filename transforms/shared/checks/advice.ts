import type { FactKind } from '../../../src/facts';
import { findEnvironmentVariable, textOf } from '../../../src/install/variables';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import { writtenParts } from '../../../src/kustomize/part';
import type { Context, Survey, Transform } from '../../../src/transform';
import type { Place } from '../../../src/yaml';
import { advice, type AdviceRow } from '../../tables/advice';

/** The transforms that rows of advice ask for in a release. */
export function adviceTransforms(release: string): Transform[] {
  return advice.filter((row) => row.release === release).map(adviceTransform);
}

const settledBy: FactKind<string> = { name: 'advice-is-settled' };

function adviceTransform(row: AdviceRow): Transform {
  const { id, title, release, phase, triggers, occasion, unless, level, message, help, find } = row;
  return {
    ...{ id, title, release, phase, triggers, kind: 'advice' },
    ...(occasion && { occasion }),
    // A kustomization says what a JSON patch in a file of its own is for.
    surveys: [kustomizeSurvey, ...(unless === undefined ? [] : [surveyOf(unless)]), ...surveysOfRow(row)],
    docs: row.link[1],
    about: () => ({
      why: row.why,
      changes: ['Nothing. It reports the places.'],
      reports: [{ when: row.when, level, message, remedy: row.remedy, files: row.files }],
      links: [{ title: row.link[0], url: row.link[1] }],
    }),
    migrate(document, context) {
      const settled = context.facts.all(settledBy);
      if ((unless !== undefined && settled.includes(unless)) || settled.includes(id)) return;
      for (const at of find(document)) if (!isRead(at, context)) context.report({ level, at, message, help });
      // What is found anywhere in a document was found there already.
      for (const { object, leads } of writtenParts(document, context))
        for (const at of find({ ...document, root: undefined, objects: [object] }))
          if (!leads.has(at)) context.report({ level, at, message, help });
    },
  };
}

/** Whether a place is a text that is looked at by itself. */
function isRead(at: Place, context: Context): boolean {
  const node = at.kind === 'entry' || at.kind === 'item' ? at.value : at;
  return node.kind === 'scalar' && context.isRead(node);
}

/** Whether the tree sets a variable to `false`. */
function surveyOf(variable: string): Survey {
  return {
    triggers: [variable],
    collect({ root }: ManifestDocument, facts) {
      const texts = findEnvironmentVariable(root, variable).map((each) => textOf(each)?.toLowerCase());
      if (texts.includes('false')) facts.add(settledBy, variable);
    },
  };
}

/** What else settles a row. */
function surveysOfRow({ id, triggers, unlessIn }: AdviceRow): Survey[] {
  if (!unlessIn) return [];
  return [
    {
      triggers,
      collect(document, facts) {
        if (unlessIn(document)) facts.add(settledBy, id);
      },
    },
  ];
}
