import { constants } from 'node:fs';
import { type FileHandle, open, readlink, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from './read';

const asItIs = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW;
const moved = 'its folder was moved or replaced since it was read';

/**
 * A folder as it was found. Links may take its place, or that of a folder around it, at any time; what is done here is
 * done in the folder itself all the same, where the system can hold on to it (Linux), and is checked first elsewhere.
 */
export class HeldFolder {
  private constructor(
    private readonly location: string,
    private readonly handle: FileHandle | undefined,
  ) {}

  /**
   * @param folder an absolute path without links
   * @throws an error with a message for the user, if the path now leads elsewhere or nowhere
   */
  static async open(folder: string): Promise<HeldFolder> {
    const handle = await openIfPossible(folder);
    try {
      const location = handle && `/proc/self/fd/${handle.fd}`;
      const now = location && (await readlink(location).catch(() => undefined));
      if ((now ?? (await realpath(folder))) !== folder) throw new Error(moved);
      return new HeldFolder(now === undefined ? folder : (location ?? folder), handle);
    } catch (error) {
      await handle?.close();
      throw error;
    }
  }

  /** The path of what has this name in the folder. */
  pathTo(name: string): string {
    return join(this.location, name);
  }

  /** Brings new names to the disk, where the system can do that for a folder. */
  async sync(): Promise<void> {
    await this.handle?.sync().catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.handle?.close();
  }
}

/** Nothing where the system opens no folders, or not one that may be entered but not read. */
async function openIfPossible(folder: string): Promise<FileHandle | undefined> {
  try {
    return await open(folder, asItIs);
  } catch (error) {
    if (hasCode(error, 'ELOOP') || hasCode(error, 'ENOTDIR')) throw new Error(moved, { cause: error });
    if (['EACCES', 'EPERM', 'EISDIR'].some((code) => hasCode(error, code))) return undefined;
    throw error;
  }
}
