import type { Context, Survey } from '../../../src/transform';
import type { Plain } from '../../../src/yaml';
import { verifyCertificate, verifyCertificateSurvey } from '../../1.21/destination-rule-tls';
import { targetPortOfNone, targetPortSurvey } from '../../1.22/service-entry-target-port';
import { retriesOn503, retriesSurvey, retryOnWith503 } from '../../1.27/retries-on-503';
import { carriedIn, type CarriedVariable, isLostOnTheWay } from './uses';

/** A removed variable whose value lives on in objects of the tree. */
export interface Carried extends CarriedVariable {
  readonly survey: Survey;
  /** What a value of the istiod chart has to say in addition. */
  readonly into?: { readonly path: readonly string[]; readonly value: Readonly<Record<string, Plain>> };
  /** What is said where the variable is removed. */
  readonly message: string;
  readonly help: string;
}

const carried: readonly Carried[] = [
  {
    ...verifyCertificate,
    survey: verifyCertificateSurvey,
    message:
      'without VERIFY_CERTIFICATE_AT_CLIENT, only the DestinationRules of this tree keep certificates unverified',
    help: 'give DestinationRules elsewhere insecureSkipVerify: true or a CA before the upgrade',
  },
  {
    ...targetPortOfNone,
    survey: targetPortSurvey,
    message:
      'without ENABLE_RESOLUTION_NONE_TARGET_PORT, only the ServiceEntries of this tree stay without targetPort',
    help: 'delete targetPort from ServiceEntries with resolution NONE elsewhere before the upgrade',
  },
  {
    ...retriesOn503,
    survey: retriesSurvey,
    into: { path: ['meshConfig', 'defaultHttpRetryPolicy'], value: { attempts: 2, retryOn: retryOnWith503 } },
    message:
      'without EXCLUDE_UNSAFE_503_FROM_DEFAULT_RETRY, routes with retries need a retryOn of their own to retry on 503',
    help: 'those of this tree have it; set it in VirtualServices elsewhere, and do not retry requests that change something',
  },
];

export function carriedOf(name: string): Carried | undefined {
  return carried.find((each) => each.name === name);
}

/** Whether a value of a variable lives on: the upgrade takes its effect away, and the objects that keep it are here. */
export function canBeCarried(name: string, text: string, context: Context): boolean {
  const found = carriedOf(name);
  if (found?.off !== text || !isLostOnTheWay(found, context)) return false;
  const state = carriedIn(found, context.facts);
  return state === 'all' || (state === 'none' && found.into !== undefined);
}
