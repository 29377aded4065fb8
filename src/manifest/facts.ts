/** A kind of fact that transforms collect over the whole tree; `T` is what one such fact says, as plain data. */
export interface FactKind<T> {
  readonly name: string;
  /** Only for the type checker; never set. */
  readonly type?: T;
}

/** What was learned from the whole tree before anything is migrated. */
export class Facts {
  private readonly found = new Map<string, unknown[]>();

  add<T>(kind: FactKind<T>, fact: T): void {
    const facts = this.found.get(kind.name);
    if (facts) facts.push(fact);
    else this.found.set(kind.name, [fact]);
  }

  /** All facts of a kind, in the order of the files. */
  all<T>(kind: FactKind<T>): readonly T[] {
    return (this.found.get(kind.name) ?? []) as readonly T[];
  }
}
