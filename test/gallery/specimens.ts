import { DELIVERY_MOMENTS } from './delivery-moments.tsx'
import { DIAGNOSES } from './diagnoses.ts'
import { MOMENTS } from './moments.tsx'
import { PARTS } from './parts.tsx'
import { HOURS_MOMENTS } from './hours-moments.ts'
import { RULE_MOMENTS } from './rule-moments.ts'
import type { Specimen } from './specimen.ts'
import { VIEWS } from './views.tsx'

export const SPECIMENS: readonly Specimen[] = [
  ...PARTS,
  ...VIEWS,
  ...MOMENTS,
  ...RULE_MOMENTS,
  ...DELIVERY_MOMENTS,
  ...HOURS_MOMENTS,
  ...DIAGNOSES
]
