import { upgradeNotesOf } from '../../../src/about';
import type { Context, Transform } from '../../../src/transform';
import { type Facts, upgradeTarget } from '../../../src/facts';
import { describesCopiedProfiles, describesUpstreamChart } from '../../../src/install/chart';
import { doubtsOf } from '../../../src/install/doubts';
import { profileSurvey } from '../../../src/install/profiles';
import { unseenValues } from '../../../src/install/released';
import { setValue } from '../../../src/install/edit-settings';
import { findIstiodValues } from '../../../src/install/find';
import { setIn } from '../../../src/install/layers/content';
import { placeToInsert } from '../../../src/install/layers/insertion';
import { otherLayers } from '../../../src/install/layers/layers';
import { signsOfFew, surveysOfLayers } from '../../../src/install/layers/surveys';
import { commandSurveys, installSurvey } from '../../../src/install/surveys';
import { kustomizeSurvey } from '../../../src/kustomize/kustomization';
import { settingOf } from '../../../src/install/settings';
import { type InstallValues, setAt } from '../../../src/install/values';
import { isPinnedSince } from '../../../src/install/pins/canary';
import { firstOf, isAtLeast } from '../../../src/version';
import type { ManifestDocument } from '../../../src/kubernetes/document';
import { mayBeGivenToIstiod } from '../../../src/install/given';
import { carrierOfIstioctl, installationMention, setsOneOf } from '../../shared/values/installed-by-text';
import { type Editor, entryOf, isNull, type Place, valueAt } from '../../../src/yaml';

const path = ['global', 'proxy', 'seccompProfile'];
const dotted = path.join('.');

/** What `istioctl` merges into the values after it has validated them. */
const unvalidated = 'unvalidatedValues';

/** What is said where nothing can be inserted, or of what installs istiod in a text. */
const unset = {
  level: 'note',
  message: `istiod gets no ${dotted} here`,
  help: `set ${dotted} to {type: RuntimeDefault} in its values, unless they have it where it is not in sight`,
} as const;

const refused = `set spec.${unvalidated}.${dotted} to {type: RuntimeDefault} in an IstioOperator, and pass that with -f: istioctl 1.28 does not know it among the values`;

const layerSurveys = surveysOfLayers(['seccompProfile']);

/** The operators know the field one release later than the Helm chart. */
const operatorsRelease = '1.29';
const operatorsSince = firstOf(operatorsRelease);

/**
 * Switches on the seccomp profile of istio-proxy and istio-validation. Other charts, and istiod itself, have a
 * `seccompProfile` of their own meaning, which stays as it is.
 *
 * Source: istio 1.28, `manifests/charts/istio-control/istio-discovery/{values.yaml,files/injection-template.yaml}`,
 * `operator/pkg/apis/values_types.proto` (ProxyConfig has the field in 1.29.0 and later) and `operator/pkg/render/manifest.go`
 * (`unvalidatedValues` is merged after validation); istio-ecosystem/sail-operator, `api/v1/values_types.gen.go`.
 */
export const seccompProfile: Transform = {
  id: 'seccomp-profile',
  title: 'seccompProfile RuntimeDefault for istio-proxy and istio-validation',
  release: '1.28',
  phase: 'with',
  kind: 'hardening',
  docs: upgradeNotesOf('1.28'),
  about: async () => (await import('./about')).about,
  triggers: [
    'istiod',
    'pilot:',
    '"pilot"',
    "'pilot'",
    'PILOT_',
    'meshConfig',
    'sidecarInjectorWebhook',
    // What becomes of it brings the word above.
    'METRIC_',
    'IstioOperator',
    'sailoperator.io',
    'operator.istio.io',
    // With `global.proxy` these look like Istio's, but may be of any of its charts.
    'istioNamespace',
    'meshID',
    'meshNetworks',
    'multiCluster',
    'pilotCertProvider',
    'proxy_init',
    'istio_cni',
    'telemetry:',
    '"telemetry"',
  ],
  conditionalTriggers: [
    // One sign of values more, beside those above and `global.proxy`.
    { words: ['ambient'], beside: ['global'] },
    // Every second chart has a map of this name.
    {
      words: ['global:', '"global"', "'global'", 'seccompProfile', ...signsOfFew],
      countIn: mayBeGivenToIstiod,
    },
    { words: ['apiVersion: v2'], countIn: isCopy },
  ],
  surveys: [installSurvey, profileSurvey, ...commandSurveys, kustomizeSurvey, ...layerSurveys],
  mentions: [
    installationMention('istiod', unset, (release, facts) => {
      if (setsOneOf(release, [path])) return [];
      const isRefused = !facts.all(upgradeTarget).some((target) => isAtLeast(target, operatorsSince));
      return release.carrier === carrierOfIstioctl && isRefused ? [{ help: refused }] : [{}];
    }),
  ],

  migrate(document, context) {
    reportCopy(document, context);
    reportDoubt(document, context);
    const isUnseen = reportUnseen(document, context);
    const all = findIstiodValues(document, context.facts);
    for (const values of all) {
      // A release has its values in several layers: one that sets the profile speaks for all.
      const layers = [...all.filter(({ place }) => place === values.place), ...(values.beside ?? [])];
      const isSet = layers.some((other) => settingOf(other, path));
      if (values.installer !== 'helm') hardenOperator(values, context);
      else if (!isSet) insertWhereItBelongs(values, context, insert, isUnseen ? document.path : undefined);
    }
  },
};

