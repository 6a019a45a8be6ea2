/**
 * An ESLint rule that reports every node matching one of the selectors. One rule per ban (instead of one big
 * `no-restricted-syntax`), so that each can be switched on and off for its own files and is proved by its own fixture.
 */
export function forbid(message, selectors) {
  return {
    meta: { type: 'problem', schema: [], messages: { forbidden: message } },
    create: (context) =>
      Object.fromEntries(selectors.map((s) => [s, (node) => context.report({ node, messageId: 'forbidden' })]))
  }
}

/** Selectors for every way to reach `name` of the module `electron`: named, renamed, by namespace, by text. */
export function electronMember(name) {
  return [`Identifier[name='${name}']`, `MemberExpression > Literal[value='${name}']`]
}
