/** A place in front of the line: a suppression of everything would otherwise suppress the report of itself. */
const before = (comment) => ({ line: comment.loc.start.line, column: -1 })

/** A rule may be switched off at one place, with the reason beside it: `// eslint-disable-next-line name -- reason`. */
export const explainedSuppression = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { reason: 'a suppression names its rule and its reason: `-- why`' }
  },
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        const match = /^\s*eslint-disable(-next-line|-line)?\s*(?<rest>.*)$/su.exec(comment.value)
        if (match && !/^[@\w/, -]+\s--\s+\S{2,}.{8,}/su.test(match.groups.rest))
          context.report({ loc: before(comment), messageId: 'reason' })
      }
    }
  })
}
