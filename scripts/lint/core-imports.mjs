import path from 'node:path'

const PACKAGES = new Set(['zod', 'temporal-polyfill'])

/** Core imports itself, zod and one pure date library. Counts types, dynamic imports and re-exports. */
export const coreImports = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { outside: "core may import itself, zod and temporal-polyfill only, not '{{source}}'" }
  },
  create(context) {
    const core = path.join(context.cwd, 'src', 'core') + path.sep
    const check = (source) => {
      if (typeof source?.value !== 'string') return
      const allowed = source.value.startsWith('.')
        ? path.resolve(path.dirname(context.filename), source.value).startsWith(core)
        : PACKAGES.has(source.value)
      if (!allowed) context.report({ node: source, messageId: 'outside', data: { source: source.value } })
    }
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      TSExternalModuleReference: (node) => check(node.expression)
    }
  }
}
