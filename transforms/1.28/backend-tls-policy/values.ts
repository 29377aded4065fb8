import type { FactKind } from '../../../src/facts';
import { isChartTemplate } from '../../../src/kubernetes/path';
import type { Mention } from '../../../src/sweep/mention';
import type { Survey } from '../../../src/transform';
import { isSourceCode } from '../../shared/evidence';

/** Fields that only a policy of v1alpha2 has, and their names since. */
const renamed: Readonly<Record<string, string>> = {
  caCertRefs: 'caCertificateRefs',
  wellKnownCACerts: 'wellKnownCACertificates',
};
const names = Object.keys(renamed);

/** A template of a chart: whether it makes policies, and which of these names it reads as values of its own. */
const policyTemplate: FactKind<{ readonly isOfPolicy: boolean; readonly reads: readonly string[] }> = {
  name: 'backend-tls-policy-template',
};

/** Finds the templates of charts that make policies, or read what has the name of an old field. */
export const policyTemplateSurvey: Survey = {
  triggers: ['BackendTLSPolicy', ...names.map((name) => `.${name}`)],
  glance(path, text, facts) {
    const reads = names.filter((name) => text.includes(`.${name}`));
    const isOfPolicy = text.includes('BackendTLSPolicy');
    if (isChartTemplate(path) && text.includes('{{')) facts.add(policyTemplate, { isOfPolicy, reads });
  },
};

/** Values that a template of the tree inserts into a policy as a whole, with the names of v1alpha2. */
export const oldPolicyValues: Mention = {
  words: names,
  pattern: new RegExp(String.raw`(?<![\w-])(?:${names.join('|')})(?=["']?\s*[:=])`, 'g'),
  level: 'error',
  message: 'a template inserts this into a BackendTLSPolicy; v1 has no such field',
  help: 'rename it',
  isMeant(place, facts) {
    const { source, word, definition } = place;
    if (definition || isSourceCode(source.path) || source.kind === 'documentation') return false;
    const templates = facts.all(policyTemplate);
    return (
      templates.some(({ isOfPolicy }) => isOfPolicy) &&
      !place.isInDocumentWith(/BackendTLSPolicy/) &&
      !templates.some(({ reads }) => reads.includes(word))
    );
  },
  says: ({ word }) => [{ help: `rename it to ${renamed[word] ?? ''}` }],
};
