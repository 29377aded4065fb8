import type { Context, Transform } from '../../../src/transform';
import { describePlace } from '../../../src/kubernetes/place';
import type { Facts } from '../../../src/facts';
import {
  findIstiodEnvironments,
  type IstiodEnvironment,
  type IstiodVariable,
  otherPlacesOf,
  variablesIn,
  isSwitchedOn,
} from '../../../src/install/variables';
import { installSurvey } from '../../../src/install/tree';
import {
  alphaFlag,
  type AlphaUse,
  alphaUse,
  alphaUseSurvey,
  backendTlsPolicyIsUsed,
} from '../../shared/alpha-gateway';
import { reportOldVersion } from '../../shared/install';
import { variableMention } from '../../shared/mentions';

/**
 * Removes `PILOT_ENABLE_ALPHA_GATEWAY_API` where it was there for BackendTLSPolicy alone.
 *
 * Source: istio 1.28, `pilot/pkg/features/experimental.go`, `releasenotes/notes/gtw-140.yaml`.
 */
export const alphaGatewayFlag: Transform = {
  id: 'alpha-gateway-flag',
  title: `${alphaFlag} where BackendTLSPolicy alone needed it`,
  release: '1.28',
  phase: 'after',
  kind: 'cleanup',
  docs: 'https://istio.io/latest/news/releases/1.28.x/announcing-1.28/upgrade-notes/#backendtlspolicy-alpha-removal',
  about: async () => (await import('./about')).about,
  triggers: [alphaFlag],
  surveys: [installSurvey, alphaUseSurvey],
  mentions: [
    variableMention({
      name: alphaFlag,
      message: `${alphaFlag} is no longer needed: BackendTLSPolicy works without it`,
      help: 'remove it, unless other repositories of the same cluster still need it',
      isDue: (facts) => reasonToStay(facts) === undefined,
    }),
  ],

  migrate(document, context) {
    const known = findIstiodEnvironments(document, context.facts).flatMap((environment) => {
      const variables = variablesIn(environment, alphaFlag);
      removeIfUnneeded(environment, variables, context);
      return variables;
    });
    for (const other of otherPlacesOf(document.root, alphaFlag, known)) {
      if (!isSwitchedOn(other)) continue;
      context.report({
        level: 'note',
        at: other.place,
        message: `${alphaFlag} stays: nothing says that istiod reads it here`,
        help: 'if it was there for BackendTLSPolicy alone, take it out by hand',
      });
    }
  },
};

/** A flag that is off, or whose value stands elsewhere, is left as it is. */
function removeIfUnneeded(
  environment: IstiodEnvironment,
  variables: readonly IstiodVariable[],
  { facts, report, rewrite }: Context,
): void {
  const [flag] = variables;
  if (!flag || !isSwitchedOn(flag)) return;
  const reason = reasonToStay(facts);
  if (reason) {
    report({ level: 'note', at: flag.place, ...reason });
    return;
  }
  rewrite(flag.place, `${alphaFlag} is no longer needed`, (edit, tell) => {
    for (const { holder } of variables) edit.remove(holder);
    tell({
      level: 'warning',
      at: flag.place,
      message: `nothing in this tree needs ${alphaFlag} any more, but other repositories of the same cluster may`,
      help:
        'look there for TCPRoute, TLSRoute, XBackendTrafficPolicy, XListenerSet, and for Gateways with ' +
        'allowedListeners or listeners of protocol TCP or TLS',
    });
    if (environment.kind === 'values') reportOldVersion(environment.values, tell);
  });
}

function reasonToStay(facts: Facts): { message: string; help: string } | undefined {
  const uses = facts.all(alphaUse);
  if (uses.length > 0) {
    return {
      message: `${alphaFlag} stays: ${listOf(uses)} still ${uses.length === 1 ? 'needs' : 'need'} it`,
      help: 'nothing to do: only BackendTLSPolicy no longer depends on it',
    };
  }
  if (facts.all(backendTlsPolicyIsUsed).length > 0) return undefined;
  return {
    message: `${alphaFlag} stays: nothing in this tree tells what it is for`,
    help: 'take it out if BackendTLSPolicy was all that the cluster needed it for',
  };
}

/** How many uses a message names. */
const namedAtMost = 3;

function listOf(uses: readonly AlphaUse[]): string {
  const named = uses.slice(0, namedAtMost).map(({ what, place }) => `${what} (${describePlace(place)})`);
  const more = uses.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
