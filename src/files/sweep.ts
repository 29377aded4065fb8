import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cause, isMissing } from './read';
import { type Found, list } from './listing';
import { commonFolder, isWithin } from './glob';
import type { Rules } from './ignorefiles';
import { isWorkTree } from './git';

/** What a file of a searched folder is wanted as, if it is. */
export type Wanted = 'manifest' | 'text' | 'temporary' | undefined;

/**
 * Finds the manifests in folders, and other texts if they are wanted too. Links are not followed. All but git is asked
 * at once: there may be many files, and each step that another thread takes would cost more than the answer.
 */
export class Sweep {
  private readonly open = new Map<string, boolean>();

  constructor(
    private readonly rules: Rules,
    private readonly found: Found,
    private readonly kindOf: (path: string) => Wanted,
  ) {}

  /** Searches folders of one work tree, or folders outside of any. */
  async search(folders: readonly string[], workTree: string | undefined): Promise<void> {
    for (const folder of folders) this.open.set(folder, true);
    const isListed = workTree !== undefined && (await this.searchListed(folders, workTree));
    if (!isListed) for (const folder of folders) await this.walk(folder);
  }

  /** Goes by git's own list, made once for all folders; false where there is none. */
  private async searchListed(folders: readonly string[], workTree: string): Promise<boolean> {
    const listing = await list(workTree, commonFolder(folders));
    if (!listing) return false;
    const isAskedFor = (path: string): boolean => folders.some((folder) => isWithin(path, folder));
    for (const { path, message } of listing.unreadable) if (isAskedFor(path)) this.found.fault(path, message);
    for (const file of listing.files) if (isAskedFor(file)) this.file(file);
    for (const repository of listing.repositories) {
      if (isAskedFor(repository)) await this.folder(repository);
    }
    return true;
  }

  private async walk(folder: string): Promise<void> {
    let entries: Dirent[] = [];
    try {
      entries = readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      this.failed(folder, error);
    }
    for (const entry of entries) await this.entry(join(folder, entry.name), entry);
  }

  private async entry(path: string, entry: Dirent): Promise<void> {
    const isFolder = entry.isDirectory();
    if (!isFolder && this.kindOf(path) === undefined) return;
    if (this.rules.gitRefusal(path, isFolder) !== undefined) return;
    if (isFolder) await this.folder(path);
    else this.file(path);
  }

  /** Searches a folder that may be a repository of its own, or stand where a submodule was not cloned. */
  private async folder(path: string): Promise<void> {
    if (this.isOpen(path)) await this.search([path], isWorkTree(path) ? path : undefined);
  }

  private file(path: string): void {
    const kind = this.kindOf(path);
    if (kind === undefined || !this.isOpen(dirname(path))) return;
    if (this.rules.refusal(path, false) !== undefined) return;
    // There are many, and whether one is a file shows when it is read.
    if (kind !== 'manifest') {
      this.found[kind](path);
      return;
    }
    try {
      if (lstatSync(path).isFile()) this.found.file(path);
    } catch (error) {
      this.failed(path, error);
    }
  }

  /** Whether a folder below the searched ones may and can be entered, with all folders that lead to it. */
  private isOpen(folder: string): boolean {
    const known = this.open.get(folder);
    if (known !== undefined) return known;
    const answer = this.enter(folder);
    this.open.set(folder, answer);
    return answer;
  }

  private enter(folder: string): boolean {
    if (!this.isOpen(dirname(folder))) return false;
    if (this.rules.refusal(folder, true) !== undefined) return false;
    try {
      // A link may have taken the place of a tracked folder.
      if (!lstatSync(folder).isDirectory()) return false;
      // This needs the permission to search it; `access` would ask for the user who started the process.
      return lstatSync(`${folder}/.`).isDirectory();
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
