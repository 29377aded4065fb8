import { Declined } from '../../yaml';

/** What was asked for is not done since a comment says to leave alone what it is about, in part at least. */
export class LeftAlone extends Declined {
  /** @param why as in "left as it is: why" */
  constructor(why = 'a comment says to leave a part of it alone, and it changes as a whole or not at all') {
    super(why);
  }
}
