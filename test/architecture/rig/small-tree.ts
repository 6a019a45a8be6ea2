import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Disposable } from '../../../src/core/disposable.ts'
import type { Section } from './fixtures.ts'

export const project = join(import.meta.dirname, '..', '..', '..')

const CONFIGS = ['package.json', 'tsconfig.json', 'scripts/lint/tsconfig.json']

export interface SmallTree extends Disposable {
  readonly folder: string
}

/** A project of these files alone, under the real configuration and with the real packages. */
export function createSmallTree(files: readonly Pick<Section, 'path' | 'code'>[]): SmallTree {
  const folder = mkdtempSync(join(tmpdir(), 'floorwatch-tree-'))
  const place = (path: string): string => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    return join(folder, path)
  }
  for (const path of CONFIGS) copyFileSync(join(project, path), place(path))
  for (const { path, code } of files) writeFileSync(place(path), code)
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'), 'junction')
  return {
    folder,
    dispose() {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
