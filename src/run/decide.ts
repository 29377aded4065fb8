import { describeObject } from '../kubernetes/object';
import { Choices, type Offer } from '../migrate/choices';
import type { FileMigration, FilePlan } from '../migrate/plan';
import type { ManifestFile } from '../migrate/manifest-file';
import { outcomeOf } from '../migrate/outcome';
import type { Answer, Ask, Question } from './question';

/** A file as it was decided. */
export interface Decided {
  readonly migration: FileMigration;
  /** How many of its rewrites are left by choice. */
  readonly left: number;
}

/** Asks a person what is to be done in one file after the other, until that person quits. */
export class Decisions {
  private hasQuit = false;
  private waited = 0;

  constructor(private readonly ask: Ask) {}

  /** How long the answers took. */
  get waitedMs(): number {
    return this.waited;
  }

  async decide(file: ManifestFile, plan: FilePlan): Promise<Decided> {
    const choices = new Choices(plan);
    for (let offer = this.next(choices); offer; offer = this.next(choices))
      this.settle(choices, offer, await this.answer(questionOf(file, offer, choices.count)));
    choices.declineRest();
    return choices.result();
  }

  private async answer(question: Question): Promise<Answer> {
    const asked = performance.now();
    const answer = await this.ask(question);
    this.waited += performance.now() - asked;
    return answer;
  }

  private next(choices: Choices): Offer | undefined {
    return this.hasQuit ? undefined : choices.next();
  }

  private settle(choices: Choices, offer: Offer, answer: Answer): void {
    if (answer === 'no' || answer === 'quit') choices.decline(offer);
    else choices.accept(offer);
    if (answer === 'rest') choices.acceptRest();
    if (answer === 'quit') this.hasQuit = true;
  }
}

function questionOf(
  { path, text }: ManifestFile,
  { requests, before, after }: Offer,
  { decided, all }: Choices['count'],
): Question {
  const notes = requests.flatMap((request) => request.notes);
  const proven = [{ done: requests, edits: after.edits }];
  const { findings, rewrites } = outcomeOf(path, text, { ...after, proven, notes }, 'after');
  const objects = requests.map(({ object }) => object && describeObject(object));
  return {
    path,
    before: before.text,
    after: after.text,
    rewrites: rewrites.map((rewrite, index) => ({ ...rewrite, object: objects[index] })),
    findings,
    number: decided + 1,
    count: all,
  };
}
