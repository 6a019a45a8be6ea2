import { expect, it } from 'vitest'
import { dictionaryOf, PRODUCERS } from '../../../src/simulator/avaya/producers.ts'

it.each(PRODUCERS.map((producer) => [producer.id, producer] as const))(
  '%s speaks Finnish, every measure of it',
  (_, producer) => {
    const english = dictionaryOf(producer, 'en-US').measures
    const finnish = dictionaryOf(producer, 'fi-FI').measures
    expect(finnish.map(({ name }) => name)).toEqual(english.map(({ name }) => name))
    expect(finnish.filter((one, index) => one.description === english[index]?.description)).toEqual([])
  }
)
