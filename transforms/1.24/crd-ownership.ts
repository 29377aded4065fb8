import { upgradeNotesOf } from '../../src/about';
import type { FactKind, Facts } from '../../src/facts';
import { pinnedMinor } from '../../src/install/pins/canary';
import { localChart, type LocalChart, localChartOf, readChart } from '../../src/install/chart';
import { releaseFact } from '../../src/install/releases/release-facts';
import { namedChart } from '../../src/install/terraform/terraform';
import { findReleases, type Release } from '../../src/install/releases/release';
import { slotsOfReference } from '../../src/install/namings';
import { commandSurveys, installSurvey } from '../../src/install/surveys';
import { type ChartReference, pinOfText } from '../../src/install/values';
import type { ManifestDocument } from '../../src/kubernetes/document';
import { canMean, fileNameOf } from '../../src/kubernetes/path';
import type { MentionPlace } from '../../src/sweep/mention';
import type { Context, Survey, Transform } from '../../src/transform';
import { installationAround } from '../shared/values/installed-by-text';
import { firstOf, isAtLeast } from '../../src/version';
import { holdsPlaceholder, itemsOf, stringOf, unlessDeclined, valueAt } from '../../src/yaml';
import { fluxRelease } from '../shared/examples';

const setting = 'enableCRDTemplates';
/** That the tree decides who owns the CRDs. */
const isDecided: FactKind<true> = { name: 'crd-templates' };

const decisionSurvey: Survey = {
  triggers: [setting],
  readsScripts: true,
  glance(_path, _text, facts) {
    facts.add(isDecided, true);
  },
};

/** A folder that an Application of Argo CD names, or a pattern of folders. */
const renderedFolder: FactKind<string> = { name: 'rendered-folder' };

