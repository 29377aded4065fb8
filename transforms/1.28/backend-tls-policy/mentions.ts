import type { Mention } from '../../../src/sweep/mention';
import { versionMention } from '../../shared/mentions';
import { group } from './names';

/** What must not be left of the alpha versions of BackendTLSPolicy, in any file. Other kinds have such versions too. */
export const policyMentions: readonly Mention[] = [
  versionMention({
    group,
    kind: 'BackendTLSPolicy',
    plural: 'backendtlspolicies',
    versions: ['v1alpha2', 'v1alpha3'],
    message: 'still refers to an alpha version of BackendTLSPolicy',
    help: 'use gateway.networking.k8s.io/v1; v1alpha2 also had other fields: targetRef is targetRefs, tls is validation',
  }),
];
