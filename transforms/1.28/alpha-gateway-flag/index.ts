import { upgradeNotesOf } from '../../../src/about';
import type { Context, Due, Report, Transform } from '../../../src/transform';
import { excludedFiles, type Facts, givenFiles, upgradeRange, upgradeTarget } from '../../../src/facts';
import { firstOf, reaches, releaseOf, runsAlready, type Version } from '../../../src/version';
import type { Editor } from '../../../src/yaml';
import { listPlaces } from '../../../src/kubernetes/object';
import {
  findIstiodEnvironments,
  type IstiodEnvironment,
  type IstiodVariable,
  otherPlacesOf,
  variablesIn,
  isSwitchedOn,
  isFilledIn,
  removeVariable,
} from '../../../src/install/variables';
import { whyOther } from '../../../src/install/released';
import { commandSurveys, installSurvey } from '../../../src/install/surveys';
import { fileOf } from '../../../src/kubernetes/path';
import { contextWithoutFiles } from '../../../src/moves';
import { alphaFlag, alphaUsesAt, alphaUseSurvey, describeFeatures } from '../../shared/alpha-gateway/uses';
import { bundlePin, bundleSurvey } from '../../any/gateway-api-bundle/pins';
import { stuckWith } from '../../any/gateway-api-bundle/problems';
import { reportOldVersion } from '../../shared/values/install';
import { variableMention } from '../../shared/mentions/mentions';

/** What to do where nothing shows what needs it: all that the help names works without it at the end of the upgrade. */
const whereUnknown = (target: Version, andIf = '') => ({
  release: releaseOf(target),
  help: `remove it if ${andIf}the cluster uses it only for ${describeFeatures(target).freed}`,
});

const removeUnlessNeeded = 'remove it, unless other repositories of the same cluster still need it';

/** What the upgrade ends at; the first release that has something to say of it where nobody says. */
function targetOf(facts: Facts): Version {
  return facts.all(upgradeTarget)[0] ?? firstOf('1.28');
}

/**
 * Removes `PILOT_ENABLE_ALPHA_GATEWAY_API` where nothing of the tree needs it on the target any more.
 *
 * Source: the rows of `tables/alpha-gateway.ts`.
 */
export const alphaGatewayFlag: Transform = {
  id: 'alpha-gateway-flag',
  title: `${alphaFlag} where nothing needs it any more`,
  release: '1.28',
  phase: 'after',
  kind: 'cleanup',
  docs: `${upgradeNotesOf('1.28')}#backendtlspolicy-alpha-removal`,
  about: async () => (await import('./about')).about,
  triggers: [alphaFlag],
  surveys: [installSurvey, ...commandSurveys, alphaUseSurvey, bundleSurvey],
  mentions: [
    variableMention({
      name: alphaFlag,
      message: `${alphaFlag} is no longer needed`,
      help: removeUnlessNeeded,
      isDue: (facts) => reasonToStay(facts, targetOf(facts)) === undefined,
      says: (_place, facts) => {
        const { freed, freedBy = '1.28' } = alphaUsesAt(targetOf(facts), facts);
        const features = [...new Set(freed.map(({ feature }) => feature))];
        const verb = features.length === 1 ? 'works' : 'work';
        const message = `${alphaFlag} is no longer needed: ${features.join(', ')} ${verb} without it`;
        const { due, wait } = removalFrom(freedBy, facts);
        return [{ message, help: `${removeUnlessNeeded}${wait}`, ...due }];
      },
    }),
    {
      name: alphaFlag,
      words: [alphaFlag],
      // Where a command switches it on, or may; of manifests, the transform tells.
      pattern: new RegExp(String.raw`(?<![A-Za-z0-9_])${alphaFlag}(?==["']?(?:true\b|[$%<{]))`, 'g'),
      level: 'note',
      message: `${alphaFlag} may no longer be needed: nothing in this tree shows why it is set`,
      help: 'remove it if the cluster does not need it',
      isDue(facts) {
        const { needing, freed } = alphaUsesAt(targetOf(facts), facts);
        return needing.length + freed.length === 0;
      },
      says: (_place, facts) => [whereUnknown(targetOf(facts))],
    },
  ],

  migrate(document, context) {
    const known = findIstiodEnvironments(document, context.facts).flatMap((environment) => {
      const variables = variablesIn(environment, alphaFlag);
      removeIfUnneeded(environment, variables, context);
      return variables;
    });
    for (const other of otherPlacesOf(document.root, alphaFlag, known)) {
      if (!isSwitchedOn(other) && !isFilledIn(other)) continue;
      context.report({
        level: 'note',
        at: other.place,
        message: `${alphaFlag} stays: ${whyOther(document, context.facts)}`,
        ...whereUnknown(context.target, 'istiod reads it and '),
      });
    }
  },
};

