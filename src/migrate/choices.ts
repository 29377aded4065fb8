import { Declined } from '../yaml';
import { crosses, reaches, type UpgradeRange, type Version } from '../version';
import type { Transform } from '../transform';
import { declinedNote, type FileMigration, type FilePlan } from './plan';
import type { AskedFor, LocatedNote } from './request';

/** Rewrites to accept or to decline together, and what accepting them does to the file as it was decided so far. */
export interface Offer {
  /** Nearly always one; several where one cannot be made without the others. */
  readonly requests: readonly AskedFor[];
  readonly before: FileMigration;
  readonly after: FileMigration;
}

/** The rewrites of a file, to be accepted or declined one by one, from top to bottom. */
export class Choices {
  private migration: FileMigration | undefined;
  private undecided: readonly AskedFor[];
  private readonly accepted = new Set<symbol>();
  private readonly left: LocatedNote[] = [];

  constructor(private readonly plan: FilePlan) {
    this.undecided = plan.all.done.toSorted((a, b) => a.offset - b.offset);
  }

  /** How many rewrites there are in all, and how many of them were decided. */
  get count(): { readonly decided: number; readonly all: number } {
    const all = this.plan.all.done.length;
    return { decided: all - this.undecided.length, all };
  }

  /** What is to be decided next; the same until it is. */
  next(): Offer | undefined {
    for (let [first] = this.undecided; first; [first] = this.undecided) {
      const offer = this.offerOf([first]);
      if (offer) return offer;
      // All rewrites together can be made, so what this one needs was declined.
      this.leave([first], needsAnother);
    }
    return undefined;
  }

  /** Rewrites to be decided together, with the others that they need, as few as are enough. */
  offerOf(wanted: readonly AskedFor[]): Offer | undefined {
    return this.offer(wanted) ?? this.smallestWith(wanted);
  }

  accept({ requests, after }: Offer): void {
    for (const { id } of requests) this.accepted.add(id);
    this.migration = after;
    this.decided(requests);
  }

  decline({ requests }: Pick<Offer, 'requests'>): void {
    this.leave(requests, byChoice);
  }

  /** Accepts what was not decided yet, as far as it can be made without what was declined. */
  acceptRest(isDeclined: (request: AskedFor) => boolean = () => false): void {
    this.leave(this.undecided.filter(isDeclined), byChoice);
    const offer = this.offer(this.undecided);
    if (offer) this.accept(offer);
    else for (let each = this.next(); each; each = this.next()) this.accept(each);
  }

  /** What was not decided yet. */
  get rest(): readonly AskedFor[] {
    return this.undecided;
  }

  /** The file with what was accepted, and how many rewrites were left; each of these is reported. */
  result(): { readonly migration: FileMigration; readonly left: number } {
    const { left } = this;
    const migration = this.current();
    return { migration: { ...migration, notes: [...migration.notes, ...left] }, left: left.length };
  }

  private current(): FileMigration {
    this.migration ??= this.plan.only(this.accepted);
    if (!this.migration) throw new Error('a file without any of its rewrites cannot be made');
    return this.migration;
  }

  private offer(requests: readonly AskedFor[]): Offer | undefined {
    const after = this.plan.only(new Set([...this.accepted, ...requests.map(({ id }) => id)]));
    return after && { requests, before: this.current(), after };
  }

  private smallestWith(wanted: readonly AskedFor[]): Offer | undefined {
    let found = this.offer(this.undecided);
    for (const other of this.undecided) {
      if (!found || wanted.includes(other)) continue;
      found = this.offer(found.requests.filter((request) => request !== other)) ?? found;
    }
    return found;
  }

  private leave(requests: readonly AskedFor[], { reason, help }: Reason): void {
    for (const request of requests) this.left.push({ ...declinedNote(request, new Declined(reason)), help });
    this.decided(requests);
  }

  private decided(requests: readonly AskedFor[]): void {
    this.undecided = this.undecided.filter((request) => !requests.includes(request));
  }
}

interface Reason {
  readonly reason: string;
  readonly help: string;
}

const byChoice: Reason = {
  reason: 'you declined it',
  help: 'run again to make this rewrite',
};

const needsAnother: Reason = {
  reason: 'it needs another rewrite, which you declined',
  help: 'run again and accept both rewrites',
};

/** Which of the transforms to run. */
export interface Choice {
  /** Ids and kinds; all if empty. */
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** Whether to run what is optional, too. What `only` names runs in any case. */
  readonly modernize?: boolean;
}

/** The transforms that were chosen and that an upgrade to a version asks for, in their order. */
export function chooseTransforms(
  all: readonly Transform[],
  { only, skip, modernize = false }: Choice,
  to: Version,
): Transform[] {
  return all.filter((transform) => {
    const { id, kind, release, along = id } = transform;
    const isAmong = (names: readonly string[]) => [id, kind, along].some((name) => names.includes(name));
    if (!reaches({ to }, release) || isAmong(skip)) return false;
    return only.length === 0 ? kind !== 'modernize' || modernize : isAmong(only);
  });
}

/**
 * Leaves out what only counts on the way from an older release: a default that changes, a new hardening, advice on the
 * upgrade itself. What is gone or renamed counts wherever the upgrade starts.
 */
export function withinRange(transforms: readonly Transform[], range: UpgradeRange): Transform[] {
  return transforms.filter(
    ({ kind, release, isDue }) =>
      (!['hardening', 'pin', 'advice'].includes(kind) || crosses(range, release)) && isDue?.(range) !== false,
  );
}

/**
 * The transforms by stage: in a later stage are those that change again what an earlier one makes. Nearly always there
 * is one stage.
 *
 * @param isHeld whether a file holds a word: one that is first has a stage of its own only where it may have to do
 */
export function stagesOf(
  transforms: readonly Transform[],
  isHeld: (word: string) => boolean,
): (readonly Transform[])[] {
  const byId = new Map(transforms.map((transform) => [transform.id, transform]));
  const isDue = ({ isFirst, occasion = [] }: Transform) => isFirst === true && occasion.some(isHeld);
  const first = transforms.some(isDue) ? 0 : -1;
  const stageOf = (transform: Transform): number => {
    if (transform.isFirst) return 0;
    const earlier = (transform.follows ?? []).flatMap((id) => byId.get(id) ?? []);
    return Math.max(first, ...earlier.map(stageOf)) + 1;
  };
  const stages: Transform[][] = [];
  for (const transform of transforms) (stages[stageOf(transform)] ??= []).push(transform);
  return stages;
}