/** Once for each release, in its lowest layer. */
function insertWhereItBelongs(
  values: InstallValues,
  context: Context,
  insertHere = insert,
  unseenIn?: string,
): void {
  const place = placeToInsert(values, path, context.facts, [...path, 'type']);
  if (place === 'here') {
    insertHere(values, context);
    return;
  }
  if (place.reason === 'closed' && values.root.isClosed) context.report({ ...unset, at: values.place });
  if (place.reason === 'set' || place.reason === 'below' || place.reason === 'closed') return;
  // What of it is filled in from elsewhere is reported where that is.
  if (place.reason === 'unseen' && place.path !== undefined && place.path === unseenIn) return;
  const where = place.path === undefined ? '' : ` (${place.path})`;
  const why = {
    unseen: `a lower layer${where} cannot be read completely`,
    reset: `a higher layer${where} removes or replaces it, or a map around it`,
    perhaps: `another file${where} sets it, and nothing shows whether a release takes both`,
    unclear: `another file${where} may set it, and nothing shows whether a release takes both`,
  }[place.reason];
  context.report({
    level: 'note',
    at: values.place,
    message: `these values get no ${dotted}: ${why}`,
    help: `if none of the layers sets ${dotted}, set it to {type: RuntimeDefault} in the ${place.reason === 'reset' ? 'higher one' : 'lowest one'}`,
  });
}

function insert(values: InstallValues, { rewrite }: Context): void {
  const release = values.installer === 'helm' ? '1.28' : operatorsRelease;
  const ask = (edit: Editor) => {
    setValue(edit, values, [...path, 'type'], 'RuntimeDefault');
  };
  rewrite(values.place, `${values.carrier}: ${dotted} → RuntimeDefault`, ask, { release });
}

function hardenOperator(values: InstallValues, context: Context): void {
  const set = settingOf(values, path);
  const isOfSail = values.installer === 'sail';
  const isSet = set !== undefined || (!isOfSail && isSetBeside(values));
  if (isAtLeast(context.target, operatorsSince)) {
    if (!isSet) insertWhereItBelongs(values, context);
    return;
  }
  if (isPinnedSince(values, operatorsSince, context.facts)) return;
  // An object that is a patch is reported by itself.
  const patch = isOfSail
    ? undefined
    : otherLayers(values, context.facts).find(
        (layer) => layer.isFixed && setIn(layer, values, path).some(({ part }) => part !== 'unvalidated'),
      );
  if (isOfSail) reportSail(values, set, context);
  else if (set ?? patch)
    context.report({
      level: 'error',
      at: set ?? values.place,
      message: `istioctl 1.28 fails on ${dotted} in the values of an IstioOperator: unknown field`,
      help: `move it to spec.${unvalidated}.${dotted}${set ? '' : ` in the patch (${patch?.path ?? ''})`}`,
    });
  else if (!isSet) insertWhereItBelongs(values, context, insertUnvalidated);
}

/** `istioctl` refuses fields that it does not know, but takes anything below `unvalidatedValues`. */
function isSetBeside({ globals: { base } }: InstallValues): boolean {
  const beside = valueAt(base, 'spec', unvalidated, ...path);
  return !isNull(beside) && !(beside?.kind === 'mapping' && beside.entries.length === 0);
}

function insertUnvalidated(values: InstallValues, { rewrite }: Context): void {
  const at = { base: values.globals.base, keys: ['spec', unvalidated] };
  const ask = (edit: Editor) => {
    setAt(edit, at, [...path, 'type'], 'RuntimeDefault');
  };
  rewrite(values.place, `${values.carrier}: spec.${unvalidated}.${dotted} → RuntimeDefault`, ask);
}

/** The API server prunes what the CRD does not know. */
function reportSail(values: InstallValues, set: Place | undefined, { report }: Context): void {
  report({
    level: set ? 'warning' : 'note',
    at: set ?? values.place,
    message: `the Sail operator has no ${dotted} before Istio 1.29`,
    help: set
      ? 'it is silently dropped: remove it, or wait for 1.29'
      : 'set it to {type: RuntimeDefault} once you are on 1.29',
  });
}

function isCopy(file: string, facts: Facts): boolean {
  return describesUpstreamChart(file, facts) || describesCopiedProfiles(file, facts);
}

function reportCopy({ path: file, root }: ManifestDocument, { facts, report }: Context): void {
  const name = entryOf(root, 'name');
  if (!name || !isCopy(file, facts)) return;
  const isWhole = describesUpstreamChart(file, facts);
  report({
    level: 'note',
    at: name.value,
    message: isWhole
      ? 'a copy of a chart of the Istio project, nothing in it is rewritten'
      : 'a chart with copies of the profiles of Istio’s charts (files/profile-*.yaml), which are not rewritten',
    help: 'replace it with the chart of the new release',
  });
}

/** What brings these values may set the profile, or may not. Returns whether there are such. */
function reportUnseen(document: ManifestDocument, { facts, report }: Context): boolean {
  const unseen = unseenValues(document, facts);
  for (const at of unseen) {
    report({
      level: 'note',
      at,
      message: `these values of istiod are filled in from elsewhere, so they get no ${dotted} here`,
      help: `set ${dotted} to {type: RuntimeDefault} in what fills them in, unless it is set there`,
    });
  }
  return unseen.length > 0;
}

/** A wrong insertion is worse than a missed one that is reported. */
function reportDoubt(document: ManifestDocument, { facts, report }: Context): void {
  for (const { values, reason } of doubtsOf(document, facts)) {
    if (valueAt(values, ...path)) continue;
    report({
      level: 'note',
      at: values.entries[0] ?? values,
      message: `not recognised as values of istiod, so they get no ${dotted}: ${reason}`,
      help: `if they are for the istiod chart alone, set ${dotted} to {type: RuntimeDefault}`,
    });
  }
}
