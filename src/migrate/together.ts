import type { Facts } from '../facts';
import { unitOfLayers } from '../install/layers/united';
import type { Unit } from '../moves/units';
import { Declined } from '../yaml';
import { declinedNote, type FilePlan } from './plan';
import type { AskedFor } from './request';

/** How files are planned, by their paths: but for those that were carried out already. */
interface Plans {
  readonly get: (path: string) => FilePlan | undefined;
  readonly set: (path: string, plan: FilePlan) => void;
}

/**
 * Holds the rewrites of values in layers against one another: where what one layer says of a value is not rewritten, what
 * the others say of it stays as well, wherever in the tree that is.
 */
export class Together {
  private readonly settled = new Set<string>();
  /** The file in which something stays, by the unit of layers that stays with it. */
  private readonly staying = new Map<string, string>();
  /** Files with a document that could not be looked at. */
  private readonly unread = new Set<string>();

  constructor(
    private readonly facts: Facts,
    private readonly plans: Plans,
  ) {}

  /** Takes back what cannot change in a file, and in those that change along with it. */
  settle(path: string): void {
    if (this.settled.has(path)) return;
    const paths = new Set([path]);
    for (const each of paths) {
      const all = this.plans.get(each)?.all;
      if (!all) continue;
      for (const { stays } of all.notes) {
        if (stays === 'document') this.unread.add(each);
        else this.stay(stays, each);
      }
      for (const other of all.done.flatMap(({ value }) => this.unitOf(value)?.paths ?? [])) paths.add(other);
    }
    while ([...paths].some((each) => this.takeBack(each)));
    for (const each of paths) this.settled.add(each);
  }

  private unitOf(value: AskedFor['value']): Unit | undefined {
    return value && unitOfLayers(value, this.facts);
  }

  private stay(value: AskedFor['value'], path: string): void {
    const unit = this.unitOf(value);
    if (unit && !this.staying.has(unit.id)) this.staying.set(unit.id, path);
  }

  /** Whether something of a file had to be taken back: what cannot be done without it goes, too. */
  private takeBack(path: string): boolean {
    const plan = this.plans.get(path);
    const staying = plan?.all.done.filter(({ value }) => this.fileThatKeeps(value) !== undefined);
    if (!plan || !staying?.length) return false;
    return [staying, plan.all.done].some((held) => {
      const left = without(plan, held, (request) => reasonFrom(this.fileThatKeeps(request.value)));
      if (!left) return false;
      for (const { value } of held) this.stay(value, path);
      this.plans.set(path, left);
      return true;
    });
  }

  /** A file in which another layer says something of a value, and goes on to do so. */
  private fileThatKeeps(value: AskedFor['value']): string | undefined {
    const unit = this.unitOf(value);
    const isDoneIn = (path: string) =>
      this.plans.get(path)?.all.done.some((request) => this.unitOf(request.value)?.id === unit?.id) === true;
    return (
      unit &&
      (this.staying.get(unit.id) ?? unit.paths.find((path) => this.unread.has(path) && !isDoneIn(path)))
    );
  }
}

/** A plan without some of its rewrites, for which there are reasons; undefined where the others need them. */
function without(
  { all, only }: FilePlan,
  held: readonly AskedFor[],
  reasonOf: (request: AskedFor) => Declined,
): FilePlan | undefined {
  const ids = new Set(held.map(({ id }) => id));
  const notes = held.map((request) => declinedNote(request, reasonOf(request)));
  const rest: FilePlan['only'] = (accepted) => {
    const some = only(new Set([...accepted].filter((id) => !ids.has(id))));
    return some && { ...some, notes: [...some.notes, ...notes] };
  };
  const left = rest(new Set(all.done.map(({ id }) => id)));
  return left && { all: left, only: rest };
}

function reasonFrom(path: string | undefined): Declined {
  if (path === undefined) return new Declined('it needs another rewrite, which is not made');
  return new Declined(
    `another layer of the same release (${path}) has to change together with it, and is not rewritten`,
    undefined,
    'fix what prevents the rewrite there and run again, or change all of them manually',
  );
}
