import type { Mention, MentionPlace, SearchedText } from '../../../src/sweep/mention';
import { upgradeTarget } from '../../../src/facts';
import { firstOf, isAtLeast } from '../../../src/version';

/** The release whose patches have the new key. */
const firstWithNew = firstOf('1.31');

const firstLine = 'BEGIN PUBLIC KEY';

/**
 * The old key of the signatures of Istio's images: by its address, or written out in what verifies these images.
 *
 * Source: istio.io, "Retirement of Google Cloud", signing keys.
 */
export const signingKeyMentions: readonly Mention[] = (['error', 'warning'] as const).map((level) => ({
  words: ['istio-key.pub', firstLine],
  level,
  phase: 'before',
  message: 'images of Istio 1.31.1 and later are signed with another key than this one',
  help: 'before the upgrade, admit https://istio.io/misc/istio-key-v2.pub beside it; remove the old key once no older image runs',
  isDue: (facts) => facts.all(upgradeTarget).some((target) => isAtLeast(target, firstWithNew)),
  isMeant: ({ word, source }: MentionPlace) =>
    !source.matches(/istio-key-v2\.pub/) &&
    (level === 'warning' || isEnforced(source)) &&
    (word !== firstLine || isKeyOfImages(source)),
  release: '1.31',
}));

/** An ImageValidatingPolicy of Kyverno denies unless it says otherwise. Source: kyverno, `api/policies.kyverno.io`. */
const verifiesInCel = /\bverifyImageSignatures\b/;
const denies =
  /validationActions["']?:[ \t]*(?:\[[^\]]*|(?:\s*-[ \t]*["']?\w+["']?)*\s*-[ \t]*["']?)\bDeny\b/;

/** Whether a file verifies images, and refuses those that it cannot verify. */
function isEnforced(source: SearchedText): boolean {
  return (
    source.kind === 'manifest' &&
    (source.matches(/policy\.sigstore\.dev\/v/) ||
      (source.matches(verifiesInCel) && (source.matches(denies) || !source.matches(/validationActions/))) ||
      (source.matches(/verifyImages/) && source.matches(/ailureAction["']?:\s*["']?enforce/i)))
  );
}

/** Whether the one key of a file is for Istio's images; the second of two may be the new one. */
function isKeyOfImages(source: SearchedText): boolean {
  return (
    (source.matches(/policy\.sigstore\.dev\/v|verifyImages|\bcosign verify\b/) ||
      source.matches(verifiesInCel)) &&
    source.matches(/(?:docker\.io\/istio|gcr\.io\/istio-release|registry\.istio\.io)\b/) &&
    !source.matches(/BEGIN PUBLIC KEY[^]*BEGIN PUBLIC KEY/)
  );
}
