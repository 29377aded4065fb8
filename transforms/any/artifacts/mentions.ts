import type { Mention } from '../../../src/sweep/mention';
import type { MentionPlace } from '../../../src/sweep/place';
import { movedArtifacts, reportedArtifacts } from '../../tables/artifacts';
import { writtenAs } from './address';

/** When the old addresses stop to answer. */
export const deadline =
  'the old address does not answer for 24 hours on 8-9 December 2026, and is switched off that month';

const old = [...movedArtifacts, ...reportedArtifacts];

/**
 * Addresses that are still there after the migration: in scripts, Terraform, Dockerfiles, policies, documentation, and
 * in values that only a template puts together. Regular expressions escape the dots.
 */
export const artifactMentions: readonly Mention[] = [
  ...old.map(({ from, to }): Mention => ({
    words: spellingsOf(from),
    message: to === undefined ? `${from} is switched off` : `${from} moves to ${to}`,
    help:
      to === undefined
        ? `copy what you need to your own registry: ${deadline}`
        : `use ${to}: ${deadline}; first update allow-lists, mirrors and policies that name the old one`,
    isMeant: ({ before, after }) => writtenAs(before, after) === 'address',
  })),
  {
    words: ['gcr.io/istio-release', 'registry.istio.io', 'istio-release.storage.googleapis.com'],
    message: 'this mirrors a registry of Istio that is switched off in December 2026',
    help: 'let the mirror pull from docker.io/istio (images) or ghcr.io/istio/release/charts (charts), and use that path',
    level: 'note',
    isMeant: ({ before, after }) => writtenAs(before, after) === 'mirrored',
  },
  {
    words: ['istio-release'],
    message: 'gcr.io/istio-release moves to docker.io/istio',
    help: `change registry and repository together, to docker.io and istio: ${deadline}`,
    isMeant: isRepositoryOfGcr,
  },
];

function spellingsOf(address: string): string[] {
  const escaped = address.replaceAll('.', '\\.');
  return [address, escaped, escaped.replaceAll('\\', '\\\\'), escaped.replaceAll('/', '\\/')];
}

/** Charts of other products name the registry under one key, and the repository under another. */
function isRepositoryOfGcr(place: MentionPlace): boolean {
  const { before, after } = place;
  if (!/[:=]\s*["']?$/.test(before) || !/^(?:\/[\w.-]+)?["']?,?\s*(?:#.*)?$/.test(after)) return false;
  const near = [...place.above(3), ...place.below(3)];
  return near.some((line) => /[:=]\s*["']?gcr\.io["']?,?\s*(?:#.*)?$/.test(line));
}
