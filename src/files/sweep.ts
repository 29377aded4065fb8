import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cause, isMissing } from './cause';
import type { Found } from './found';
import { list } from './listing';
import { commonFolder, isWithin } from './path';
import type { Rules } from './rules';
import { isWorkTree } from './worktree';

/** What a file of a searched folder is wanted as, if it is. */
export type Wanted = 'manifest' | 'text' | undefined;

/** Finds the manifests in folders, and other texts if they are wanted too. Links are not followed. */
export class Sweep {
  private readonly open = new Map<string, Promise<boolean>>();

  constructor(
    private readonly rules: Rules,
    private readonly found: Found,
    private readonly kindOf: (path: string) => Wanted,
  ) {}

  /** Searches folders of one work tree, or folders outside of any. */
  async search(folders: readonly string[], workTree: string | undefined): Promise<void> {
    for (const folder of folders) this.open.set(folder, Promise.resolve(true));
    const isListed = workTree !== undefined && (await this.searchListed(folders, workTree));
    if (!isListed) await Promise.all(folders.map((folder) => this.walk(folder)));
  }

  /** Goes by git's own list, made once for all folders; false where there is none. */
  private async searchListed(folders: readonly string[], workTree: string): Promise<boolean> {
    const listing = await list(workTree, commonFolder(folders));
    if (!listing) return false;
    const isAskedFor = (path: string): boolean => folders.some((folder) => isWithin(path, folder));
    for (const { path, message } of listing.unreadable) if (isAskedFor(path)) this.found.fault(path, message);
    await Promise.all([
      ...listing.files.filter(isAskedFor).map((file) => this.file(file)),
      ...listing.repositories.filter(isAskedFor).map((repository) => this.folder(repository)),
    ]);
    return true;
  }

  private async walk(folder: string): Promise<void> {
    try {
      const entries = await readdir(folder, { withFileTypes: true });
      await Promise.all(entries.map((entry) => this.entry(join(folder, entry.name), entry)));
    } catch (error) {
      this.failed(folder, error);
    }
  }

  private async entry(path: string, entry: Dirent): Promise<void> {
    const isFolder = entry.isDirectory();
    if (!isFolder && this.kindOf(path) === undefined) return;
    if ((await this.rules.gitRefusal(path, isFolder)) !== undefined) return;
    await (isFolder ? this.folder(path) : this.file(path));
  }

  /** Searches a folder that may be a repository of its own, or stand where a submodule was not cloned. */
  private async folder(path: string): Promise<void> {
    if (await this.isOpen(path)) await this.search([path], (await isWorkTree(path)) ? path : undefined);
  }

  private async file(path: string): Promise<void> {
    const kind = this.kindOf(path);
    if (kind === undefined || !(await this.isOpen(dirname(path)))) return;
    if ((await this.rules.refusal(path, false)) !== undefined) return;
    // There are many, and whether one is a file shows when it is read.
    if (kind === 'text') {
      this.found.text(path);
      return;
    }
    try {
      if ((await lstat(path)).isFile()) this.found.file(path);
    } catch (error) {
      this.failed(path, error);
    }
  }

  /** Whether a folder below the searched ones may and can be entered, with all folders that lead to it. */
  private isOpen(folder: string): Promise<boolean> {
    const known = this.open.get(folder);
    if (known) return known;
    const answer = this.enter(folder);
    this.open.set(folder, answer);
    return answer;
  }

  private async enter(folder: string): Promise<boolean> {
    if (!(await this.isOpen(dirname(folder)))) return false;
    if ((await this.rules.refusal(folder, true)) !== undefined) return false;
    try {
      // A link may have taken the place of a tracked folder.
      if (!(await lstat(folder)).isDirectory()) return false;
      // This needs the permission to search it; `access` would ask for the user who started the process.
      return (await lstat(`${folder}/.`)).isDirectory();
    } catch (error) {
      this.failed(folder, error);
      return false;
    }
  }

  private failed(path: string, error: unknown): void {
    // What vanishes during the search is no fault, but a name that Node cannot express only seems to be missing.
    if (!isMissing(error)) this.found.fault(path, cause(error));
    else if (path.includes('\uFFFD')) this.found.fault(path, 'its name is not valid UTF-8');
  }
}
