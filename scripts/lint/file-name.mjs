import path from 'node:path'

const KEBAB = /^[a-z0-9]+([-.][a-z0-9]+)*$/
const EMPTY = /^(.+-)?(utils?|helpers?|common|misc|managers?)$/

/** Kebab-case file names, and none that says nothing about what is inside. Folders count too. */
export const fileName = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      case: "'{{name}}' is not kebab-case",
      empty: "'{{name}}' says nothing: name it after what it does"
    }
  },
  create: (context) => ({
    Program(node) {
      for (const name of path.relative(context.cwd, context.filename).split(path.sep)) {
        const bare = name.replace(/^\./, '')
        if (!KEBAB.test(bare)) context.report({ node, messageId: 'case', data: { name } })
        if (EMPTY.test(bare.split('.')[0])) context.report({ node, messageId: 'empty', data: { name } })
      }
    }
  })
}
