import { Declined } from '../../yaml';

/** What was asked for is not done since a comment says to leave a part of it alone. */
export class LeftAlone extends Declined {
  constructor() {
    super('a comment says to leave a part of it alone');
  }
}
