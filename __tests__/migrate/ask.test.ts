import type { FileMigration } from '../../src/migrate/plan';
import { asEntry, type Context, type Transform, type TransformKind } from '../../src/transform';