const argoSurvey: Survey = {
  triggers: ['argoproj.io'],
  glance(_path, text, facts) {
    for (const [, folder = ''] of text.matchAll(/^[ \t-]*["']?path["']?:[ \t]*["']?([^\s"',]+)/gm))
      facts.add(renderedFolder, folder);
  },
};

const message =
  'Helm stops the upgrade of the chart base to 1.24 or later: it does not own the CRDs that older versions of the chart created';
const messageOfUmbrella =
  'if Helm installs this chart, it stops the upgrade of the chart base to 1.24 or later: it does not own the CRDs that older versions created';
const help =
  'before the upgrade, label and annotate the CRDs as the upgrade notes of 1.24 show; or run that upgrade with "helm upgrade --take-ownership" (Helm 3.17 and later)';

/** Tools that render a chart and apply the result: nothing asks who owns an object. */
const rendersOnly = /^(?:Argo CD|kustomize)/;

/**
 * The CRDs are templates of the chart, and no longer in its folder `crds`.
 *
 * Source: istio 1.23.0 and 1.24.0, `manifests/charts/base/{values.yaml,templates/crds.yaml}`; `releasenotes/notes/53318.yaml`.
 */
export const crdOwnership: Transform = {
  id: 'crd-ownership',
  title: 'Helm has to own the CRDs of Istio',
  release: '1.24',
  phase: 'before',
  kind: 'advice',
  docs: upgradeNotesOf('1.24'),
  about: () => ({
    why: [
      'Up to Istio 1.23, Helm installed the CRDs from the folder `crds` of the chart `base`, and never looked at them again. In 1.24 and later they are templates (`base.enableCRDTemplates` is on), so that Helm upgrades them. Helm takes over an object that is there already only if its labels and annotations name the release; otherwise the upgrade stops with "invalid ownership metadata".',
      'Argo CD and kustomize only render the chart, so nothing stops there.',
    ],
    changes: ['Nothing. It reports where Helm installs the chart `base`.'],
    reports: [
      {
        when: 'Helm installs the chart `base` of Istio before 1.24, and the tree does not set `base.enableCRDTemplates`.',
        level: 'warning',
        message,
        remedy: 'Let the release own the CRDs before the upgrade.',
        files: {
          'base.yaml': fluxRelease({ name: 'istio-base', chart: 'base', version: '1.23.2' }),
        },
      },
      {
        when: 'A chart of the tree brings `base` along, and nothing in the tree installs it.',
        level: 'note',
        message: messageOfUmbrella,
        remedy: 'The same, if Helm installs it. Argo CD only renders it, so nothing stops there.',
        files: {
          'Chart.yaml': `apiVersion: v2
name: mesh
version: 0.1.0
dependencies:
  - {name: base, version: 1.23.2, repository: "https://blob.istio.io/istio-release/charts"}
`,
        },
      },
    ],
    links: [['Upgrade with Helm', 'https://istio.io/latest/docs/setup/upgrade/helm/']],
  }),
  triggers: ['istio', 'base'],
  // Many a kustomization has a folder `base`.
  mayConcern: (text) => /chart|dependencies/i.test(text),
  surveys: [installSurvey, ...commandSurveys, decisionSurvey, argoSurvey],
  mentions: [
    {
      words: ['base', 'helm_release'],
      pattern: new RegExp(String.raw`(?<![\w-])base(?![\w-])|${namedChart}`, 'gm'),
      message,
      help,
      isMeant: (place, facts) => facts.all(isDecided).length === 0 && isInstalledAt(place, facts),
    },
  ],
  migrate(document, context) {
    if (context.facts.all(isDecided).length > 0) return;
    for (const release of findReleases(document)) checkRelease(release, context);
    checkUmbrella(document, context);
  },
};

/** A chart that brings `base` along, and that nothing in sight installs: somebody may do so with Helm. */
function checkUmbrella(document: ManifestDocument, { facts, report }: Context): void {
  const chart = unlessDeclined(() => readChart(document));
  if (!chart || chart.upstream !== undefined || isInstalled(chart, facts)) return;
  const at = itemsOf(valueAt(document.root, 'dependencies')).find(({ value }) => {
    const textAt = (key: string) => stringOf(valueAt(value, key));
    const reference = { name: textAt('name') ?? '', repository: textAt('repository') };
    return isOldBase(reference, undefined, textAt('version'), facts);
  });
  if (at) report({ level: 'note', at: at.value, message: messageOfUmbrella, help });
}

/** Whether something in sight has the chart installed, or Argo CD may render it: then that says what is to be said. */
function isInstalled({ folder }: LocalChart, facts: Facts): boolean {
  const charts = facts.all(localChart);
  const isRendered = (path: string) => /[*{$]/.test(path) || canMean(path, folder);
  if (facts.all(renderedFolder).some(isRendered)) return true;
  return facts.all(releaseFact).some(({ chart: { name } }) => {
    const isOfThatName = name.split('/').findLast((part) => part !== '') === fileNameOf(folder);
    return isOfThatName || holdsPlaceholder(name) || localChartOf(name, charts)?.folder === folder;
  });
}

function checkRelease(release: Release, { facts, report }: Context): void {
  const { carrier, chart, chartObject, versionText, place } = release;
  if (!rendersOnly.test(carrier) && isOldBase(chart, chartObject, versionText, facts))
    report({ level: 'warning', at: place, message, help });
}

/** Whether a word is the chart that the command or the resource around it installs. */
function isInstalledAt(place: MentionPlace, facts: Facts): boolean {
  const around = installationAround(place, facts);
  if (!around) return false;
  const { chart, chartName } = around;
  const word = `${place.before.split(/[^\w./:-]/).at(-1) ?? ''}${place.word}`;
  if (word !== (chartName ? `${chartName.kind}.${chartName.name}` : chart)) return false;
  return isOldBase({ name: around.chart, repository: around.repository }, undefined, around.version, facts);
}

/** Whether a chart is `base`, or has it as a part, of a version that may have no templates for the CRDs. */
function isOldBase(
  chart: ChartReference,
  object: string | undefined,
  version: string | undefined,
  facts: Facts,
): boolean {
  const slot = slotsOfReference(chart, object, facts)?.find((each) => each.chart === 'base');
  const pinned = slot && pinnedMinor(pinOfText(slot.version ?? version), facts);
  return slot !== undefined && !(pinned && isAtLeast(pinned, firstOf('1.24')));
}
