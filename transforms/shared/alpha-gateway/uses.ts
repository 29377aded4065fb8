import { describeObject, factPlaceOf, type KubernetesObject } from '../../../src/kubernetes/object';
import type { FactKind, FactPlace, Facts } from '../../../src/facts';
import { isProgram } from '../../../src/files/names';
import { lineAt } from '../../../src/install/pins/called-versions';
import { isTerraform } from '../../../src/install/terraform/terraform';
import { findEnvironmentVariable, isSwitchedOn } from '../../../src/install/variables';
import type { Survey } from '../../../src/transform';
import { firstOf, reaches, type Version } from '../../../src/version';
import {
  type Entry,
  entryOf,
  holdsPlaceholder,
  itemsOf,
  type Mapping,
  stringOf,
  valueAt,
} from '../../../src/yaml';
import { type AlphaFeature, alphaFeatures, type Freed } from '../../tables/alpha-gateway';

/** The variable of istiod that switches on the alpha parts of Gateway API. */
export const alphaFlag = 'PILOT_ENABLE_ALPHA_GATEWAY_API';

/** That istiod has the alpha parts of Gateway API switched on, and where the tree says so. */
export const alphaFlagIsOn: FactKind<FactPlace> = { name: 'alpha-flag-is-on' };

/** That istiod runs agentgateway, whose Gateways need the flag for longer. */
const agentgatewayIsOn: FactKind<true> = { name: 'agentgateway-is-on' };

/** Something that needed the flag in some release. */
export interface AlphaUse {
  /** The name of the feature in the table. */
  readonly feature: string;
  readonly what: string;
  readonly place: FactPlace;
  readonly isAgentgateway: boolean;
  /** Whether the release that frees it reads another version of it: each of them reads v1. */
  readonly isOld: boolean;
}

const alphaUse: FactKind<AlphaUse> = { name: 'alpha-use' };

/** Where a program switches the flag on: `--set pilot.env.X=true`, or a variable. */
export const alphaFlagSet = String.raw`(?<![A-Za-z0-9_])${alphaFlag}(?=["']?[ \t]{0,9}[=:][ \t]{0,9}["']?true\b)`;

/** Finds out whether the flag is on. */
const flagInDocuments: Survey = {
  triggers: [alphaFlag],
  collect(document, facts) {
    for (const variable of findEnvironmentVariable(document.root, alphaFlag)) {
      if (isSwitchedOn(variable)) facts.add(alphaFlagIsOn, factPlaceOf(document, variable.place));
    }
  },
};

