import type { FactKind, Facts } from '../../facts';
import { factPlaceOf } from '../../kubernetes/object';
import type { Survey } from '../../transform';
import type { Version, VersionPin } from '../../version';
import { comparePins, readPin } from './read-pin';
import { planesIn, type PlanePin, newerBeside } from './side-by-side';
import { isChartIndex } from '../chart';
import { chartPin, installedBy, istioChart, pinsIn, sailOperator } from './document-pins';
import { collectSubstitutes, substituteWords, valuesFilledIn } from './filled-versions';
import { collectPatched, versionsPatched, wordsOfPatches } from './patched-versions';
import { revisionsIn, versionsInCue } from './called-versions';
import { collectPolicies, versionsOfPolicies } from './image-policies';
import { installationsIn } from '../scripts/commands';
import { pinsGiven } from '../given-pins';
import { tagsIn } from '../scripts/operator-files';
import { isTerraform } from '../terraform/terraform';
import { textKindOf } from '../../files/names';
import {
  collectNamedValues,
  istioValues,
  namingWords,
  type TerraformName,
  valuesOfName,
} from './named-versions';

const versionPin: FactKind<PlanePin> = { name: 'version-pin' };

/** A pin of a Terraform module whose version another file may write. */
const pinByName: FactKind<{ readonly what: string; readonly path: string; readonly name: TerraformName }> = {
  name: 'version-pin-by-name',
};

/** A pin of a chart whose version something else fills in. */
const filledPin: FactKind<{ readonly what: string; readonly text: string }> = { name: 'version-pin-filled' };

/** Finds out which versions of Istio the tree pins. */
export const pinSurvey: Survey = {
  triggers: [
    'istiod',
    'istio-release',
    'istio/',
    '/istio',
    'blob.istio.io',
    'registry.istio.io',
    'istio.io/rev',
    'install.istio.io',
    'sailoperator',
    'sail-operator',
    'image.toolkit.fluxcd.io',
    'operator.istio.io',
    'istioctl',
    'ISTIOCTL',
    'name: istio',
    'proxyv2',
    'install-cni',
    ...namingWords,
    ...substituteWords,
    ...wordsOfPatches,
    // A kustomization names the file of a patch, and what it is for.
    'patches:',
    'patchesJson6902:',
  ],
  readsScripts: true,
  glance(path, text, facts) {
    // Another file may write the version that a module of Terraform, a manifest of Flux or a generator names.
    const mayBeElsewhere =
      isTerraform(path) ||
      (text.includes('toolkit.fluxcd.io') &&
        (text.includes('${') || text.includes('substituteFrom') || text.includes('ImageRepository'))) ||
      (text.includes('patches') && text.includes('target:')) ||
      text.includes('ApplicationSet');
    if (!mayBeElsewhere && !/(?<![\d.])1[.-]\d/.test(text)) return 'enough';
    collectNamedValues(path, text, facts);
    const add = (given: string, what: string, place: VersionPin['place']): void => {
      const version = readPin(given);
      if (version) facts.add(versionPin, pinned(version, what, place));
    };
    for (const found of path.endsWith('.cue') ? versionsInCue(text) : [])
      add(found.text, found.what, { path, line: found.line });
    if (textKindOf(path) !== 'documentation') {
      for (const { tag, line } of tagsIn(text)) add(tag, 'istioctl install', { path, line });
      for (const found of [...revisionsIn(text), ...pinsGiven(path, text)])
        add(found.text, found.what, { path, line: found.line });
    }
    for (const found of installationsIn(path, text)) {
      const { repository = '', version, versionName, versionLine, line } = found;
      const chart = istioChart(found.chart, repository);
      if (chart === undefined) continue;
      const what = chartPin(chart);
      if (version !== undefined) add(version, what, { path, line: versionLine ?? line });
      else if (versionName) facts.add(pinByName, { what, path, name: versionName });
    }
    return 'parse';
  },
  collect(document, facts) {
    // The packages of a repository of charts are of any age.
    if (isChartIndex(document)) return;
    collectSubstitutes(document, facts);
    collectPatched(document, installedBy, facts);
    collectPolicies(document, facts);
    const pins = pinsIn(document);
    const planeAt = planesIn(document, pins);
    for (const { node, text, what } of pins) {
      const version = readPin(text);
      const plane = planeAt(node);
      const pin = version && pinned(version, what, factPlaceOf(document, node));
      if (pin) facts.add(versionPin, { ...pin, ...(plane !== undefined && { plane }) });
      else if (text.includes('${')) facts.add(filledPin, { what, text });
    }
  },
};

/** An operator may be newer than the Istio that it runs. */
function pinned(version: Version, what: string, place: VersionPin['place']): VersionPin {
  return { version, what, place, ...(what === sailOperator && { isAside: true }) };
}

/** The versions of Istio that the tree pins, from old to new. */
export function pinsOf(facts: Facts): readonly VersionPin[] {
  const named = [
    ...facts
      .all(pinByName)
      .map(({ what, path, name }) => ({ what, values: valuesOfName(name, path, facts) })),
    ...facts.all(filledPin).map(({ what, text }) => ({ what, values: valuesFilledIn(text, facts) })),
    ...versionsPatched(facts),
    ...versionsOfPolicies(facts),
  ].flatMap(({ what, values }) =>
    values.flatMap(({ text, path, line }): VersionPin[] => {
      const version = readPin(text);
      return version ? [pinned(version, what, { path, line })] : [];
    }),
  );
  const pins = [...facts.all(versionPin), ...named];
  // What is known to be installed with a version says more than its name.
  for (const { what, text, path, line, isAside = false } of istioValues(facts)) {
    const version = readPin(text);
    const isKnown = pins.some(({ place }) => place.path === path && place.line === line);
    if (version && !isKnown) pins.push({ version, what, place: { path, line }, ...(isAside && { isAside }) });
  }
  const newerOf = newerBeside(facts.all(versionPin));
  return pins
    .map(({ version, what, place, isAside = false }) => {
      const beside = newerOf({ version, what, place });
      return { version, what, place, ...(isAside && { isAside }), ...(beside && { beside }) };
    })
    .toSorted((one, other) => comparePins(one.version, other.version));
}
