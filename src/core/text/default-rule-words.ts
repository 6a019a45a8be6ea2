/** What the rules of a new user are called, by their ids. */
export const defaultRuleWords = {
  'default-contacts-waiting': 'Contacts waiting',
  'default-after-contact-work': 'Long after-contact work',
  'default-agents-ready': 'Too few agents ready',
  'default-feed-lost': 'Live feed lost',
  'default-target-reached': 'Target reached',
  'default-target-exceeded': 'Target exceeded',
  'default-target-final': 'Period of a target over',
  'default-target-at-risk': 'Target at risk'
} as const

type DefaultRuleId = keyof typeof defaultRuleWords

const isDefault = (id: string): id is DefaultRuleId => Object.hasOwn(defaultRuleWords, id)

/** A rule as people read it: those that everybody begins with in the language of the screen, until somebody renames them. */
export function ruleName(
  t: (key: `defaultRule.${DefaultRuleId}`) => string,
  { id, name }: { readonly id: string; readonly name: string }
): string {
  return isDefault(id) && defaultRuleWords[id] === name ? t(`defaultRule.${id}`) : name
}