/** The same in scripts; of Terraform, the values are read as documents. */
const flagInPrograms: Survey = {
  triggers: [alphaFlag],
  readsScripts: true,
  glance(path, text, facts) {
    const isSearched = isProgram(path) && !isTerraform(path);
    for (const { index } of isSearched ? text.matchAll(new RegExp(alphaFlagSet, 'g')) : [])
      if (!/^\s*(?:#|\/\/)/.test(text.slice(text.lastIndexOf('\n', index) + 1, index)))
        facts.add(alphaFlagIsOn, { path, line: lineAt(text, index), column: 1 });
  },
};

export const alphaFlagSurveys: readonly Survey[] = [flagInDocuments, flagInPrograms];

const agentgatewayFlag = 'PILOT_ENABLE_AGENTGATEWAY';

/** The groups of Gateway API, and of what it tries out. */
const groups = ['gateway.networking.k8s.io', 'gateway.networking.x-k8s.io'];

const alphaKinds = alphaFeatures.filter(({ what }) => what === 'kind').map(({ name }) => name);
const protocols = alphaFeatures.filter(({ what }) => what === 'listener protocol').map(({ name }) => name);

/** Finds out what needs the flag in some release. A file that cannot be parsed may, so it counts as if it did. */
export const alphaUseSurvey: Survey = {
  triggers: [...alphaKinds, 'gatewayClassName', 'allowedListeners', agentgatewayFlag],
  occasion: [alphaFlag],
  collect(document, facts) {
    if (findEnvironmentVariable(document.root, agentgatewayFlag).some(isSwitchedOn))
      facts.add(agentgatewayIsOn, true);
    for (const object of document.objects) {
      const isAgentgateway = isOfAgentgateway(object);
      const isOld = object.kind !== 'Gateway' && object.version !== 'v1';
      for (const { feature, what, at } of usesOf(object))
        facts.add(alphaUse, { feature, what, isAgentgateway, isOld, place: factPlaceOf(document, at) });
    }
  },
  missed({ path, text }, facts) {
    const kind = alphaKinds.find((each) => new RegExp(`kind:[ \\t]*["']?${each}\\b`).test(text));
    if (kind === undefined) return;
    const place = { path, line: lineAt(text, text.indexOf(kind)), column: 1 };
    facts.add(alphaUse, { feature: kind, what: kind, isAgentgateway: false, isOld: false, place });
  },
};

interface Use {
  readonly feature: string;
  readonly what: string;
  readonly at: Entry | Mapping;
}

function isOfAgentgateway({ mapping }: KubernetesObject): boolean {
  return /agentgateway/.test(stringOf(valueAt(mapping, 'spec', 'gatewayClassName')) ?? '');
}

/** What of an object a release is the first to read without the flag. */
export function usesFreedBy(release: Freed, object: KubernetesObject): Use[] {
  return usesOf(object).filter(({ feature }) => {
    const row = alphaFeatures.find(({ name }) => name === feature);
    return row && freedBy(row, isOfAgentgateway(object)) === release;
  });
}

function usesOf(object: KubernetesObject): Use[] {
  const { group, kind, mapping } = object;
  if (!groups.includes(group)) return [];
  if (alphaKinds.includes(kind)) {
    return [{ feature: kind, what: describeObject(object), at: entryOf(mapping, 'kind') ?? mapping }];
  }
  if (kind !== 'Gateway') return [];
  const uses: Use[] = [];
  const allowed = entryOf(valueAt(mapping, 'spec'), 'allowedListeners');
  if (allowed) {
    const feature = 'allowedListeners';
    uses.push({ feature, what: `${feature} of ${describeObject(object)}`, at: allowed });
  }
  for (const { value } of itemsOf(valueAt(mapping, 'spec', 'listeners'))) {
    const protocol = entryOf(value, 'protocol');
    const name = stringOf(protocol?.value) ?? '';
    const isUnknown = holdsPlaceholder(name);
    if (protocol && (protocols.includes(name) || isUnknown)) {
      const what = `the ${name} listener of ${describeObject(object)}`;
      uses.push({ feature: isUnknown ? 'TCP' : name, what, at: protocol });
    }
  }
  return uses;
}

/** What of the tree needs the flag on a version of Istio, and what needed it before that. */
export interface AlphaUses {
  readonly needing: readonly AlphaUse[];
  readonly freed: readonly AlphaUse[];
  /** The release that freed the last of them; before it, something still needs the flag. */
  readonly freedBy: string | undefined;
}

export function alphaUsesAt(target: Version, facts: Facts): AlphaUses {
  const hasAgentgateway =
    facts.all(agentgatewayIsOn).length > 0 || facts.all(alphaUse).some((use) => use.isAgentgateway);
  const freedOf = ({ feature, isAgentgateway }: AlphaUse): Freed => {
    const row = alphaFeatures.find(({ name }) => name === feature);
    // What is attached to a Gateway does not say of which class that is.
    const mayBeAgentgateway = isAgentgateway || facts.all(agentgatewayIsOn).length > 0;
    return row ? freedBy(row, row.what === 'kind' ? hasAgentgateway : mayBeAgentgateway) : 'never';
  };
  const uses = facts.all(alphaUse).map((use) => ({ use, release: freedOf(use) }));
  const freed = uses.filter(({ release }) => isFreedAt(release, target));
  return {
    needing: uses.filter(({ release }) => !isFreedAt(release, target)).map(({ use }) => use),
    freed: freed.map(({ use }) => use),
    freedBy: [...new Set(freed.map(({ release }) => release))].toSorted(byRelease).at(-1),
  };
}

function freedBy({ freed, freedForAgentgateway = freed }: AlphaFeature, isAgentgateway: boolean): Freed {
  return isAgentgateway ? freedForAgentgateway : freed;
}

function isFreedAt(release: Freed, to: Version): boolean {
  return release !== 'never' && reaches({ to }, release);
}

function byRelease(one: string, other: string): number {
  return firstOf(one).minor - firstOf(other).minor;
}

/** What no longer needs the flag on a version of Istio, and what still does, as a message names it. */
export function describeFeatures(to: Version): { readonly freed: string; readonly needing: string } {
  const named = (features: readonly AlphaFeature[]) =>
    features
      .map(({ what, name }) => (what === 'listener protocol' ? `listeners of protocol ${name}` : name))
      .join(', ');
  return {
    freed: named(alphaFeatures.filter(({ freed }) => isFreedAt(freed, to))),
    needing: named(alphaFeatures.filter(({ freed }) => !isFreedAt(freed, to))),
  };
}
