import { upgradeNotesOf } from '../../src/about';
import { resetsIn, setIn } from '../../src/install/layers/content';
import { findIstiodValues } from '../../src/install/find';
import { type OtherLayer, otherLayers } from '../../src/install/layers/layers';
import { type Setting, settingsOf } from '../../src/install/settings';
import { surveysOfLayers } from '../../src/install/layers/surveys';
import { installSurvey } from '../../src/install/surveys';
import type { InstallValues } from '../../src/install/values';
import { kustomizeSurvey } from '../../src/kustomize/kustomization';
import type { Context, Transform } from '../../src/transform';
import { holdsPlaceholder, scalarValueOf } from '../../src/yaml';
import { variableMention } from '../shared/mentions/mentions';

const variable = 'PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS';
const variablePath = ['pilot', 'env', variable];
const switchPath = ['pilot', 'taint', 'enabled'];
const reason = 'pilot.taint.enabled sets it, and the container of istiod would have it twice';

const values = (env: string) => `meshConfig:
  accessLogFile: /dev/stdout
pilot:
  replicaCount: 2
  taint:
    enabled: true
${env}`;
const env = `  env:
    ${variable}: "true"
`;

/**
 * The chart sets the variable of the untaint controller where `taint.enabled` is on; before, both had to be set.
 *
 * Source: istio 1.29 and 1.30, `manifests/charts/istio-control/istio-discovery/templates/deployment.yaml`.
 */
export const untaintController: Transform = {
  id: 'untaint-controller',
  title: `${variable} beside pilot.taint.enabled`,
  release: '1.30',
  phase: 'with',
  kind: 'cleanup',
  docs: upgradeNotesOf('1.30'),
  about: () => ({
    why: [
      `In Istio 1.30 and later, the chart sets \`${variable}\` if \`pilot.taint.enabled\` is on. Where \`pilot.env\` sets it as well, the container of istiod has the name twice, and server-side apply refuses it.`,
    ],
    changes: [
      `\`${variable}\` is removed from \`pilot.env\` beside \`pilot.taint.enabled: true\`. Without \`pilot.taint.enabled\` it stays: it is still read.`,
    ],
    examples: [
      { title: 'Values', before: { 'values.yaml': values(env) }, after: { 'values.yaml': values('') } },
    ],
    reports: [
      {
        when: '`pilot.taint.enabled` is on, and the variable is not.',
        level: 'note',
        message: 'with Istio 1.30, pilot.taint.enabled starts the controller that removes the taint of nodes',
        remedy: 'Remove `pilot.taint.enabled` if the controller is not wanted.',
        files: { 'values.yaml': values('') },
      },
    ],
    links: [
      [
        'The CNI plugin and the race at start',
        'https://istio.io/latest/docs/setup/additional-setup/cni/#race-condition--mitigation',
      ],
    ],
  }),
  triggers: [variable, 'taint:', '"taint"', 'taint.enabled'],
  surveys: [installSurvey, kustomizeSurvey, ...surveysOfLayers([variable, 'taint'])],
  mentions: [
    {
      ...variableMention({
        name: variable,
        message: `${variable} is set twice with Istio 1.30: pilot.taint.enabled sets it as well`,
        help: 'delete it together with the upgrade',
      }),
      isMeant: ({ source }) =>
        source.kind !== 'manifest' && source.matches(/\btaint\W{1,20}enabled\W{1,6}true/),
    },
  ],
  migrate(document, context) {
    for (const each of findIstiodValues(document, context.facts)) migrateValues(each, context);
  },
};

function migrateValues(found: InstallValues, context: Context): void {
  const [on] = settingsOf(found, switchPath);
  // The list of an IstioOperator is merged by name into what the chart renders.
  const lines = settingsOf(found, variablePath).filter(({ form }) => form !== 'variable');
  const others = otherLayers(found, context.facts);
  const switchingOff = others.find((layer) => leavesVariable(layer, found));
  const isSetElsewhere = (path: readonly string[]) =>
    others.some((layer) => setIn(layer, found, path).length > 0);
  if (on && isTrue(on) && !lines.some(isTrue) && !isSetElsewhere(variablePath))
    reportStart(on, found, context);
  for (const line of lines) {
    if (isSetElsewhere(switchPath)) {
      context.report({
        level: 'warning',
        at: line.place,
        message: `not removed: another layer sets ${switchPath.join('.')}, which sets ${variable} with Istio 1.30`,
        help: 'delete this line together with the upgrade, if the layers together switch it on',
      });
    } else if (on && holdsPlaceholder(textOf(on))) {
      context.report({
        level: 'warning',
        at: line.place,
        message: `not removed: the value of ${switchPath.join('.')} is not in this file; if it is on, it sets ${variable} with Istio 1.30`,
        help: `delete this line together with the upgrade if ${switchPath.join('.')} is on`,
      });
    } else if (on && isTrue(on) && switchingOff) {
      const { path = 'another layer' } = switchingOff;
      context.report({
        level: 'warning',
        at: line.place,
        message: `not removed: ${path} takes ${switchPath.join('.')} away, but not ${variable}`,
        help: 'delete this line together with the upgrade, or keep it for the layer above alone',
      });
    } else if (on && isTrue(on)) {
      context.rewrite(line.place, `${found.carrier}: ${variable} is removed: ${reason}`, (edit) => {
        edit.remove(line.holder);
      });
    }
  }
}

/** Whether a layer above takes the switch away, so that the variable alone has the controller run there. */
function leavesVariable(layer: OtherLayer, values: InstallValues): boolean {
  const takes = (path: readonly string[]) => resetsIn(layer, values, path);
  return layer.position === 'above' && takes(switchPath) && !takes(variablePath);
}

function reportStart(on: Setting, found: InstallValues, { report }: Context): void {
  const isListed = settingsOf(found, variablePath).some((each) => each.form === 'variable' && isTrue(each));
  if (isListed) return;
  report({
    level: 'note',
    at: on.place,
    message: 'with Istio 1.30, pilot.taint.enabled starts the controller that removes the taint of nodes',
    help: 'remove pilot.taint.enabled if the controller is not wanted',
  });
}

function isTrue(setting: Setting): boolean {
  return textOf(setting).toLowerCase() === 'true';
}

function textOf({ value }: Setting): string {
  return String(scalarValueOf(value));
}
