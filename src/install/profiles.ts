import type { FactKind } from '../facts';
import { folderOf } from '../kubernetes/path';
import type { Survey } from '../transform';

/** The folder of a chart that has copies of Istio's profiles. */
export const copiedProfiles: FactKind<string> = { name: 'copied-profiles' };

/** Finds the copies: they are parts of Istio's charts, also of one that somebody has changed, and no values of their own. */
export const profileSurvey: Survey = {
  triggers: [],
  files: (path) => folderOfProfile(path) !== undefined,
  glance(path, _text, facts) {
    const folder = folderOfProfile(path);
    if (folder !== undefined) facts.add(copiedProfiles, folder);
  },
};

/** Where the chart is whose copy of one of Istio's profiles a file is. */
export function folderOfProfile(path: string): string | undefined {
  return isProfile.test(path) ? folderOf(folderOf(path)) : undefined;
}

/** Source: istio 1.21 and later, `manifests/helm-profiles`: each chart has copies of them in `files`. */
const isProfile =
  /(?:^|\/)files\/profile-(?:ambient|compatibility-version-[\d.]+|demo|openshift(?:-ambient)?|platform-[\w-]+|preview|remote|stable)\.yaml$/;

/**
 * Where the charts are that a file may be a profile of, as the project's own are laid out.
 *
 * Source: istio, `manifests/{charts,profiles}`; istio-ecosystem/sail-operator, `resources/v*\/{charts,profiles}`.
 */
export function chartsBesideProfile(path: string): string | undefined {
  const [, start] = isOperatorProfile.exec(path) ?? [];
  return start === undefined ? undefined : `${start}charts/`;
}

const isOperatorProfile =
  /^(.*\/|)profiles\/(?:ambient|default|demo|empty|minimal|openshift(?:-ambient)?|preview|remote|stable)\.yaml$/;