/** Removes a flag that is on and that nothing needs. One that is off stays, and so does one whose value is elsewhere. */
function removeIfUnneeded(
  environment: IstiodEnvironment,
  variables: readonly IstiodVariable[],
  context: Context,
): void {
  const { report, target } = context;
  const [flag] = variables;
  const isUnseen = flag !== undefined && isFilledIn(flag);
  if (!flag || (!isSwitchedOn(flag) && !isUnseen)) return;
  const unseen = { message: `${alphaFlag} stays: its value is not in this file`, ...whereUnknown(target) };
  const reason = reasonToStay(context.facts, target) ?? (isUnseen ? unseen : undefined);
  if (reason) {
    report({ level: 'note', at: flag.place, release: releaseOf(target), ...reason });
    return;
  }
  const { freedBy = alphaGatewayFlag.release } = alphaUsesAt(target, context.facts);
  const { due, isNew, when, wait } = removalFrom(freedBy, context.facts);
  const remove = (edit: Editor, tell: Report) => {
    for (const { holder } of variables) removeVariable(edit, alphaFlag, holder);
    tell({
      level: 'warning',
      at: flag.place,
      ...due,
      message: `nothing in this tree needs ${alphaFlag} any more, but other repositories of the same cluster may`,
      help: `look there for ${describeFeatures(target).needing}${wait}`,
    });
    if (environment.kind === 'values' && isNew)
      reportOldVersion(environment.values, freedBy, { facts: context.facts, report: tell }, when);
  };
  const given = contextWithoutFiles(filesMissing(context), context);
  given.rewrite(flag.place, `${alphaFlag} is no longer needed`, remove, due);
}

/** The files that were not given, of objects that work without the flag only once they are of a newer version. */
function filesMissing({ facts, target }: Context): string[] {
  const given = givenFiles(facts);
  if (given.size === 0) return [];
  const old = alphaUsesAt(target, facts).freed.filter(({ isOld }) => isOld);
  const files = new Set(old.map(({ place }) => fileOf(place.path)));
  return [...files].filter((path) => !given.has(path) && !excludedFiles(facts).has(path));
}

/** When the flag may go: together with a release that cannot start with it, for the CRDs that the tree installs. */
function removalFrom(freedBy: string, facts: Facts) {
  const [range] = facts.all(upgradeRange);
  const isNew = !range || !runsAlready(range, freedBy);
  const stuck = range ? facts.all(bundlePin).flatMap((pin) => stuckWith(pin, range)) : [];
  const isDeadly = stuck.some(({ version }) => reaches({ to: version }, freedBy));
  const due: Due = { release: freedBy, ...(isDeadly && { phase: isNew ? 'with' : 'before' }) };
  const when = isDeadly ? `in one step with istiod ${freedBy}` : `once istiod ${freedBy} runs`;
  return { due, isNew, when, wait: isNew ? `; merge this ${when}, since older ones need the flag` : '' };
}

function reasonToStay(facts: Facts, target: Version): { message: string; help: string } | undefined {
  const { needing, freed } = alphaUsesAt(target, facts);
  if (needing.length > 0) {
    return {
      message: `${alphaFlag} stays: ${listPlaces(needing, 3)} still ${needing.length === 1 ? 'needs' : 'need'} it`,
      help: `nothing to do; these no longer depend on it: ${describeFeatures(target).freed}`,
    };
  }
  if (freed.length > 0) return undefined;
  return {
    message: `${alphaFlag} stays: nothing in this tree shows why it is set`,
    ...whereUnknown(target),
  };
}
