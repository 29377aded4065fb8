import { getHeapStatistics } from 'node:v8';
import { setRoom } from '../yaml';

/** What the tool itself takes, with the documents and results that it keeps. */
const taken = 96 * 1024 * 1024;

/** Lets documents have what memory Node.js may take, so that one that is too large is reported and ends no run. */
export function setRoomOfProcess(): void {
  const { heap_size_limit: limit } = getHeapStatistics();
  // Near its limit, little else is done than to look for garbage.
  setRoom(Math.max(0, limit * 0.85 - taken));
}
